/// A distribution of whole numbers, sampled by inversion: arrivals in an hour, tries until one
/// works.
@usableFromInline
package struct CountDistribution: Sendable, Hashable {
  /// What the distribution was made from.
  @usableFromInline
  enum Family: Sendable, Hashable {
    case fixed(Int)
    /// The logarithm of the probability of one more.
    case geometric(Double)
    case table(DiscreteTable)
  }

  /// The parameters as given, for the reader of a report.
  package let text: String
  package let mean: Double
  package let variance: Double
  @usableFromInline let family: Family

  private init(_ family: Family, mean: Double, variance: Double, text: String) {
    self.family = family
    self.mean = mean
    self.variance = variance
    self.text = text
  }

  /// The number for a draw of 64 uniform bits.
  @inlinable @inline(__always)
  package func sample(_ bits: UInt64) -> Int { quantile(Mix.openUniform(bits)) }

  /// The least number that a sample does not exceed with a probability above `p`, 0 < p < 1.
  @inlinable
  package func quantile(_ p: Double) -> Int {
    switch family {
    case .fixed(let count): count
    case .geometric(let logarithm): Int(min(Elementary.log(1 - p) / logarithm, 9e18))
    case .table(let table): table.quantile(p)
    }
  }
}

extension CountDistribution {
  /// Always the same number.
  package static func fixed(_ count: Int) -> CountDistribution {
    CountDistribution(.fixed(count), mean: Double(count), variance: 0, text: "\(count)")
  }

  /// Events of a Poisson process in a time that has `mean` of them; up to a million.
  ///
  /// Each cumulative probability is within 1e-14.
  package static func poisson(mean: Double) -> CountDistribution {
    precondition(mean >= 0 && mean <= 1e6, "Poisson: the mean is out of range")
    guard mean > 0 else { return .fixed(0) }
    let table = DiscreteTable.around(mode: Int(mean), least: 0, most: .max) { mean / Double($0) }
    return CountDistribution(
      .table(table),
      mean: mean,
      variance: mean,
      text: "Poisson, mean \(FixedDecimal.shortest(mean))"
    )
  }

  /// Failures before the first success, of which the mean is `mean`.
  package static func geometric(mean: Double) -> CountDistribution {
    precondition(mean >= 0 && mean <= 1e12, "geometric: the mean is out of range")
    guard mean > 0 else { return .fixed(0) }
    return CountDistribution(
      .geometric(-Elementary.log1p(1 / mean)),
      mean: mean,
      variance: mean * (1 + mean),
      text: "geometric, mean \(FixedDecimal.shortest(mean))"
    )
  }

  /// Successes in a number of trials of equal probability.
  ///
  /// Each cumulative probability is within 1e-14.
  package static func binomial(trials: Int, probability: Double) -> CountDistribution {
    precondition(trials >= 0 && trials <= 1_000_000_000, "binomial: the trials are out of range")
    precondition(probability >= 0 && probability <= 1, "binomial: no probability")
    guard trials > 0 && probability > 0 else { return .fixed(0) }
    guard probability < 1 else { return .fixed(trials) }
    let n = Double(trials)
    let odds = probability / (1 - probability)
    let mode = min(trials, Int((n + 1) * probability))
    let table = DiscreteTable.around(mode: mode, least: 0, most: trials) {
      odds * Double(trials - $0 + 1) / Double($0)
    }
    return CountDistribution(
      .table(table),
      mean: n * probability,
      variance: n * probability * (1 - probability),
      text: "binomial, \(trials) times \(FixedDecimal.shortest(probability))"
    )
  }
}
