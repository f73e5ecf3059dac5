/// The suites that `simrun bench` knows, in the order of its help page.
package enum BenchmarkSuites {
  package static var all: [any BenchmarkSuite.Type] {
    [
      KernelSuite.self,
      CapacitySuite.self,
      CellsSuite.self,
      DeterminismSuite.self,
      DialerSuite.self,
      LeadSuite.self,
      LiveSuite.self,
      MediaSuite.self,
      PlatformSuite.self,
      StatisticsSuite.self,
      TakeoverSuite.self,
    ]
  }

  package static func suite(named name: String) -> (any BenchmarkSuite.Type)? {
    all.first { $0.name == name }
  }
}
