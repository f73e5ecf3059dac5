internal import RunReports
internal import SimCore

/// `simrun bench determinism`: whether one seed gives one history.
///
/// Each seed of the determinism model is lived twice in the working mode and once by executor
/// preference, or three times in the mode that is asked for. The digests are the same in every
/// build, environment and process: `make campaign` compares them.
enum DeterminismSuite: BenchmarkSuite {
  static let name = "determinism"
  static let summary = "seeds lived several times over, and the order of hops; half a minute"

  private static let seedsUnasked = 5
  private static let lives = 3

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    var tables: [BenchmarkTable] = []
    if request.wants("determinism.hops") { tables.append(hops(request)) }
    if request.wants("determinism.model") { tables.append(try model(request, progress)) }
    return BenchmarkReport(tables: tables)
  }

  private static func model(
    _ request: BenchmarkRequest,
    _ progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    let model = request.events.map { DeterminismModel(events: $0) } ?? DeterminismModel()
    let seeds = request.seeds ?? seedsUnasked
    var tally = Tally()
    let (start, wallStart) = (HostClock.threadNanoseconds(), HostClock.wallNanoseconds())
    for index in 0..<seeds {
      try request.checkInterruption()
      progress("seed \(index + 1) of \(seeds), \(tally.mismatches) mismatches")
      tally.live(UInt64(request.firstSeed + index), of: model, in: modes(request))
      let elapsed = (HostClock.wallNanoseconds() - wallStart) / 1_000_000_000
      if let seconds = request.seconds, elapsed >= Int64(seconds) { break }
    }
    let cpu = Double(HostClock.threadNanoseconds() - start)
    return tally.table(of: model, cpuNanoseconds: cpu)
  }

  private static func modes(_ request: BenchmarkRequest) -> [Cell.Mode] {
    if let mode = request.mode { return Array(repeating: mode, count: lives) }
    return [.working, .working, .preference]
  }

  private static func hops(_ request: BenchmarkRequest) -> BenchmarkTable {
    let mode = request.mode ?? .working
    let figures = [
      BenchmarkFigure(
        key: "determinism.hops.digest",
        label: "order, one event for each wake-up",
        text: HopMix.digest(gate: .oneEventEach, mode: mode)
      ),
      BenchmarkFigure(
        key: "determinism.hops.out_of_order_mixes",
        label: "mixes out of order",
        value: Double(HopMix.mixesOutOfOrder(gate: .oneEventEach, mode: mode)),
        unit: "mixes",
        bar: .atMost(0)
      ),
      BenchmarkFigure(
        key: "determinism.hops.mutant_digest",
        label: "order, all woken inside one job",
        text: HopMix.digest(gate: .allInOneJob, mode: mode)
      ),
      BenchmarkFigure(
        key: "determinism.hops.mutant_out_of_order_mixes",
        label: "mixes out of order, all woken inside one job",
        value: Double(HopMix.mixesOutOfOrder(gate: .allInOneJob, mode: mode)),
        unit: "mixes",
        bar: .atLeast(1)
      ),
    ]
    return BenchmarkTable(
      title: "four tasks that await in twelve ways, \(HopMix.count) mixes",
      figures: figures,
      notes: [
        "The second order is a planted mutant: it differs between builds, the first does not."
      ]
    )
  }
}

/// What living the seeds came to.
private struct Tally {
  private(set) var mismatches = 0
  private var seeds = 0
  private var lives = 0
  private var events: UInt64 = 0
  private var unfinished = 0
  private var hash = SHA256()
  private var notes: [String] = []

  /// Mismatches that are looked into.
  private static let notesMax = 3

  mutating func live(_ seed: UInt64, of model: DeterminismModel, in modes: [Cell.Mode]) {
    let outcomes = modes.map { model.run(seed: seed, mode: $0) }
    seeds += 1
    lives += outcomes.count
    events += outcomes.reduce(0) { $0 + $1.events }
    unfinished += outcomes.reduce(0) { $0 + $1.unfinished }
    hash.update(outcomes[0].digest + "\n")
    let isSame = { (one: DeterminismOutcome) in
      one.digest == outcomes[0].digest && one.windows == outcomes[0].windows
    }
    guard let other = outcomes.firstIndex(where: { !isSame($0) }) else { return }
    mismatches += 1
    if notes.count < Self.notesMax {
      notes.append(Self.note(seed, model, modes[0], modes[other]))
    }
  }

  /// Where two lives of a seed part.
  private static func note(
    _ seed: UInt64,
    _ model: DeterminismModel,
    _ first: Cell.Mode,
    _ second: Cell.Mode
  ) -> String {
    let sides = [first, second].map { mode in
      TraceSide(
        run: .init(name: mode.rawValue, seed: seed, start: UnixInstant(seconds: 0))
      ) { retention, end, _ in
        let outcome = model.run(seed: seed, mode: mode, keeping: retention, until: end)
        return TraceLife(windows: outcome.windows, kept: outcome.kept)
      }
    }
    guard let verdict = try? TraceSearch(first: sides[0], second: sides[1]).verdict(),
      case .different(let difference) = verdict
    else { return "seed \(seed): lives of it differed, and then did not" }
    let words = [difference.parting.first, difference.parting.second].map { entry in
      entry.map { "\($0.event.time.nanoseconds) ns: \($0.sentence(DeterminismModel.words))" }
        ?? "the end"
    }
    return "seed \(seed): \(first.rawValue) \(words[0]); \(second.rawValue) \(words[1])"
  }

  func table(of model: DeterminismModel, cpuNanoseconds: Double) -> BenchmarkTable {
    let figures = [
      figure("seeds", "seeds, each lived \(lives / max(seeds, 1)) times", Double(seeds), "seeds"),
      figure("mismatches", "seeds that differ from themselves", Double(mismatches), "seeds", 0),
      figure("unfinished", "tasks that never ended", Double(unfinished), "tasks", 0),
      BenchmarkFigure(
        key: "determinism.model.digest",
        label: "digest of the histories",
        text: String(hash.hexDigest.prefix(32))
      ),
      figure("events", "events", Double(events), "events"),
      figure("ns_per_event", "an event", cpuNanoseconds / Double(max(events, 1)), "ns"),
      figure("seeds_per_s", "seeds", Double(seeds) / (cpuNanoseconds / 1e9), "1/CPU s"),
    ]
    return BenchmarkTable(
      title: "\(model.population) actors, \(model.steps) steps each",
      figures: figures,
      notes: notes
    )
  }

  private func figure(
    _ key: String,
    _ label: String,
    _ value: Double,
    _ unit: String,
    _ most: Double? = nil
  ) -> BenchmarkFigure {
    BenchmarkFigure(
      key: "determinism.model.\(key)",
      label: label,
      value: value,
      unit: unit,
      bar: most.map { .atMost($0) }
    )
  }
}
