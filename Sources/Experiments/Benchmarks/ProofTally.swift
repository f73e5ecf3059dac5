internal import RunReports
internal import SimCore

/// What the seeds of a proof came to.
struct ProofTally {
  private let name: String
  private let invariants: [String]
  /// What its messages are called.
  private let events: String
  private(set) var violations = 0
  private var seeds = 0
  private var calls = 0
  private var messages = 0
  private var broken: [Int]
  private var taken: [(path: String, seeds: Int)] = []
  private var notes: [String] = []
  /// Of each seed that has broken something, for whoever wants to repeat it.
  private var scenarios: [String] = []

  private static let notesMax = 10
  private static let scenariosMax = 2
  private static let seedsUnasked = 100

  init(_ name: String, invariants: [String], events: String) {
    self.name = name
    self.invariants = invariants
    self.events = events
    broken = [Int](repeating: 0, count: invariants.count)
  }

  /// Lives as many seeds as are asked for, and reports what they came to.
  static func live(
    _ request: BenchmarkRequest,
    name: String,
    invariants: [String],
    events: String,
    paths: [String] = [],
    progress: (String) -> Void,
    scenario: (UInt64) -> String? = { _ in nil },
    _ run: (UInt64) -> ProofOutcome
  ) throws(RunFailure) -> BenchmarkReport {
    let seeds = request.seeds ?? seedsUnasked
    var tally = ProofTally(name, invariants: invariants, events: events)
    let (start, wallStart) = (HostClock.threadNanoseconds(), HostClock.wallNanoseconds())
    for index in 0..<seeds {
      try request.checkInterruption()
      progress("seed \(index + 1) of \(seeds), \(tally.violations) violations")
      let outcome = run(UInt64(request.firstSeed + index))
      tally.add(outcome)
      if !outcome.violations.isEmpty { tally.keep(scenario(outcome.seed)) }
      let elapsed = (HostClock.wallNanoseconds() - wallStart) / 1_000_000_000
      if let seconds = request.seconds, elapsed >= Int64(seconds) { break }
    }
    let cpu = Double(HostClock.threadNanoseconds() - start)
    var report = BenchmarkReport(
      tables: [tally.invariants(cpuNanoseconds: cpu), tally.paths(toBeTaken: paths)]
    )
    report.isBroken = tally.violations > 0
    return report
  }

  private mutating func keep(_ scenario: String?) {
    guard let scenario, scenarios.count < Self.scenariosMax else { return }
    scenarios.append(scenario)
  }

  private mutating func add(_ outcome: ProofOutcome) {
    seeds += 1
    calls += outcome.calls
    messages += outcome.messages
    for path in outcome.paths {
      if let known = taken.firstIndex(where: { $0.path == path }) {
        taken[known].seeds += 1
      } else {
        taken.append((path, 1))
      }
    }
    for violation in outcome.violations {
      violations += 1
      if let index = invariants.firstIndex(of: violation.invariant) {
        broken[index] += 1
      }
      if notes.count < Self.notesMax {
        notes.append("seed \(outcome.seed), \(violation.invariant): \(violation.text)")
      }
    }
  }

  private func invariants(cpuNanoseconds: Double) -> BenchmarkTable {
    var figures = [
      BenchmarkFigure(
        key: "\(name).seeds",
        label: "seeds",
        value: Double(seeds),
        unit: "seeds"
      ),
      BenchmarkFigure(
        key: "\(name).calls",
        label: "calls",
        value: Double(calls),
        unit: "calls"
      ),
      BenchmarkFigure(
        key: "\(name).messages",
        label: events,
        value: Double(messages),
        unit: "events"
      ),
      BenchmarkFigure(
        key: "\(name).seeds_per_s",
        label: "seeds",
        value: Double(seeds) / (cpuNanoseconds / 1e9),
        unit: "1/CPU s"
      ),
    ]
    figures += zip(invariants, broken).map { invariant, count in
      BenchmarkFigure(
        key: "\(name).violations.\(invariant)",
        label: invariant.split(separator: "_").joined(separator: " "),
        value: Double(count),
        unit: "violations",
        bar: .atMost(0)
      )
    }
    return BenchmarkTable(title: "what must hold", figures: figures, notes: notes + scenarios)
  }

  /// Those that were taken, and those that no seed has taken.
  private func paths(toBeTaken names: [String]) -> BenchmarkTable {
    let missed = names.filter { name in !taken.contains { $0.path == name } }.map { ($0, 0) }
    let all: [(path: String, seeds: Int)] = taken + missed
    let ordered = all.sorted { ($0.seeds, $0.path) < ($1.seeds, $1.path) }
    return BenchmarkTable(
      title: "rare paths, by the seeds that take them",
      figures: ordered.enumerated().map { index, path in
        BenchmarkFigure(
          key: "\(name).paths.\(index)",
          label: path.path,
          value: 100 * Double(path.seeds) / Double(max(seeds, 1)),
          unit: "% of seeds",
          bar: .atLeast(1)
        )
      }
    )
  }
}
