extension FamilyFit {
  /// The best of a family for a sample; nil where the family cannot have it, or cannot be written.
  package static func fit(_ family: Family, to sample: Sample) -> FamilyFit? {
    guard !sample.areAllEqual else { return nil }
    return switch family {
    case .logNormal: logNormal(sample)
    case .gamma: gamma(sample)
    case .shiftedLogNormal: shiftedLogNormal(sample)
    case .exGaussian: exGaussian(sample)
    case .pareto: pareto(sample)
    case .fourQuantiles: fourQuantiles(sample)
    case .quantileTable: quantileTable(sample)
    }
  }

  /// Digits that a parameter is written with.
  private static let digits = 5

  private static func number(_ value: Double) -> Double {
    Double(FixedDecimal.significant(value, digits)) ?? value
  }

  /// Nanoseconds to as many digits as a parameter has, at least one nanosecond.
  private static func time(_ nanoseconds: Double) -> Duration {
    .nanoseconds(max(1, Int64(number(nanoseconds.rounded()))))
  }

  /// The same, never above the value.
  private static func floor(_ nanoseconds: Double) -> Duration {
    let nearest = time(nanoseconds)
    guard Double(nearest.nanoseconds) > nanoseconds else { return nearest }
    var unit = 1.0
    while nanoseconds / unit >= 100_000 { unit *= 10 }
    return .nanoseconds(max(1, Int64((nanoseconds / unit).rounded(.down) * unit)))
  }

  private static func logNormal(_ sample: Sample) -> FamilyFit? {
    let best = MaximumLikelihood.logNormal(sample)
    let median = time(Elementary.exp(best.mu))
    let sigma = number(best.sigma)
    guard sigma > 0, sigma <= 10 else { return nil }
    let variate = LogNormalVariate(mu: Elementary.log(Double(median.nanoseconds)), sigma: sigma)
    return FamilyFit(
      .logNormal,
      [("median", .time(median)), ("sigma", .number(sigma))],
      .logNormal(median: median, sigma: sigma),
      of: sample,
      logDensity: variate.logDensity,
      tails: variate.tails
    )
  }

  private static func gamma(_ sample: Sample) -> FamilyFit? {
    guard let best = MaximumLikelihood.gamma(sample) else { return nil }
    let shape = number(best.shape)
    let mean = time(best.shape * best.scale)
    guard shape >= 0.12, shape <= 1e6 else { return nil }
    let exact = GammaShape(shape: shape, scale: Double(mean.nanoseconds) / shape)
    return FamilyFit(
      .gamma,
      [("mean", .time(mean)), ("shape", .number(shape))],
      .gamma(mean: mean, shape: shape),
      of: sample,
      logDensity: exact.logDensity,
      tails: exact.tails
    )
  }

  private static func shiftedLogNormal(_ sample: Sample) -> FamilyFit? {
    guard let best = MaximumLikelihood.shiftedLogNormal(sample) else { return nil }
    let shift = floor(best.shift)
    let median = time(best.shift + Elementary.exp(best.mu))
    let sigma = number(best.sigma)
    guard median > shift, sigma > 0, sigma <= 10, best.shift >= 1 else { return nil }
    let variate = ShiftedLogNormalVariate(
      shift: Double(shift.nanoseconds),
      mu: Elementary.log(Double((median - shift).nanoseconds)),
      sigma: sigma
    )
    return FamilyFit(
      .shiftedLogNormal,
      [("shift", .time(shift)), ("median", .time(median)), ("sigma", .number(sigma))],
      .shiftedLogNormal(shift: shift, median: median, sigma: sigma),
      of: sample,
      logDensity: variate.logDensity,
      tails: variate.tails
    )
  }

  private static func exGaussian(_ sample: Sample) -> FamilyFit? {
    guard let best = MaximumLikelihood.exGaussian(sample), best.mu >= 1 else { return nil }
    let (mu, sigma, tau) = (time(best.mu), time(best.sigma), time(best.tau))
    let variate = ExGaussianVariate(
      mu: Double(mu.nanoseconds),
      sigma: Double(sigma.nanoseconds),
      tau: Double(tau.nanoseconds)
    )
    return FamilyFit(
      .exGaussian,
      [("mu", .time(mu)), ("sigma", .time(sigma)), ("tau", .time(tau))],
      .exGaussian(mu: mu, sigma: sigma, tau: tau),
      of: sample,
      logDensity: variate.logDensity,
      tails: variate.tails
    )
  }

  private static func pareto(_ sample: Sample) -> FamilyFit? {
    guard let best = MaximumLikelihood.pareto(sample) else { return nil }
    let least = floor(best.least)
    let shape = number(best.shape)
    guard shape >= 0.1, shape <= 1000 else { return nil }
    let variate = ParetoVariate(least: Double(least.nanoseconds), shape: shape)
    return FamilyFit(
      .pareto,
      [("least", .time(least)), ("shape", .number(shape))],
      .pareto(least: least, shape: shape),
      of: sample,
      logDensity: variate.logDensity,
      tails: variate.tails
    )
  }
}

extension FamilyFit {
  private static func fourQuantiles(_ sample: Sample) -> FamilyFit? {
    guard sample.count >= OrderStatistics.samplesNeeded(0.99) else { return nil }
    return table(.fourQuantiles, [0.5, 0.95, 0.99, 1], sample)
  }

  /// Every quantile that the sample is large enough for.
  private static func quantileTable(_ sample: Sample) -> FamilyFit? {
    let known = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999].filter {
      OrderStatistics.samplesNeeded($0) <= sample.count
    }
    guard known.contains(0.95) else { return nil }
    let hasEnds = sample.count > 100
    return table(.quantileTable, hasEnds ? [0] + known + [1] : known, sample)
  }

  private static func table(_ family: Family, _ levels: [Double], _ sample: Sample) -> FamilyFit {
    let points = levels.map { level in
      (p: level, x: time(level == 0 ? sample.least : sample.quantile(level)))
    }
    let table = QuantileTable(points, samples: sample.count)
    var parameters = points.map { (name($0.p), Parameter.Value.time($0.x)) }
    let hasEnds = levels.last == 1
    if hasEnds { parameters.append(("samples", .count(sample.count))) }
    return FamilyFit(
      family,
      parameters,
      .quantileTable(points, samples: sample.count),
      of: sample,
      tails: { x in
        let z = table.deviate(x)
        return (Elementary.normalProbability(z), Elementary.normalProbability(-z))
      }
    )
  }

  private static func name(_ level: Double) -> String {
    switch level {
    case 0: "min"
    case 1: "max"
    default: "p" + FixedDecimal.shortest((level * 1e5).rounded() / 1e3)
    }
  }
}
