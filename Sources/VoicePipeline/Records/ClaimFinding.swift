/// What measurements make of a published claim.
package enum ClaimFinding: String, Sendable, Hashable, Codable, CaseIterable {
  case confirmed
  case refuted
  /// True under some conditions and not under others.
  case depends
  /// Not enough was measured to tell.
  case undecided
}
