/// What may make figures of a sample less certain than they look.
package struct SampleChecks: Sendable, Hashable {
  /// The change of a quantile from the first half of the measurements to the second.
  package struct Drift: Sendable, Hashable {
    /// 0.5 or 0.95, whichever changed more.
    package let q: Double
    /// Nanoseconds.
    package let before: Double
    package let after: Double
  }

  /// A value that occurs often.
  package struct Tie: Sendable, Hashable {
    /// Nanoseconds.
    package let value: Double
    package let share: Double
  }

  /// The halves differ by more than chance and by over 5 %.
  package let drift: Drift?
  /// The grid that all values lie on, where it is coarser than 1 % of the median; nanoseconds.
  package let grid: Double?
  /// The commonest value, where it is over 2 % of 100 values or more.
  package let tie: Tie?
  /// Values further above the upper quartile than three times the quartiles' distance, in
  /// logarithms (Tukey's far-out values).
  package let outliers: Int
  /// The correlation of neighbours' logarithms, where it is beyond chance and over 0.1.
  package let correlation: Double?

  /// Takes the values in the order of measurement, and the same in rising order.
  package init(inOrder values: [Double], _ sample: Sample) {
    drift = Self.drift(values)
    grid = Self.grid(sample)
    tie = Self.tie(sample)
    outliers = Self.outliers(sample)
    correlation = Self.correlation(values)
  }

  private static func drift(_ values: [Double]) -> Drift? {
    let half = values.count / 2
    guard half >= OrderStatistics.samplesNeeded(0.95) else { return nil }
    let (before, after) = (Sample(Array(values[..<half])), Sample(Array(values[half...])))
    guard distance(before, after) > 1.628 * (2 / Double(half)).squareRoot() else { return nil }
    let drifts = [0.5, 0.95].map {
      Drift(q: $0, before: before.quantile($0), after: after.quantile($0))
    }
    let size = { (drift: Drift) in Elementary.log(drift.after / drift.before).magnitude }
    guard let most = drifts.max(by: { size($0) < size($1) }), size(most) > 0.05 else { return nil }
    return most
  }

  /// The greatest distance between two samples' distribution functions.
  private static func distance(_ left: Sample, _ right: Sample) -> Double {
    var (i, j, most) = (0, 0, 0.0)
    while i < left.count, j < right.count {
      let x = min(left.sorted[i], right.sorted[j])
      while i < left.count, left.sorted[i] <= x { i += 1 }
      while j < right.count, right.sorted[j] <= x { j += 1 }
      most = max(most, (Double(i) / Double(left.count) - Double(j) / Double(right.count)).magnitude)
    }
    return most
  }

  private static func grid(_ sample: Sample) -> Double? {
    let median = sample.quantile(0.5)
    let grids = [1e9, 5e8, 1e8, 5e7, 2e7, 1e7, 5e6, 2e6, 1e6, 1e5].filter { $0 > median * 0.01 }
    return grids.first { grid in
      sample.sorted.allSatisfy { value in
        ((value / grid).rounded() * grid - value).magnitude <= value * 1e-9
      }
    }
  }

  private static func tie(_ sample: Sample) -> Tie? {
    guard sample.count >= 100 else { return nil }
    var (best, bestCount, start) = (sample.least, 0, 0)
    for index in 1...sample.count
    where index == sample.count || sample.sorted[index] != sample.sorted[start] {
      if index - start > bestCount { (best, bestCount) = (sample.sorted[start], index - start) }
      start = index
    }
    let share = Double(bestCount) / Double(sample.count)
    return share > 0.02 ? Tie(value: best, share: share) : nil
  }

  private static func outliers(_ sample: Sample) -> Int {
    let low = Elementary.log(sample.quantile(0.25))
    let high = Elementary.log(sample.quantile(0.75))
    let fence = Elementary.exp(high + 3 * (high - low))
    return sample.sorted.reversed().prefix { $0 > fence }.count
  }

  private static func correlation(_ values: [Double]) -> Double? {
    guard values.count >= 100 else { return nil }
    let logs = values.map { Elementary.log($0) }
    let mean = logs.average { $0 }
    let variance = logs.compensatedSum { ($0 - mean) * ($0 - mean) }
    guard variance > 0 else { return nil }
    var sum = 0.0
    for index in logs.indices.dropFirst() {
      sum += (logs[index] - mean) * (logs[index - 1] - mean)
    }
    let found = sum / variance
    return found > max(0.1, 3 / Double(values.count).squareRoot()) ? found : nil
  }
}
