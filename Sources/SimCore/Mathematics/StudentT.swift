/// Student's t distribution for a whole number of degrees of freedom.
package enum StudentT {
  /// The value that |t| stays below with probability `confidence` (0.95: the usual interval).
  ///
  /// Up to 200 degrees by the exact finite series (Abramowitz and Stegun 26.7.3 and 26.7.4), solved
  /// for the angle, so that no arc tangent is needed; beyond by the expansion 26.7.5 about the
  /// normal quantile, whose error there is below 1e-9.
  package static func twoSidedQuantile(confidence: Double, degrees: Int) -> Double {
    precondition(degrees >= 1 && confidence > 0 && confidence < 1, "t quantile: out of range")
    guard degrees <= 200 else {
      return expansion(z: Elementary.normalQuantile(0.5 + confidence / 2), Double(degrees))
    }
    var low = 0.0
    var high = halfPi
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if probability(angle: middle, degrees: degrees) < confidence {
        low = middle
      } else {
        high = middle
      }
    }
    let (sine, cosine) = Elementary.sinCos(low)
    return Double(degrees).squareRoot() * sine / cosine
  }

  private static let halfPi = 1.5707963267948966

  /// P(|t| < sqrt(degrees) tan(angle)).
  private static func probability(angle: Double, degrees: Int) -> Double {
    let (sine, cosine) = Elementary.sinCos(angle)
    let square = cosine * cosine
    let isOdd = degrees & 1 == 1
    var term = isOdd ? cosine : 1.0
    var sum = degrees == 1 ? 0 : term
    var k = isOdd ? 2 : 1
    while k + 2 < degrees {
      term *= square * Double(k) / Double(k + 1)
      sum += term
      k += 2
    }
    return isOdd ? (angle + sine * sum) / halfPi : sine * sum
  }

  private static func expansion(z: Double, _ n: Double) -> Double {
    let s = z * z
    let g1 = z * (s + 1) / 4
    let g2 = z * ((5 * s + 16) * s + 3) / 96
    let g3 = z * (((3 * s + 19) * s + 17) * s - 15) / 384
    let g4 = z * ((((79 * s + 776) * s + 1_482) * s - 1_920) * s - 945) / 92_160
    return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n
  }
}
