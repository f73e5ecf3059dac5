/// What a speech-to-speech model says about a conversation: it hears, ends turns and answers by
/// itself.
package enum RealtimeEvent: Sendable {
  /// The model takes the turn as finished and begins to answer it.
  case committed(turn: Int)
  /// What it heard, for the record; comes late or never.
  case transcript(turn: Int, Transcript)
  /// The audio of the next sentence of the reply, as it begins to stream.
  case audio(request: Int, any AudioStream, text: String)
  case toolCall(request: Int, ToolCall)
  case completed(request: Int, TokenUsage)
  case failed(PortFailure)
  /// It has reached its greatest age as a session and is gone (WebSocket close 1001).
  case expired
}

/// A speech-to-speech model: the caller's audio in, the agent's audio out.
package protocol RealtimeModel: Sendable {
  /// Opens a session for a call; on a later one the conversation so far is told again.
  func open(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any RealtimeSession
}

/// One session with a speech-to-speech model.
package protocol RealtimeSession: AnyObject, Sendable {
  /// A further stretch of the caller's speech; the model hears its end itself.
  func hear(_ audio: any AudioStream, turn: Int)
  /// The caller has stopped, as far as the line tells: silence follows.
  func hearSilence(turn: Int)
  /// Asks for a reply without a turn of the caller: the greeting, or the answer to a tool's result.
  func respond(request: Int, after result: String?)
  /// The caller broke in: stops the answer, of which only so much was heard.
  func interrupt(request: Int)
  func close()
}
