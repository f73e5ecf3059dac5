internal import SimCore

/// `simrun bench cells`: what a second thread brings, and what crossing between cells costs.
enum CellsSuite: BenchmarkSuite {
  static let name = "cells"
  static let summary = "cells on one and two threads, messages, requests, leases; about a minute"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    var figures: [BenchmarkFigure] = []
    for scale in CellsCase.all where request.wants(scale.key) {
      var samples: [CellsSample] = []
      for round in 0..<(request.runs ?? 5) {
        try request.checkInterruption()
        progress("\(scale.label), round \(round + 1)")
        samples.append(CellsSample(of: scale, events: request.events ?? scale.events))
      }
      figures += scale.figures(samples)
    }
    let threads = BenchmarkTable(
      title: "W3 on 8 cells: two threads against one",
      figures: figures,
      notes: [
        """
        Wall is the ratio of wall times, which other work on the machine spoils. Processor is the \
        processor time of one thread, divided by that of the busier of two, window by window: the \
        ratio of wall times on a machine that does nothing else. Balance is the work of both \
        threads divided by that of the busier one, inflation the total processor time of two \
        threads, waiting included, divided by that of one.
        """
      ]
    )
    return BenchmarkReport(tables: [threads, try CrossingCosts.table(request, progress: progress)])
  }
}

/// One size of the workload.
struct CellsCase: Sendable {
  var idiom: VoiceIdiom
  var concurrency: Int
  var lookahead: Duration
  /// What the issue asks for.
  var bar: BenchmarkFigure.Bar?
  /// Events of one measurement.
  var events: Int

  static let all = [
    CellsCase(.callbacks, 100_000, .milliseconds(20), .atLeast(1.5), events: 2_000_000),
    CellsCase(.actors, 100_000, .milliseconds(20), .atLeast(1.5), events: 1_000_000),
    CellsCase(.callbacks, 16_000, .milliseconds(100), nil, events: 2_000_000),
    CellsCase(.actors, 16_000, .milliseconds(100), nil, events: 1_000_000),
  ]

  init(
    _ idiom: VoiceIdiom,
    _ concurrency: Int,
    _ lookahead: Duration,
    _ bar: BenchmarkFigure.Bar?,
    events: Int
  ) {
    self.idiom = idiom
    self.concurrency = concurrency
    self.lookahead = lookahead
    self.bar = bar
    self.events = events
  }

  var key: String { "cells.w3_\(concurrency / 1_000)k.\(idiom.rawValue)" }

  var label: String {
    "\(concurrency / 1_000),000 calls as \(idiom.rawValue), \(lookahead.shortText)"
  }

  var load: VoiceLoad {
    VoiceLoad(idiom: idiom, concurrency: concurrency, lookahead: lookahead)
  }

  func figures(_ samples: [CellsSample]) -> [BenchmarkFigure] {
    func row(
      _ name: String,
      _ column: String,
      _ unit: String,
      _ bar: BenchmarkFigure.Bar? = nil,
      _ value: (CellsSample) -> Double
    ) -> BenchmarkFigure {
      BenchmarkFigure(
        key: "\(key).\(name)",
        label: label,
        column: column,
        value: samples.map(value).median,
        unit: unit,
        bar: bar
      )
    }
    return [
      row("ns_per_event", "ns/event", "ns") { $0.one.processor / $0.one.events },
      row("speedup_wall.x", "wall", "x", bar) { $0.one.wall / $0.two.wall },
      row("speedup_processor.x", "processor", "x") { $0.one.critical / $0.two.critical },
      row("balance.x", "balance", "x") { $0.two.busy / $0.two.critical },
      row("inflation.x", "inflation", "x") { $0.two.processor / $0.one.processor },
      BenchmarkFigure(
        key: "\(key).same_bytes",
        label: label,
        column: "same bytes",
        holds: samples.allSatisfy { $0.one.digest == $0.two.digest }
      ),
    ]
  }
}

/// One run on one thread, and the same on two.
struct CellsSample: Sendable {
  /// Times in nanoseconds.
  struct Run: Sendable {
    let wall: Double
    let processor: Double
    let events: Double
    let busy: Double
    let critical: Double
    let digest: String
  }

  let one: Run
  let two: Run

  init(of scale: CellsCase, events: Int) {
    one = Self.run(scale, events, threads: 1)
    two = Self.run(scale, events, threads: 2)
  }

  /// A second of simulated time to warm up, the run, and a quarter of it with clocks in the
  /// windows.
  private static func run(_ scale: CellsCase, _ events: Int, threads: Int) -> Run {
    let (federation, zones) = scale.load.federation()
    // 123 steps take 266 s.
    let rate = Double(scale.concurrency) * 123 / 266
    let span = Duration.nanoseconds(Int64(Double(events) / rate * 1e9))
    let warm = SimInstant.zero.advanced(by: .seconds(1))
    federation.run(until: warm, threads: threads)
    let eventsBefore = federation.eventCount
    let start = (HostClock.wallNanoseconds(), HostClock.cpuNanoseconds())
    federation.run(until: warm.advanced(by: span), threads: threads)
    let end = (HostClock.wallNanoseconds(), HostClock.cpuNanoseconds())
    let fired = federation.eventCount - eventsBefore
    let effort = federation.runMeasured(
      until: warm.advanced(by: span + span / 4),
      threads: threads
    )
    defer { federation.shutdown() }
    return withExtendedLifetime(zones) {
      Run(
        wall: Double(end.0 - start.0),
        processor: Double(end.1 - start.1),
        events: Double(fired),
        busy: Double(effort.busy),
        critical: Double(effort.critical),
        digest: federation.digest
      )
    }
  }
}
