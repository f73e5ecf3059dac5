package import SimCore

/// The mean of a figure over seeds with its 95 % interval.
package struct FigureEstimate: Sendable, Hashable {
  /// Nil when a seed did not measure the figure.
  package let mean: Double?
  /// Nil for fewer than two seeds too.
  package let interval: ClosedRange<Double>?
  /// Whether the interval is a bootstrap's (BCa) and not Student's.
  package let isBootstrap: Bool
  package let seeds: Int

  /// Beyond this skewness of the values the interval is the bootstrap's.
  ///
  /// Student's interval of the mean of skewed values is off at both ends in opposite ways, by
  /// skewness / (6 sqrt n) of a standard error each (Johnson 1978), and BCa corrects for it. Of
  /// fewer values than `bootstrapMin` neither their skewness nor a resample says enough.
  package static let skewnessMax = 1.0
  package static let bootstrapMin = 12

  /// Of one value for each seed, in the order of the seeds.
  package init(_ values: [Double?], key: DrawKey) {
    let present = values.compactMap(\.self)
    seeds = present.count
    guard !values.isEmpty, present.count == values.count else {
      (mean, interval, isBootstrap) = (nil, nil, false)
      return
    }
    var estimate = MeanEstimate()
    for value in present { estimate.add(value) }
    mean = estimate.mean
    isBootstrap =
      present.count >= Self.bootstrapMin
      && Self.skewness(present).magnitude > Self.skewnessMax
    interval =
      isBootstrap ? Bootstrap.meanInterval(present, key: key) : estimate.interval95
  }

  /// The skewness of a sample, adjusted for its size; 0 for equal values and for fewer than three.
  package static func skewness(_ values: [Double]) -> Double {
    let n = Double(values.count)
    guard values.count >= 3 else { return 0 }
    let mean = values.reduce(0, +) / n
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let cubes = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) } / n
    // What rounding leaves of equal values is no spread.
    guard squares > 1e-24 * mean * mean, squares > 0 else { return 0 }
    let adjustment = (n * (n - 1)).squareRoot() / (n - 2)
    return adjustment * cubes / (squares * squares.squareRoot())
  }
}
