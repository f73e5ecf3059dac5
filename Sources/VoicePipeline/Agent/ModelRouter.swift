/// Chooses the language model for a request by what the caller has said.
package protocol ModelRouter: Sendable {
  /// One `routed` event follows.
  func route(_ request: GenerationRequest, for agent: any AgentEventReceiver)
}

/// Replies that were given before, for words that come again and again.
package protocol ReplyCache: Sendable {
  /// One `remembered` event follows.
  func find(_ request: GenerationRequest, for agent: any AgentEventReceiver)
  /// Keeps a whole reply for the words that it answered.
  func keep(_ reply: String, to request: GenerationRequest)
}
