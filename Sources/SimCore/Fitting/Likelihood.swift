/// Logarithms of densities, for likelihoods.
extension LogNormalVariate {
  func logDensity(_ x: Double) -> Double {
    let logarithm = Elementary.log(x)
    let z = (logarithm - mu) / sigma
    return -z * z / 2 - logarithm - Elementary.log(sigma) - 0.9189385332046727
  }

  /// Both tails at `x`.
  func tails(_ x: Double) -> (lower: Double, upper: Double) {
    let z = x > 0 ? (Elementary.log(x) - mu) / sigma : -.infinity
    return (Elementary.normalProbability(z), Elementary.normalProbability(-z))
  }
}

extension ShiftedLogNormalVariate {
  func logDensity(_ x: Double) -> Double {
    x > shift ? excess.logDensity(x - shift) : -.infinity
  }

  func tails(_ x: Double) -> (lower: Double, upper: Double) { excess.tails(x - shift) }
}

extension ParetoVariate {
  func logDensity(_ x: Double) -> Double {
    guard x >= least else { return -.infinity }
    return Elementary.log(shape / x) - shape * Elementary.log(x / least)
  }

  func tails(_ x: Double) -> (lower: Double, upper: Double) {
    let upper = x > least ? Elementary.exp(-shape * Elementary.log(x / least)) : 1
    return (1 - upper, upper)
  }
}

extension ExGaussianVariate {
  func logDensity(_ x: Double) -> Double {
    Self.logDensity(mu: mu, sigma: sigma, tau: tau, x)
  }

  /// Without a variate, whose table takes longer than a thousand densities.
  static func logDensity(mu: Double, sigma: Double, tau: Double, _ x: Double) -> Double {
    let z = (x - mu) / sigma
    let shift = sigma / tau - z
    if shift > 0 {
      return -z * z / 2 + Elementary.log(millsFactor(shift) / tau)
    }
    let power = (sigma / tau) * (sigma / tau) / 2 - (x - mu) / tau
    return power + Elementary.log(normalUpper(shift) / tau)
  }

  func tails(_ x: Double) -> (lower: Double, upper: Double) {
    let tails = Self.tails(sigma, tau, x - mu)
    return (tails.lower, tails.upper)
  }
}

/// A gamma distribution without the table that draws need.
struct GammaShape: Sendable, Hashable {
  let shape: Double
  let scale: Double

  func logDensity(_ x: Double) -> Double {
    (shape - 1) * Elementary.log(x / scale) - x / scale - Elementary.logGamma(shape)
      - Elementary.log(scale)
  }

  func tails(_ x: Double) -> (lower: Double, upper: Double) {
    IncompleteGamma.tails(shape, x / scale)
  }
}
