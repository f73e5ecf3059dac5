/// The chi-square distribution: sums of squares of normal variables.
package enum ChiSquare {
  /// The probability that a chi-square variable of `degrees` > 0 is at most `x`.
  package static func probability(_ x: Double, degrees: Double) -> Double {
    IncompleteGamma.lower(degrees / 2, x / 2)
  }

  /// The probability that it exceeds `x`: the p-value of a goodness-of-fit test.
  package static func upperProbability(_ x: Double, degrees: Double) -> Double {
    IncompleteGamma.upper(degrees / 2, x / 2)
  }

  /// The value that it stays below with probability `p`; accuracy as `IncompleteGamma.inverse`.
  package static func quantile(_ p: Double, degrees: Double) -> Double {
    2 * IncompleteGamma.inverse(degrees / 2, p)
  }
}
