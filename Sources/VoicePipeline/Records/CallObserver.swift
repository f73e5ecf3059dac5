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
  /// Something else that the agent's side tells for the record.
  func agentNoted(_ note: AgentNote)
  /// Something else that the caller's side tells for the record.
  func callerNoted(_ note: CallerNote)
}

extension CallObserver {
  package func agentNoted(_ note: AgentNote) {}
  package func callerNoted(_ note: CallerNote) {}
}

/// What a caller tells for the record beside words and hang-up.
package enum CallerNote: Sendable, Hashable {
  /// Caller and agent have spoken at once, and it is over.
  case overlapped(SpeechOverlap)
  /// What became of the caller's matter, told before the call is released.
  case concluded(GoalResult)
  /// Nobody has spoken for so long, and now somebody does or the call ends.
  case silent(Duration)
  /// What the agent said as it was heard, to its end or its breaking off.
  case heard(HeardSentence)
  /// It is a machine that has answered.
  case isMachine
  /// What the caller says is rendered as sound, and heard by a real recognizer.
  case isAudible
  /// A stretch of speech has ended while no agent was on the line to hear it.
  case unheard
  /// How the call's audio arrived, told once at its end.
  case media(CallMedia)
}

/// One of the agent's sentences at the caller's ear.
package struct HeardSentence: Sendable, Hashable {
  /// Nil when only its sound is known.
  package var text: String?
  package var start: SimInstant
  package var end: SimInstant
  /// How many of its words were heard before it broke off; nil for all of them.
  package var wordsHeard: Int?

  package init(text: String?, start: SimInstant, end: SimInstant, wordsHeard: Int? = nil) {
    self.text = text
    self.start = start
    self.end = end
    self.wordsHeard = wordsHeard
  }
}

/// The caller spoke while the agent did.
package struct SpeechOverlap: Sendable, Hashable {
  package var kind: SpeechKind
  /// The later of both voices' onsets, at the caller's ear.
  package var onset: SimInstant
  /// Whether the agent spoke first: the caller broke in; else the agent talked over the caller.
  package var agentWasFirst: Bool
  /// When the agent fell silent; nil when it outlasted the caller's speech by more than the caller
  /// waited, or the call ended.
  package var agentStopped: SimInstant?
  /// Whether it broke off; false when what it had to say was over.
  package var isCut: Bool
  /// When both voices no longer sounded at once.
  package var end: SimInstant

  package init(
    kind: SpeechKind,
    onset: SimInstant,
    agentWasFirst: Bool,
    agentStopped: SimInstant?,
    isCut: Bool,
    end: SimInstant
  ) {
    self.kind = kind
    self.onset = onset
    self.agentWasFirst = agentWasFirst
    self.agentStopped = agentStopped
    self.isCut = isCut
    self.end = end
  }
}

/// What became of a caller's matter, as the caller sees it.
package struct GoalResult: Sendable, Hashable {
  /// The goal's name, such as `appointment`.
  package var goal: String
  /// Every step was settled as the caller wished.
  package var isReached: Bool
  /// The last step was reached, as wished or not.
  package var isComplete: Bool
  /// The matter called for a human.
  package var needsHuman: Bool
  /// Steps that had to be said again, for the agent had not understood.
  package var repairs: Int

  package init(
    goal: String,
    isReached: Bool,
    isComplete: Bool,
    needsHuman: Bool,
    repairs: Int
  ) {
    self.goal = goal
    self.isReached = isReached
    self.isComplete = isComplete
    self.needsHuman = needsHuman
    self.repairs = repairs
  }
}

/// Why a caller released the call, which the agent cannot know.
package enum HangUpReason: String, Sendable, Hashable, Codable {
  /// The conversation had run its course.
  case done
  /// Dead air outlasted the caller's patience.
  case impatient
  /// Nobody did: the carrier dropped the call, for it heard nothing on it.
  case cutOff
}

/// What a caller said in one stretch of speech.
package struct SpokenWords: Sendable, Hashable {
  package var words: [String]
  package var start: SimInstant
  package var end: SimInstant
  package var kind: SpeechKind
  /// Nothing more is to come before an answer.
  package var completesTurn: Bool

  package init(
    words: [String],
    start: SimInstant,
    end: SimInstant,
    kind: SpeechKind = .turn,
    completesTurn: Bool = true
  ) {
    self.words = words
    self.start = start
    self.end = end
    self.kind = kind
    self.completesTurn = completesTurn
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
