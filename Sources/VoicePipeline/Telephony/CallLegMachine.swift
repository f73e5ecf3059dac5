package import SimCore

/// How the setup of a leg ended.
package enum CallSetup: Sendable {
  case answered(AnsweredBy, any MediaPath)
  case ended(CallOutcome)
}

/// What drives a leg.
package enum CallLegEvent: Sendable {
  case dial
  /// Another process takes the leg over where its snapshot was taken.
  case resumed
  case carrier(CarrierEvent)
  case ringTimeout
  case hangUp
}

/// What a leg's state machine wants done.
package enum CallLegEffect: Sendable {
  case invite
  /// Asks the carrier to say again how far the leg has come.
  case resume
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
///                 └─ 3xx-6xx, gone ┴────────────────────────────────────────┘
/// ```
/// Its value is the whole state: a snapshot can be stored and resumed by another process, which
/// rings on for the time that is left and learns from the carrier what it has missed.
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
  /// When the leg is given up unless it is answered; nil before it rings.
  package private(set) var ringDeadline: SimInstant?
  /// Whoever leads the call has the media path of the answer.
  private var hasHandedOver = false
  private let ringTimeout: Duration

  package init(ringTimeout: Duration) { self.ringTimeout = ringTimeout }

  /// Takes one event; events that come too late have no effect, but a late 200 is hung up.
  package mutating func handle(_ event: CallLegEvent, at now: SimInstant) -> [CallLegEffect] {
    switch (state, event) {
    case (.idle, .dial):
      state = .inviting
      return [.invite]
    case (_, .resumed):
      return resume(at: now)
    case (.inviting, .carrier(.ringing)):
      state = .ringing
      progressed = now
      ringDeadline = now.advanced(by: ringTimeout)
      return [.startRingTimer(ringTimeout)]
    case (.inviting, .carrier(.answered(let by, let media))),
      (.ringing, .carrier(.answered(let by, let media))):
      state = .connected
      progressed = progressed ?? now
      hasHandedOver = true
      return [.stopRingTimer, .setUp(.answered(by, media))]
    case (.inviting, .carrier(.rejected(let response, let throttled))),
      (.ringing, .carrier(.rejected(let response, let throttled))):
      state = .ended
      progressed = progressed ?? now
      return [.stopRingTimer, .setUp(.ended(throttled ? .throttled : response.outcome))]
    case (.inviting, .carrier(.released)), (.ringing, .carrier(.released)):
      return fail(at: now)
    case (.ringing, .ringTimeout):
      state = .ended
      return [.cancel, .setUp(.ended(.noAnswer))]
    case (.connected, .carrier(.answered(let by, let media))):
      hasHandedOver = true
      return [.setUp(.answered(by, media))]
    case (.connected, .carrier(.released)):
      state = .ended
      return hasHandedOver ? [.released] : [.setUp(.ended(.abandoned))]
    case (.connected, .hangUp):
      state = .ended
      return [.bye]
    case (.ended, .carrier(.answered)):
      return [.bye]
    default:
      return []
    }
  }

  /// Takes the leg over: what was reported meanwhile is lost, and asked for again.
  private mutating func resume(at now: SimInstant) -> [CallLegEffect] {
    hasHandedOver = false
    switch state {
    case .idle:
      state = .inviting
      return [.invite]
    case .inviting, .connected:
      return [.resume]
    case .ringing:
      let left = now.duration(to: ringDeadline ?? now.advanced(by: ringTimeout))
      // The carrier is asked first: it may have been answered just in time.
      return [.resume, .startRingTimer(max(left, .zero))]
    case .ended:
      return []
    }
  }

  /// The carrier knows nothing of a leg that was not answered yet.
  private mutating func fail(at now: SimInstant) -> [CallLegEffect] {
    state = .ended
    progressed = progressed ?? now
    return [.stopRingTimer, .setUp(.ended(.carrierFailure))]
  }
}
