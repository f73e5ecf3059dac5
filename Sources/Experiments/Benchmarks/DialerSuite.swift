internal import RunReports
internal import SimCore

/// `simrun bench dialer`: random campaigns over random carriers with random faults, judged by their
/// wires and books.
enum DialerSuite: BenchmarkSuite {
  static let name = "dialer"
  static let summary = "random campaigns, carriers and faults: what must hold, by seeds; seconds"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    try ProofTally.live(
      request,
      name: name,
      invariants: DialerProof.invariants,
      events: "events on the wires",
      progress: progress
    ) { DialerProof.run(seed: $0) }
  }
}
