package import SimCore

/// What an agent tells for the record beside its turns.
package enum AgentNote: Sendable, Hashable {
  /// Speech up to that instant was taken for a back-channel or for noise, and not answered.
  case ignored(until: SimInstant)
  /// The agent broke off a reply, for it heard the caller; the instant of the decision.
  case cut(request: Int, at: SimInstant)
  /// It went on with that reply: nobody had said anything.
  case resumed(request: Int)
  /// The turn was ended in the midst of what the caller wanted to say, and was taken back.
  case tookBack(turn: Int)
  indirect case called(ModelCall)
  /// What a speech-to-speech model has heard.
  case transcribed(turn: Int, [String])
  /// What a caller hears while the answer is being made.
  case filled(request: Int)
  /// Static text stands in for a model that has failed.
  case fellBack(PortFailure)
  /// Agents changed: the task of the one that goes on.
  case handedOff(task: String)
  /// A human was asked for.
  case escalated
  case desk(DeskEvent)
  /// The caller is to be called back.
  case callbackPromised
  /// The caller's audio has become worse than the agent bears, or good again.
  case lineTurned(OpinionScore, isBad: Bool)
  /// A speech-to-speech model was connected to anew.
  case reconnected
  /// Older turns were summed up; tokens of the context before and after.
  case compressed(from: Int, to: Int)
}

extension AgentNote {
  /// Moves its instants to another clock.
  package func rebased(by shift: Duration) -> AgentNote {
    switch self {
    case .ignored(let end): return .ignored(until: end.advanced(by: shift))
    case .cut(let request, let instant):
      return .cut(request: request, at: instant.advanced(by: shift))
    case .called(var call):
      call.begun = call.begun.advanced(by: shift)
      call.firstResult = call.firstResult?.advanced(by: shift)
      call.ended = call.ended.advanced(by: shift)
      return .called(call)
    default: return self
    }
  }
}
