/// The logarithmic derivative of the gamma function, and the derivative of that.
extension Elementary {
  /// The digamma function for x > 0, within 1e-13 of the greater of 1 and itself.
  package static func digamma(_ x: Double) -> Double {
    precondition(x > 0, "digamma: the argument must be positive")
    var (y, sum) = (x, 0.0)
    // From 10 on, eight terms of the asymptotic series are enough (DLMF 5.11.2).
    while y < 10 {
      sum -= 1 / y
      y += 1
    }
    let r = 1 / (y * y)
    let high = r * (1.0 / 132 - r * (691.0 / 32_760 - r * (1.0 / 12)))
    let series = r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - high))))
    return sum + log(y) - 0.5 / y - series
  }

  /// The trigamma function for x > 0, within 1e-13 of itself.
  package static func trigamma(_ x: Double) -> Double {
    precondition(x > 0, "trigamma: the argument must be positive")
    var (y, sum) = (x, 0.0)
    while y < 10 {
      sum += 1 / (y * y)
      y += 1
    }
    let r = 1 / (y * y)
    let high = r * (5.0 / 66 - r * (691.0 / 2_730 - r * (7.0 / 6)))
    let series = r * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - high))))
    return sum + (1 + 0.5 / y + series) / y
  }
}
