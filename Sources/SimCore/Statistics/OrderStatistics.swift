/// Confidence intervals of quantiles from the binomial distribution, exact for every sample size.
///
/// They assume independent samples and nothing else.
package enum OrderStatistics {
  /// The least number of samples whose greatest exceeds the quantile with this confidence: below it
  /// a high quantile is not known, and a report says so (95 %: p95 59, p99 299, p99.9 2,995).
  ///
  /// For a quantile below the median it is the least sample that counts.
  package static func samplesNeeded(_ q: Double, confidence: Double = 0.95) -> Int {
    precondition(q > 0 && q < 1 && confidence > 0 && confidence < 1, "quantile out of range")
    func covers(_ n: Int) -> Bool {
      let missed = Elementary.pow(1 - q, Double(n)) + Elementary.pow(q, Double(n))
      return missed <= 1 - confidence
    }
    var high = 1
    while !covers(high) { high *= 2 }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if covers(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Ranks (from 1) of the two order statistics that enclose the quantile.
  ///
  /// With B ~ Binomial(n, q), the quantile lies in [X(l), X(u)) with probability P(l <= B < u).
  /// Each tail gets half of what is allowed; a tail that even the outermost sample overruns takes
  /// from the other. Nil for fewer than `samplesNeeded`.
  package static func ranks(
    _ q: Double,
    samples n: Int,
    confidence: Double
  ) -> ClosedRange<Int>? {
    precondition(q > 0 && q < 1 && confidence > 0 && confidence < 1, "quantile out of range")
    guard n > 0 else { return nil }
    let allowed = 1 - confidence
    let below = Elementary.pow(1 - q, Double(n))
    let above = Elementary.pow(q, Double(n))
    guard below + above <= allowed else { return nil }
    let half = allowed / 2
    let lowerTail = above > half ? allowed - above : half
    let upperTail = below > half ? allowed - below : half
    let window = BinomialWindow(trials: n, probability: q)
    let lower = window.lowerRank(tail: Swift.max(lowerTail, below))
    let upper = window.upperRank(tail: Swift.max(upperTail, above))
    return lower...upper
  }

  /// The rank (from 1) of a quantile: ceil(q n), held to 1...n; a product that rounding moved off a
  /// whole number is put back.
  package static func rank(_ q: Double, of count: Int) -> Int {
    let exact = q * Double(count)
    guard exact > 1 else { return 1 }
    guard exact < Double(count) else { return count }
    let below = Int(exact)
    let excess = exact - Double(below)
    return excess <= exact * 0x1p-51 ? below : below + 1
  }

  /// The quantile of values in rising order; one at least.
  package static func value(_ q: Double, ofSorted values: [Double]) -> Double {
    values[rank(q, of: values.count) - 1]
  }

  /// An interval that holds the true quantile with at least the confidence; nil for too few
  /// samples.
  package static func interval(
    _ q: Double,
    ofSorted values: [Double],
    confidence: Double = 0.95
  ) -> ClosedRange<Double>? {
    guard let ranks = ranks(q, samples: values.count, confidence: confidence) else { return nil }
    return values[ranks.lowerBound - 1]...values[ranks.upperBound - 1]
  }
}

/// The binomial probabilities within 12 standard deviations of the mean; the rest is below 1e-30.
private struct BinomialWindow {
  let trials: Int
  let first: Int
  let weights: [Double]
  let total: Double

  init(trials: Int, probability: Double) {
    let n = Double(trials)
    let odds = probability / (1 - probability)
    let reach = 12 * (n * probability * (1 - probability)).squareRoot() + 60
    let mode = min(trials, Int((n + 1) * probability))
    first = max(0, mode - Int(reach))
    let last = min(trials, mode + Int(reach))
    var weights = [Double](repeating: 1, count: last - first + 1)
    for k in stride(from: mode + 1, through: last, by: 1) {
      weights[k - first] = weights[k - first - 1] * odds * Double(trials - k + 1) / Double(k)
    }
    for k in stride(from: mode - 1, through: first, by: -1) {
      weights[k - first] = weights[k - first + 1] / odds * Double(k + 1) / Double(trials - k)
    }
    self.trials = trials
    self.weights = weights
    total = weights.reduce(0, +)
  }

  /// The greatest l >= 1 with P(B < l) <= tail.
  func lowerRank(tail: Double) -> Int {
    var sum = 0.0
    for index in weights.indices {
      sum += weights[index] / total
      if sum > tail { return max(1, first + index) }
    }
    return trials
  }

  /// The least u <= trials with P(B >= u) <= tail.
  func upperRank(tail: Double) -> Int {
    var sum = 0.0
    for index in weights.indices.reversed() {
      sum += weights[index] / total
      if sum > tail { return min(trials, first + index + 1) }
    }
    return 1
  }
}
