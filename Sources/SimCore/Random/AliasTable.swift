/// A discrete distribution with one 64-bit draw and one comparison per pick (Walker, Vose).
@usableFromInline
package struct AliasTable: Sendable {
  @usableFromInline package let thresholds: [UInt64]
  @usableFromInline package let aliases: [Int]

  /// Weights need not sum to 1; none may be negative, and one at least is positive.
  package init(weights: [Double]) {
    let total = weights.reduce(0, +)
    precondition(
      total > 0 && total < .infinity && weights.allSatisfy { $0 >= 0 },
      "alias table: weights must be finite, not negative, and not all zero"
    )
    var scaled = weights.map { $0 / total * Double(weights.count) }
    var thresholds = [UInt64](repeating: .max, count: weights.count)
    var aliases = Array(weights.indices)
    var small = scaled.indices.filter { scaled[$0] < 1 }
    var large = scaled.indices.filter { scaled[$0] >= 1 }
    while let under = small.popLast(), let over = large.last {
      thresholds[under] = UInt64(scaled[under] * 0x1p64)
      aliases[under] = over
      scaled[over] -= 1 - scaled[under]
      if scaled[over] < 1 {
        large.removeLast()
        small.append(over)
      }
    }
    // Rounding may leave a weight of zero without a partner.
    let heaviest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
    for index in weights.indices where weights[index] == 0 && aliases[index] == index {
      thresholds[index] = 0
      aliases[index] = heaviest
    }
    self.thresholds = thresholds
    self.aliases = aliases
  }

  /// The index of a weight; one of weight 0 is never picked.
  @inlinable @inline(__always)
  package func pick(_ bits: UInt64) -> Int {
    let (column, fraction) = bits.multipliedFullWidth(by: UInt64(thresholds.count))
    let index = Int(truncatingIfNeeded: column)
    return fraction < thresholds[index] ? index : aliases[index]
  }
}
