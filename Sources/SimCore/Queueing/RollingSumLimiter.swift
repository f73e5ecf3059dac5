/// A sum of weights that no window of a length exceeds, as model endpoints count their tokens.
///
/// The window is half open: of two events exactly one window apart, one counts. The limiter knows
/// no clock, and keeps the events of one window.
package struct RollingSumLimiter: Sendable, Hashable {
  /// The answer to an event.
  package enum Verdict: Sendable, Hashable {
    case admitted
    /// It would fit after so long, if nothing else came before it.
    case refused(wait: Duration)
    /// It is heavier than the limit.
    case impossible
  }

  private struct Entry: Sendable, Hashable {
    var instant: SimInstant
    var weight: Int
  }

  package let limit: Int
  package let window: Duration
  private var entries: [Entry] = []
  /// Those before it are out of the window.
  private var head = 0
  private var sum = 0

  package init(limit: Int, window: Duration) {
    precondition(limit > 0 && window > .zero, "a limit must let something through")
    self.limit = limit
    self.window = window
  }

  /// Lets an event in if the window that ends now then holds no more than the limit times
  /// `factor`; instants must not go back.
  package mutating func admit(
    _ weight: Int,
    at now: SimInstant,
    factor: Double = 1
  ) -> Verdict {
    let verdict = judge(weight, at: now, factor: factor)
    if verdict == .admitted, weight > 0 {
      entries.append(Entry(instant: now, weight: weight))
      sum += weight
    }
    return verdict
  }

  /// What `admit` would say, without letting the event in.
  package mutating func judge(
    _ weight: Int,
    at now: SimInstant,
    factor: Double = 1
  ) -> Verdict {
    expire(by: now)
    let bound = factor == 1 ? limit : Int(Double(limit) * factor)
    guard weight <= bound else { return .impossible }
    var excess = sum + weight - bound
    if excess <= 0 { return .admitted }
    for entry in entries[head...] {
      excess -= entry.weight
      if excess <= 0 { return .refused(wait: now.duration(to: entry.instant.advanced(by: window))) }
    }
    return .impossible
  }

  private mutating func expire(by now: SimInstant) {
    while head < entries.count, entries[head].instant.advanced(by: window) <= now {
      sum -= entries[head].weight
      head += 1
    }
    guard head > 64, head * 2 > entries.count else { return }
    entries.removeFirst(head)
    head = 0
  }
}
