import Scenarios

extension BadInput {
  /// Wrong values of how calls are signed, and of the rules for texts.
  static let dialing = [
    BadInput(
      "unknown attestation",
      "carriers: [{name: a, attestation: D}]",
      .unknownChoice,
      5,
      35,
      "carriers[0].attestation",
      "none"
    ),
    BadInput(
      "spam labels over the whole",
      "carriers: [{name: a, spam_labels: 101%}]",
      .outOfRange,
      5,
      35,
      "carriers[0].spam_labels",
      "0% to 100%"
    ),
    BadInput(
      "more answers than calls",
      "attestation: {partial: 120%}",
      .outOfRange,
      5,
      24,
      "attestation.partial",
      "0% to 100%"
    ),
    BadInput(
      "a letter for a share",
      "attestation: {B: 80%}",
      .unknownKey,
      5,
      15,
      "attestation.B",
      "partial"
    ),
    BadInput(
      "slow signing",
      "attestation: {signing_time: 11s}",
      .outOfRange,
      5,
      29,
      "attestation.signing_time",
      "0s to 10s"
    ),
    BadInput(
      "consent to texts as a share",
      "compliance: {check_sms_consent: 40%}",
      .badValue,
      5,
      33,
      "compliance.check_sms_consent",
      "true or false"
    ),
  ]
}
