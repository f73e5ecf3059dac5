/// Whether a program did the work that it was timed for.
///
/// The model's numbers are held against those of `Benchmarks/peers/c/models.cpp`, which shares no
/// line with ours: mean and standard deviation over the seeds 1,001 to 1,400 (workload 2) and 1,001
/// to 1,200 (workload 3). Five standard deviations, because waits and losses are skewed.
enum WorkloadCheck {
  private struct Reference {
    let name: String
    let mean: Double
    let deviation: Double

    func holds(_ outcome: WorkloadOutcome) -> Bool {
      guard let value = outcome.fact(name) else { return false }
      return (value - mean).magnitude <= 5 * deviation
    }
  }

  private static let queueing = [
    Reference(name: "served", mean: 59_373, deviation: 186),
    Reference(name: "abandoned", mean: 627, deviation: 186),
    Reference(name: "wait_s", mean: 1.24, deviation: 0.376),
    Reference(name: "end_s", mean: 13_187, deviation: 411),
  ]

  private static let dialing = [
    Reference(name: "duration_s", mean: 265.62, deviation: 0.253),
    Reference(name: "waited", mean: 4_599, deviation: 2_663),
    Reference(name: "peak", mean: 1_572, deviation: 21.1),
    Reference(name: "end_s", mean: 3_954, deviation: 33),
  ]

  /// Nil where nothing is known: the workload has not its full size.
  static func holds(_ outcome: WorkloadOutcome, pending: Int) -> Bool? {
    switch outcome.workload {
    case .hold: return holdsRate(outcome, pending)
    case .queueing:
      guard outcome.events == CommonWorkload.queueingCalls else { return nil }
      return queueing.allSatisfy { $0.holds(outcome) }
    case .dialing:
      guard outcome.fact("calls") == Double(CommonWorkload.dialingCalls) else { return nil }
      return dialing.allSatisfy { $0.holds(outcome) }
    }
  }

  /// The number of events in a time is Poisson: within five standard deviations.
  private static func holdsRate(_ outcome: WorkloadOutcome, _ pending: Int) -> Bool {
    guard let end = outcome.fact("end_s") else { return false }
    let expected = end * Double(pending)
    return (Double(outcome.events) - expected).magnitude <= 5 * expected.squareRoot() + 1
  }
}
