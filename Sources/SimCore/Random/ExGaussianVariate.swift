/// A normal plus an independent exponential variable: reaction and turn-taking times.
@usableFromInline
package struct ExGaussianVariate: Variate {
  /// Mean and deviation of the normal part, mean of the exponential one.
  @usableFromInline package private(set) var mu: Double
  @usableFromInline package let sigma: Double
  @usableFromInline package let tau: Double
  /// The quantile of the standardised variable.
  @usableFromInline let table: InversionTable

  /// The smaller of the two parts is at least a thousandth of the other.
  package init(mu: Double, sigma: Double, tau: Double) {
    precondition(sigma > 0 && tau > 0, "ex-Gaussian: parameters out of range")
    precondition(
      sigma >= tau * 1e-3 && tau >= sigma * 1e-3,
      "ex-Gaussian: one part is negligible; take the other alone"
    )
    self.mu = mu
    self.sigma = sigma
    self.tau = tau
    let scale = (sigma * sigma + tau * tau).squareRoot()
    let (s, t) = (sigma / scale, tau / scale)
    var last = s * -InversionTable.reach
    table = InversionTable { z, p, q in
      let x = Self.inverse(s, t, z, p, q, from: last)
      last = x
      let density = Self.tails(s, t, x).density
      return (x, 0.3989422804014327 * Elementary.exp(-z * z / 2) / density)
    }
  }

  /// The same variable about another `mu`, at no cost.
  package func moved(to mu: Double) -> ExGaussianVariate {
    var moved = self
    moved.mu = mu
    return moved
  }

  @usableFromInline package var mean: Double { mu + tau }
  @usableFromInline package var variance: Double { sigma * sigma + tau * tau }

  /// Within 2e-9 of the standard deviation.
  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Double {
    mu + (sigma * sigma + tau * tau).squareRoot() * table.value(at: Elementary.normalQuantile(p))
  }

  /// The probability of at most `x`, and the density there.
  package func probability(_ x: Double) -> Double { Self.tails(sigma, tau, x - mu).lower }

  /// E max(0, X) and E max(0, X)^2: a time is never negative.
  var clampedMoments: (first: Double, second: Double) {
    let k = -mu / sigma
    let below = Elementary.normalProbability(k)
    let density = 0.3989422804014327 * Elementary.exp(-k * k / 2)
    let first = sigma * (density + k * below) - tau * probability(0)
    let second = sigma * sigma * ((k * k + 1) * below + k * density) - 2 * tau * first
    return (mean + first, variance + mean * mean - second)
  }

  /// Both tails and the density about mu.
  ///
  /// With m(z) = exp(z^2/2) P(N > z), the product of a growing
  /// exponential and a vanishing probability is written as one factor that does neither.
  static func tails(
    _ sigma: Double,
    _ tau: Double,
    _ x: Double
  ) -> (lower: Double, upper: Double, density: Double) {
    let z = x / sigma
    let shift = sigma / tau - z
    let bell = Elementary.exp(-z * z / 2)
    let tail: Double
    if shift > 0 {
      tail = bell * millsFactor(shift)
    } else {
      // P(N > shift) is at least 1/2 here: the exponential form is safe.
      let power = (sigma / tau) * (sigma / tau) / 2 - x / tau
      tail = Elementary.exp(power) * normalUpper(shift)
    }
    let lower = normalUpper(-z) - tail
    return (lower, normalUpper(z) + tail, tail / tau)
  }

  /// P(N > z).
  static func normalUpper(_ z: Double) -> Double {
    Elementary.erfc(z * 0x1.6a09e667f3bcdp-1) / 2
  }

  /// exp(z^2/2) P(N > z) for z > 0.
  static func millsFactor(_ z: Double) -> Double {
    z < 30
      ? Elementary.exp(z * z / 2) * normalUpper(z)
      : 0.3989422804014327 / z * (1 - 1 / (z * z) + 3 / (z * z * z * z))
  }

  /// Newton's steps on the logarithm of the smaller tail, held between bounds.
  private static func inverse(
    _ s: Double,
    _ t: Double,
    _ z: Double,
    _ p: Double,
    _ q: Double,
    from start: Double
  ) -> Double {
    var low = s * z - 1e-9
    var high = 1e6
    var x = max(start, low)
    for _ in 0..<200 {
      let tails = tails(s, t, x)
      let isLower = p < q
      let found = isLower ? tails.lower : tails.upper
      if isLower ? found < p : found > q { low = max(low, x) } else { high = min(high, x) }
      var next = Double.nan
      if found > 0 && tails.density > 0 {
        let ratio = Elementary.log(found / (isLower ? p : q)) * found / tails.density
        next = isLower ? x - ratio : x + ratio
      }
      if !(next > low && next < high) { next = low + min(high - low, 4) / 2 }
      if (next - x).magnitude <= 0x1p-48 { return next }
      x = next
    }
    return x
  }
}
