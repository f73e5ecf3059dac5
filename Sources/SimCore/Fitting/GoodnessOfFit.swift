/// How far a distribution function lies from a sample's.
package struct GoodnessOfFit: Sendable, Hashable {
  /// The greatest distance between the two distribution functions (Kolmogorov and Smirnov).
  package let distance: Double
  /// Anderson and Darling's statistic, in which both tails weigh as much as the middle.
  package let andersonDarling: Double

  /// Values that are compared; of a longer sample the middles of as many equal parts.
  package static let comparedMax = 4_000

  init(_ sample: Sample, tails: (Double) -> (lower: Double, upper: Double)) {
    let ranks = sample.ranks(Self.comparedMax)
    let compared = ranks.map { tails(sample.sorted[$0]) }
    let n = Double(sample.count)
    distance = zip(ranks, compared).reduce(0) { most, pair in
      let (rank, found) = (Double(pair.0), pair.1.lower)
      return max(most, (found - rank / n).magnitude, ((rank + 1) / n - found).magnitude)
    }
    let m = compared.count
    var sum = 0.0
    for index in 0..<m {
      let lower = Elementary.log(max(compared[index].lower, 1e-300))
      let upper = Elementary.log(max(compared[m - 1 - index].upper, 1e-300))
      sum += Double(2 * index + 1) * (lower + upper)
    }
    andersonDarling = (-Double(m) - sum / Double(m)) * n / Double(m)
  }

  /// The distance that one sample of `count` values in a hundred has from its true distribution.
  package static func distanceAllowed(_ count: Int) -> Double {
    1.628 / Double(count).squareRoot()
  }
}
