package import RunReports
internal import SimCore

/// A suite's figures with what is needed to compare them with those of another day or machine.
package struct BenchmarkRecord: Sendable {
  /// The suite, or `scenario` or `leads`.
  package var name: String
  package var report: BenchmarkReport
  package var build: BuildFacts
  /// Nanoseconds of one step of the calibration loop, before and after: far apart, the machine was
  /// busy with something else.
  package var calibrationSteps: [Double]

  package init(
    name: String,
    report: BenchmarkReport,
    build: BuildFacts,
    calibrationSteps: [Double]
  ) {
    self.name = name
    self.report = report
    self.build = build
    self.calibrationSteps = calibrationSteps
  }

  /// Measures with a calibration before and after.
  package static func measure(
    _ name: String,
    _ request: BenchmarkRequest,
    by run: (BenchmarkRequest) throws(RunFailure) -> BenchmarkReport
  ) throws(RunFailure) -> BenchmarkRecord {
    let before = CalibrationLoop.stepNanoseconds()
    var request = request
    request.calibrationStep = before
    let report = try run(request)
    return BenchmarkRecord(
      name: name,
      report: report,
      build: request.build,
      calibrationSteps: [before, CalibrationLoop.stepNanoseconds()]
    )
  }

  /// Runs a suite.
  package static func measure(
    _ suite: any BenchmarkSuite.Type,
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkRecord {
    try measure(suite.name, request) { request throws(RunFailure) in
      try suite.run(request, progress: progress)
    }
  }

  /// Whether the compiler optimised this program.
  static var isOptimised: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }
}
