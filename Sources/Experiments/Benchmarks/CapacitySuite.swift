internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// `simrun bench capacity`: what breaks first from 5 calls an hour to 100,000 conversations at
/// once, and what a call costs to simulate at each size.
enum CapacitySuite: BenchmarkSuite {
  static let name = "capacity"
  static let summary =
    "5 calls an hour to 100,000 at once: what breaks first, and the cost of a call; minutes"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let folder = "Reports/.bench-\(HostClock.wallNanoseconds())"
    do throws(FileError) {
      try Files.createDirectory(folder, withParents: true)
    } catch {
      throw RunFailure(error, code: "OUT-002", class: .badInput)
    }
    defer { try? Files.remove(folder, recursive: true) }
    var bench = CapacityBench(request: request, folder: folder)
    return BenchmarkReport(tables: [
      try bench.costs(progress: progress), try bench.ladder(progress: progress),
    ])
  }
}

/// Lives loads, and keeps what is asked for twice.
private struct CapacityBench {
  let request: BenchmarkRequest
  let folder: String
  private var lived: [(name: String, outcome: CapacityOutcome)] = []

  private static let sizes = [1_000, 10_000, 100_000]

  init(request: BenchmarkRequest, folder: String) {
    self.request = request
    self.folder = folder
  }

  /// What a call costs to simulate, by how many there are at once.
  mutating func costs(progress: (String) -> Void) throws(RunFailure) -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    var costs: [Double?] = []
    for size in Self.sizes where request.wants("capacity.cost.\(size)") {
      let step = CapacityStep.atOnce(size)
      let outcome = try live(step, .raised, progress: progress)
      let cost = outcome.cpu * 1e6 / Double(max(outcome.answered, 1))
      costs.append(cost)
      let key = "capacity.cost.\(size)"
      figures += [
        number(key, "us_per_call", step.name, "us/call", cost, "us"),
        number(key, "peak", step.name, "at once", Double(outcome.peak), ""),
        number(key, "calls", step.name, "calls", Double(outcome.answered), ""),
        number(key, "wall_s", step.name, "wall s", outcome.wall, "s"),
        number(
          key,
          "peak_mb",
          step.name,
          "peak MB",
          Double(HostClock.memoryPeakBytes()) / 1e6,
          "MB"
        ),
      ]
    }
    if costs.count == Self.sizes.count {
      figures.append(
        .ratio(
          key: "capacity.cost.growth",
          label: "most / least",
          column: "us/call",
          of: costs.compactMap(\.self).max(),
          to: costs.compactMap(\.self).min(),
          bar: .atMost(2)
        )
      )
    }
    return BenchmarkTable(
      title: "an answered call of 180 s, limits raised",
      figures: figures,
      notes: ["Processor time of all threads; the tables of calls are compressed, not written."]
    )
  }

  /// What breaks first at each load.
  mutating func ladder(progress: (String) -> Void) throws(RunFailure) -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    for (index, step) in CapacityStep.ladder.enumerated() {
      for limits in CapacityStep.Limits.allCases {
        let key = "capacity.step_\(index + 1).\(limits == .raised ? "raised" : "as_sold")"
        guard request.wants(key) else { continue }
        let outcome = try live(step, limits, progress: progress)
        let label = "\(step.name), \(limits.rawValue)"
        figures += [
          number(key, "answered", label, "answered", Double(outcome.answered), ""),
          number(key, "late", label, "dials late %", 100 * outcome.late, "%"),
          number(key, "succeeded", label, "success %", 100 * outcome.succeeded, "%"),
          number(key, "p95_ms", label, "p95 ms", outcome.responseP95, "ms"),
          BenchmarkFigure(
            key: "\(key).first",
            label: label,
            column: "first limit",
            text: Self.first(outcome.result.measurements.saturation)
          ),
        ]
      }
    }
    return BenchmarkTable(
      title: "what breaks first",
      figures: figures,
      notes: [
        "As sold: Twilio at 1 call a second, Deepgram pay as you go (50 streams), OpenAI tier 1 "
          + "(500 requests and 200,000 tokens a minute), Cartesia startup. `simrun presets` has "
          + "the sources.",
        "Answered: within the run's hour (20 min and 15 min for those at once). Late: more than "
          + "100 ms after they were due, or refused. Success is of people who answered.",
      ]
    )
  }

  private static func first(_ tally: LimitTally) -> String {
    guard let first = tally.order.first, let instant = tally[first].first else { return "none" }
    return "\(first.label) at \(instant.nanoseconds / 1_000_000_000) s"
  }

  private mutating func live(
    _ step: CapacityStep,
    _ limits: CapacityStep.Limits,
    progress: (String) -> Void
  ) throws(RunFailure) -> CapacityOutcome {
    try request.checkInterruption()
    let name = "\(step.name), \(limits.rawValue)"
    if let known = lived.first(where: { $0.name == name }) { return known.outcome }
    progress(name)
    let outcome = try step.live(
      limits,
      threads: HostMachine.processors(),
      folder: folder,
      isInterrupted: request.isInterrupted
    )
    lived.append((name, outcome))
    return outcome
  }

  private func number(
    _ key: String,
    _ part: String,
    _ label: String,
    _ column: String,
    _ value: Double?,
    _ unit: String
  ) -> BenchmarkFigure {
    BenchmarkFigure(key: "\(key).\(part)", label: label, column: column, value: value, unit: unit)
  }
}
