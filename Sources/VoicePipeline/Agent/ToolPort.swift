/// A function that the language model asks the agent to run.
package struct ToolCall: Sendable, Hashable, Codable {
  /// As the model names it: `find_record`, `end_call`.
  package var name: String
  /// JSON text, as the model wrote it.
  package var arguments: String

  package init(name: String, arguments: String = "{}") {
    self.name = name
    self.arguments = arguments
  }

  /// What the agent does itself, without a port.
  package enum Reserved: String, Sendable, CaseIterable {
    /// The reply is the last: the agent hangs up when it has been heard.
    case endCall = "end_call"
    /// Hands the caller to a human; the arguments are the reason.
    case transfer = "transfer_to_human"
    /// Goes on as another agent, whose task the arguments name.
    case handOff = "hand_off"
  }

  package var reserved: Reserved? { Reserved(rawValue: name) }

  /// The search for passages that the agent itself asks for, before every request.
  package static let retrieval = "retrieve"
}

/// What became of one run of a tool; its only event.
package enum ToolEvent: Sendable, Hashable {
  /// What the language model is told, and how many tokens that is.
  case completed(result: String, tokens: Int)
  case failed(PortFailure)
  /// Called off before it had begun its work.
  case cancelled
}

/// The tools of an agent: a calendar, a customer record, a search over passages.
package protocol AgentTools: Sendable {
  /// Runs a tool; `ToolEvent` follows under the number `run`.
  func run(
    _ call: ToolCall,
    run: Int,
    of id: CallID,
    for agent: any AgentEventReceiver
  ) -> any ToolRun
}

/// One run of a tool.
package protocol ToolRun: AnyObject, Sendable {
  /// Asks to stop; what has changed the world by then stays changed, and `completed` follows.
  func cancel()
}
