internal import RunReports
internal import SimCore

/// `simrun bench dialer`: random campaigns over random carriers with random faults, judged by their
/// wires and books.
enum DialerSuite: BenchmarkSuite {
  static let name = "dialer"
  static let summary = "random campaigns, carriers and faults: what must hold, by seeds; seconds"

  private static let seedsUnasked = 100

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let seeds = request.seeds ?? seedsUnasked
    var tally = Tally()
    let (start, wallStart) = (HostClock.threadNanoseconds(), HostClock.wallNanoseconds())
    for index in 0..<seeds {
      try request.checkInterruption()
      progress("seed \(index + 1) of \(seeds), \(tally.violations) violations")
      tally.add(DialerProof.run(seed: UInt64(request.firstSeed + index)))
      let elapsed = (HostClock.wallNanoseconds() - wallStart) / 1_000_000_000
      if let seconds = request.seconds, elapsed >= Int64(seconds) { break }
    }
    let cpu = Double(HostClock.threadNanoseconds() - start)
    return BenchmarkReport(tables: [tally.invariants(cpuNanoseconds: cpu), tally.paths()])
  }
}

/// What the seeds came to.
private struct Tally {
  private(set) var violations = 0
  private var seeds = 0
  private var calls = 0
  private var messages = 0
  private var broken = [Int](repeating: 0, count: DialerProof.invariants.count)
  private var taken: [(path: String, seeds: Int)] = []
  private var notes: [String] = []

  private static let notesMax = 10

  mutating func add(_ outcome: ProofOutcome) {
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
      if let index = DialerProof.invariants.firstIndex(of: violation.invariant) {
        broken[index] += 1
      }
      if notes.count < Self.notesMax {
        notes.append("seed \(outcome.seed), \(violation.invariant): \(violation.text)")
      }
    }
  }

  func invariants(cpuNanoseconds: Double) -> BenchmarkTable {
    var figures = [
      BenchmarkFigure(
        key: "dialer.seeds",
        label: "seeds",
        value: Double(seeds),
        unit: "seeds"
      ),
      BenchmarkFigure(
        key: "dialer.calls",
        label: "calls",
        value: Double(calls),
        unit: "calls"
      ),
      BenchmarkFigure(
        key: "dialer.messages",
        label: "events on the wires",
        value: Double(messages),
        unit: "events"
      ),
      BenchmarkFigure(
        key: "dialer.seeds_per_s",
        label: "seeds",
        value: Double(seeds) / (cpuNanoseconds / 1e9),
        unit: "1/CPU s"
      ),
    ]
    figures += zip(DialerProof.invariants, broken).map { invariant, count in
      BenchmarkFigure(
        key: "dialer.violations.\(invariant)",
        label: invariant.split(separator: "_").joined(separator: " "),
        value: Double(count),
        unit: "violations",
        bar: .atMost(0)
      )
    }
    return BenchmarkTable(title: "what must hold", figures: figures, notes: notes)
  }

  func paths() -> BenchmarkTable {
    let ordered = taken.sorted { ($0.seeds, $0.path) < ($1.seeds, $1.path) }
    return BenchmarkTable(
      title: "rare paths, by the seeds that take them",
      figures: ordered.enumerated().map { index, path in
        BenchmarkFigure(
          key: "dialer.paths.\(index)",
          label: path.path,
          value: 100 * Double(path.seeds) / Double(max(seeds, 1)),
          unit: "% of seeds",
          bar: .atLeast(1)
        )
      }
    )
  }
}
