/// Where the state of conversations outlives the process that leads them.
///
/// An agent saves its snapshot when its phase changes; another one resumes from it.
package protocol SessionStore: Sendable {
  /// False when the state could not be kept: the conversation goes on, but cannot be taken over.
  func save(_ snapshot: AgentMachine, of call: CallID) -> Bool
  /// Answers once, with what was kept last.
  func load(_ call: CallID, _ answer: @escaping @Sendable (SessionAnswer) -> Void)
  /// The conversation has ended in order.
  func remove(_ call: CallID)
}

/// What a store says when it is asked for a conversation.
package enum SessionAnswer: Sendable {
  case found(Shared<AgentMachine>)
  /// It was never kept, or is kept no longer.
  case missing
  /// The store did not answer; it may later.
  case unavailable
}
