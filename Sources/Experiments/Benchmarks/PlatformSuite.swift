internal import RunReports
internal import SimCore

/// `simrun bench platform`: random loads on random platforms with random faults, judged by what the
/// parts of the platform tell one another.
enum PlatformSuite: BenchmarkSuite {
  static let name = "platform"
  static let summary = "random pods, loads and faults: what must hold, by seeds; a minute"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    try ProofTally.live(
      request,
      name: name,
      invariants: PlatformProof.invariants,
      events: "events seen",
      paths: PlatformProof.paths,
      progress: progress,
      scenario: { PlatformProof.scenario(seed: $0) },
      { PlatformProof.run(seed: $0) }
    )
  }
}
