package import SimCore

/// The kinds of event that the pipeline writes to its cell's trace.
///
/// Numbers are part of the digest: a kind keeps its number, and new ones go to the end.
package enum TraceKind: UInt32, Sendable, CaseIterable {
  /// A dial fell due.
  case dialPlanned = 1
  /// A dial found no lead that may be called.
  case dialDropped = 2
  /// A dial began; `a` is its delay in nanoseconds.
  case dialStarted = 3
  case conversationStarted = 4
  case conversationEnded = 5
  /// A call has its record; `a` is the call's key, `b` its number and outcome.
  case callEnded = 6
  /// A reply reached the caller's ear; `a` is the call and turn, `b` the response latency.
  case replyHeard = 7
}

extension EventTrace {
  /// Records an event of the pipeline.
  package mutating func record(
    _ kind: TraceKind,
    a: UInt64 = 0,
    b: UInt64 = 0,
    at now: SimInstant
  ) {
    record(kind: kind.rawValue, a: a, b: b, at: now)
  }
}
