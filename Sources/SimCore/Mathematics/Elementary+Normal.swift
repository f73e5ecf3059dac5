/// The normal distribution and factorials.
extension Elementary {
  /// The standard normal quantile of `p` in (0, 1), relative error about 1e-15 (Wichura, AS 241).
  @inlinable
  package static func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    guard q.magnitude <= 0.425 else { return normalQuantileTail(p) }
    let r = 0.180625 - q * q
    let n3 = (2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853
    let n2 = (n3 * r + 45921.953931549871457) * r + 13731.693765509461125
    let n1 = (n2 * r + 1971.5909503065514427) * r + 133.14166789178437745
    let d3 = (5226.4952788528545610 * r + 28729.085735721942674) * r + 39307.895800092710610
    let d2 = (d3 * r + 21213.794301586595867) * r + 5394.1960214247511077
    let d1 = (d2 * r + 687.18700749205790830) * r + 42.313330701600911252
    return q * (n1 * r + 3.3871328727963666080) / (d1 * r + 1)
  }

  @usableFromInline @inline(never)
  package static func normalQuantileTail(_ p: Double) -> Double {
    guard p > 0 && p < 1 else { return p == 0 ? -.infinity : (p == 1 ? .infinity : .nan) }
    let isLower = p < 0.5
    let r = (-log(isLower ? p : 1 - p)).squareRoot()
    let z = r <= 5 ? normalQuantileNear(r - 1.6) : normalQuantileFar(r - 5)
    return isLower ? -z : z
  }

  /// The tail down to probability exp(-25).
  private static func normalQuantileNear(_ r: Double) -> Double {
    let n3 =
      (7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r
      + 2.41780725177450611770e-1
    let n2 = (n3 * r + 1.27045825245236838258) * r + 3.64784832476320460504
    let n1 = (n2 * r + 5.76949722146069140550) * r + 4.63033784615654529590
    let d3 =
      (1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
      + 1.51986665636164571966e-2
    let d2 = (d3 * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1
    let d1 = (d2 * r + 1.67638483018380384940) * r + 2.05319162663775882187
    return (n1 * r + 1.42343711074968357734) / (d1 * r + 1)
  }

  private static func normalQuantileFar(_ r: Double) -> Double {
    let n3 =
      (2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
      + 1.24266094738807843860e-3
    let n2 = (n3 * r + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1
    let n1 = (n2 * r + 1.78482653991729133580) * r + 5.46378491116411436990
    let d3 =
      (2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
      + 1.84631831751005468180e-5
    let d2 = (d3 * r + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2
    let d1 = (d2 * r + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1
    return (n1 * r + 6.65790464350110377720) / (d1 * r + 1)
  }

  /// The probability that a standard normal is at most `z`, within 1e-15 (Hart 1968, West 2005).
  package static func normalProbability(_ z: Double) -> Double {
    let a = z.magnitude
    guard a <= 37 else { return z.isNaN ? z : (z < 0 ? 0 : 1) }
    let density = exp(-a * a / 2)
    let tail: Double
    if a < 7.07106781186547 {
      let n2 = (3.52624965998911e-2 * a + 0.700383064443688) * a + 6.37396220353165
      let n1 = (n2 * a + 33.912866078383) * a + 112.079291497871
      let n = (n1 * a + 221.213596169931) * a + 220.206867912376
      let d3 = (8.83883476483184e-2 * a + 1.75566716318264) * a + 16.064177579207
      let d2 = (d3 * a + 86.7807322029461) * a + 296.564248779674
      let d1 = (d2 * a + 637.333633378831) * a + 793.826512519948
      tail = density * n / (d1 * a + 440.413735824752)
    } else {
      // Laplace's continued fraction, from the inside out.
      var fraction = a
      for k in stride(from: 24.0, through: 1, by: -1) { fraction = a + k / fraction }
      tail = density / (fraction * 2.5066282746310002)
    }
    return z <= 0 ? tail : 1 - tail
  }

  /// ln k!, with fifteen digits; 0 for k < 2.
  package static func logFactorial(_ k: Int) -> Double {
    guard k >= 2 else { return 0 }
    // 20! is exact in a double; from there on three terms of Stirling's series are enough.
    guard k > 20 else { return log((2...k).reduce(1) { $0 * Double($1) }) }
    let x = Double(k) + 1
    let r = 1 / x
    let r2 = r * r
    let series = r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1_260 - r2 / 1_680)))
    return (x - 0.5) * log(x) - x + 0.91893853320467274178 + series
  }
}
