/// Counts of times in buckets of three significant digits: an HDR histogram of whole microseconds.
///
/// The layout is fixed (1 us to 2 h; longer counts as 2 h), so merging is exact and its order is of
/// no account. Memory grows to the largest time: 100 KB for times of seconds.
@usableFromInline
package struct LatencyHistogram: Sendable, Equatable {
  /// Buckets of a power of two: 2,048 give three digits, and all but the first use the upper half.
  @usableFromInline static let halfBits = 10
  @usableFromInline static let half = 1 << halfBits
  @usableFromInline static let limit = 7_200_000_000

  /// One count per bucket, in rising order, of a length fixed by the largest time.
  @usableFromInline var counts: [Int] = []
  package private(set) var count = 0
  private var sum: Int128 = 0
  private var shortest = Int64.max
  private(set) var longest = Int64.min

  package init() {}

  /// From counts by bucket; nil when the exact figures do not fit them, or the counts have no sum.
  ///
  /// Without exact figures a time stands in the middle of its bucket for the sum, and the ends of
  /// the outermost buckets are least and greatest.
  init?(counts: [Int], moments: HistogramMoments?) {
    guard let last = counts.lastIndex(where: { $0 != 0 }) else {
      if moments != nil { return nil }
      return
    }
    var middles: Int128 = 0
    for index in 0...last {
      let (total, isOver) = count.addingReportingOverflow(counts[index])
      if isOver { return nil }
      count = total
      let width = Self.greatestValue(index) - Self.leastValue(index) + 1
      middles += Int128(Self.leastValue(index) + width / 2) * 1_000 * Int128(counts[index])
    }
    grow(toHold: last)
    for index in 0...last { self.counts[index] = counts[index] }
    let first = counts.firstIndex { $0 != 0 } ?? last
    let ends = (Int64(Self.leastValue(first)) * 1_000, Int64(Self.greatestValue(last)) * 1_000)
    let greatest = Swift.min(ends.1, Int64(Self.limit) * 1_000)
    let exact = moments ?? HistogramMoments(sum: middles, least: ends.0, greatest: greatest)
    (sum, shortest, longest) = (exact.sum, exact.least, exact.greatest)
    let fits =
      shortest >= 0 && longest <= Int64(Self.limit) * 1_000 && shortest <= longest
      && Self.index(Self.microseconds(shortest)) == first
      && Self.index(Self.microseconds(longest)) == last
      && sum >= Int128(shortest) * Int128(count) && sum <= Int128(longest) * Int128(count)
    if !fits { return nil }
  }

  /// What is known beside the counts; nil without times.
  package var moments: HistogramMoments? {
    count == 0 ? nil : HistogramMoments(sum: sum, least: shortest, greatest: longest)
  }

  /// Counts a time, rounded to the nearest microsecond; a negative one counts as zero.
  package mutating func record(_ duration: Duration) {
    record(nanoseconds: duration.nanoseconds)
  }

  /// As `record(_:)`, from nanoseconds.
  package mutating func record(nanoseconds: Int64) {
    let value = Swift.min(Swift.max(nanoseconds, 0), Int64(Self.limit) * 1_000)
    let index = Self.index(Self.microseconds(value))
    if index >= counts.count { grow(toHold: index) }
    counts[index] += 1
    count += 1
    sum += Int128(value)
    shortest = Swift.min(shortest, value)
    longest = Swift.max(longest, value)
  }

  /// Adds all counts of another histogram.
  package mutating func merge(_ other: LatencyHistogram) {
    guard other.count > 0 else { return }
    if other.counts.count > counts.count { grow(toHold: other.counts.count - 1) }
    for index in other.counts.indices { counts[index] += other.counts[index] }
    count += other.count
    sum += other.sum
    shortest = Swift.min(shortest, other.shortest)
    longest = Swift.max(longest, other.longest)
  }

  /// The least recorded time, exact.
  package var min: Duration? { count == 0 ? nil : .nanoseconds(shortest) }

  /// The greatest recorded time, exact.
  package var max: Duration? { count == 0 ? nil : .nanoseconds(longest) }

  /// The exact mean, rounded down to a nanosecond.
  package var mean: Duration? {
    count == 0 ? nil : .nanoseconds(Int64(sum / Int128(count)))
  }

  /// The non-empty buckets in rising order: the greatest time that each holds, and its count.
  package var buckets: [(value: Duration, count: Int)] {
    counts.indices.compactMap { counts[$0] == 0 ? nil : (upperBound($0), counts[$0]) }
  }

  /// Recorded times in buckets that lie wholly below a time.
  package func countBelow(_ duration: Duration) -> Int {
    let nanoseconds = duration.nanoseconds
    guard nanoseconds > 0 else { return 0 }
    guard nanoseconds <= longest else { return count }
    let ceiling = Int(nanoseconds / 1_000) + (nanoseconds % 1_000 == 0 ? 0 : 1)
    let end = Swift.min(Self.index(ceiling), counts.count)
    return counts[..<end].reduce(0, +)
  }

  /// Recorded times in buckets that lie wholly at or below a time, as `quantile` reads them: of a
  /// time q-quantile that is at most the bound, a share q at least is counted.
  package func count(atMost duration: Duration) -> Int {
    let nanoseconds = duration.nanoseconds
    guard nanoseconds >= 0 else { return 0 }
    guard nanoseconds < longest else { return count }
    let end = Swift.min(Self.index(Int(nanoseconds / 1_000) + 1), counts.count)
    return counts[..<end].reduce(0, +)
  }

  /// The greatest time that a bucket holds, and never more than the greatest recorded one.
  func upperBound(_ index: Int) -> Duration {
    .nanoseconds(Swift.min(Int64(Self.greatestValue(index)) * 1_000, longest))
  }

  /// The greatest whole number of a bucket.
  static func greatestValue(_ index: Int) -> Int {
    let group = Swift.max(index >> halfBits, 1) - 1
    let position = index - (group << halfBits)
    return ((position + 1) << group) - 1
  }

  /// The least whole number of a bucket.
  static func leastValue(_ index: Int) -> Int {
    let group = Swift.max(index >> halfBits, 1) - 1
    return (index - (group << halfBits)) << group
  }

  /// The bucket of a time in microseconds.
  @inlinable @inline(__always)
  static func index(_ value: Int) -> Int {
    let width = Int.bitWidth - halfBits - 1
    let group = width - (value | (2 * half - 1)).leadingZeroBitCount
    return (group << halfBits) + (value >> group)
  }

  @inline(__always)
  private static func microseconds(_ nanoseconds: Int64) -> Int {
    Int(truncatingIfNeeded: (nanoseconds + 500) / 1_000)
  }

  private mutating func grow(toHold index: Int) {
    let length = ((index >> Self.halfBits) + 1) << Self.halfBits
    counts += [Int](repeating: 0, count: length - counts.count)
  }
}
