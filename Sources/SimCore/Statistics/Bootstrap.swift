/// Confidence intervals by drawing the sample again from itself.
package enum Bootstrap {
  /// The bias-corrected and accelerated interval (BCa, Efron 1987) of any statistic.
  ///
  /// Every resample is a pure function of the key, so the same interval comes out everywhere. Small
  /// samples vary too little about their own mean, and BCa falls short: of 20 normal values it
  /// covers 92 %. `isExpanded` widens its probabilities as Student's t is wider than the normal
  /// (Hesterberg 2015), which covers 94 %. Nil for fewer than two values.
  package static func bca(
    _ values: [Double],
    key: DrawKey,
    resamples: Int = 2_000,
    confidence: Double = 0.95,
    isExpanded: Bool = true,
    statistic: ([Double]) -> Double
  ) -> ClosedRange<Double>? {
    precondition(resamples >= 100 && confidence > 0 && confidence < 1, "bootstrap: out of range")
    guard values.count >= 2 else { return nil }
    let found = statistic(values)
    let drawn = self.drawn(values, key: key, resamples: resamples, statistic: statistic)
    guard drawn[0] < drawn[drawn.count - 1] else { return found...found }
    let bias = bias(found, in: drawn)
    let acceleration = acceleration(values, statistic: statistic)
    let z = deviate(confidence, samples: values.count, isExpanded: isExpanded)
    let ends = [-z, z].map { z in
      let shifted = bias + (bias + z) / (1 - acceleration * (bias + z))
      return percentile(Elementary.erfc(-shifted * 0.5.squareRoot()) / 2, of: drawn)
    }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  /// The mean with its BCa interval.
  package static func meanInterval(
    _ values: [Double],
    key: DrawKey,
    resamples: Int = 2_000,
    confidence: Double = 0.95
  ) -> ClosedRange<Double>? {
    bca(values, key: key, resamples: resamples, confidence: confidence) { sample in
      var sum = 0.0
      for value in sample { sum += value }
      return sum / Double(sample.count)
    }
  }

  /// The statistic of every resample, in rising order.
  private static func drawn(
    _ values: [Double],
    key: DrawKey,
    resamples: Int,
    statistic: ([Double]) -> Double
  ) -> [Double] {
    var sample = values
    var index: UInt64 = 0
    let results = (0..<resamples).map { _ in
      for place in sample.indices {
        sample[place] = values[key.below(values.count, .resample, index)]
        index += 1
      }
      return statistic(sample)
    }
    return results.sorted()
  }

  /// The normal deviate of the share of resamples below what was found, ties counted half.
  private static func bias(_ found: Double, in drawn: [Double]) -> Double {
    let below = drawn.count { $0 < found }
    let notAbove = drawn.count { $0 <= found }
    let share = Double(below + notAbove) / Double(2 * drawn.count)
    let least = 0.5 / Double(drawn.count)
    return Elementary.normalQuantile(min(max(share, least), 1 - least))
  }

  /// A sixth of the skewness of the statistic with one value left out (jackknife).
  private static func acceleration(_ values: [Double], statistic: ([Double]) -> Double) -> Double {
    let parts = values.indices.map { left in
      var rest = values
      rest.remove(at: left)
      return statistic(rest)
    }
    let mean = parts.reduce(0, +) / Double(parts.count)
    let squares = parts.reduce(0) { $0 + (mean - $1) * (mean - $1) }
    let cubes = parts.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
  }

  private static func deviate(_ confidence: Double, samples: Int, isExpanded: Bool) -> Double {
    guard isExpanded else { return Elementary.normalQuantile(0.5 + confidence / 2) }
    let t = StudentT.twoSidedQuantile(confidence: confidence, degrees: samples - 1)
    return t * (Double(samples) / Double(samples - 1)).squareRoot()
  }

  /// Linear between the sorted values, of which the first is at 0 and the last at 1.
  private static func percentile(_ p: Double, of sorted: [Double]) -> Double {
    let place = p * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 2)
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}

extension Purpose {
  package static let resample = Purpose("bootstrap.resample")
}
