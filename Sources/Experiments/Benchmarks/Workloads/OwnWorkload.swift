internal import SimCore

/// A common workload in one idiom of ours: a program that races against the peers.
package enum OwnWorkload: String, Sendable, CaseIterable {
  case holdCallbacks = "w1.callbacks"
  case holdSinks = "w1.sinks"
  case holdActors = "w1.actors"
  case queueingCallbacks = "w2.callbacks"
  case queueingActors = "w2.actors"
  case dialingCallbacks = "w3.callbacks"
  case dialingActors = "w3.actors"
  /// Workload 3 with 100,000 calls at once, for one simulated hour.
  case largeCallbacks = "large.callbacks"
  case largeActors = "large.actors"

  /// Every call of an hour holds 265.6 s: 68 times 20,000 an hour are 100,300 at once.
  package static let largeScale = 68

  /// Runs it in this process, which should do nothing else: its memory is part of the outcome.
  package func run(events: Int?) -> WorkloadOutcome {
    switch self {
    case .holdCallbacks: HoldWorkload.callbacks(events: events)
    case .holdSinks: HoldWorkload.sinks(events: events)
    case .holdActors: HoldWorkload.sleeps(events: events)
    case .queueingCallbacks: QueueingWorkload.callbacks(events: events)
    case .queueingActors: QueueingWorkload.actors(events: events)
    case .dialingCallbacks: DialingWorkload.callbacks(Self.dialing(events))
    case .dialingActors: DialingWorkload.actors(Self.dialing(events))
    case .largeCallbacks: DialingWorkload.callbacks(Self.large(events))
    case .largeActors: DialingWorkload.actors(Self.large(events))
    }
  }

  private static func dialing(_ events: Int?) -> Dialing {
    Dialing(calls: CommonWorkload.dialing.size(full: CommonWorkload.dialingCalls, events: events))
  }

  /// More calls than an hour holds, so that they keep coming until its end; fewer in tests.
  private static func large(_ events: Int?) -> Dialing {
    guard let events else {
      let calls = 2 * largeScale * CommonWorkload.dialingCalls
      return Dialing(
        scale: largeScale,
        calls: calls,
        horizon: SimInstant(nanoseconds: 3_600_000_000_000)
      )
    }
    let calls = CommonWorkload.dialing.size(full: CommonWorkload.dialingCalls, events: events)
    return Dialing(scale: 2, calls: calls, horizon: SimInstant(nanoseconds: 300_000_000_000))
  }
}
