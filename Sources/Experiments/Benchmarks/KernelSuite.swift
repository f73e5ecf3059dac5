internal import SimCore

/// `simrun bench kernel`: what each kind of event costs.
enum KernelSuite: BenchmarkSuite {
  static let name = "kernel"
  static let summary = "timers, tasks, sleeps and replies; a few seconds"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    BenchmarkReport(tables: [try KernelCosts.table(request, progress: progress)])
  }
}

/// The costs of single operations, as a table.
enum KernelCosts {
  static func table(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    for cost in KernelCost.allCases where request.wants("cost.\(cost.rawValue)") {
      try request.checkInterruption()
      progress(cost.label)
      let spent = median(
        (0..<(request.runs ?? 3)).map { _ in
          cost.nanoseconds(events: request.events ?? 1_000_000)
        }
      )
      figures.append(
        BenchmarkFigure(
          key: "cost.\(cost.rawValue).ns",
          label: cost.label,
          column: "ns",
          value: spent,
          unit: "ns",
          bar: bar(of: cost)
        )
      )
      figures.append(
        BenchmarkFigure(
          key: "cost.\(cost.rawValue).steps",
          label: cost.label,
          column: "steps",
          value: spent / request.calibrationStep,
          unit: "steps"
        )
      )
    }
    return BenchmarkTable(
      title: "cost of one operation, 1,000 of them pending",
      figures: figures,
      notes: ["Steps are those of the calibration loop: comparable between machines."]
    )
  }

  /// What the kernel promises.
  private static func bar(of cost: KernelCost) -> BenchmarkFigure.Bar? {
    switch cost {
    case .callback: .atMost(60)
    case .sleep: .atMost(260)
    default: nil
    }
  }

  static func median(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.sorted()[values.count / 2]
  }
}
