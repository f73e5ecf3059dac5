internal import SimCore

/// `simrun bench statistics`: what a draw, a recorded time and an estimate cost.
enum StatisticsSuite: BenchmarkSuite {
  static let name = "statistics"
  static let summary = "draws, histograms and estimates; a few seconds"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let count = request.events ?? 2_000_000
    var tables: [BenchmarkTable] = []
    for group in [drawGroup(count), histogramGroup(count), estimateGroup(count)] {
      var figures: [BenchmarkFigure] = []
      for cost in group.costs where request.wants(cost.key) {
        try request.checkInterruption()
        progress(cost.label)
        figures += Self.figures(of: cost, request)
      }
      if figures.isEmpty { continue }
      tables.append(BenchmarkTable(title: group.title, figures: figures, notes: group.notes))
    }
    return BenchmarkReport(tables: tables)
  }

  private static func figures(
    of cost: StatisticsCost,
    _ request: BenchmarkRequest
  ) -> [BenchmarkFigure] {
    let spent = (0..<(request.runs ?? 3)).map { _ in cost.measure() }.median
    if cost.isRate {
      return [
        BenchmarkFigure(
          key: "\(cost.key).mb_per_s",
          label: cost.label,
          column: "MB/s",
          value: 1_000 / spent,
          unit: "MB/s"
        )
      ]
    }
    return [
      BenchmarkFigure(
        key: "\(cost.key).ns",
        label: cost.label,
        column: "ns",
        value: spent,
        unit: "ns",
        bar: cost.nanosecondsMax.map { .atMost($0) }
      ),
      BenchmarkFigure(
        key: "\(cost.key).steps",
        label: cost.label,
        column: "steps",
        value: spent / request.calibrationStep,
        unit: "steps"
      ),
    ]
  }

  private static func drawGroup(_ count: Int) -> StatisticsCost.Group {
    StatisticsCost.Group(
      title: "cost of one draw",
      costs: DrawCosts.all(count),
      notes: [
        "Each includes its keyed draw. Steps are those of the calibration loop.",
        "Rejection takes a stream of its own for each variate; the rest inverts one uniform.",
      ]
    )
  }

  private static func histogramGroup(_ count: Int) -> StatisticsCost.Group {
    StatisticsCost.Group(
      title: "histograms",
      costs: HistogramCosts.all(count),
      notes: ["Merging and encoding: 100,000 log-normal times about 700 ms; MB of encoded counts."]
    )
  }

  private static func estimateGroup(_ count: Int) -> StatisticsCost.Group {
    StatisticsCost.Group(title: "estimates, for each value", costs: EstimateCosts.all(count))
  }
}

/// One operation that the suite times.
struct StatisticsCost {
  /// Operations under one headline.
  struct Group {
    var title: String
    var costs: [StatisticsCost]
    var notes: [String] = []
  }

  let key: String
  let label: String
  /// What the project promises, in nanoseconds.
  var nanosecondsMax: Double?
  /// Whether `measure` gives nanoseconds for a byte, to be shown as a rate.
  var isRate = false
  /// Processor time of one operation, in nanoseconds.
  let measure: () -> Double

  /// Times `count` calls of a body whose results are summed up, so that none is left out.
  @inline(__always)
  static func time(_ count: Int, _ body: (UInt64) -> Double) -> Double {
    let start = HostClock.cpuNanoseconds()
    var sum = 0.0
    for index in 0..<UInt64(count) { sum += body(index) }
    let spent = Double(HostClock.cpuNanoseconds() - start) / Double(count)
    return sum.isNaN ? .nan : spent
  }
}
