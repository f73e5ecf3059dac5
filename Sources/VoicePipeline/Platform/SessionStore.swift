/// Where the state of conversations outlives the process that leads them.
///
/// An agent saves its snapshot when its phase changes; another one resumes from it.
package protocol SessionStore: Sendable {
  func save(_ snapshot: AgentMachine, of call: CallID)
  /// The conversation has ended in order.
  func remove(_ call: CallID)
}
