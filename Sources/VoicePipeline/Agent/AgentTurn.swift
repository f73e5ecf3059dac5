package import SimCore

/// The instants of one turn as the agent knew them.
package struct TurnStamps: Sendable, Hashable, Codable {
  /// The caller's last sound, as heard by voice activity detection.
  package var speechEnded = SimInstant.zero
  /// The decision that the turn has ended.
  package var committed = SimInstant.zero
  /// The final transcript is there, and so is that decision.
  package var transcribed = SimInstant.zero
  /// The first request to the language model: replies that are known, passages and the choice of a
  /// model come before it.
  package var requested = SimInstant.zero
  /// The request that was answered; earlier ones were retried or asked for tools.
  package var asked = SimInstant.zero
  /// The endpoint took that request up.
  package var started = SimInstant.zero
  package var firstToken = SimInstant.zero
  /// The first sentence is complete and goes to synthesis.
  package var firstSentence = SimInstant.zero
  /// The first audio, which is sent to the caller at once.
  package var firstAudio = SimInstant.zero

  package init() {}

  /// The stamps in order of time.
  package var all: [SimInstant] {
    [
      speechEnded, committed, transcribed, requested, asked, started, firstToken, firstSentence,
      firstAudio,
    ]
  }

  /// Stamps from what `all` gives; nil for another number of them.
  package init?(_ all: [SimInstant]) {
    guard all.count == 9 else { return nil }
    speechEnded = all[0]
    committed = all[1]
    transcribed = all[2]
    requested = all[3]
    asked = all[4]
    started = all[5]
    firstToken = all[6]
    firstSentence = all[7]
    firstAudio = all[8]
  }

  /// Moves all instants that are set.
  package mutating func rebase(by shift: Duration) {
    let moved = all.map { $0 == .zero ? $0 : $0.advanced(by: shift) }
    if let moved = TurnStamps(moved) { self = moved }
  }
}

/// Where the first words of a reply come from.
package enum ReplyOrigin: String, Sendable, Hashable, Codable, CaseIterable {
  case model
  /// A reply that was given before.
  case memory
  /// Said while the answer is being made.
  case filler
  /// Text that the agent always has: a greeting, a question back, a leave-taking.
  case script
  /// Such text in place of a reply that a model failed to give.
  case fallback
}

/// One turn of the conversation as the agent lived it.
package struct AgentTurn: Sendable, Hashable, Codable {
  /// Caller turns, from 1; 0 is the agent's greeting.
  package var turn: Int
  /// The reply that answers the turn.
  package var request: Int
  /// Stretches of caller speech in this turn.
  package var stretches: Int
  /// What the recognizer understood.
  package var words: [String]
  package var stamps: TurnStamps
  package var origin: ReplyOrigin
  /// The model that answered.
  package var tier: ModelTier
  /// Requests to language models before the first word, tools and retries included.
  package var rounds: Int

  package init(
    turn: Int,
    request: Int,
    stretches: Int,
    words: [String],
    stamps: TurnStamps,
    origin: ReplyOrigin = .model,
    tier: ModelTier = .heavy,
    rounds: Int = 1
  ) {
    self.turn = turn
    self.request = request
    self.stretches = stretches
    self.words = words
    self.stamps = stamps
    self.origin = origin
    self.tier = tier
    self.rounds = rounds
  }
}
