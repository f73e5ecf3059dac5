/// Two variants compared seed by seed, with common random numbers: only the difference counts.
package struct PairedDifference: Sendable, Equatable {
  /// Of candidate less baseline.
  package private(set) var difference = MeanEstimate()
  package private(set) var baseline = MeanEstimate()
  package private(set) var candidate = MeanEstimate()
  /// The sum of products of the deviations.
  private var products = 0.0

  package init() {}

  /// Adds what one seed gave.
  package mutating func add(baseline: Double, candidate: Double) {
    let deviation = baseline - self.baseline.mean
    self.baseline.add(baseline)
    self.candidate.add(candidate)
    products += deviation * (candidate - self.candidate.mean)
    difference.add(candidate - baseline)
  }

  /// The 95 % interval of the mean difference (Student t); nil for fewer than two seeds.
  package var interval95: ClosedRange<Double>? { difference.interval95 }

  /// As `interval95`, for another confidence in (0, 1).
  package func interval(confidence: Double) -> ClosedRange<Double>? {
    difference.interval(confidence: confidence)
  }

  /// Of the two variants over the seeds; nil where one of them does not vary.
  package var correlation: Double? {
    let scale = baseline.standardDeviation * candidate.standardDeviation
    guard difference.count >= 2, scale > 0 else { return nil }
    return products / Double(difference.count - 1) / scale
  }

  /// How many times as many independent seeds would tell the difference as well; nil where the
  /// difference does not vary.
  package var varianceReduction: Double? {
    let own = difference.standardDeviation * difference.standardDeviation
    guard own > 0 else { return nil }
    let (a, b) = (baseline.standardDeviation, candidate.standardDeviation)
    return (a * a + b * b) / own
  }
}
