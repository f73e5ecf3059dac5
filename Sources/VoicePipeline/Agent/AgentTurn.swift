package import SimCore

/// The instants of one turn as the agent knew them.
package struct TurnStamps: Sendable, Hashable, Codable {
  /// The caller's last sound, as heard by voice activity detection.
  package var speechEnded = SimInstant.zero
  /// The decision that the turn has ended.
  package var committed = SimInstant.zero
  /// The final transcript.
  package var transcribed = SimInstant.zero
  /// The request to the language model.
  package var requested = SimInstant.zero
  /// The endpoint took the request up.
  package var started = SimInstant.zero
  package var firstToken = SimInstant.zero
  /// The first sentence is complete and goes to synthesis.
  package var firstSentence = SimInstant.zero
  /// The first audio, which is sent to the caller at once.
  package var firstAudio = SimInstant.zero

  package init() {}

  /// Moves all instants that are set.
  mutating func rebase(by shift: Duration) {
    let all: [WritableKeyPath<TurnStamps, SimInstant>] = [
      \.speechEnded, \.committed, \.transcribed, \.requested, \.started, \.firstToken,
      \.firstSentence, \.firstAudio,
    ]
    for stamp in all where self[keyPath: stamp] != .zero {
      self[keyPath: stamp] = self[keyPath: stamp].advanced(by: shift)
    }
  }
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

  package init(turn: Int, request: Int, stretches: Int, words: [String], stamps: TurnStamps) {
    self.turn = turn
    self.request = request
    self.stretches = stretches
    self.words = words
    self.stamps = stamps
  }
}
