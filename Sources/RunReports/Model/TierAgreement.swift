internal import SimCore
package import VoicePipeline

/// How far the calls of a run that were rendered as sound are from its other calls.
///
/// Kinds of callers are compared each by itself and then together, by the number of their calls
/// that were heard: the sample has more of the rare ones.
package struct TierAgreement: Sendable {
  /// A figure that the tiers have to agree in.
  package enum Figure: String, Sendable, CaseIterable {
    case loss
    case agentScore = "agent_mos"
    case callerScore = "caller_mos"
    case responseP95 = "response_p95"
    case wordErrors = "word_error_rate"

    /// The greatest difference that is wanted; nil where it is none beyond chance.
    ///
    /// 0.1 point of loss, 0.1 of a score, 3 % of a response.
    package var bound: Double? {
      switch self {
      case .loss: 0.001
      case .agentScore, .callerScore: 0.1
      case .responseP95: 0.03
      case .wordErrors: nil
      }
    }
  }

  /// What can be said of a difference.
  package enum Judgement: String, Sendable {
    case agree
    case differ
    /// The interval reaches over the bound.
    case open = "too few calls to tell"
  }

  /// One figure at both tiers.
  package struct Comparison: Sendable {
    package var figure: Figure
    /// Nanoseconds for a response, else as it is.
    package var heard: Double
    package var drawn: Double
    /// Heard less drawn; of a response over the drawn one.
    package var difference: Double
    package var interval: ClosedRange<Double>
    /// Calls, or turns for a response.
    package var heardCount: Int
    package var drawnCount: Int

    package var judgement: Judgement {
      guard let bound = figure.bound else { return interval.contains(0) ? .agree : .differ }
      if interval.lowerBound >= -bound && interval.upperBound <= bound { return .agree }
      return interval.upperBound < -bound || interval.lowerBound > bound ? .differ : .open
    }
  }

  package let comparisons: [Comparison]

  /// Compares what both tiers have; word errors only where the drawn ones are of the same
  /// recognizer.
  package init(_ pairs: [TierPair], comparesWords: Bool) {
    comparisons = Figure.allCases.compactMap { figure in
      if figure == .wordErrors && !comparesWords { return nil }
      return Self.comparison(figure, pairs)
    }
  }

  private static let normalQuantile = 1.959963984540054

  /// An estimate with its variance.
  private struct Estimate {
    var value: Double
    var variance: Double
    var count: Int
  }

  private static func comparison(_ figure: Figure, _ pairs: [TierPair]) -> Comparison? {
    var (weights, heard, drawn, difference, variance) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var (heardCount, drawnCount) = (0, 0)
    for pair in pairs {
      guard let one = estimate(figure, pair.heard), let two = estimate(figure, pair.drawn) else {
        continue
      }
      let weight = Double(pair.heard.calls)
      let scale = figure == .responseP95 ? two.value : 1
      guard scale > 0 else { continue }
      weights += weight
      heard += weight * one.value
      drawn += weight * two.value
      difference += weight * (one.value - two.value) / scale
      variance += weight * weight * (one.variance + two.variance) / (scale * scale)
      heardCount += one.count
      drawnCount += two.count
    }
    guard weights > 0 else { return nil }
    let centre = difference / weights
    let half = normalQuantile * variance.squareRoot() / weights
    return Comparison(
      figure: figure,
      heard: heard / weights,
      drawn: drawn / weights,
      difference: centre,
      interval: (centre - half)...(centre + half),
      heardCount: heardCount,
      drawnCount: drawnCount
    )
  }

  private static func estimate(_ figure: Figure, _ sample: TierSample) -> Estimate? {
    switch figure {
    case .loss: return estimate(sample.loss)
    case .agentScore: return estimate(sample.agentScore)
    case .callerScore: return estimate(sample.callerScore)
    case .responseP95:
      guard let value = sample.response.quantile(0.95),
        let interval = sample.response.quantileInterval(0.95)
      else { return nil }
      let width = Double((interval.upperBound - interval.lowerBound).nanoseconds)
      let deviation = width / (2 * normalQuantile)
      return Estimate(
        value: Double(value.nanoseconds),
        variance: deviation * deviation,
        count: sample.response.count
      )
    case .wordErrors:
      guard let rate = sample.words.rate, let variance = sample.words.variance else { return nil }
      return Estimate(value: rate, variance: variance, count: sample.words.calls)
    }
  }

  private static func estimate(_ mean: MeanEstimate) -> Estimate? {
    guard mean.count > 1 else { return nil }
    let deviation = mean.standardDeviation
    return Estimate(
      value: mean.mean,
      variance: deviation * deviation / Double(mean.count),
      count: mean.count
    )
  }
}
