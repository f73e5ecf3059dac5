/// A distribution of times, sampled by inversion: one draw, and a larger uniform never gives less.
///
/// So two runs that share their draws stay coupled when a parameter moves a little.
@usableFromInline
package struct DurationDistribution: Sendable, Hashable {
  /// What the distribution was made from.
  ///
  /// Tables and curves are in a box, and so is the text: what is left are four words of memory,
  /// which are passed in registers. More would lie in the frame of every task that draws.
  @usableFromInline
  package enum Family: Sendable, Hashable {
    case fixed
    case uniform
    case exponential
    case logNormal
    case normal
    indirect case quantiles(QuantileCurve)
    // Of nanoseconds.
    indirect case gamma(GammaVariate)
    indirect case pareto(ParetoVariate)
    indirect case exGaussian(ExGaussianVariate)
    indirect case empirical(EmpiricalVariate)
    indirect case shiftedLogNormal(ShiftedLogNormalVariate)
    indirect case table(QuantileTable)
  }

  /// A text in a box.
  private indirect enum Words: Sendable, Hashable {
    case text(String)
  }

  private let words: Words
  @usableFromInline let family: Family
  /// Nanoseconds, or the mean of a logarithm of nanoseconds.
  @usableFromInline let location: Double
  /// Nanoseconds, or the standard deviation of a logarithm.
  @usableFromInline let scale: Double

  init(_ family: Family, location: Double = 0, scale: Double = 0, text: String) {
    self.family = family
    self.location = location
    self.scale = scale
    words = .text(text)
  }

  /// The parameters as given.
  package var text: String {
    switch words {
    case .text(let text): text
    }
  }

  /// The time for a draw of 64 uniform bits.
  @inlinable @inline(__always)
  package func sample(_ bits: UInt64) -> Duration {
    .nanoseconds(nanoseconds(at: Mix.openUniform(bits)))
  }

  /// The time that a sample stays below with probability `p` in (0, 1).
  @inlinable
  package func quantile(_ p: Double) -> Duration {
    .nanoseconds(nanoseconds(at: p))
  }

  @inlinable
  package func nanoseconds(at p: Double) -> Int64 {
    switch family {
    case .fixed: Self.rounded(location)
    case .uniform: Self.rounded(location + scale * p)
    // Through 1 - p, which is exact for every uniform drawn, so that the inverse stays rising.
    case .exponential: Self.rounded(-location * Elementary.log(1 - p))
    case .logNormal:
      Self.rounded(Elementary.exp(location + scale * Elementary.normalQuantile(p)))
    case .normal: Self.rounded(location + scale * Elementary.normalQuantile(p))
    case .quantiles, .gamma, .pareto, .exGaussian, .empirical, .shiftedLogNormal, .table:
      boxedNanoseconds(at: p)
    }
  }

  @inline(never)
  @usableFromInline
  func boxedNanoseconds(at p: Double) -> Int64 {
    switch family {
    case .fixed, .uniform, .exponential, .logNormal, .normal: nanoseconds(at: p)
    case .quantiles(let curve):
      Self.rounded(Elementary.exp(curve.logarithm(at: Elementary.normalQuantile(p))))
    case .gamma(let variate): Self.rounded(variate.quantile(p))
    case .pareto(let variate): Self.rounded(variate.quantile(p))
    case .exGaussian(let variate): Self.rounded(variate.quantile(p))
    case .empirical(let variate): Self.rounded(variate.quantile(p))
    case .shiftedLogNormal(let variate): Self.rounded(variate.quantile(p))
    case .table(let table): Self.rounded(table.quantile(p))
    }
  }

  /// To whole nanoseconds, held between 0 and 292 years.
  @inlinable @inline(__always)
  static func rounded(_ nanoseconds: Double) -> Int64 {
    guard nanoseconds > 0 else { return 0 }
    return nanoseconds < 9.2e18 ? Int64(nanoseconds + 0.5) : 9_200_000_000_000_000_000
  }
}

extension DurationDistribution {
  /// Always the same time.
  package static func fixed(_ value: Duration) -> DurationDistribution {
    precondition(value >= .zero, "fixed: the time must not be negative")
    return DurationDistribution(
      .fixed,
      location: Double(value.nanoseconds),
      text: value.shortText
    )
  }

  /// Every time from `low` to `high` alike.
  package static func uniform(_ low: Duration, _ high: Duration) -> DurationDistribution {
    precondition(low >= .zero && low <= high, "uniform: the ends are out of order")
    return DurationDistribution(
      .uniform,
      location: Double(low.nanoseconds),
      scale: Double((high - low).nanoseconds),
      text: "uniform \(low.shortText) to \(high.shortText)"
    )
  }

  /// Memoryless: the gaps of a Poisson process.
  package static func exponential(mean: Duration) -> DurationDistribution {
    precondition(mean >= .zero, "exponential: the mean must not be negative")
    return DurationDistribution(
      .exponential,
      location: Double(mean.nanoseconds),
      text: "exponential, mean \(mean.shortText)"
    )
  }

  /// A log-normal by its median and the standard deviation of its natural logarithm.
  package static func logNormal(median: Duration, sigma: Double) -> DurationDistribution {
    precondition(median > .zero && sigma >= 0, "log-normal: parameters out of range")
    return DurationDistribution(
      .logNormal,
      location: Elementary.log(Double(median.nanoseconds)),
      scale: sigma,
      text: "log-normal, median \(median.shortText), sigma \(FixedDecimal.shortest(sigma))"
    )
  }

  /// A log-normal by its mean and its coefficient of variation (standard deviation over mean).
  package static func logNormal(mean: Duration, cv: Double) -> DurationDistribution {
    precondition(mean > .zero && cv >= 0, "log-normal: parameters out of range")
    let variance = Elementary.log(1 + cv * cv)
    return DurationDistribution(
      .logNormal,
      location: Elementary.log(Double(mean.nanoseconds)) - variance / 2,
      scale: variance.squareRoot(),
      text: "log-normal, mean \(mean.shortText), cv \(FixedDecimal.shortest(cv))"
    )
  }

  /// A normal whose negative values count as zero.
  package static func normal(mean: Duration, sd: Duration) -> DurationDistribution {
    precondition(mean >= .zero && sd >= .zero, "normal: parameters out of range")
    return DurationDistribution(
      .normal,
      location: Double(mean.nanoseconds),
      scale: Double(sd.nanoseconds),
      text: "normal, mean \(mean.shortText), sd \(sd.shortText)"
    )
  }

  /// The distribution that has the given percentiles: ln x is piecewise linear in the normal z.
  ///
  /// A plain log-normal through p50 and p95 misses published p99 values by up to 2.65 times. The
  /// curve is mirrored below the median; without `max` its last slope goes on; with `max` it ends
  /// there, at the probability of the largest of `maxOf` samples.
  package static func quantiles(
    p50: Duration,
    p95: Duration,
    p99: Duration? = nil,
    max: Duration? = nil,
    maxOf samples: Int = 300
  ) -> DurationDistribution {
    precondition(p50 > .zero && samples > 100, "quantiles: parameters out of range")
    var points: [(p: Double, x: Duration)] = [(0.5, p50), (0.95, p95)]
    var text = "p50 \(p50.shortText), p95 \(p95.shortText)"
    if let p99 {
      points.append((0.99, p99))
      text += ", p99 \(p99.shortText)"
    }
    if let max {
      points.append((1 - 1 / Double(samples), max))
      text += ", max \(max.shortText)" + (samples == 300 ? "" : " (1 in \(samples))")
    }
    let curve = QuantileCurve(points: points, endsAtLast: max != nil)
    return DurationDistribution(.quantiles(curve), location: 0, text: text)
  }
}
