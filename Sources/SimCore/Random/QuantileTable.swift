/// A distribution through any number of quantiles: ln x is linear in the normal z between them.
///
/// What `QuantileCurve` is for two to four points that are mirrored at the median, this is for
/// points on both sides of it.
@usableFromInline
package struct QuantileTable: Variate {
  /// A value and the probability of staying below it.
  package struct Point: Sendable, Hashable {
    package let p: Double
    /// Nanoseconds.
    package let x: Double

    package init(p: Double, x: Double) {
      self.p = p
      self.x = x
    }
  }

  /// Normal deviates of the points, in rising order.
  @usableFromInline let places: [Double]
  /// ln x of each.
  @usableFromInline let logarithms: [Double]
  /// Whether values end at the first, or last, point; otherwise the outer slope goes on.
  @usableFromInline let endsAtFirst: Bool
  @usableFromInline let endsAtLast: Bool

  /// Two points at least, whose probabilities rise and whose values do not fall.
  package init(_ points: [Point], endsAtFirst: Bool, endsAtLast: Bool) {
    precondition(points.count >= 2, "quantile table: two points at least")
    precondition(points.allSatisfy { $0.x > 0 }, "quantile table: a value is not positive")
    for (low, high) in zip(points, points.dropFirst()) {
      precondition(low.p < high.p && low.x <= high.x, "quantile table: points must rise")
    }
    places = points.map { Elementary.normalQuantile($0.p) }
    logarithms = points.map { Elementary.log($0.x) }
    self.endsAtFirst = endsAtFirst
    self.endsAtLast = endsAtLast
  }

  /// ln x at a normal deviate.
  @usableFromInline
  func logarithm(at z: Double) -> Double {
    let last = places.count - 1
    if endsAtFirst && z <= places[0] { return logarithms[0] }
    if endsAtLast && z >= places[last] { return logarithms[last] }
    var index = 1
    while index < last, z > places[index] { index += 1 }
    return logarithms[index - 1] + slope(index) * (z - places[index - 1])
  }

  @usableFromInline
  package func quantile(_ p: Double) -> Double {
    Elementary.exp(logarithm(at: Elementary.normalQuantile(p)))
  }

  /// The slope between a point and the one before it.
  private func slope(_ index: Int) -> Double {
    (logarithms[index] - logarithms[index - 1]) / (places[index] - places[index - 1])
  }
}

extension QuantileTable {
  /// The normal deviate that `x` is the value of; the greatest where there are several.
  package func deviate(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    let logarithm = Elementary.log(x)
    let last = places.count - 1
    if endsAtFirst && logarithm < logarithms[0] { return -.infinity }
    if endsAtLast && logarithm >= logarithms[last] { return .infinity }
    var index = 1
    while index < last, logarithm >= logarithms[index] { index += 1 }
    let slope = slope(index)
    guard slope > 0 else { return logarithm < logarithms[index] ? -.infinity : .infinity }
    return places[index - 1] + (logarithm - logarithms[index - 1]) / slope
  }

  @usableFromInline package var mean: Double { moment(1) }

  @usableFromInline package var variance: Double {
    let mean = moment(1)
    return max(0, moment(2) - mean * mean)
  }

  /// The expected power of x: each segment is a piece of a log-normal.
  private func moment(_ power: Double) -> Double {
    let last = places.count - 1
    var sum = 0.0
    for index in 1...last {
      let low = index == 1 && !endsAtFirst ? -Double.infinity : places[index - 1]
      let high = index == last && !endsAtLast ? Double.infinity : places[index]
      let slope = power * self.slope(index)
      let base = power * logarithms[index - 1] - slope * places[index - 1]
      let upper = Elementary.normalProbability(high - slope)
      let lower = Elementary.normalProbability(low - slope)
      sum += Elementary.exp(base + slope * slope / 2) * (upper - lower)
    }
    if endsAtFirst {
      let mass = Elementary.normalProbability(places[0])
      sum += mass * Elementary.exp(power * logarithms[0])
    }
    if endsAtLast {
      let mass = Elementary.normalProbability(-places[last])
      sum += mass * Elementary.exp(power * logarithms[last])
    }
    return sum
  }
}
