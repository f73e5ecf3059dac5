/// Where the state of conversations outlives the process that leads them.
///
/// An agent saves its snapshot when its phase changes; another one resumes from it.
package protocol SessionStore: Sendable {
  /// False when the state could not be kept: the conversation goes on, but cannot be taken over.
  func save(_ snapshot: AgentMachine, of call: CallID) -> Bool
  /// The conversation has ended in order.
  func remove(_ call: CallID)
}
