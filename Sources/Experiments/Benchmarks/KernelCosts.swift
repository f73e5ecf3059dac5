internal import SimCore

/// The costs of single operations of the kernel.
enum KernelCosts {
  static func table(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    for cost in KernelCost.allCases where request.wants("cost.\(cost.rawValue)") {
      try request.checkInterruption()
      progress(cost.label)
      let runs = (0..<(request.runs ?? 5)).map { _ in
        cost.nanoseconds(events: request.events ?? 1_000_000)
      }
      figures += row(cost, runs.median, step: request.calibrationStep)
    }
    return BenchmarkTable(
      title: "cost of one operation, 1,000 of them pending",
      figures: figures,
      notes: ["Steps are those of the calibration loop: comparable between machines."]
    )
  }

  private static func row(
    _ cost: KernelCost,
    _ nanoseconds: Double,
    step: Double
  ) -> [BenchmarkFigure] {
    [
      BenchmarkFigure(
        key: "cost.\(cost.rawValue).ns",
        label: cost.label,
        column: "ns",
        value: nanoseconds,
        unit: "ns",
        bar: bar(of: cost)
      ),
      BenchmarkFigure(
        key: "cost.\(cost.rawValue).steps",
        label: cost.label,
        column: "steps",
        value: nanoseconds / step,
        unit: "steps"
      ),
    ]
  }

  /// What the kernel promises.
  private static func bar(of cost: KernelCost) -> BenchmarkFigure.Bar? {
    switch cost {
    case .callback: .atMost(60)
    case .sleep: .atMost(260)
    default: nil
    }
  }
}
