package import SimCore

extension RollingWindowLimiter {
  /// A carrier's limit: `callsPerSecond` times `window` calls in any stretch of `window`.
  ///
  /// A window too short for one call is lengthened to that of one call.
  package init(callsPerSecond: Double, window: Duration = .seconds(1)) {
    precondition(callsPerSecond > 0, "a carrier must admit calls")
    let calls = callsPerSecond * Double(window.nanoseconds) / 1e9
    self.init(
      limit: max(Int(calls), 1),
      window: calls >= 1 ? window : .nanoseconds(Int64(1e9 / callsPerSecond))
    )
  }
}
