package import SimCore

/// What an agent's state machine wants done.
package enum AgentEffect: Sendable {
  case recognize(any AudioStream, turn: Int)
  case finishRecognition(turn: Int)
  case startEndpointing(until: SimInstant, turn: Int)
  case cancelEndpointing
  case generate(request: Int, conversation: Conversation, contextTokens: Int)
  /// Says `generationOverdue` then, unless the wait is called off.
  case awaitGeneration(until: SimInstant, request: Int)
  /// Nothing more is awaited from the language model.
  case endGeneration
  /// Stops the generation and the synthesis of the reply in progress.
  case cancelReply
  case synthesize(String, mark: PlaybackMark)
  case play(any AudioStream, mark: PlaybackMark)
  case clearPlayback
  /// A reply has begun to play: its story is complete but for the caller's ear.
  case report(AgentTurn)
  /// Nothing more will be said; the call may be torn down.
  case finish(ConversationEnd)
}

/// Why a conversation ended, seen from the agent.
package enum ConversationEnd: Sendable, Hashable, Codable {
  /// The caller's side released the call.
  case released
  /// A port failed for good.
  case failed(PortFailure)
  /// The agent's process went away and left the conversation to another.
  case abandoned
}
