package import SimCore

/// The kinds of event that the pipeline writes to its cell's trace.
///
/// Numbers are part of the digest: a kind keeps its number, and new ones go to the end. The entity
/// of each is the call, by its number in the run; `words` says what its two values mean.
package enum TraceKind: UInt32, Sendable, CaseIterable {
  /// A dial fell due.
  case dialPlanned = 1
  /// A dial was given up: no lead may be called, no agent was free, or the campaign was halted.
  case dialDropped = 2
  /// A dial began.
  case dialStarted = 3
  /// A call was answered and has its slot on a pod.
  case conversationStarted = 4
  case conversationEnded = 5
  /// A call has its record.
  case callEnded = 6
  /// A reply reached the caller's ear.
  case replyHeard = 7
  /// The carrier reported an answer.
  case callAnswered = 8
  /// The caller said something.
  case callerSpoke = 9
  /// The agent began to play a reply.
  case agentReplied = 10
  /// The caller is about to release the call.
  case callerHungUp = 11
  /// A carrier has failed the call before anybody was reached; another one is tried.
  case callRerouted = 12
  /// Another pod has taken the conversation up.
  case conversationResumed = 13

  /// What the kind is called and what its values say.
  package var words: TraceWords {
    switch self {
    case .dialPlanned: TraceWords("dial planned")
    case .dialDropped: TraceWords("dial dropped", a: .choice("reason", DropReason.names))
    case .dialStarted: TraceWords("dial started", a: .duration("delay"))
    case .conversationStarted: TraceWords("conversation started", a: .count("pod"))
    case .conversationEnded: TraceWords("conversation ended")
    case .conversationResumed:
      TraceWords("conversation resumed", a: .count("pod"), b: .duration("gap"))
    case .callRerouted:
      TraceWords("call rerouted", a: .count("carrier"), b: .duration("wait"))
    case .callEnded:
      TraceWords("call ended", a: .key("lead"), b: .choice("outcome", CallOutcome.names))
    case .replyHeard:
      TraceWords("reply heard", a: .count("turn"), b: .duration("response"))
    case .callAnswered:
      TraceWords(
        "answered",
        a: .choice("by", ["human", "machine", "undetermined"]),
        b: .duration("after")
      )
    case .callerSpoke:
      TraceWords("caller spoke", a: .count("words"), b: .duration("for"))
    case .agentReplied:
      TraceWords("agent replied", a: .count("turn"), b: .duration("after"))
    case .callerHungUp:
      TraceWords("caller hung up", a: .choice("reason", ["done", "impatient"]))
    }
  }

  /// The words of a kind by its number.
  package static func words(_ number: UInt32) -> TraceWords? { Self(rawValue: number)?.words }
}

extension Cell {
  /// Records what happened to a call now.
  package func record(_ kind: TraceKind, call: Int, a: UInt64 = 0, b: UInt64 = 0) {
    record(kind: kind.rawValue, entity: UInt64(call), a: a, b: b)
  }
}

extension Duration {
  /// As a value of a trace event.
  var traceBits: UInt64 { UInt64(bitPattern: nanoseconds) }
}

extension DropReason {
  fileprivate static var names: [String] { allCases.map(\.label) }
}

extension CallOutcome {
  fileprivate static var names: [String] { allCases.map(\.rawValue) }
}
