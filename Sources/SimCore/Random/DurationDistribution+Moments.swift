extension DurationDistribution {
  /// The expected time, from the closed form of the family; 292 years where it is infinite.
  package var mean: Duration {
    let value: Double
    switch family {
    case .fixed, .exponential: value = location
    case .uniform: value = location + scale / 2
    case .logNormal: value = Elementary.exp(location + scale * scale / 2)
    case .normal: value = clampedNormal.first
    case .quantiles(let curve): value = curve.mean
    case .gamma(let variate): value = variate.mean
    case .pareto(let variate): value = variate.mean
    case .exGaussian(let variate): value = variate.clampedMoments.first
    case .empirical(let variate): value = variate.mean
    case .shiftedLogNormal(let variate): value = variate.mean
    case .table(let table): value = table.mean
    }
    return .nanoseconds(Self.rounded(value))
  }

  /// The standard deviation, from the closed form of the family; 292 years where it is infinite.
  package var standardDeviation: Duration {
    let variance: Double
    switch family {
    case .fixed: variance = 0
    case .uniform: variance = scale * scale / 12
    case .exponential: variance = location * location
    case .logNormal: variance = LogNormalVariate(mu: location, sigma: scale).variance
    case .normal: variance = Self.variance(clampedNormal)
    case .quantiles(let curve): variance = curve.variance
    case .gamma(let variate): variance = variate.variance
    case .pareto(let variate): variance = variate.variance
    case .exGaussian(let variate): variance = Self.variance(variate.clampedMoments)
    case .empirical(let variate): variance = variate.variance
    case .shiftedLogNormal(let variate): variance = variate.variance
    case .table(let table): variance = table.variance
    }
    return .nanoseconds(Self.rounded(variance.squareRoot()))
  }

  private static func variance(_ moments: (first: Double, second: Double)) -> Double {
    max(0, moments.second - moments.first * moments.first)
  }

  /// E max(0, X) and E max(0, X)^2 for a normal X.
  private var clampedNormal: (first: Double, second: Double) {
    guard scale > 0 else { return (location, location * location) }
    let z = location / scale
    let density = Elementary.exp(-z * z / 2) * 0.3989422804014327
    let above = Elementary.normalProbability(z)
    let first = location * above + scale * density
    let second = (location * location + scale * scale) * above + location * scale * density
    return (first, second)
  }
}

extension DurationDistribution {
  /// A gamma distribution by its mean and its coefficient of variation, from 0.001 to 3.
  package static func gamma(mean: Duration, cv: Double) -> DurationDistribution {
    precondition(mean > .zero && cv >= 0.001 && cv <= 3, "gamma: parameters out of range")
    return DurationDistribution(
      .gamma(GammaVariate(mean: Double(mean.nanoseconds), cv: cv)),
      text: "gamma, mean \(mean.shortText), cv \(FixedDecimal.shortest(cv))"
    )
  }

  /// A Pareto distribution by its least value and the power of its tail.
  package static func pareto(least: Duration, shape: Double) -> DurationDistribution {
    precondition(least > .zero && shape > 0, "Pareto: parameters out of range")
    return DurationDistribution(
      .pareto(ParetoVariate(least: Double(least.nanoseconds), shape: shape)),
      text: "Pareto, from \(least.shortText), shape \(FixedDecimal.shortest(shape))"
    )
  }

  /// A normal plus an exponential time; negative values count as zero.
  package static func exGaussian(
    mu: Duration,
    sigma: Duration,
    tau: Duration
  ) -> DurationDistribution {
    DurationDistribution(
      .exGaussian(
        ExGaussianVariate(
          mu: Double(mu.nanoseconds),
          sigma: Double(sigma.nanoseconds),
          tau: Double(tau.nanoseconds)
        )
      ),
      text: "ex-Gaussian, mu \(mu.shortText), sigma \(sigma.shortText), tau \(tau.shortText)"
    )
  }

  /// The distribution of measured times, linear between them; two at least, none negative.
  package static func empirical(_ samples: [Duration]) -> DurationDistribution {
    precondition(samples.allSatisfy { $0 >= .zero }, "empirical: a time is negative")
    return DurationDistribution(
      .empirical(EmpiricalVariate(samples.map { Double($0.nanoseconds) })),
      text: "empirical, \(samples.count) samples"
    )
  }
}
