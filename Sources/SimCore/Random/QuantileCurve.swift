/// ln x as a function of the normal z, linear between two to four points, mirrored at the median.
@usableFromInline
package struct QuantileCurve: Sendable, Hashable {
  /// ln x at the median.
  @usableFromInline let middle: Double
  /// Three segments above the median: where each begins, its rise there, and its slope.
  @usableFromInline let z1: Double
  @usableFromInline let z2: Double
  @usableFromInline let end: Double
  @usableFromInline let rise1: Double
  @usableFromInline let rise2: Double
  @usableFromInline let slope0: Double
  @usableFromInline let slope1: Double
  @usableFromInline let slope2: Double

  /// Points in rising order, the first at p = 0.5; `endsAtLast` bounds the values by the last one.
  init(points: [(p: Double, x: Duration)], endsAtLast: Bool) {
    precondition((2...4).contains(points.count), "quantile curve: two to four points")
    let z = points.map { Elementary.normalQuantile($0.p) }
    let rise = points.map {
      Elementary.log(Double($0.x.nanoseconds) / Double(points[0].x.nanoseconds))
    }
    for i in 1..<points.count {
      precondition(z[i] > z[i - 1] && rise[i] >= rise[i - 1], "quantile curve: points must rise")
    }
    func slope(_ i: Int) -> Double {
      let j = min(i, points.count - 2)
      return (rise[j + 1] - rise[j]) / (z[j + 1] - z[j])
    }
    let last = points.count - 1
    middle = Elementary.log(Double(points[0].x.nanoseconds))
    z1 = z[1]
    rise1 = rise[1]
    z2 = last >= 2 ? z[2] : .infinity
    rise2 = last >= 2 ? rise[2] : 0
    end = endsAtLast ? z[last] : .infinity
    slope0 = slope(0)
    slope1 = slope(1)
    slope2 = slope(2)
  }

  /// ln x at a normal deviate.
  @inlinable @inline(__always)
  func logarithm(at z: Double) -> Double {
    let a = min(z.magnitude, end)
    let rise =
      a <= z1 ? slope0 * a : a <= z2 ? rise1 + slope1 * (a - z1) : rise2 + slope2 * (a - z2)
    return z < 0 ? middle - rise : middle + rise
  }

  /// The expected x: each segment is a piece of a log-normal.
  var mean: Double { Elementary.exp(middle) * moment(1) }

  var variance: Double {
    let mean = moment(1)
    return Elementary.exp(2 * middle) * max(0, moment(2) - mean * mean)
  }

  /// The expected power of x over its median.
  private func moment(_ power: Double) -> Double {
    let ends = [0, min(z1, end), min(z2, end), end]
    let rises = [0, rise1, rise2]
    let slopes = [slope0, slope1, slope2]
    var sum = 0.0
    for i in 0..<3 where ends[i] < ends[i + 1] {
      let slope = power * slopes[i]
      let base = power * rises[i] - slope * ends[i]
      sum += piece(base, slope, ends[i], ends[i + 1])
      sum += piece(-base, slope, -ends[i + 1], -ends[i])
    }
    if end < .infinity {
      let rise = power * (logarithm(at: end) - middle)
      let mass = Elementary.normalProbability(-end)
      sum += mass * (Elementary.exp(rise) + Elementary.exp(-rise))
    }
    return sum
  }

  /// The integral of exp(base + slope z) over the normal density from `low` to `high`.
  private func piece(_ base: Double, _ slope: Double, _ low: Double, _ high: Double) -> Double {
    let upper = Elementary.normalProbability(high - slope)
    let lower = Elementary.normalProbability(low - slope)
    return Elementary.exp(base + slope * slope / 2) * (upper - lower)
  }
}
