/// A whole number as a function of time, summed up while it changes: a queue's length, slots in
/// use.
///
/// Where `ConcurrencyCurve` keeps every change, this keeps sums: memory does not grow with time.
/// Areas are exact integers. Quantiles are exact for levels below 2,048 and within 0.1 % above.
/// A level that held for no time counts for nothing.
@usableFromInline
package struct TimeWeightedLevel: Sendable, Equatable {
  /// The present level.
  package private(set) var level: Int
  /// Nanoseconds at which the statistics begin, and of the last change.
  private var start: Int64
  private var since: Int64
  private var area: Int128 = 0
  /// The integral of the level's square.
  private var squares: Int128 = 0
  private var least = Int.max
  private var greatest = 0
  /// Time at each level, in the buckets of `LatencyHistogram`.
  private var spans: [Int64] = []

  /// Begins at a level of at least 0.
  package init(_ level: Int = 0, at start: SimInstant = .zero) {
    precondition(level >= 0, "time-weighted level: a level must not be negative")
    self.level = level
    self.start = start.nanoseconds
    since = start.nanoseconds
  }

  /// Sets the level from `time` on, which must not lie before the last change.
  package mutating func set(_ level: Int, at time: SimInstant) {
    precondition(level >= 0, "time-weighted level: a level must not be negative")
    advance(to: time.nanoseconds)
    self.level = level
  }

  /// Raises the level, or lowers it by a negative change.
  package mutating func add(_ change: Int, at time: SimInstant) { set(level + change, at: time) }

  package mutating func increment(at time: SimInstant) { set(level + 1, at: time) }

  package mutating func decrement(at time: SimInstant) { set(level - 1, at: time) }

  /// Forgets what was before `time`, and goes on from the present level: the end of a warm-up.
  package mutating func restart(at time: SimInstant) {
    precondition(time.nanoseconds >= since, "time-weighted level: time went back")
    self = TimeWeightedLevel(level, at: time)
  }

  /// The area under the level so far, in nanoseconds times its unit.
  package func area(until end: SimInstant) -> Int128 {
    precondition(end.nanoseconds >= since, "time-weighted level: time went back")
    return area + Int128(level) * Int128(end.nanoseconds - since)
  }

  /// The time-weighted mean so far; 0 before any time has passed.
  package func mean(until end: SimInstant) -> Double {
    let length = end.nanoseconds - start
    return length > 0 ? Double(area(until: end)) / Double(length) : 0
  }

  /// All statistics from the start to `end`.
  package func summary(until end: SimInstant) -> TimeWeightedSummary {
    var closed = self
    closed.advance(to: end.nanoseconds)
    return TimeWeightedSummary(
      nanoseconds: closed.since - start,
      area: closed.area,
      squares: closed.squares,
      least: closed.least,
      greatest: closed.greatest,
      spans: closed.spans
    )
  }

  private mutating func advance(to time: Int64) {
    let span = time - since
    precondition(span >= 0, "time-weighted level: time went back")
    guard span > 0 else { return }
    since = time
    let weighted = Int128(level) * Int128(span)
    area += weighted
    squares += weighted * Int128(level)
    least = min(least, level)
    greatest = max(greatest, level)
    let index = LatencyHistogram.index(level)
    if index >= spans.count {
      let length = max(16, (index + 1) * 2)
      spans.append(contentsOf: repeatElement(0, count: length - spans.count))
    }
    spans[index] += span
  }
}

/// What a level was like over a time.
package struct TimeWeightedSummary: Sendable, Equatable {
  /// The length of the time.
  package let nanoseconds: Int64
  /// The area under the level, in nanoseconds times its unit; exact.
  package let area: Int128
  private let squares: Int128
  private let least: Int
  private let greatest: Int
  private let spans: [Int64]

  fileprivate init(
    nanoseconds: Int64,
    area: Int128,
    squares: Int128,
    least: Int,
    greatest: Int,
    spans: [Int64]
  ) {
    self.nanoseconds = nanoseconds
    self.area = area
    self.squares = squares
    self.least = least
    self.greatest = greatest
    self.spans = spans
  }

  /// 0 for an empty time.
  package var mean: Double { nanoseconds > 0 ? Double(area) / Double(nanoseconds) : 0 }

  /// The least level that held for any time; 0 for an empty time.
  package var min: Int { nanoseconds > 0 ? least : 0 }

  /// The greatest level that held for any time; 0 for an empty time.
  package var max: Int { greatest }

  /// The time-weighted variance: the mean square distance from the mean.
  package var variance: Double {
    guard nanoseconds > 0 else { return 0 }
    // About the whole number next to the mean, where the subtraction is exact.
    let length = Int128(nanoseconds)
    let centre = area / length
    let about = squares - centre * (2 * area - centre * length)
    let rest = Double(area - centre * length) / Double(nanoseconds)
    return Swift.max(0, Double(about) / Double(nanoseconds) - rest * rest)
  }

  package var standardDeviation: Double { variance.squareRoot() }

  /// The least level that was not exceeded for a share `q` of the time; nil for an empty time.
  package func quantile(_ q: Double) -> Int? {
    guard nanoseconds > 0 else { return nil }
    let rank = Int64(OrderStatistics.rank(q, of: Int(nanoseconds)))
    var seen: Int64 = 0
    for index in spans.indices {
      seen += spans[index]
      if seen >= rank { return Swift.min(LatencyHistogram.greatestValue(index), greatest) }
    }
    return greatest
  }

  /// The share of the time with a level of at least this; exact up to 2,048.
  package func share(atLeast level: Int) -> Double {
    guard nanoseconds > 0 else { return 0 }
    let first = Swift.min(LatencyHistogram.index(Swift.max(level, 0)), spans.count)
    let time = spans[first...].reduce(0, +)
    return Double(time) / Double(nanoseconds)
  }
}

extension ConcurrencyCurve {
  /// Time-weighted variance, quantiles and the rest between two instants.
  package func summary(from start: SimInstant, to end: SimInstant) -> TimeWeightedSummary {
    var level = TimeWeightedLevel(0, at: start)
    var time = start
    walk(from: start.nanoseconds, to: end.nanoseconds) { value, span in
      level.set(Int(value), at: time)
      time = SimInstant(nanoseconds: time.nanoseconds + span)
    }
    return level.summary(until: time)
  }
}
