package import SimCore
package import VoicePipeline

/// A resolved scenario: every parameter has its value, from the file, a preset or a default.
package struct Scenario: Sendable, Hashable {
  /// A word that can name a file.
  package var name: String
  package var description: String
  /// As the caller named the file.
  package var fileName: String
  /// The absolute directory of the file: relative paths in the scenario start there.
  package var directory: String

  package var start: UnixInstant
  package var duration: Duration
  /// The first part of `duration`, which counts in no figure.
  package var warmUp: Duration
  package var seed: UInt64
  /// Runs, each with a seed of its own from `seed` up; their spread gives the intervals.
  package var replications: Int
  package var fidelity: Fidelity
  package var audio: AudioSpec

  /// Who calls in; nil for nobody.
  package var inbound: InboundSpec?
  /// At least one, unless people call in.
  package var campaigns: [CampaignSpec]
  package var answers: AnswerSpec
  package var carriers: [CarrierSpec]
  package var attestation: AttestationSpec
  package var routing: RoutingSpec
  package var platform: PlatformSpec
  package var costs: CostSpec
  package var agent: AgentSpec
  package var callers: [CallerSpec]
  /// What callers want settled; none for callers without a matter.
  package var goals: [GoalShare]
  package var compliance: ComplianceSpec
  package var audit: AuditSpec
  package var records: RecordSpec
  /// Nil where nobody writes the outcomes of calls.
  package var outcomes: OutcomeSpec?
  /// Nil where nobody looks on.
  package var events: EventsSpec?
  /// What goes wrong with the agent's endpoints.
  package var faults: [FaultSpec]
  /// What operators do while the run goes on.
  package var operations: [OperationSpec]
  /// Numbers of the files that operations name.
  package var additions: DoNotCallAdditions
  package var bindings: BindingsSpec
  package var thresholds: [Threshold]
  package var claim: ClaimSpec?
  /// The arms of a claim that compares, in the order of its grid; they have no claim of their own.
  package var arms: [Scenario]

  /// Which zone of a platform this is the part of, as `zone(_:seed:)` makes it.
  package var zone = ZoneShare.whole

  /// Every parameter with its value and where it comes from, in the order of `resolvedText`.
  package var assumptions: [Assumption]
  /// The whole scenario as YAML, presets and defaults written out.
  ///
  /// Loading it gives this scenario and this text again; a replay reads it.
  package var resolvedText: String
}

/// How much of the media is real, and for which share of the calls all of it is.
package struct Fidelity: Sendable, Hashable {
  package var tier: FidelityTier
  /// Calls that are rendered as sound and heard by a real recognizer, whatever the tier is.
  package var audio: Double

  package init(tier: FidelityTier, audio: Double) {
    self.tier = tier
    self.audio = audio
  }

  /// The share of calls of one kind of caller that are rendered as sound.
  ///
  /// Half of the sample is drawn in proportion, the other half in equal parts over the kinds, so
  /// that the rare ones are heard too. The chance rises with the share and is 1 where the share is:
  /// a call that is in a sample is in every larger one.
  package func audioShare(ofShare share: Double, kinds: Int) -> Double {
    guard audio > 0, audio < 1, share > 0 else { return audio }
    let weight = 0.5 + 0.5 / (share * Double(kinds))
    return 1 - Elementary.pow(1 - audio, weight)
  }

  /// As a reader sees it.
  package var text: String {
    if audio == 1 { return "audio" }
    let percent = FixedDecimal.text(audio * 100, decimals: 2)
    return audio == 0 ? tier.rawValue : "\(tier.rawValue), \(percent)% audio"
  }
}

/// How calls are heard that are rendered as sound.
package struct AudioSpec: Sendable, Hashable, Decodable {
  package var language: AudioLanguage
  package var noiseSuppression: Bool
  /// A list of the user's recordings; nil for synthesizers only.
  package var recordings: InputPath?
}

/// How much of the media is real where nothing is rendered as sound.
package enum FidelityTier: String, Sendable, Hashable, Codable, CaseIterable {
  /// One analytic draw for a talk spurt.
  case flow
  /// One pass over the 20 ms frames of each talk spurt.
  case packet
}
