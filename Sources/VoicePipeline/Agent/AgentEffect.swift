package import SimCore

/// What an agent's state machine wants done.
package enum AgentEffect: Sendable {
  case recognize(any AudioStream, turn: Int, wantsPartials: Bool)
  case finishRecognition(turn: Int)
  /// Asks the detector about the latest stretch of speech.
  case judgeTurn(turn: Int, stretch: Int)
  case start(AgentTimer, until: SimInstant)
  case stop(AgentTimer)
  indirect case generate(GenerationTask)
  /// Asks for a summary of a conversation's older turns.
  indirect case summarize(Conversation, tokens: Int)
  /// Nothing more is awaited from the language model.
  case endGeneration
  /// Stops the generation, the synthesis and the tools of the reply in progress.
  case cancelReply
  indirect case findReply(GenerationTask)
  indirect case keepReply(String, to: GenerationTask)
  indirect case route(GenerationTask)
  indirect case runTool(ToolCall, run: Int)
  case synthesize(String, mark: PlaybackMark)
  case play(any AudioStream, mark: PlaybackMark)
  case clearPlayback
  indirect case openRealtime(GenerationTask)
  case hear(any AudioStream, turn: Int)
  /// As far as it has come, for a session that is new.
  case hearAgain(turn: Int)
  case hearSilence(turn: Int)
  case respond(request: Int, after: String?)
  case interrupt(request: Int)
  case askDesk
  case leaveDesk
  /// A reply has begun to play: its story is complete but for the caller's ear.
  indirect case report(AgentTurn)
  case note(AgentNote)
  /// Nothing more will be said; the call may be torn down.
  case finish(ConversationEnd)
}

/// A request to a language model, before it has the name of its call.
package struct GenerationTask: Sendable {
  package var request: Int
  package var attempt: Int
  package var task: String?
  package var tier: ModelTier
  package var isStreaming: Bool
  package var conversation: Conversation
  package var contextTokens: Int

  /// The request as a port takes it.
  package func request(of call: CallID) -> GenerationRequest {
    var made = GenerationRequest(
      call: call,
      request: request,
      conversation: conversation,
      contextTokens: contextTokens
    )
    made.attempt = attempt
    made.task = task
    made.tier = tier
    made.isStreaming = isStreaming
    return made
  }
}

/// Why a conversation ended, seen from the agent.
package enum ConversationEnd: Sendable, Hashable, Codable {
  /// The caller's side released the call.
  case released
  /// A port failed for good.
  case failed(PortFailure)
  /// The agent's process went away and left the conversation to another.
  case abandoned
  /// The agent had said its last word.
  case concluded
  /// A human has taken the call over.
  case transferred
  /// The caller is to be called back.
  case callback
}
