/// What a streaming language model says about one request.
package enum GenerationEvent: Sendable {
  /// The request had to wait and has now been taken up; absent when it never waited.
  case started
  /// One or more tokens; the first marks the time to first token.
  case text(String)
  case completed(outputTokens: Int)
  case failed(PortFailure)
}

/// What the agent asks of its language model.
package struct GenerationRequest: Sendable {
  package var call: CallID
  package var request: Int
  /// What the caller said, as recognized.
  package var words: [String]
  /// Tokens of the conversation so far, instructions included.
  package var contextTokens: Int
}

/// A streaming language model: the conversation in, text out.
package protocol LanguageModel: Sendable {
  func generate(
    _ request: GenerationRequest,
    for agent: any AgentEventReceiver
  ) -> any GenerationStream
}

/// One request's stream from a language model.
package protocol GenerationStream: AnyObject, Sendable {
  /// Closes the stream: no event follows, but the endpoint notices only a network delay later.
  func cancel()
}
