/// An amount of money in billionths of a US dollar: sums are exact and in any order the same.
package struct Nanodollars: Sendable, Hashable, Comparable {
  package var count: Int64

  package init(_ count: Int64) { self.count = count }

  package static let zero = Nanodollars(0)

  package static func < (left: Nanodollars, right: Nanodollars) -> Bool {
    left.count < right.count
  }

  /// In dollars, as a figure to compare and to print.
  package var dollars: Double { Double(count) / 1e9 }

  package static func + (left: Nanodollars, right: Nanodollars) -> Nanodollars {
    Nanodollars(left.count + right.count)
  }

  package static func += (sum: inout Nanodollars, other: Nanodollars) { sum = sum + other }

  /// The price of `amount` units when `per` of them cost this much, to the nearest nanodollar.
  package func times(_ amount: Int64, per units: Int64) -> Nanodollars {
    let (whole, rest) = (Int128(count) * Int128(amount))
      .quotientAndRemainder(dividingBy: Int128(units))
    return Nanodollars(Int64(whole) + (rest * 2 >= Int128(units) ? 1 : 0))
  }
}
