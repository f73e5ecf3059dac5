package import SimCore
package import VoicePipeline

/// A kind of synthetic caller and its share of the answered calls.
package struct CallerSpec: Sendable, Hashable, Decodable {
  /// Of the humans who answer; all callers together make 1.
  package var share: Double
  /// The preset of the profile.
  package var profile: String
  package var accent: String
  package var noise: String
  /// What the noise is made of; nil takes it from its name.
  package var noiseKind: NoiseKind?
  package var snrDecibels: Double
  /// Factor on the odds of a word error, for the accent.
  package var wordErrorFactor: Double
  package var codec: LineCodec
  /// Lost frames of all frames on the caller's line, and the mean length of a burst of them.
  package var lossRatio: Double
  package var lossBurstFrames: Double
  /// What else the network between caller and carrier does to packets.
  package var network: NetworkSpec
  /// How marked the accent is: a further factor on those odds.
  package var accentTier: AccentTier
  package var noiseOverTime: NoiseSpec
  /// The speaking rate of one caller.
  package var wordsPerMinute: LogNormalNumber
  /// The pace of a turn of one word, against that of one of seven.
  package var shortTurnPace: Double
  package var pauses: PauseSpec
  /// End of the agent's last sound to the caller's first.
  package var turnGap: DurationDistribution
  /// Stands in for `turnGap` once it anticipates.
  package var turnTaking: TurnTakingSpec
  package var wordsPerTurn: LogNormalNumber
  /// Share of turns that are one word, such as "yes".
  package var oneWordShare: Double
  /// Answer to the instant when the caller's matter is settled.
  package var talkTime: DurationDistribution
  package var patience: PatienceSpec
  package var habits: HabitSpec
  package var emotion: Emotion
  /// How much each repair and each "hello?" adds to the caller's temper.
  package var escalation: Double
  /// A machine that answers as a person would: what machine detection has missed.
  package var machine: Bool
}

extension CallerSpec {
  /// What makes this caller's speech hard to understand.
  package func traits(wordsPerMinute: Double) -> SpeechTraits {
    SpeechTraits(
      snrDecibels: snrDecibels,
      errorOddsFactor: wordErrorFactor,
      noise: noiseKind ?? NoiseKind(rawValue: noise) ?? .quiet,
      codec: codec,
      loss: LineLoss(ratio: lossRatio, burstFrames: lossBurstFrames),
      wordsPerMinute: wordsPerMinute,
      accentKey: SpeechTraits.key(ofAccent: accent)
    )
  }
}

/// A log-normal number without a unit of time.
package struct LogNormalNumber: Sendable, Hashable, Decodable {
  package var median: Double
  /// Standard deviation of the natural logarithm.
  package var sigma: Double

  package init(median: Double, sigma: Double) {
    self.median = median
    self.sigma = sigma
  }
}

/// How a caller takes silence.
package struct PatienceSpec: Sendable, Hashable, Decodable {
  /// Silence after which the caller says "hello?".
  package var hello: DurationDistribution
  /// Hang-up hazard against the length of the silence, in rising order of `from`.
  package var hazard: [HazardTier]
  /// Hang-up hazard in the silence before the agent's first word, per second.
  package var openingPerSecond: Double
  /// Hang-up hazard over the whole call, per second of it.
  package var midcallPerSecond: Double
  /// How often the caller says "hello?" before hanging up; nil for as long as it takes.
  package var hellosMax: Int?
}

/// The hang-up hazard from one length of silence until the next tier.
package struct HazardTier: Sendable, Hashable, Decodable {
  package var from: Duration
  package var perSecond: Double

  package init(from: Duration, perSecond: Double) {
    self.from = from
    self.perSecond = perSecond
  }
}
