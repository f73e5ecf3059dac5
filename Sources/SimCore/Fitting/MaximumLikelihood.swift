/// Parameters under which a sample is the likeliest, family by family.
///
/// Closed forms take every value. What is found by iteration takes at most `iteratedMax` values
/// that stand for all by their ranks.
package enum MaximumLikelihood {
  /// Values that an iteration looks at in its last steps, and in its first.
  static let iteratedMax = 2_000
  private static let roughMax = 250

  /// Mean and standard deviation of the logarithms.
  package static func logNormal(_ sample: Sample) -> (mu: Double, sigma: Double) {
    logNormal(sample.sorted, shift: 0)
  }

  private static func logNormal(
    _ values: [Double],
    shift: Double
  ) -> (mu: Double, sigma: Double) {
    let mu = values.average { Elementary.log($0 - shift) }
    let variance = values.average { value in
      let off = Elementary.log(value - shift) - mu
      return off * off
    }
    return (mu, variance.squareRoot())
  }

  /// The least value, and the shape by the mean logarithm above it; nil when all are equal.
  package static func pareto(_ sample: Sample) -> (least: Double, shape: Double)? {
    let mean = sample.sorted.average { Elementary.log($0 / sample.least) }
    return mean > 0 ? (sample.least, 1 / mean) : nil
  }

  /// Newton's steps on log k - digamma(k) = log(mean) - mean log (Minka 2002).
  package static func gamma(_ sample: Sample) -> (shape: Double, scale: Double)? {
    let mean = sample.sorted.average { $0 }
    let gap = -sample.sorted.average { Elementary.log($0 / mean) }
    guard gap > 1e-9 else { return nil }
    var shape = (3 - gap + ((gap - 3) * (gap - 3) + 24 * gap).squareRoot()) / (12 * gap)
    for _ in 0..<100 {
      let excess = Elementary.log(shape) - Elementary.digamma(shape) - gap
      let slope = 1 / shape - Elementary.trigamma(shape)
      let next = 1 / (1 / shape + excess / (shape * shape * slope))
      let isThere = (next - shape).magnitude <= 1e-13 * shape
      guard next > 0, next.isFinite else { return nil }
      shape = next
      if isThere { break }
    }
    return (shape, mean / shape)
  }
}

extension MaximumLikelihood {
  /// The likeliest shift between 0 and the least value, with the log-normal of the rest.
  ///
  /// The likelihood grows without bound where the shift meets the least value (Hill 1963), so what
  /// is sought is a maximum with falls on both sides; nil when there is none.
  package static func shiftedLogNormal(
    _ sample: Sample
  ) -> (shift: Double, mu: Double, sigma: Double)? {
    let rough = sample.thinned(roughMax)
    // The shift lies a distance exp(t) below the least value.
    let low = Elementary.log(max((sample.quantile(0.5) - sample.least) / 2_000, 1e-9))
    let high = Elementary.log(sample.least)
    guard low < high else { return nil }
    let steps = 48
    let places = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    let costs = places.map { cost(rough, least: sample.least, distance: Elementary.exp($0)) }
    let inner = (1..<steps).filter { costs[$0] < costs[$0 - 1] && costs[$0] <= costs[$0 + 1] }
    guard let best = inner.min(by: { costs[$0] < costs[$1] }) else { return nil }
    let values = sample.thinned(iteratedMax)
    let reach = max(0, best - 3)...min(steps, best + 3)
    let place = minimum(places[reach.lowerBound], places[reach.upperBound]) { place in
      cost(values, least: sample.least, distance: Elementary.exp(place))
    }
    let shift = sample.least - Elementary.exp(place)
    guard shift > 0 else { return nil }
    let rest = logNormal(values, shift: shift)
    return (shift, rest.mu, rest.sigma)
  }

  /// The negative mean log-likelihood of the best log-normal above a shift, but for a constant.
  private static func cost(_ values: [Double], least: Double, distance: Double) -> Double {
    let (mu, sigma) = logNormal(values, shift: least - distance)
    return sigma > 0 ? mu + Elementary.log(sigma) : .infinity
  }

  /// The least place of a function between two, by golden section.
  private static func minimum(
    _ low: Double,
    _ high: Double,
    of function: (Double) -> Double
  ) -> Double {
    let part = 0.6180339887498949
    var (low, high) = (low, high)
    var (left, right) = (high - part * (high - low), low + part * (high - low))
    var (leftValue, rightValue) = (function(left), function(right))
    for _ in 0..<40 where high - low > 1e-9 {
      if leftValue <= rightValue {
        (high, right, rightValue) = (right, left, leftValue)
        left = high - part * (high - low)
        leftValue = function(left)
      } else {
        (low, left, leftValue) = (left, right, rightValue)
        right = low + part * (high - low)
        rightValue = function(right)
      }
    }
    return (low + high) / 2
  }
}

extension MaximumLikelihood {
  /// From the moments downhill on the negative log-likelihood: roughly on few values, then on more;
  /// nil where one of the two parts is negligible, which is another family.
  package static func exGaussian(
    _ sample: Sample
  ) -> (mu: Double, sigma: Double, tau: Double)? {
    let values = sample.thinned(iteratedMax)
    let mean = values.average { $0 }
    let deviation = values.average { ($0 - mean) * ($0 - mean) }.squareRoot()
    guard deviation > 0 else { return nil }
    let skew = values.average { value in
      let z = (value - mean) / deviation
      return z * z * z
    }
    // Skewness is 2 (tau / deviation)^3.
    let part = min(max(cubeRoot(max(skew, 0) / 2), 0.2), 0.95)
    let start = [
      -part, Elementary.log((1 - part * part).squareRoot()), Elementary.log(part),
    ]
    let scaled = { (values: [Double]) in values.map { ($0 - mean) / deviation } }
    let rough = descend(start, scaled(sample.thinned(roughMax)), size: 0.3, tolerance: 1e-5)
    let fine = descend(rough, scaled(values), size: 0.05, tolerance: 1e-11)
    let (sigma, tau) = (Elementary.exp(fine[1]), Elementary.exp(fine[2]))
    guard sigma >= tau * 1e-3, tau >= sigma * 1e-3 else { return nil }
    return (mean + deviation * fine[0], deviation * sigma, deviation * tau)
  }

  private static func descend(
    _ start: [Double],
    _ values: [Double],
    size: Double,
    tolerance: Double
  ) -> [Double] {
    Simplex.minimum(near: start, size: size, tolerance: tolerance, stepsMax: 400) { point in
      guard point[1].magnitude < 12, point[2].magnitude < 12 else { return .infinity }
      let (sigma, tau) = (Elementary.exp(point[1]), Elementary.exp(point[2]))
      return -values.average {
        ExGaussianVariate.logDensity(mu: point[0], sigma: sigma, tau: tau, $0)
      }
    }
  }

  private static func cubeRoot(_ x: Double) -> Double {
    x > 0 ? Elementary.exp(Elementary.log(x) / 3) : 0
  }
}
