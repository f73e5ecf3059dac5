/// Where the steady part of a series begins.
package enum WarmUp {
  /// Values that the rule takes together.
  private static let group = 5
  /// The last groups are no candidates: a few of them may agree by chance.
  private static let kept = 5

  /// The number of values to drop at the start: that which makes the standard error of the rest
  /// least, over means of five (MSER-5: White, Cobb and Spratt 2000).
  ///
  /// Nil when more than half would go, or for fewer than 50 values: the run is too short to tell.
  package static func mser5(_ values: [Double]) -> Int? {
    let means = groups(values)
    guard means.count >= 2 * kept else { return nil }
    guard let cut = statistics(means).enumerated().min(by: { $0.element < $1.element })?.offset,
      cut <= means.count / 2
    else { return nil }
    return cut * group
  }

  /// The squared standard error of what is left behind each cut, from no cut on.
  private static func statistics(_ means: [Double]) -> [Double] {
    // From the end, one group more at a time (Welford).
    var count = 0.0
    var mean = 0.0
    var squares = 0.0
    var results: [Double] = []
    for (place, value) in means.reversed().enumerated() {
      count += 1
      let deviation = value - mean
      mean += deviation / count
      squares += deviation * (value - mean)
      if place + 1 >= kept { results.append(squares / (count * count)) }
    }
    return results.reversed()
  }

  private static func groups(_ values: [Double]) -> [Double] {
    (0..<(values.count / group)).map { index in
      values[(index * group)..<((index + 1) * group)].reduce(0, +) / Double(group)
    }
  }
}
