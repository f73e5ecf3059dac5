/// The gamma function.
extension Elementary {
  /// The logarithm of the gamma function of x > 0, within 4 ulp.
  package static func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "logGamma: the argument must be positive")
    if x < 0.25 { return logGammaMiddle(x) - log(x * (x + 1)) }
    // Next to the zero at 1 the difference x - 1 is exact.
    if x < 1.25 { return logGammaMiddle(x - 1) - log(x) }
    if x < 2.55 { return logGammaMiddle(x - 2) }
    if x >= 8 { return x < .infinity ? stirling(x) : x }
    var y = x
    var product = 1.0
    while y >= 2.55 {
      y -= 1
      product *= y
    }
    return logGammaMiddle(y - 2) + log(product)
  }

  /// The gamma function of x > 0, within 8 ulp; exact for whole numbers up to 23.
  package static func gamma(_ x: Double) -> Double {
    precondition(x > 0, "gamma: the argument must be positive")
    guard x < 171.624376956302 else { return .infinity }
    if x >= 24 {
      // In two halves, for x^x overflows before gamma does.
      let half = pow(x, (x - 0.5) / 2)
      return half * exp(-x, tail: stirlingSeries(x)) * half * 2.5066282746310005
    }
    if x == x.rounded(.down) { return (1..<Int(x)).reduce(1) { $0 * Double($1) } }
    var y = x
    var product = 1.0
    while y >= 2.55 {
      y -= 1
      product *= y
    }
    if y >= 1.25 { return exp(logGammaMiddle(y - 2)) * product }
    if y >= 0.25 { return exp(logGammaMiddle(y - 1)) / y }
    return exp(logGammaMiddle(y)) / (y * (y + 1))
  }

  /// log(gamma(x + 1)) less Stirling's (x + 1/2) log(x) - x + log(2 pi) / 2, within 1e-15 (Loader
  /// 2000): what the probabilities of Poisson, binomial, gamma and beta distributions differ by
  /// from their simple forms.
  package static func stirlingError(_ x: Double) -> Double {
    precondition(x > 0, "stirlingError: the argument must be positive")
    if x < 1 { return logGamma(x + 1) - (x + 0.5) * log(x) + x - 0.91893853320467274178 }
    var y = x
    var sum = 0.0
    while y < 8 {
      // (y + 1/2) log(1 + 1/y) - 1, as a series that does not cancel.
      let v = 1 / (2 * y + 1)
      sum += oddTail(v * v)
      y += 1
    }
    return sum + stirlingSeries(y)
  }

  /// The series s/3 + s^2/5 + s^3/7 and so on, for s up to 1/9.
  private static func oddTail(_ s: Double) -> Double {
    var term = s
    var sum = 0.0
    var k = 3.0
    while term > sum * 0x1p-56 {
      sum += term / k
      term *= s
      k += 2
    }
    return sum
  }

  /// log(gamma(2 + t)) for t in -0.75...0.55.
  private static func logGammaMiddle(_ t: Double) -> Double {
    t * (1 + t) * polynomial(gammaMiddle, t)
  }

  /// Stirling's formula for x >= 8.
  private static func stirling(_ x: Double) -> Double {
    ((x - 0.5) * log(x) - x) + (0.91893853320467274178 + stirlingSeries(x))
  }

  /// What Stirling's formula leaves out, for x >= 8: eight terms with Bernoulli's numbers.
  private static func stirlingSeries(_ x: Double) -> Double {
    let r = 1 / x
    return r * polynomial(stirlingTerms, r * r)
  }

  private static let stirlingTerms: [Double] = [
    1.0 / 12, -1.0 / 360, 1.0 / 1_260, -1.0 / 1_680, 1.0 / 1_188, -691.0 / 360_360, 1.0 / 156,
    -3_617.0 / 122_400, 43_867.0 / 244_188,
  ]

  /// log(gamma(2 + t)) / (t (1 + t)) in t, for t from -0.75 to 0.55.
  private static let gammaMiddle: [Double] = [
    0x1.b0ee6072093cep-2, -0x1.9ae6509ea109fp-4, 0x1.0e0c9df293580p-5, -0x1.95ce223a9cfb7p-7,
    0x1.479748539b44bp-8, -0x1.145121f968bbbp-9, 0x1.dfebcfa024d97p-11, -0x1.a96a4033a3f75p-12,
    0x1.7ed72e47989d0p-13, -0x1.5c86b18514ae2p-14, 0x1.403005a8e9fd3p-15, -0x1.285062805b8b0p-16,
    0x1.13c95dd0d4ef2p-17, -0x1.02411f224b912p-18, 0x1.e8fc0f6376b8ap-20, -0x1.c58eb18a48b8ap-21,
    0x1.8b77563044d3dp-22, -0x1.dd724cb883801p-23, 0x1.302e5ed29b1f4p-23, 0x1.e440b02d73ee7p-27,
    -0x1.c58327b79313dp-28, -0x1.d646e72bd2bedp-25,
  ]
}
