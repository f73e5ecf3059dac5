import Scenarios

extension BadInput {
  /// Wrong values of how calls are signed, of the rules for texts, and of how outcomes are written.
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
    BadInput(
      "a batch that is kept for minutes",
      "outcomes: {batch_interval: 2m}",
      .outOfRange,
      5,
      28,
      "outcomes.batch_interval",
      "0s to"
    ),
    BadInput(
      "an outage of a pod",
      "faults: [{pod: 3, kind: outage}]",
      .contradiction,
      5,
      16,
      "faults[0].pod",
      "pod-kill"
    ),
    BadInput(
      "a killed pod that has nothing to lose",
      "faults: [{pod: 3, kind: pod-kill}]",
      .contradiction,
      5,
      25,
      "faults[0].kind",
      "outcomes: {}"
    ),
    BadInput(
      "a killed carrier",
      "outcomes: {}\nfaults: [{carrier: trunk, kind: pod-kill}]",
      .contradiction,
      6,
      33,
      "faults[0].kind",
      "pod: 0"
    ),
    BadInput(
      "a pod that there is not",
      "outcomes: {}\nfaults: [{pod: 20, kind: pod-kill}]",
      .contradiction,
      6,
      16,
      "faults[0].pod",
      "0 to 19"
    ),
    BadInput(
      "a pod that is killed for a while",
      "outcomes: {}\nfaults: [{pod: 1, kind: pod-kill, for: 5s}]",
      .contradiction,
      6,
      40,
      "faults[0].for",
      "Leave it out"
    ),
    BadInput(
      "a pod and a carrier",
      "outcomes: {}\nfaults: [{pod: 1, carrier: trunk, kind: pod-kill}]",
      .contradiction,
      6,
      10,
      "faults[0]",
      "a pod's number"
    ),
  ]
}
