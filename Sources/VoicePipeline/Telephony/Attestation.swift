/// How far the originating provider vouches for the number that a call shows (SHAKEN,
/// ATIS-1000074).
package enum Attestation: String, Sendable, Hashable, Codable, CaseIterable {
  /// The customer is known, and may use the number.
  case full = "A"
  /// The customer is known; whether the number is theirs is not.
  case partial = "B"
  /// The call has come in over a gateway.
  case gateway = "C"
  /// The call is not signed.
  case unsigned = "none"
}
