/// The mean of independent values, one by one, with its confidence interval (Welford).
package struct MeanEstimate: Sendable, Equatable {
  package private(set) var count = 0
  /// 0 without values.
  package private(set) var mean = 0.0
  /// The sum of squared deviations from the mean.
  private var squares = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    count += 1
    let deviation = value - mean
    mean += deviation / Double(count)
    squares += deviation * (value - mean)
  }

  /// Of the sample, with n - 1; 0 for fewer than two values.
  package var standardDeviation: Double {
    count < 2 ? 0 : (squares / Double(count - 1)).squareRoot()
  }

  /// The 95 % interval of the mean (Student t); nil for fewer than two values.
  package var interval95: ClosedRange<Double>? { interval(confidence: 0.95) }

  /// As `interval95`, for another confidence in (0, 1).
  package func interval(confidence: Double) -> ClosedRange<Double>? {
    guard count >= 2 else { return nil }
    let t = StudentT.twoSidedQuantile(confidence: confidence, degrees: count - 1)
    let half = t * standardDeviation / Double(count).squareRoot()
    return (mean - half)...(mean + half)
  }
}

/// Confidence intervals of a share.
package enum ProportionInterval {
  /// The 95 % score interval (Wilson 1927), honest for small counts too; nil without trials.
  package static func wilson(successes: Int, of trials: Int) -> ClosedRange<Double>? {
    precondition(successes >= 0 && successes <= trials, "wilson: counts out of range")
    guard trials > 0 else { return nil }
    let z = 1.959963984540054
    let n = Double(trials)
    let share = Double(successes) / n
    let scale = 1 + z * z / n
    let centre = share + z * z / (2 * n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // At the ends the bound is exact; rounding must not move it off 0 or 1.
    let low = successes == 0 ? 0 : (centre - half) / scale
    let high = successes == trials ? 1 : (centre + half) / scale
    return low...high
  }
}
