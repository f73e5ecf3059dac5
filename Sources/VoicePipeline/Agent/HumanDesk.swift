/// What a desk of humans says to a call that is handed to it.
package enum DeskEvent: Sendable, Hashable {
  /// Nobody is free; the wait that the desk expects.
  case queued(expected: Duration)
  /// A human takes the call.
  case connected
  /// The desk is not staffed at this hour.
  case closed
  /// The queue is full.
  case refused
}

/// Humans who take calls over from agents.
package protocol HumanDesk: Sendable {
  func take(_ call: CallID, for agent: any AgentEventReceiver) -> any DeskRequest
}

/// One call's place in the queue of a desk.
package protocol DeskRequest: AnyObject, Sendable {
  /// The caller or the agent has given up.
  func withdraw()
}
