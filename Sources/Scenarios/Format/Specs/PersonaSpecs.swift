package import SimCore

/// How marked an accent is, by what it does to the odds of a word error.
package enum AccentTier: String, Sendable, Hashable, CaseIterable, Decodable {
  case native
  case mild
  case moderate
  case strong

  package var errorOdds: Double {
    switch self {
    case .native: 1
    case .mild: 1.5
    case .moderate: 2.5
    case .strong: 4
    }
  }
}

/// What the noise behind a caller does in the course of a call.
package struct NoiseSpec: Sendable, Hashable, Decodable {
  /// Standard deviation of the slow drift of the signal-to-noise ratio, in decibels.
  package var drift: Double
  /// Of the drift from one stretch of speech to the next.
  package var correlation: Double
  /// Sounds without words, heard by the agent, in a minute.
  package var burstsPerMinute: Double
  package var burst: DurationDistribution
}

/// Pauses within a turn: three log-normal kinds.
package struct PauseSpec: Sendable, Hashable, Decodable {
  /// Chance of a pause between two words.
  package var share: Double
  /// Shares of the short and the medium kind; the rest is long.
  package var short: Double
  package var medium: Double
  package var shortLength: DurationDistribution
  package var mediumLength: DurationDistribution
  package var longLength: DurationDistribution
  /// Factor on a pause before a value that the caller has to think of.
  package var thinking: Double
}

/// When a caller takes the turn: an ex-Gaussian time around the end of the agent's last sentence.
package struct TurnTakingSpec: Sendable, Hashable, Decodable {
  /// Whether the caller foresees that end, and may begin before it.
  package var anticipates: Bool
  /// Between humans.
  package var median: Duration
  package var deviation: Duration
  /// Of that deviation, what differs between callers.
  package var dyadDeviation: Duration
  /// Mean of the exponential part.
  package var tail: Duration
  /// Towards an agent.
  package var agentShift: Duration
}

/// What a caller does beside answering.
package struct HabitSpec: Sendable, Hashable, Decodable {
  /// "Mm-hm", per turn of the agent.
  package var backchannels: Double
  /// Breaks in, per turn of the agent.
  package var interruptions: Double
  /// Of the interruptions, how many come at any time within the first 1.5 s; the hazard of the
  /// others grows with the length of the agent's turn.
  package var earlyInterruptions: Double
  /// Chance of breaking in as soon as the agent says something wrong.
  package var corrections: Double
  /// Chance of talking on when the agent begins to speak.
  package var talksOver: Double
  /// Turns with a long silence first, and its length.
  package var silences: Double
  package var silence: DurationDistribution
  /// Turns that the caller puts off with "wait a second", and for how long.
  package var holds: Double
  package var hold: DurationDistribution
  /// Words to somebody else, per turn.
  package var asides: Double
  /// Chance of pressing keys instead of saying digits.
  package var keypad: Double
}

/// A caller's mood: what it changes in the persona.
package enum Emotion: String, Sendable, Hashable, CaseIterable, Decodable {
  case neutral
  case impatient
  case angry
  case anxious
  case cheerful

  /// Factors on rate, hang-up hazard and interruptions, and decibels on the level of the voice;
  /// no publication gives them for telephone callers, each is our assumption.
  package var effect: EmotionEffect {
    switch self {
    case .neutral: EmotionEffect(rate: 1, decibels: 0, hazard: 1, interruptions: 1)
    case .impatient: EmotionEffect(rate: 1.08, decibels: 1, hazard: 1.7, interruptions: 1.8)
    case .angry: EmotionEffect(rate: 1.12, decibels: 4, hazard: 2, interruptions: 2.5)
    case .anxious: EmotionEffect(rate: 1.1, decibels: -1, hazard: 1.25, interruptions: 1.2)
    case .cheerful: EmotionEffect(rate: 1.03, decibels: 1, hazard: 0.75, interruptions: 1)
    }
  }
}

/// What a mood changes.
package struct EmotionEffect: Sendable, Hashable {
  package var rate: Double
  package var decibels: Double
  package var hazard: Double
  package var interruptions: Double
}
