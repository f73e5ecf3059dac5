package import SimCore

/// One attempt to reach a phone.
package struct CallAttempt: Sendable, Hashable {
  package var id: CallID
  /// E.164 digits without the plus; zero for somebody who has called in.
  package var phone: UInt64
  /// The instant at which the load model wanted the dial.
  package var planned: SimInstant
  /// Nil for somebody who has called in.
  package var lead: AttemptedLead?
  /// Where the phone is, by its place in the run's `RegionMap`; nil where that is not known.
  package var region: Int?

  package init(
    id: CallID,
    phone: UInt64,
    planned: SimInstant,
    lead: AttemptedLead? = nil,
    region: Int? = nil
  ) {
    self.region = region
    self.id = id
    self.phone = phone
    self.planned = planned
    self.lead = lead
  }
}

/// Who the carrier says has answered.
package enum AnsweredBy: String, Sendable, Hashable, Codable {
  case human
  case machine
  /// The carrier does not say, or has yet to listen.
  case undetermined
}

/// What a carrier reports about a leg, each at the instant of the SIP message.
package enum CarrierEvent: Sendable {
  /// The carrier has the call (100): from now on it answers for it.
  case trying
  /// The carrier holds the call back over its limit, and routes it when its turn comes.
  case queued
  case ringing
  case answered(AnsweredBy, any MediaPath)
  /// What listening to an answered leg has told.
  case detected(DetectionNews)
  /// A final response other than 2xx.
  case rejected(CarrierRefusal)
  /// The far end hung up (BYE).
  case released
}

/// Where a carrier delivers a leg's events: on the cell of the call.
package protocol CarrierEventReceiver: AnyObject, Sendable {
  func receive(_ event: CarrierEvent)
}

/// A telephone carrier: simulated or a SIP trunk.
package protocol Carrier: Sendable {
  var name: String { get }
  /// What it signs our calls with; nil where that is not known.
  var attestation: Attestation? { get }
  /// Sends the INVITE; every event of the leg goes to `leg`.
  func invite(_ attempt: CallAttempt, for leg: any CarrierEventReceiver)
  /// Sends every later event of a leg to `leg`, and says again how far the leg has come.
  ///
  /// For a leg whose first receiver has gone away: it rings, it was answered (over the same media
  /// path), it was rejected, or it is gone (`released`). A leg that is still being routed has no
  /// news to repeat.
  func resume(_ call: CallID, for leg: any CarrierEventReceiver)
  /// Ends an unanswered leg (CANCEL, RFC 3261 section 9).
  func cancel(_ call: CallID)
  /// Ends an answered leg (BYE, RFC 3261 section 15).
  func hangUp(_ call: CallID)
  /// Whether it can be asked how it is.
  var takesProbes: Bool { get }
  /// Sends an OPTIONS request (RFC 3261 section 11), whose final response goes to `receiver`;
  /// without one nothing does.
  func probe(_ probe: CarrierProbe, for receiver: any ProbeReceiver)
}

extension Carrier {
  package var attestation: Attestation? { nil }

  package var takesProbes: Bool { false }

  package func probe(_ probe: CarrierProbe, for receiver: any ProbeReceiver) {
    preconditionFailure("\(name) takes no probes")
  }
}
