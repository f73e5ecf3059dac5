internal import SimCore

/// A hang-up hazard that is constant between steps of the length of a silence.
package struct PatienceHazard: Sendable, Hashable {
  private let tiers: [HazardTier]

  /// `tiers` in rising order of `from`; before the first the hazard is zero.
  package init(_ tiers: [HazardTier]) { self.tiers = tiers }

  /// The same hazard at every length of silence.
  package init(perSecond: Double) {
    tiers = [HazardTier(from: .zero, perSecond: perSecond)]
  }

  /// The silence that a share `survival` of callers outlasts; nil if more than that never hang up.
  ///
  /// `factor` multiplies the hazard of every tier.
  package func delay(atSurvival survival: Double, factor: Double = 1) -> Duration? {
    var rest = -Elementary.log(survival) / factor
    for (index, tier) in tiers.enumerated() where tier.perSecond > 0 {
      let seconds = rest / tier.perSecond
      guard index + 1 < tiers.count else { return tier.from + .nanoseconds(Int64(seconds * 1e9)) }
      let span = Double((tiers[index + 1].from - tier.from).nanoseconds) / 1e9
      if seconds < span { return tier.from + .nanoseconds(Int64(seconds * 1e9)) }
      rest -= span * tier.perSecond
    }
    return nil
  }
}
