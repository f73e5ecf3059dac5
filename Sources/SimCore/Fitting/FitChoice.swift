/// Every family fitted to one sample, and which of them stands for it.
///
/// The rule: of the parametric families that are adequate (`FamilyFit.isAdequate`) the one of the
/// least BIC; where none is, the four quantiles if those are, or else the table of quantiles, which
/// is what was measured. A sample too small for a p95 gets the likeliest family, with a warning.
package struct FitChoice: Sendable {
  /// Why a fit was taken.
  package enum Reason: Sendable, Hashable {
    /// The least BIC of so many adequate families.
    case likeliest(of: Int)
    /// No parametric family is adequate.
    case noFamilyHolds
    /// The sample cannot tell a p95, so that no family is refuted.
    case tooFewSamples
  }

  /// In the order of `FamilyFit.Family`, those that the sample allows.
  package let fits: [FamilyFit]
  package let chosen: FamilyFit
  package let reason: Reason

  /// Samples below which nothing is fitted.
  package static let samplesMin = 20

  /// Nil where no family can have the sample: all values are equal.
  package init?(_ sample: Sample) {
    let fits = FamilyFit.Family.allCases.compactMap { FamilyFit.fit($0, to: sample) }
    let parametric = fits.filter(\.family.isParametric)
    let adequate = parametric.filter(\.isAdequate)
    self.fits = fits
    if sample.count < OrderStatistics.samplesNeeded(0.95) {
      guard let likeliest = Self.likeliest(parametric) else { return nil }
      (chosen, reason) = (likeliest, .tooFewSamples)
    } else if let likeliest = Self.likeliest(adequate) {
      (chosen, reason) = (likeliest, .likeliest(of: adequate.count))
    } else {
      let tables = fits.filter { !$0.family.isParametric }
      guard let table = tables.first(where: \.isAdequate) ?? tables.last else { return nil }
      (chosen, reason) = (table, .noFamilyHolds)
    }
  }

  private static func likeliest(_ fits: [FamilyFit]) -> FamilyFit? {
    fits.min { ($0.criterion ?? .infinity) < ($1.criterion ?? .infinity) }
  }
}
