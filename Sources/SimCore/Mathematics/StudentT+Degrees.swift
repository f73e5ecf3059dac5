/// Student's t distribution for any positive number of degrees of freedom.
///
/// Overlapping batch means and samples of unequal variance have fractions of degrees.
extension StudentT {
  /// The probability that t is at most `value`; its smaller tail has twelve digits.
  package static func probability(_ value: Double, degrees: Double) -> Double {
    let tail = upperTail(value.magnitude, degrees)
    return value < 0 ? tail : 1 - tail
  }

  /// The value that t stays below with probability `p`, 0 < p < 1; relative error below 1e-12.
  package static func quantile(_ p: Double, degrees: Double) -> Double {
    precondition(p > 0 && p < 1 && degrees > 0 && degrees <= 1e8, "t quantile: out of range")
    guard p != 0.5 else { return 0 }
    let value = solve(tail: min(p, 1 - p), degrees)
    return p < 0.5 ? -value : value
  }

  /// The value that |t| stays below with probability `confidence`.
  package static func twoSidedQuantile(confidence: Double, degrees: Double) -> Double {
    quantile(0.5 + confidence / 2, degrees: degrees)
  }

  /// P(t > value) for value >= 0.
  private static func upperTail(_ value: Double, _ n: Double) -> Double {
    let square = value * value
    let tails = IncompleteBeta.tails(n / 2, 0.5, n / (n + square), square / (n + square))
    return tails.lower / 2
  }

  /// Newton's steps on the logarithm of the tail over log(t), held between bounds.
  private static func solve(tail: Double, _ n: Double) -> Double {
    var low = 0.0
    var high = Double.infinity
    var t = max(-Elementary.normalQuantile(tail), 1e-300)
    for _ in 0..<200 {
      let found = upperTail(t, n)
      if found > tail { low = t } else { high = t }
      let square = t * t
      // t times the density.
      let slope = IncompleteBeta.density(n / 2, 0.5, n / (n + square), square / (n + square))
      var next = Double.nan
      if found > 0 && slope > 0 {
        next = t * Elementary.exp(Elementary.log(found / tail) * found / slope)
      }
      if !(next > low && next < high) {
        if next == low || next == high { return next }
        next = high < .infinity ? (low > 0 ? (low * high).squareRoot() : high / 4) : t * 4
      }
      if (next - t).magnitude <= t * 0x1p-50 { return next }
      t = next
    }
    return t
  }
}
