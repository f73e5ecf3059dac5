internal import SimCore

/// `simrun bench live`: what the loop of a live cell costs, and how late it is.
enum LiveSuite: BenchmarkSuite {
  static let name = "live"
  static let summary = "tickers, foreign posts and wake-ups on the wall clock; half a minute"

  /// Messages of one measurement, unless the request says otherwise.
  private static let messages = 1_000_000
  /// Length of one measurement of tickers.
  private static let length = Duration.seconds(5)

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    do {
      return BenchmarkReport(
        tables: [
          try tickTable(request, progress), try postTable(request, progress),
        ].filter { !$0.figures.isEmpty }
      )
    } catch let error as LoopError {
      throw RunFailure(code: "RUN-005", class: .temporary, message: "\(error)")
    } catch let error as RunFailure {
      throw error
    } catch {
      throw RunFailure(code: "INT-001", class: .internalError, message: "\(error)")
    }
  }

  /// 1,000 tickers of 20 ms, as timers and as tasks that sleep.
  private static func tickTable(
    _ request: BenchmarkRequest,
    _ progress: (String) -> Void
  ) throws -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    for kind in TickKind.allCases where request.wants("live.tick.\(kind.rawValue)") {
      var runs: [LiveCost.Ticks] = []
      for _ in 0..<(request.runs ?? 1) {
        try request.checkInterruption()
        progress("1,000 tickers of 20 ms \(kind.label)")
        runs.append(try LiveCost.ticks(for: length(of: request), asTasks: kind == .task))
      }
      figures += TickFigures(kind: kind, runs: runs).all
    }
    return BenchmarkTable(
      title: "1,000 tickers of 20 ms on the live clock, spread over their period",
      figures: figures,
      notes: [
        """
        CPU is that of the loop's thread with the system's part. Timers are served at whole \
        milliseconds, so that half a millisecond of lag is by design.
        """
      ]
    )
  }

  /// Events of the request are ticks: 50 a second for each ticker.
  private static func length(of request: BenchmarkRequest) -> Duration {
    request.events.map { min(.milliseconds(max($0 / 50, 20)), length) } ?? length
  }

  private static func postTable(
    _ request: BenchmarkRequest,
    _ progress: (String) -> Void
  ) throws -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    let messages = max(request.events ?? Self.messages, 100)
    for posters in [1, 4] where request.wants("live.post.\(posters)") {
      var runs: [LiveCost.Posts] = []
      for _ in 0..<(request.runs ?? 3) {
        try request.checkInterruption()
        progress("posts from \(posters) threads")
        runs.append(try LiveCost.posts(messages, posters: posters))
      }
      figures += postFigures(posters, runs)
    }
    if request.wants("live.wake") {
      progress("wake-ups through the bell")
      let delays = try LiveCost.wakeUps(max(20, min(messages / 500, 2_000)))
      for (name, quantile) in [("p50", 0.5), ("p99", 0.99), ("max", 1)] {
        let value = quantile < 1 ? delays.quantile(quantile) : delays.max
        figures.append(
          BenchmarkFigure(
            key: "live.wake.\(name).us",
            label: "post to delivery on a sleeping loop, \(name)",
            value: value.map { $0 / .microseconds(1) },
            unit: "us"
          )
        )
      }
    }
    return BenchmarkTable(title: "messages of other threads", figures: figures)
  }

  private static func postFigures(
    _ posters: Int,
    _ runs: [LiveCost.Posts]
  ) -> [BenchmarkFigure] {
    let from = "from \(posters) \(posters == 1 ? "thread" : "threads")"
    let each = { (part: (LiveCost.Posts) -> Duration) in
      runs.map { part($0) / .nanoseconds(1) / Double($0.accepted) }.median
    }
    let rate = runs.map { Double($0.accepted) / ($0.wall / .seconds(1)) }.median
    return [
      BenchmarkFigure(
        key: "live.post.\(posters).posting.ns",
        label: "one post \(from), CPU of the poster",
        value: each(\.posting),
        unit: "ns"
      ),
      BenchmarkFigure(
        key: "live.post.\(posters).delivering.ns",
        label: "one delivery \(from), CPU of the cell",
        value: each(\.delivering),
        unit: "ns"
      ),
      BenchmarkFigure(
        key: "live.post.\(posters).rate.per_s",
        label: "messages \(from), by the wall clock",
        value: rate,
        unit: "/s"
      ),
    ]
  }
}

/// What ticks.
private enum TickKind: String, CaseIterable {
  case timer
  case task

  var label: String { self == .timer ? "as timers" : "as tasks that sleep" }
}

/// The figures of one kind of ticker, each the median of the runs.
private struct TickFigures {
  let kind: TickKind
  let runs: [LiveCost.Ticks]

  var all: [BenchmarkFigure] {
    [
      figure("us", "CPU of one tick", "us", bar: .atMost(1.5)) { run in
        run.cpu / .microseconds(1) / Double(max(run.fired, 1))
      },
      figure("fired.count", "ticks", "") { Double($0.fired) },
      figure("skipped.count", "ticks left out after stalls", "") { Double($0.skipped) },
      figure("sleeps.per_s", "waits of the loop in a second", "/s") { run in
        Double(run.sleeps) / (run.wall / .seconds(1))
      },
      figure("load.percent", "of one core", "%") { $0.cpu / $0.wall * 100 },
      figure("lag_p50.ms", "lag p50", "ms") { Self.lag($0, 0.5) },
      figure("lag_p99.ms", "lag p99", "ms") { Self.lag($0, 0.99) },
      figure("lag_max.ms", "lag max", "ms") { run in
        run.lag.histogram.max.map { $0 / .milliseconds(1) } ?? .nan
      },
    ]
  }

  private func figure(
    _ key: String,
    _ label: String,
    _ unit: String,
    bar: BenchmarkFigure.Bar? = nil,
    _ value: (LiveCost.Ticks) -> Double
  ) -> BenchmarkFigure {
    BenchmarkFigure(
      key: "live.tick.\(kind.rawValue).\(key)",
      label: label,
      column: kind.label,
      value: runs.map(value).median,
      unit: unit,
      bar: bar
    )
  }

  private static func lag(_ run: LiveCost.Ticks, _ quantile: Double) -> Double {
    run.lag.histogram.quantile(quantile).map { $0 / .milliseconds(1) } ?? .nan
  }
}
