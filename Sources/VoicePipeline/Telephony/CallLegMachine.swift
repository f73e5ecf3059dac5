package import SimCore

/// How the setup of a leg ended.
package enum CallSetup: Sendable {
  case answered(AnsweredBy, any MediaPath)
  case ended(CallOutcome)
}

/// What drives a leg.
package enum CallLegEvent: Sendable {
  case dial
  case carrier(CarrierEvent)
  case ringTimeout
  case hangUp
}

/// What a leg's state machine wants done.
package enum CallLegEffect: Sendable {
  case invite
  case startRingTimer(Duration)
  case stopRingTimer
  case cancel
  case bye
  case setUp(CallSetup)
  /// The far end released an answered leg.
  case released
}

/// One leg from INVITE to BYE as a state machine.
///
/// ```
/// idle ─dial─▶ inviting ─18x─▶ ringing ─200─▶ connected ─BYE either way─▶ ended
///                 │               │ time-out: CANCEL                        ▲
///                 └──── 3xx-6xx ──┴─────────────────────────────────────────┘
/// ```
package struct CallLegMachine: Sendable, Hashable, Codable {
  /// How far the leg has come.
  package enum State: String, Sendable, Codable {
    case idle
    case inviting
    case ringing
    case connected
    case ended
  }

  package private(set) var state = State.idle
  /// The first ring or, without one, the final response; nil before it.
  package private(set) var progressed: SimInstant?
  private let ringTimeout: Duration

  package init(ringTimeout: Duration) { self.ringTimeout = ringTimeout }

  /// Takes one event; events that come too late have no effect, but a late 200 is hung up.
  package mutating func handle(_ event: CallLegEvent, at now: SimInstant) -> [CallLegEffect] {
    switch (state, event) {
    case (.idle, .dial):
      state = .inviting
      return [.invite]
    case (.inviting, .carrier(.ringing)):
      state = .ringing
      progressed = now
      return [.startRingTimer(ringTimeout)]
    case (.inviting, .carrier(.answered(let by, let media))),
      (.ringing, .carrier(.answered(let by, let media))):
      state = .connected
      progressed = progressed ?? now
      return [.stopRingTimer, .setUp(.answered(by, media))]
    case (.inviting, .carrier(.rejected(let response, let throttled))),
      (.ringing, .carrier(.rejected(let response, let throttled))):
      state = .ended
      progressed = progressed ?? now
      return [.stopRingTimer, .setUp(.ended(throttled ? .throttled : response.outcome))]
    case (.ringing, .ringTimeout):
      state = .ended
      return [.cancel, .setUp(.ended(.noAnswer))]
    case (.connected, .carrier(.released)):
      state = .ended
      return [.released]
    case (.connected, .hangUp):
      state = .ended
      return [.bye]
    case (.ended, .carrier(.answered)):
      return [.bye]
    default:
      return []
    }
  }
}
