/// How late timers were against the wall clock: actual time minus planned time.
///
/// It is counted from the plan, never from the timer before: a stall shows in every timer that it
/// delayed (no coordinated omission).
package struct TimerLag: Sendable, Equatable {
  /// A loop that is later than this has stalled; a live run whose p99 is above it is invalid,
  /// because its own lateness can no longer be told from that of the system under test.
  package static let tolerated = Duration.milliseconds(10)

  /// One entry for each timer.
  package private(set) var histogram = LatencyHistogram()
  /// Times that the loop fell behind by more than is tolerated, until it had caught up.
  package private(set) var stalls = 0
  /// Whatever was planned before belongs to the last stall.
  private var stallEnd = Int64.min

  package init() {}

  /// Counts a timer; both are nanoseconds of the same clock.
  mutating func record(planned: Int64, actual: Int64) {
    let lag = actual &- planned
    histogram.record(nanoseconds: lag)
    guard lag > Self.toleratedNanoseconds else { return }
    if planned >= stallEnd { stalls += 1 }
    stallEnd = actual
  }

  /// Counts a timer that was due at a time of any one clock.
  package mutating func record(planned: Int64, lag: Duration) {
    record(planned: planned, actual: planned + lag.nanoseconds)
  }

  /// Adds the timers of another run.
  package mutating func merge(_ other: TimerLag) {
    histogram.merge(other.histogram)
    stalls += other.stalls
  }

  /// Whether the figures of a live run may be believed.
  package var isTolerable: Bool { histogram.quantile(0.99).map { $0 <= Self.tolerated } ?? true }

  /// Such as `p99 of the timer lag 1.05 ms, 4.20 ms at most`.
  package var text: String {
    let (p99, longest) = (histogram.quantile(0.99) ?? .zero, histogram.max ?? .zero)
    return """
      p99 of the timer lag \(Self.milliseconds(p99)) ms, \(Self.milliseconds(longest)) ms at most
      """
  }

  private static func milliseconds(_ duration: Duration) -> String {
    FixedDecimal.text(Double(duration.nanoseconds) / 1e6, decimals: 2)
  }

  private static let toleratedNanoseconds = tolerated.nanoseconds
}
