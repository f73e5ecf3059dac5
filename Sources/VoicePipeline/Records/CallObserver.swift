package import SimCore

/// Who keeps one call's record: told of each turn by the agent and by the caller's ear.
package protocol CallObserver: AnyObject, Sendable {
  /// The caller is a synthetic one of this kind.
  func callerIdentified(_ label: CallerLabel)
  /// The agent has begun to play a reply.
  func agentReplied(_ turn: AgentTurn)
  /// The caller has said something: the words that were meant, for the word error rate.
  func callerSpoke(_ utterance: SpokenWords)
  /// The first sound of a reply has reached the caller's ear.
  func callerHeard(_ hearing: ReplyHeard)
  /// The caller is about to release the call.
  func callerHungUp(_ reason: HangUpReason)
}

/// Why a caller released the call, which the agent cannot know.
package enum HangUpReason: String, Sendable, Hashable, Codable {
  /// The conversation had run its course.
  case done
  /// Dead air outlasted the caller's patience.
  case impatient
}

/// What a caller said in one stretch of speech.
package struct SpokenWords: Sendable, Hashable {
  package var words: [String]
  package var start: SimInstant
  package var end: SimInstant

  package init(words: [String], start: SimInstant, end: SimInstant) {
    self.words = words
    self.start = start
    self.end = end
  }
}

/// A reply's first sound at the caller's ear.
package struct ReplyHeard: Sendable, Hashable {
  /// The reply, counted from 0; nil when the far end does not say.
  package var request: Int?
  package var onset: SimInstant
  /// The caller's own last sound before it; nil when the caller has not spoken yet.
  package var speechEnded: SimInstant?
  /// Silence at the head of the synthesized audio, before the first sound.
  package var leadingSilence: Duration
  package var basis: EarBasis

  package init(
    request: Int?,
    onset: SimInstant,
    speechEnded: SimInstant?,
    leadingSilence: Duration,
    basis: EarBasis
  ) {
    self.request = request
    self.onset = onset
    self.speechEnded = speechEnded
    self.leadingSilence = leadingSilence
    self.basis = basis
  }
}

/// How the instant at the caller's ear is known.
package enum EarBasis: String, Sendable, Hashable, Codable {
  /// The caller is ours, on a real line.
  case measured
  /// Egress plus half the round trip plus the playout buffer.
  case estimated
  case simulated
}
