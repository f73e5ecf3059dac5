/// A family of distributions with the parameters that suit a sample best, rounded as a scenario
/// file has them.
package struct FamilyFit: Sendable {
  /// What a scenario can write a measured time as.
  package enum Family: String, Sendable, Hashable, CaseIterable {
    case logNormal = "log-normal"
    case gamma = "gamma"
    case shiftedLogNormal = "shifted log-normal"
    case exGaussian = "ex-Gaussian"
    case pareto = "Pareto"
    /// Median, p95, p99 and the greatest value, mirrored below the median.
    case fourQuantiles = "four quantiles"
    /// Up to a dozen quantiles on both sides of the median.
    case quantileTable = "quantile table"

    /// Whether parameters stand for the sample, rather than quantiles of it.
    package var isParametric: Bool { self != .fourQuantiles && self != .quantileTable }
  }

  /// A key of the distribution's notation with its value.
  package struct Parameter: Sendable, Hashable {
    /// A value with its kind.
    package enum Value: Sendable, Hashable {
      case time(Duration)
      case number(Double)
      case count(Int)
    }

    package let key: String
    package let value: Value

    init(_ key: String, _ value: Value) {
      self.key = key
      self.value = value
    }
  }

  package let family: Family
  package let parameters: [Parameter]
  package let distribution: DurationDistribution
  /// Of the whole sample; nil for a table, which has no density.
  package let logLikelihood: Double?
  package let goodness: GoodnessOfFit
  /// The judged quantiles, in rising order.
  package let quantiles: [QuantileMatch]
  private let sampleCount: Int

  /// Schwarz's criterion (BIC): the less the better, each parameter costs the logarithm of the
  /// sample's size.
  package var criterion: Double? {
    logLikelihood.map {
      Double(parameters.count) * Elementary.log(Double(sampleCount)) - 2 * $0
    }
  }

  /// Whether its distribution function is near the sample's as a whole.
  package var isNear: Bool {
    goodness.distance <= max(0.03, GoodnessOfFit.distanceAllowed(sampleCount))
  }

  /// Whether it may stand for the sample: near as a whole, and at each quantile that is judged.
  package var isAdequate: Bool { isNear && quantiles.allSatisfy(\.holds) }

  init(
    _ family: Family,
    _ parameters: [(String, Parameter.Value)],
    _ distribution: DurationDistribution,
    of sample: Sample,
    logDensity: ((Double) -> Double)? = nil,
    tails: (Double) -> (lower: Double, upper: Double)
  ) {
    self.family = family
    self.parameters = parameters.map { Parameter($0.0, $0.1) }
    self.distribution = distribution
    sampleCount = sample.count
    logLikelihood = logDensity.map {
      sample.thinned(GoodnessOfFit.comparedMax).average($0) * Double(sample.count)
    }
    goodness = GoodnessOfFit(sample, tails: tails)
    quantiles = QuantileMatch.judged.map { QuantileMatch($0, sample, distribution) }
  }
}

/// A quantile as it was measured and as a fit has it.
package struct QuantileMatch: Sendable, Hashable {
  /// What a fit is judged by.
  package static let judged = [0.5, 0.9, 0.95, 0.99]
  /// A difference that no model of latency claims to resolve.
  package static let tolerance = 0.02

  package let q: Double
  /// Nanoseconds.
  package let measured: Double
  package let fitted: Double
  /// Whether there are enough samples to judge by.
  package let isKnown: Bool
  /// Whether the fit lies within the tolerance, or in the 99 % interval of the measured quantile.
  package let holds: Bool

  /// The fit against the measured quantile: 0.01 is one percent above it.
  package var error: Double { fitted / measured - 1 }

  init(_ q: Double, _ sample: Sample, _ distribution: DurationDistribution) {
    self.q = q
    measured = sample.quantile(q)
    fitted = Double(distribution.quantile(q).nanoseconds)
    let interval = OrderStatistics.interval(q, ofSorted: sample.sorted, confidence: 0.99)
    isKnown = interval != nil
    let isClose = (fitted / measured - 1).magnitude <= Self.tolerance
    holds = isClose || interval?.contains(fitted) ?? true
  }
}
