internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// `simrun bench takeover`: a pod dies at each moment of a conversation, with and without a store.
enum TakeoverSuite: BenchmarkSuite {
  static let name = "takeover"
  static let summary =
    "a pod that dies at each moment of a conversation, by seeds; seconds, minutes for 200 seeds"

  private static let seedsUnasked = 10

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let leads = try leads()
    let seeds = (0..<(request.seeds ?? seedsUnasked)).map { UInt64(request.firstSeed + $0) }
    var violations: [String] = []
    var moments: [TakeoverMoment] = []
    for moment in ConversationMoment.allCases {
      progress("\(moment.label), \(violations.count) violations")
      let row = try TakeoverMoment(moment, seeds: seeds, leads: leads, request)
      violations += row.kept.violations + row.unkept.violations
      moments.append(row)
    }
    var hangUps: [BenchmarkFigure] = []
    for milliseconds in [500, 3_000, 10_000] {
      progress("noticed after \(milliseconds) ms")
      let trial = PatienceTrial(detection: .milliseconds(milliseconds))
      // A run of it has as many deaths as some ten of the others.
      let some = Array(seeds.prefix((seeds.count + 9) / 10))
      let outcome = try TakeoverMoment.live(some, leads, request) { _ in [(trial.text, .redis)] }[0]
      violations += outcome.violations
      hangUps += Self.hangUps(of: outcome, trial)
    }
    var report = BenchmarkReport(tables: [
      TakeoverMoment.table(moments),
      BenchmarkTable(
        title: "who waits for an agent and hangs up, patience 8 s on average, media after 1.5 s",
        figures: hangUps
      ),
      BenchmarkTable(
        title: "what must hold",
        figures: [
          BenchmarkFigure(
            key: "takeover.violations",
            label: "violations",
            value: Double(violations.count),
            unit: "violations",
            bar: .atMost(0)
          )
        ],
        notes: Array(violations.prefix(10))
      ),
    ])
    report.isBroken = !violations.isEmpty
    return report
  }

  /// Made once, and read as a user's file is.
  private static func leads() throws(RunFailure) -> LeadStore {
    let folder = "Reports/.bench-\(HostClock.wallNanoseconds())"
    defer { try? Files.remove(folder, recursive: true) }
    do throws(FileError) {
      try Files.createDirectory(folder, withParents: true)
      try LeadGenerator(seed: 7).write(rows: 2_000, to: "\(folder)/leads.csv")
    } catch {
      throw RunFailure(error, code: "OUT-002", class: .badInput)
    }
    do throws(LeadError) {
      return try LeadFile.load("\(folder)/leads.csv").leads
    } catch {
      throw RunFailure(error, file: "\(folder)/leads.csv")
    }
  }

  private static func hangUps(
    of outcome: TakeoverOutcome,
    _ trial: PatienceTrial
  ) -> [BenchmarkFigure] {
    let (deaths, hangUps) = outcome.waiting
    let share = Double(hangUps) / Double(max(deaths, 1))
    let expected = trial.expected
    let error = (expected * (1 - expected) / Double(max(deaths, 1))).squareRoot()
    let milliseconds = Int(trial.detection / .milliseconds(1))
    let label = "noticed after \(FixedDecimal.text(Double(milliseconds) / 1_000, decimals: 1)) s"
    let key = "takeover.hang_ups.\(milliseconds)_ms"
    func figure(
      _ part: String,
      _ column: String,
      _ value: Double,
      _ unit: String
    )
      -> BenchmarkFigure
    {
      BenchmarkFigure(
        key: "\(key).\(part)",
        label: label,
        column: column,
        value: value,
        unit: unit,
        bar: part == "errors" ? .atMost(3) : nil
      )
    }
    return [
      figure("deaths", "waited", Double(deaths), ""),
      figure("share", "hung up %", 100 * share, "%"),
      figure("expected", "expected %", 100 * expected, "%"),
      figure("errors", "standard errors apart", abs(share - expected) / error, ""),
    ]
  }
}

/// What became of conversations at one moment, over many seeds.
struct TakeoverMoment {
  let moment: ConversationMoment
  /// With a store, and without.
  let kept: TakeoverOutcome
  let unkept: TakeoverOutcome

  init(
    _ moment: ConversationMoment,
    seeds: [UInt64],
    leads: LeadStore,
    _ request: BenchmarkRequest
  ) throws(RunFailure) {
    self.moment = moment
    let stores = TakeoverTrial.Store.allCases
    let outcomes = try Self.live(seeds, leads, request) { _ in
      stores.map { (TakeoverTrial(moment: moment, store: $0).text, $0) }
    }
    (kept, unkept) = (outcomes[0], outcomes[1])
  }

  /// Lives some scenarios with each seed, on every processor; what came of each, over the seeds.
  static func live(
    _ seeds: [UInt64],
    _ leads: LeadStore,
    _ request: BenchmarkRequest,
    _ texts: @escaping @Sendable (UInt64) -> [(String, TakeoverTrial.Store)]
  ) throws(RunFailure) -> [TakeoverOutcome] {
    var sums: [TakeoverOutcome] = []
    var problem: ScenarioError?
    ShardCrew.run(
      seeds.count,
      threads: HostMachine.processors(),
      make: { index, tell -> Result<[TakeoverOutcome], ScenarioError>? in
        var outcomes: [TakeoverOutcome] = []
        for (text, store) in texts(seeds[index]) {
          if tell(0) { return nil }
          do throws(ScenarioError) {
            outcomes.append(
              try TakeoverOutcome.live(text, seed: seeds[index], leads: leads, store: store)
            )
          } catch {
            return .failure(error)
          }
        }
        return .success(outcomes)
      },
      watch: { _ in request.isInterrupted() },
      take: { part in
        switch part {
        case .success(let outcomes):
          if sums.isEmpty { sums = outcomes.map { _ in TakeoverOutcome() } }
          for (index, outcome) in outcomes.enumerated() { sums[index].merge(outcome) }
        case .failure(let error): problem = error
        }
      }
    )
    if let problem { throw RunFailure(problem) }
    try request.checkInterruption()
    return sums
  }

  static func table(_ rows: [TakeoverMoment]) -> BenchmarkTable {
    BenchmarkTable(
      title: "conversations on a pod that dies, by what the one was at that it died for",
      figures: rows.flatMap(\.figures),
      notes: [
        "Deaths: runs in which the moment came for a conversation on the pod. One is noticed "
          + "after 1 s, and media connected after a further 1.5 s. At: conversations at that "
          + "moment; others were on the same pod, at any.",
        "Without a store: what of all conversations on the pod ended with it.",
      ]
    )
  }

  private var figures: [BenchmarkFigure] {
    let losses = kept.losses
    let total = Double(max(losses.total, 1))
    let milliseconds = { (q: Double) -> Double? in
      kept.gaps.quantile(q).map { Double($0.nanoseconds) / 1e6 }
    }
    let columns: [(String, String, Double?, String)] = [
      ("runs", "runs", Double(kept.runs), ""), ("came", "deaths", Double(kept.deaths), ""),
      ("at", "at", Double(losses.count(moment)), ""),
      ("deaths", "on the pod", Double(losses.total), ""),
      ("resumed", "resumed %", 100 * Double(losses.count(.resumed)) / total, "%"),
      ("hung_up", "hung up %", 100 * Double(losses.count(.hungUp)) / total, "%"),
      ("no_slot", "no slot", Double(losses.count(.noSlot)), ""),
      ("no_state", "no state", Double(losses.count(.noState)), ""),
      ("gap_p50", "gap p50 ms", milliseconds(0.5), "ms"),
      ("gap_p95", "gap p95 ms", milliseconds(0.95), "ms"),
      ("repeated", "said again", Double(losses.repeated), ""),
      ("unheard", "unheard", Double(losses.unheard), ""),
      (
        "lost", "without a store: lost %",
        100 * Double(unkept.failed) / Double(max(unkept.onPods, 1)), "%"
      ),
    ]
    return columns.map { part, column, value, unit in
      BenchmarkFigure(
        key: "takeover.\(moment.rawValue).\(part)",
        label: moment.label,
        column: column,
        value: value,
        unit: unit
      )
    }
  }
}
