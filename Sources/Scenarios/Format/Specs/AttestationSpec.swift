package import VoicePipeline

/// What people make of calls that are signed, or are not: shares of those who answer a call with
/// full attestation.
package struct AttestationSpec: Sendable, Hashable, Decodable {
  package var full: Double
  package var partial: Double
  package var gateway: Double
  package var unsigned: Double
  /// Of a call that the called phone shows as suspected spam.
  package var spamLabelled: Double
  /// Of the calls that are not answered for want of trust, how many are rejected on their way.
  package var rejectedShare: Double
  /// What signing adds to the post-dial delay.
  package var signingTime: Duration

  /// Of those who answer a call with full attestation, who answer one with this.
  package func share(of attestation: Attestation) -> Double {
    switch attestation {
    case .full: full
    case .partial: partial
    case .gateway: gateway
    case .unsigned: unsigned
    }
  }
}
