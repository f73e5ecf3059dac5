package import SimCore

/// How the setup of a leg ended.
package enum CallSetup: Sendable {
  case answered(AnsweredBy, any MediaPath)
  case ended(LegEnding)
}

/// How long a leg waits for what may never come.
package struct LegTimeouts: Sendable, Hashable, Codable {
  /// For the first response of any kind.
  ///
  /// Timer B of RFC 3261 section 17.1.1.2, which is 32 s there. Who wants to dial over another
  /// carrier in time must not wait as long.
  package var invite: Duration
  /// From 100 Trying to a ring or a final response: timer C of RFC 3261 section 16.6.
  package var setup: Duration
  /// For an answer, from the first ring.
  package var ring: Duration

  package init(
    invite: Duration = .seconds(32),
    setup: Duration = .seconds(181),
    ring: Duration
  ) {
    self.invite = invite
    self.setup = setup
    self.ring = ring
  }
}

/// What a leg waits for; for one thing at a time.
package enum LegTimer: String, Sendable, Hashable, Codable {
  case invite
  case setup
  case ring
}

/// What drives a leg.
package enum CallLegEvent: Sendable {
  case dial
  /// Another process takes the leg over where its snapshot was taken.
  case resumed
  case carrier(CarrierEvent)
  /// It has not come in time.
  case timeout(LegTimer)
  case hangUp
}

/// What a leg's state machine wants done.
package enum CallLegEffect: Sendable {
  case invite
  /// Asks the carrier to say again how far the leg has come.
  case resume
  /// In place of the timer that runs, if one does.
  case startTimer(LegTimer, Duration)
  case stopTimer
  case cancel
  case bye
  /// Closes the media path of an answer that came too late.
  case discard(any MediaPath)
  case setUp(CallSetup)
  /// A refusal of a leg that was given up in silence: it says something of the carrier still.
  case refusedLate(CarrierRefusal)
  case detected(DetectionNews)
  /// The far end released an answered leg.
  case released
}

/// One leg from INVITE to BYE as a state machine.
///
/// ```
/// idle ─dial─▶ inviting ─100─▶ proceeding ─18x─▶ ringing ─200─▶ connected ─BYE either way─▶ ended
///                 │ time-out       │                 │ time-out: CANCEL                      ▲
///                 └─ 3xx-6xx, gone ┴─────────────────┴───────────────────────────────────────┘
/// ```
/// Its value is the whole state: a snapshot can be stored and resumed by another process, which
/// rings on for the time that is left and learns from the carrier what it has missed.
package struct CallLegMachine: Sendable, Hashable, Codable {
  /// How far the leg has come.
  package enum State: String, Sendable, Codable {
    case idle
    /// Nothing has come back yet.
    case inviting
    /// The carrier holds the call back: it says when it goes on, however long that takes.
    case queued
    case proceeding
    case ringing
    case connected
    case ended
  }

  package private(set) var state = State.idle
  /// The first ring or, without one, the final response; nil before it.
  package private(set) var progressed: SimInstant?
  /// The first ring that was heard of; nil before it.
  package private(set) var rang: SimInstant?
  /// It was given up in silence, and the phone has rung all the same.
  package private(set) var hasRungLate = false
  /// Whoever leads the call has the media path of the answer.
  private var hasHandedOver = false
  private let timeouts: LegTimeouts

  package init(_ timeouts: LegTimeouts) { self.timeouts = timeouts }

  /// When the leg is given up unless it is answered; nil before it rings.
  package var ringDeadline: SimInstant? { rang.map { $0.advanced(by: timeouts.ring) } }

  /// Takes one event; events that come too late have no effect, but a late 200 is hung up.
  package mutating func handle(_ event: CallLegEvent, at now: SimInstant) -> [CallLegEffect] {
    switch (state, event) {
    case (.idle, .dial):
      state = .inviting
      return [.invite, .startTimer(.invite, timeouts.invite)]
    case (_, .resumed):
      return resume(at: now)
    case (.inviting, .timeout(.invite)):
      return end(LegEnding(.carrierFailure, isSilent: true), at: now)
    case (.inviting, .carrier(let event)), (.proceeding, .carrier(let event)),
      (.ringing, .carrier(let event)), (.queued, .carrier(let event)):
      return progress(event, at: now)
    case (.proceeding, .timeout(.setup)):
      // It may ring somewhere: nobody else is asked to ring it.
      return [.cancel] + end(LegEnding(.carrierFailure), at: now)
    case (.ringing, .timeout(.ring)):
      state = .ended
      return [.cancel, .setUp(.ended(LegEnding(.noAnswer, hasRung: true)))]
    case (.connected, .carrier(.answered(let by, let media))):
      hasHandedOver = true
      return [.setUp(.answered(by, media))]
    case (.connected, .carrier(.detected(let news))):
      return [.detected(news)]
    case (.connected, .carrier(.released)):
      state = .ended
      return hasHandedOver ? [.released] : [.setUp(.ended(LegEnding(.abandoned, hasRung: true)))]
    case (.connected, .hangUp):
      state = .ended
      return [.bye]
    case (.ended, .carrier(.answered(_, let media))):
      hasRungLate = true
      return [.discard(media), .bye]
    // What was given up before it was heard of must not ring on; before a provisional response it
    // could not be cancelled (RFC 3261 section 9.1).
    case (.ended, .carrier(.rejected(let refusal))):
      return [.refusedLate(refusal)]
    case (.ended, .carrier(.ringing)):
      hasRungLate = true
      return [.cancel]
    case (.ended, .carrier(.trying)), (.ended, .carrier(.queued)):
      return [.cancel]
    default:
      return []
    }
  }

  /// News of a leg that was not answered yet.
  private mutating func progress(
    _ event: CarrierEvent,
    at now: SimInstant
  ) -> [CallLegEffect] {
    switch event {
    case .queued:
      guard state == .inviting else { return [] }
      state = .queued
      return [.stopTimer]
    case .trying:
      guard state == .inviting || state == .queued else { return [] }
      state = .proceeding
      return [.startTimer(.setup, timeouts.setup)]
    case .ringing:
      guard state != .ringing else { return [] }
      state = .ringing
      progressed = now
      rang = now
      return [.startTimer(.ring, timeouts.ring)]
    case .answered(let by, let media):
      state = .connected
      progressed = progressed ?? now
      hasHandedOver = true
      return [.stopTimer, .setUp(.answered(by, media))]
    case .detected:
      return []
    case .rejected(let refusal):
      return end(LegEnding(refusal.outcome, refusal: refusal), at: now)
    case .released:
      // The carrier knows nothing of it any more.
      return end(LegEnding(.carrierFailure), at: now)
    }
  }

  private mutating func end(_ ending: LegEnding, at now: SimInstant) -> [CallLegEffect] {
    var ending = ending
    ending.hasRung = state == .ringing
    state = .ended
    if !ending.isSilent { progressed = progressed ?? now }
    return [.stopTimer, .setUp(.ended(ending))]
  }

  /// Takes the leg over: what was reported meanwhile is lost, and asked for again.
  private mutating func resume(at now: SimInstant) -> [CallLegEffect] {
    hasHandedOver = false
    switch state {
    case .idle:
      state = .inviting
      return [.invite, .startTimer(.invite, timeouts.invite)]
    case .inviting:
      return [.resume, .startTimer(.invite, timeouts.invite)]
    case .proceeding:
      return [.resume, .startTimer(.setup, timeouts.setup)]
    case .connected, .queued:
      return [.resume]
    case .ringing:
      let left = now.duration(to: ringDeadline ?? now.advanced(by: timeouts.ring))
      // The carrier is asked first: it may have been answered just in time.
      return [.resume, .startTimer(.ring, max(left, .zero))]
    case .ended:
      return []
    }
  }
}
