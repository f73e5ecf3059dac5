/// Measured times in rising order, with evenly ranked parts of them for estimates that iterate.
package struct Sample: Sendable, Hashable {
  /// Nanoseconds, all above zero.
  package let sorted: [Double]

  /// One value at least, all positive and finite.
  package init(_ values: [Double]) {
    precondition(!values.isEmpty, "sample: there are no values")
    precondition(
      values.allSatisfy { $0 > 0 && $0.isFinite },
      "sample: a value is not a positive number"
    )
    sorted = values.sorted()
  }

  package var count: Int { sorted.count }
  package var least: Double { sorted[0] }
  package var greatest: Double { sorted[sorted.count - 1] }
  package var areAllEqual: Bool { least == greatest }

  /// The value of a quantile, by rank.
  package func quantile(_ q: Double) -> Double { OrderStatistics.value(q, ofSorted: sorted) }

  /// Ranks from 0 of at most `most` values that stand for all: the middles of equal parts.
  package func ranks(_ most: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    return (0..<most).map { part in
      (2 * part + 1).multipliedReportingOverflow(by: count).partialValue / (2 * most)
    }
  }

  /// At most `most` values that stand for all.
  package func thinned(_ most: Int) -> [Double] {
    count > most ? ranks(most).map { sorted[$0] } : sorted
  }
}

extension [Double] {
  /// The sum of a function of every value, with the rounding error of each step carried on.
  func compensatedSum(_ value: (Double) -> Double) -> Double {
    var (sum, carry) = (0.0, 0.0)
    for element in self {
      let step = value(element) - carry
      let next = sum + step
      carry = (next - sum) - step
      sum = next
    }
    return sum
  }

  /// The mean of a function of every value.
  func average(_ value: (Double) -> Double) -> Double {
    compensatedSum(value) / Double(count)
  }
}
