package import SimCore

/// Keeps dials under a carrier's calls-per-second limit (generic cell rate algorithm, ITU-T I.371).
///
/// The limiter answers when the next dial may start instead of refusing it, so that the dialer
/// paces itself and the carrier never has to throttle.
package struct CallRateLimiter: Sendable, Hashable {
  private let interval: Duration
  private let burst: Duration
  private var theoreticalArrival = SimInstant.zero

  /// `burst` dials may start together after a pause.
  package init(callsPerSecond: Double, burst: Int) {
    precondition(callsPerSecond > 0 && burst >= 1, "a rate limit must let calls through")
    interval = .nanoseconds(Int64((1e9 / callsPerSecond).rounded(.up)))
    self.burst = interval * (burst - 1)
  }

  /// The earliest instant, not before `now`, at which a further dial may start.
  package func earliest(at now: SimInstant) -> SimInstant {
    max(now, theoreticalArrival.advanced(by: .zero - burst))
  }

  /// Takes the dial that starts at `instant`, as `earliest` allowed.
  package mutating func take(at instant: SimInstant) {
    theoreticalArrival = max(instant, theoreticalArrival).advanced(by: interval)
  }
}
