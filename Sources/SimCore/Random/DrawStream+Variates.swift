/// Variates by rejection, for parameters that differ from draw to draw, where a table does not pay.
///
/// They take a varying number of draws, hence a stream of their own. Near parameters are not
/// coupled: where that matters take `GammaVariate`, `CountDistribution` or
/// `IncompleteGamma.inverse`.
extension DrawStream {
  /// A standard normal variable.
  @inlinable
  package mutating func normal() -> Double { Elementary.normalQuantile(uniform()) }

  /// A gamma variable of scale 1 (Marsaglia and Tsang 2000).
  package mutating func gamma(shape: Double) -> Double {
    precondition(shape > 0 && shape < 1e15, "gamma: the shape is out of range")
    guard shape >= 1 else {
      let power = Elementary.exp(Elementary.log(uniform()) / shape)
      return power * gamma(shape: shape + 1)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      guard root > 0 else { continue }
      let cube = root * root * root
      let u = uniform()
      let square = z * z
      if u < 1 - 0.0331 * square * square { return d * cube }
      if Elementary.log(u) < square / 2 + d * (1 - cube + Elementary.log(cube)) { return d * cube }
    }
  }

  /// A Poisson count: by Hörmann's transformed rejection (1993, PTRS), below a mean of 10 by
  /// products of uniforms.
  package mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean <= 1e15, "Poisson: the mean is out of range")
    guard mean >= 10 else { return smallPoisson(mean) }
    let logMean = Elementary.log(mean)
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - u.magnitude
      let place = (2 * a / us + b) * u + mean + 0.43
      guard place >= 0 else { continue }
      let k = Int(place)
      if us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2) { return k }
      guard us >= 0.013 || v <= us else { continue }
      let left = Elementary.log(v * inverseAlpha / (a / (us * us) + b))
      if left <= Double(k) * logMean - mean - Elementary.logFactorial(k) { return k }
    }
  }

  private mutating func smallPoisson(_ mean: Double) -> Int {
    let floor = Elementary.exp(-mean)
    var product = uniform()
    var count = 0
    while product > floor {
      product *= uniform()
      count += 1
    }
    return count
  }
}
