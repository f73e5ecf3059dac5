/// At most so many events in any window of a length, as carriers and model endpoints count.
///
/// The window is half open: of two events exactly one window apart, one counts. The limiter knows
/// no clock, and keeps as many instants as its limit.
package struct RollingWindowLimiter: Sendable, Hashable {
  package let limit: Int
  package let window: Duration
  /// The last instants that were let in, those booked ahead included; a ring once it is full.
  private var instants: [SimInstant] = []
  /// Where the ring's oldest instant is.
  private var oldest = 0

  package init(limit: Int, window: Duration) {
    precondition(limit > 0 && window > .zero, "a limit must let something through")
    self.limit = limit
    self.window = window
  }

  /// Lets an event in if the window that ends now has fewer than the limit.
  package mutating func admit(at now: SimInstant) -> Bool {
    guard earliest(at: now) == now else { return false }
    book(at: now)
    return true
  }

  /// The earliest instant, not before `now`, at which a further event keeps the limit.
  package func earliest(at now: SimInstant) -> SimInstant {
    instants.count < limit ? now : max(now, instants[oldest].advanced(by: window))
  }

  /// Lets in the event of an instant that `earliest` gave; instants must not go back.
  package mutating func book(at instant: SimInstant) {
    precondition(last.map { $0 <= instant } ?? true, "events are let in by rising instants")
    if instants.count < limit {
      instants.append(instant)
      return
    }
    instants[oldest] = instant
    oldest = oldest + 1 == limit ? 0 : oldest + 1
  }

  /// The instant that was let in last.
  private var last: SimInstant? {
    instants.isEmpty ? nil : instants[oldest == 0 ? instants.count - 1 : oldest - 1]
  }

  /// Lets an event in at the earliest instant, and gives it.
  package mutating func reserve(at now: SimInstant) -> SimInstant {
    let instant = earliest(at: now)
    book(at: instant)
    return instant
  }
}
