/// Inversion of a discrete distribution in one look-up and about one comparison: a guide table
/// (Chen and Asau 1974).
///
/// Unlike `AliasTable` it is monotone: a larger uniform never gives a smaller value, so that runs
/// that share or mirror their draws stay coupled. Takes twice the time.
@usableFromInline
package struct DiscreteTable: Sendable, Hashable {
  /// The value of the first weight.
  @usableFromInline let first: Int
  /// The probability of at most each value; the last is 1.
  @usableFromInline let cumulative: [Double]
  /// The first value to look at for each of as many parts of the unit interval.
  @usableFromInline let guide: [Int32]

  /// Weights of whole numbers from `first` on, which need not sum to 1.
  package init(first: Int = 0, weights: [Double]) {
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total < .infinity && weights.allSatisfy { $0 >= 0 },
      "discrete table: weights must be finite, not negative, and not all zero"
    )
    var sum = 0.0
    var cumulative = weights.map { weight in
      sum += weight
      return min(sum / total, 1)
    }
    // What rounding left out belongs to the last value that can occur at all.
    let last = weights.lastIndex { $0 > 0 } ?? weights.count - 1
    for index in last..<cumulative.count { cumulative[index] = 1 }
    var index = 0
    self.first = first
    self.cumulative = cumulative
    guide = weights.indices.map { part in
      while cumulative[index] <= Double(part) / Double(weights.count) { index += 1 }
      return Int32(index)
    }
  }

  /// The least value whose cumulative probability exceeds `p`, in 0 <= p < 1.
  @inlinable @inline(__always)
  package func quantile(_ p: Double) -> Int {
    var index = Int(guide[Int(p * Double(guide.count))])
    while cumulative[index] <= p { index += 1 }
    return first + index
  }
}

extension DiscreteTable {
  /// Weights in a recurrence from the mode outward, as far as 1e-18 of the mode's.
  ///
  /// `ratio(k)` is the weight of k over that of k - 1, falling in k.
  static func around(mode: Int, least: Int, most: Int, ratio: (Int) -> Double) -> DiscreteTable {
    var above = [1.0]
    var k = mode
    while k < most, let last = above.last, last > 1e-18 {
      k += 1
      above.append(last * ratio(k))
    }
    var below: [Double] = []
    var weight = 1.0
    k = mode
    while k > least && weight > 1e-18 {
      weight /= ratio(k)
      below.append(weight)
      k -= 1
    }
    return DiscreteTable(first: k, weights: below.reversed() + above)
  }
}
