package import SimCore

/// A limit on new calls, of one carrier or shared by several: so many in any window.
package actor RateGate: CellActor {
  package nonisolated let cell: Cell
  private let callsPerSecond: Double
  private let window: Duration
  private var whole: RollingWindowLimiter
  /// The limit while a fault cuts it.
  private var cut: (factor: Double, limit: RollingWindowLimiter)?
  /// Dials over carriers of unequal distance come in out of order by as much.
  private var latest = SimInstant.zero

  package init(cell: Cell, callsPerSecond: Double, window: Duration) {
    self.cell = cell
    self.callsPerSecond = callsPerSecond
    self.window = window
    whole = RollingWindowLimiter(callsPerSecond: callsPerSecond, window: window)
  }

  /// When a dial that arrives at an instant may pass; nil when the rate is cut to nothing.
  package func earliest(at instant: SimInstant, cutTo factor: Double = 1) -> SimInstant? {
    latest = max(latest, instant)
    guard factor < 1 else {
      cut = nil
      return whole.earliest(at: latest)
    }
    let left = callsPerSecond * factor
    guard left > 0 else { return nil }
    if cut?.factor != factor {
      cut = (factor, RollingWindowLimiter(callsPerSecond: left, window: window))
    }
    return cut?.limit.earliest(at: latest)
  }

  /// Takes the place that `earliest` has just given.
  package func book(at instant: SimInstant) {
    if cut == nil { whole.book(at: instant) } else { cut?.limit.book(at: instant) }
  }
}

/// The calls at once of one account.
package actor ChannelGate: CellActor {
  package nonisolated let cell: Cell
  private let limit: Int
  private var used = 0

  package init(cell: Cell, limit: Int) {
    self.cell = cell
    self.limit = limit
  }

  /// Takes a channel if one is free.
  package func take() -> Bool {
    guard used < limit else { return false }
    used += 1
    return true
  }

  package func free() {
    precondition(used > 0, "a channel is freed that nobody has taken")
    used -= 1
  }
}
