/// A point of a curve, in the units of its axes.
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Points in order of x that a curve goes through.
package enum Series {
  /// At most so many points a curve.
  package static let pointsMax = 600

  /// The lowest and the highest point of each bucket, in time order: a spike is never averaged
  /// away.
  package static func decimated(_ points: [Point], to most: Int = pointsMax) -> [Point] {
    guard points.count > most, most >= 2 else { return points }
    let buckets = most / 2
    var result: [Point] = []
    result.reserveCapacity(most)
    for bucket in 0..<buckets {
      let range = bucket * points.count / buckets..<(bucket + 1) * points.count / buckets
      guard var low = range.first, var high = range.first else { continue }
      for index in range {
        if points[index].y < points[low].y { low = index }
        if points[index].y > points[high].y { high = index }
      }
      result.append(points[min(low, high)])
      if low != high { result.append(points[max(low, high)]) }
    }
    return result
  }

  /// The runs of values that are there, each with its index.
  package static func segments<Value>(_ values: [Value?]) -> [[(index: Int, value: Value)]] {
    var segments: [[(index: Int, value: Value)]] = []
    var open = false
    for (index, value) in values.enumerated() {
      guard let value else {
        open = false
        continue
      }
      if open {
        segments[segments.count - 1].append((index, value))
      } else {
        segments.append([(index, value)])
      }
      open = true
    }
    return segments
  }

  /// About `most` evenly spread indices, the first and the last among them.
  package static func sampled(_ count: Int, most: Int = 12) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { $0 * (count - 1) / (most - 1) }
  }
}
