package import SimCore

/// A limit on calls over a rolling window, as carriers count it (429 or 503 over it).
package struct RollingRate: Sendable {
  private let window: Duration
  private let limit: Int
  /// Instants at which calls were let in, those that are booked ahead included.
  private var admitted: [SimInstant] = []
  private var head = 0

  /// `callsPerSecond` times `window` calls in any stretch of `window`; a window too short for one
  /// call is lengthened to that of one call.
  package init(callsPerSecond: Double, window: Duration = .seconds(1)) {
    precondition(callsPerSecond > 0, "a carrier must admit calls")
    let calls = callsPerSecond * Double(window.nanoseconds) / 1e9
    limit = max(Int(calls), 1)
    self.window = calls >= 1 ? window : .nanoseconds(Int64(1e9 / callsPerSecond))
  }

  /// Admits the call if fewer than the limit were admitted within the window before `now`.
  package mutating func admit(at now: SimInstant) -> Bool {
    forget(before: now)
    guard admitted.count - head < limit else { return false }
    admitted.append(now)
    return true
  }

  /// The earliest instant, not before `now`, at which a further call keeps the limit.
  package mutating func earliest(at now: SimInstant) -> SimInstant {
    forget(before: now)
    guard admitted.count - head >= limit else { return now }
    return max(now, admitted[admitted.count - limit].advanced(by: window))
  }

  /// Lets in the call that `earliest` gave this instant.
  package mutating func book(at instant: SimInstant) { admitted.append(instant) }

  private mutating func forget(before now: SimInstant) {
    let horizon = now.advanced(by: .zero - window)
    while head < admitted.count, admitted[head] <= horizon { head += 1 }
    guard head > 256, head * 2 > admitted.count else { return }
    admitted.removeFirst(head)
    head = 0
  }
}
