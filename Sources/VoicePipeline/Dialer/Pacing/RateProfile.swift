internal import SimCore

/// How a planned rate changes over a campaign: a factor of the base rate, linear between points.
///
/// Before the first point the factor is that of the first, after the last that of the last. Two
/// points at one time make a step.
package struct RateProfile: Sendable, Hashable {
  /// The factor at one time.
  package struct Point: Sendable, Hashable {
    /// From the start of the campaign.
    package var at: Duration
    package var factor: Double

    package init(at: Duration, factor: Double) {
      self.at = at
      self.factor = factor
    }
  }

  private let points: [Point]
  /// For each point the area under the factor up to it, in seconds at the base rate.
  private let areas: [Double]

  /// Points in the order of time; none for the base rate all the time.
  package init(_ points: [Point] = []) {
    precondition(points.allSatisfy { $0.factor >= 0 }, "a rate is not negative")
    precondition(points.allSatisfy { $0.at >= .zero }, "a profile begins with its campaign")
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.at <= $1.at },
      "the points of a profile are in the order of time"
    )
    var points = points
    if let first = points.first, first.at > .zero {
      points.insert(Point(at: .zero, factor: first.factor), at: 0)
    }
    self.points = points
    var area = 0.0
    var areas: [Double] = []
    for (index, point) in points.enumerated() {
      if index > 0 {
        let last = points[index - 1]
        area += (last.factor + point.factor) / 2 * Self.seconds(last.at, point.at)
      }
      areas.append(area)
    }
    self.areas = areas
  }

  /// The points of a rate that grows from nothing in a straight line.
  package static func ramp(over length: Duration) -> [Point] {
    [Point(at: .zero, factor: 0), Point(at: length, factor: 1)]
  }

  /// The points of a multiple of the base rate for a while.
  package static func surge(by factor: Double, at: Duration, for length: Duration) -> [Point] {
    let end = at + length
    return [
      Point(at: at, factor: 1), Point(at: at, factor: factor), Point(at: end, factor: factor),
      Point(at: end, factor: 1),
    ]
  }

  package var isConstant: Bool { points.isEmpty }

  /// When the base rate, times the factor, would have made up so many seconds of the base rate.
  ///
  /// Nil when it never does, for the factor ends at zero.
  package func time(ofArea area: Double) -> Duration? {
    guard let last = points.last else { return Self.duration(area) }
    // The last point whose area is not beyond the wanted one.
    var (low, high) = (0, points.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if areas[middle] <= area { low = middle } else { high = middle }
    }
    let rest = area - areas[low]
    guard low + 1 < points.count else {
      guard last.factor > 0 else { return rest > 0 ? nil : last.at }
      return last.at + Self.duration(rest / last.factor)
    }
    let (begin, end) = (points[low], points[low + 1])
    let slope = (end.factor - begin.factor) / Self.seconds(begin.at, end.at)
    // The root of a quadratic in the form that loses no digits where the slope is small.
    let root = max(begin.factor * begin.factor + 2 * slope * rest, 0).squareRoot()
    guard begin.factor + root > 0 else { return begin.at }
    return min(begin.at + Self.duration(2 * rest / (begin.factor + root)), end.at)
  }

  /// The factor at a time; of a step, what comes after it.
  package func factor(at time: Duration) -> Double {
    guard let first = points.first, let last = points.last else { return 1 }
    guard let next = points.firstIndex(where: { $0.at > time }) else { return last.factor }
    guard next > 0 else { return first.factor }
    let (begin, end) = (points[next - 1], points[next])
    let part = Self.seconds(begin.at, time) / Self.seconds(begin.at, end.at)
    return begin.factor + (end.factor - begin.factor) * part
  }

  /// The factor just before a time; of a step, what comes before it.
  private func factor(before time: Duration) -> Double {
    guard let step = points.first(where: { $0.at == time }) else { return factor(at: time) }
    return step.factor
  }

  /// The profile with each stretch of a length times a factor of its own, up to `end`.
  package func scaled(
    every length: Duration,
    until end: Duration,
    by scale: (Int) -> Double
  ) -> RateProfile {
    precondition(length > .zero, "a stretch has a length")
    var scaled: [Point] = []
    var index = 0
    while length * index < end {
      let (start, stop) = (length * index, length * (index + 1))
      let scale = scale(index)
      let inside = points.filter { $0.at > start && $0.at < stop }.map { ($0.at, $0.factor) }
      let edges = [(start, factor(at: start))] + inside + [(stop, factor(before: stop))]
      scaled += edges.map { Point(at: $0.0, factor: $0.1 * scale) }
      index += 1
    }
    return RateProfile(scaled)
  }

  private static func seconds(_ from: Duration, _ to: Duration) -> Double {
    Double((to - from).nanoseconds) / 1e9
  }

  private static func duration(_ seconds: Double) -> Duration {
    seconds < 9e9 ? .nanoseconds(Int64((seconds * 1e9).rounded(.down))) : .seconds(9_000_000_000)
  }
}
