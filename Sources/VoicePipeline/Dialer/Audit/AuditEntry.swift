package import SimCore

/// Who decided what an entry tells.
package enum AuditDecider: String, Sendable, Hashable, CaseIterable {
  /// The compliance gate.
  case gate
  case dialer
  case carrier
  case agent
  /// The person, or the machine, that was called.
  case callee
}

/// What happened.
package enum AuditEvent: String, Sendable, Hashable, CaseIterable {
  /// The first line: whose log it is.
  case opened
  /// A rule forbids the dial, for now or for good.
  case heldBack = "held_back"
  /// A planned dial found nobody who may be called.
  case dropped
  case dialled
  /// The same call goes over another carrier.
  case rerouted
  case ended
  /// The person is to be called again.
  case retryPlanned = "retry_planned"
  case sms
  case doNotCallJoined = "do_not_call_joined"
  case consentRevoked = "consent_revoked"
  /// The last line: how many entries there are, and the chain value of the last one.
  case sealed
}

/// One decision about one person: who, when, by which rule, on which data.
package struct AuditEntry: Sendable, Hashable {
  package var event: AuditEvent
  package var decidedBy: AuditDecider
  package var time: SimInstant
  package var campaign: String?
  /// Ten digits, or eleven from 1 on; it is written as its keyed hash only.
  package var phone: UInt64?
  /// Which attempt to reach the person, from 1.
  package var attempt: Int?
  /// The call's number in the run.
  package var call: Int?
  package var rule: AuditRule?
  package var data: AuditData

  package init(
    _ event: AuditEvent,
    by decidedBy: AuditDecider,
    at time: SimInstant,
    campaign: String? = nil,
    phone: UInt64? = nil,
    attempt: Int? = nil,
    call: Int? = nil,
    rule: AuditRule? = nil,
    data: AuditData = .none
  ) {
    self.event = event
    self.decidedBy = decidedBy
    self.time = time
    self.campaign = campaign
    self.phone = phone
    self.attempt = attempt
    self.call = call
    self.rule = rule
    self.data = data
  }

  /// An entry about an attempt that has a call.
  package init(
    _ event: AuditEvent,
    by decidedBy: AuditDecider,
    at time: SimInstant,
    of attempt: CallAttempt,
    campaign: String? = nil,
    data: AuditData
  ) {
    self.init(
      event,
      by: decidedBy,
      at: time,
      campaign: campaign,
      // Who calls in is known to the carrier alone.
      phone: attempt.phone == 0 ? nil : attempt.phone,
      attempt: (attempt.lead?.attempt ?? 0) + 1,
      call: attempt.id.number,
      data: data
    )
  }
}

/// What a decision was made on.
package enum AuditData: Sendable, Hashable {
  case none
  /// Over which carrier, how long after the planned instant, and how the leg is signed.
  case dial(carrier: String, wait: Duration, attestation: Attestation? = nil)
  /// `outcome` is what the first carrier came to.
  case reroute(from: String, to: String, after: CallOutcome, attestation: Attestation? = nil)
  /// `held` is the time from the answer on; nil when nobody answered.
  case ending(CallOutcome, carrier: String, held: Duration?)
  /// What a clock on the called party's wall shows, and when calls may start there, both in seconds
  /// since midnight.
  case localTime(second: Int, zone: String, opens: Int)
  /// Anything else, in a few words; what looks like a person's data is replaced.
  case text(String)
}

extension AuditData {
  /// The clock of a zone at an instant, beside the hours that it was held against.
  package static func clock(
    of zone: ZoneID,
    at unixSeconds: Int64,
    hours: CallingHours
  ) -> AuditData {
    .localTime(
      second: zone.secondOfDay(at: unixSeconds),
      zone: zone.name,
      opens: hours.secondsOfDay.lowerBound
    )
  }

  func write(to text: inout TextBuffer) {
    switch self {
    case .none: break
    case .dial(let carrier, let wait, let attestation):
      text.text("over ")
      text.string(carrier)
      text.text("; waited ")
      text.milliseconds(wait)
      text.text(" ms")
      text.attestation(attestation)
    case .reroute(let from, let to, let outcome, let attestation):
      text.text("from ")
      text.string(from)
      text.text(" to ")
      text.string(to)
      text.text("; outcome ")
      text.string(outcome.rawValue)
      text.attestation(attestation)
    case .ending(let outcome, let carrier, let held):
      text.text("outcome ")
      text.string(outcome.rawValue)
      text.text("; over ")
      text.string(carrier)
      guard let held else { return }
      text.text("; held ")
      // In seconds: so few digits are nobody's number, and no closer look is needed.
      text.fixed((held.nanoseconds + 500_000) / 1_000_000, decimals: 3)
      text.text(" s")
    case .localTime(let second, let zone, let opens):
      text.text("local ")
      text.time(ofDay: second)
      text.byte(UInt8(ascii: " "))
      text.string(zone)
      text.text("; opens ")
      text.time(ofDay: opens)
    case .text(let words): text.string(words)
    }
  }
}

extension TextBuffer {
  /// What a carrier vouches for with a leg, where that is known.
  fileprivate mutating func attestation(_ attestation: Attestation?) {
    guard let attestation else { return }
    text("; attestation ")
    string(attestation.rawValue)
  }

  /// 07:59:58, or 08:00 where no second is left over.
  fileprivate mutating func time(ofDay second: Int) {
    pair(second / 3_600)
    byte(UInt8(ascii: ":"))
    pair(second / 60 % 60)
    guard second % 60 > 0 else { return }
    byte(UInt8(ascii: ":"))
    pair(second % 60)
  }

  private mutating func pair(_ value: Int) {
    byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10))
    byte(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }
}
