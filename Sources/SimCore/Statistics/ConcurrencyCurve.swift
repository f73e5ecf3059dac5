/// A whole number as a step function of time: calls in progress, slots in use.
///
/// 12 bytes per change. Changes at one instant count as one, so a call that ends as another begins
/// makes no peak. Integrals are exact integers.
package struct ConcurrencyCurve: Sendable, Equatable {
  /// When the level changed, rising, in nanoseconds.
  var times: [Int64] = []
  /// The level from that time on.
  var levels: [Int32] = []

  package init() {}

  /// The level after the last change; 0 at the start.
  package var level: Int { Int(levels.last ?? 0) }

  /// Number of changes kept.
  package var changeCount: Int { times.count }

  package mutating func increment(at time: SimInstant) { set(level + 1, at: time) }

  package mutating func decrement(at time: SimInstant) { set(level - 1, at: time) }

  /// Sets the level from `time` on, which must not lie before the last change.
  package mutating func set(_ level: Int, at time: SimInstant) {
    let now = time.nanoseconds
    if let last = times.last {
      precondition(now >= last, "concurrency curve: time went back")
      if now == last {
        times.removeLast()
        levels.removeLast()
      }
    }
    guard level != self.level else { return }
    times.append(now)
    levels.append(Int32(level))
  }

  /// The level at an instant.
  package func level(at time: SimInstant) -> Int {
    let next = firstChange(after: time.nanoseconds)
    return next == 0 ? 0 : Int(levels[next - 1])
  }

  /// The area under the curve, in nanoseconds times the unit of the level.
  package func integral(from start: SimInstant, to end: SimInstant) -> Int128 {
    var area: Int128 = 0
    walk(from: start.nanoseconds, to: end.nanoseconds) { level, span in
      area += Int128(level) * Int128(span)
    }
    return area
  }

  /// The time-weighted mean level; 0 for an empty window.
  package func mean(from start: SimInstant, to end: SimInstant) -> Double {
    guard start < end else { return 0 }
    return Double(integral(from: start, to: end)) / Double(end.nanoseconds - start.nanoseconds)
  }

  /// The greatest level that held for any time in the window; 0 for an empty window.
  package func peak(from start: SimInstant, to end: SimInstant) -> Int {
    var peak: Int32?
    walk(from: start.nanoseconds, to: end.nanoseconds) { level, _ in
      peak = max(peak ?? level, level)
    }
    return Int(peak ?? 0)
  }

  /// The mean of each bucket from the run's start on; the last bucket may be short.
  package func means(bucket: Duration, until end: SimInstant) -> [Double] {
    windows(bucket, end).map { mean(from: $0.start, to: $0.end) }
  }

  /// The peak of each bucket from the run's start on.
  package func peaks(bucket: Duration, until end: SimInstant) -> [Int] {
    windows(bucket, end).map { peak(from: $0.start, to: $0.end) }
  }

  private func windows(
    _ bucket: Duration,
    _ end: SimInstant
  ) -> [(start: SimInstant, end: SimInstant)] {
    precondition(bucket > .zero, "concurrency curve: the bucket must be longer than zero")
    let starts = stride(from: 0, to: end.nanoseconds, by: Int(bucket.nanoseconds))
    return starts.map {
      let start = SimInstant(nanoseconds: $0)
      return (start, min(start.advanced(by: bucket), end))
    }
  }

  /// Visits the pieces of constant level between two times, each longer than zero.
  func walk(from start: Int64, to end: Int64, _ visit: (Int32, Int64) -> Void) {
    guard start < end else { return }
    var next = firstChange(after: start)
    var time = start
    while time < end {
      let until = next < times.count ? min(times[next], end) : end
      visit(next == 0 ? 0 : levels[next - 1], until - time)
      time = until
      next += 1
    }
  }

  /// The index of the first change later than `time`.
  private func firstChange(after time: Int64) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
