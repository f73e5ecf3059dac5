internal import SimCore
internal import VoicePipeline

/// What called people, and those who guard their lines, make of a carrier's calls.
///
/// Who would have answered a call that is vouched for may not answer one that is not; never the
/// other way round, for every share is held against one and the same luck of the call.
struct DisplayTrust {
  private let spec: AttestationSpec
  /// Of those who would answer, who do so.
  private let share: Double
  private let spamLabels: Double
  /// What signing a call takes.
  let signing: Duration

  init(_ spec: AttestationSpec, of carrier: CarrierSpec) {
    self.spec = spec
    share = spec.share(of: carrier.attestation)
    spamLabels = carrier.spamLabelShare
    signing = carrier.attestation == .unsigned ? .zero : spec.signingTime
  }

  /// What becomes of a call, from what would become of one that everybody trusts.
  func fate(_ fate: DestinationFate, draws: DrawKey) -> DestinationFate {
    guard case .human = fate, !isAnswered(draws) else { return fate }
    return draws.chance(spec.rejectedShare, .rejection) ? .refused(.rejected) : .noAnswer
  }

  private func isAnswered(_ draws: DrawKey) -> Bool {
    var share = share
    // A label says more than a signature, and no label makes a call more welcome.
    if spamLabels > 0, draws.chance(spamLabels, .spamLabel) {
      share = min(share, spec.spamLabelled)
    }
    return share >= 1 || draws.chance(share, .trust)
  }
}

extension Purpose {
  fileprivate static let trust = Purpose("destination.trust")
  fileprivate static let rejection = Purpose("destination.rejection")
  fileprivate static let spamLabel = Purpose("destination.spam_label")
}
