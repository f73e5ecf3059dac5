/// How far a run has come; sent a few times per second of host time at most.
package struct RunProgress: Sendable, Hashable {
  /// What the run is doing.
  package enum Phase: String, Sendable, Hashable {
    case readingLeads = "reading leads"
    case simulating
    case writing = "writing the run directory"
  }

  package var phase: Phase
  /// Simulated time so far; over all replications.
  package var simulated: Duration
  /// Simulated time of the whole run; over all replications.
  package var total: Duration
  /// Attempts started so far.
  package var calls: Int
  /// Which of several runs is under way, such as `arm 3 of 9, seed 12 of 20`.
  package var part: String?
  /// p99 of the timer lag so far; nil for a run without a pace.
  package var timerLag: Duration?
  /// The seed in use, for the message of a crash; nil until the scenario is read.
  package var seed: UInt64?

  package init(
    phase: Phase,
    simulated: Duration,
    total: Duration,
    calls: Int,
    timerLag: Duration? = nil,
    seed: UInt64? = nil,
    part: String? = nil
  ) {
    self.phase = phase
    self.simulated = simulated
    self.total = total
    self.calls = calls
    self.timerLag = timerLag
    self.seed = seed
    self.part = part
  }
}
