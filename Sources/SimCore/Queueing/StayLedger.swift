/// A level over time and, kept apart from it, the stays that make it up.
///
/// The area under the level and the sum of the stays are the two sides of Little's law. Both are
/// exact integers, so they differ by nothing, or a change of the level was forgotten.
struct StayLedger {
  private(set) var level: TimeWeightedLevel
  /// Nanoseconds at which the statistics begin.
  private var start: Int64
  /// Nanoseconds of ended stays, each times its amount, since the start.
  private var ended: Int128 = 0
  /// When the present stays began, the start at the earliest, each times its amount.
  private var beginnings: Int128 = 0

  init(at now: SimInstant) {
    level = TimeWeightedLevel(at: now)
    start = now.nanoseconds
  }

  @inline(__always)
  mutating func enter(_ amount: Int, at now: SimInstant) {
    level.add(amount, at: now)
    beginnings += Int128(now.nanoseconds) * Int128(amount)
  }

  @inline(__always)
  mutating func leave(_ amount: Int, since: Int64, at now: SimInstant) {
    level.add(-amount, at: now)
    let began = Int128(max(since, start)) * Int128(amount)
    beginnings -= began
    ended += Int128(now.nanoseconds) * Int128(amount) - began
  }

  /// Area under the level less the stays: 0.
  func gap(at now: SimInstant) -> Int128 {
    let present = Int128(level.level) * Int128(now.nanoseconds) - beginnings
    return level.area(until: now) - ended - present
  }

  /// Forgets what was before; present stays count from now on.
  mutating func restart(at now: SimInstant) {
    level.restart(at: now)
    start = now.nanoseconds
    ended = 0
    beginnings = Int128(level.level) * Int128(start)
  }
}
