package import SimCore

/// How often a check was made, and how often it held a lead back.
package struct ComplianceTally: Sendable, Hashable {
  package let check: ComplianceCheck
  package internal(set) var checked = 0
  package internal(set) var heldBack = 0
}

/// Decides which leads may be queued and which dials may be made.
///
/// Do-not-call is asked twice, for people join the registry while their lead waits in the queue.
/// What a campaign's outcome decides (abandonment) is asked by the dialer, which knows the agents.
package struct ComplianceGate: Sendable {
  package let policy: CompliancePolicy
  private let zoneSets: ZoneSets
  private var registry: DoNotCallRegistry
  private let start: CampaignStart
  private let defect: PlantedDefect?
  /// One for each check, in the order of declaration.
  package private(set) var tallies = ComplianceCheck.allCases.map { ComplianceTally(check: $0) }

  package init(
    policy: CompliancePolicy,
    zoneSets: ZoneSets,
    registry: DoNotCallRegistry,
    start: CampaignStart,
    defect: PlantedDefect? = nil
  ) {
    self.defect = defect
    self.policy = policy
    self.zoneSets = zoneSets
    self.registry = registry
    self.start = start
  }

  /// Whether a lead may join the queue: consent, in writing for recordings, then
  /// do-not-call.
  package mutating func admit(_ lead: Lead, at time: SimInstant) -> ComplianceDecision {
    if policy.requiresConsent, !passes(.consentAtQueue, lead.consent.isGranted) {
      return .heldBack(.consent, until: nil)
    }
    if policy.requiresWrittenConsent, !passes(.writtenConsentAtQueue, lead.consent == .written) {
      return .heldBack(.writtenConsent, until: nil)
    }
    if defect != .listIgnored,
      !passes(.doNotCallAtQueue, !registry.contains(lead, at: time))
    {
      return .heldBack(.doNotCall, until: nil)
    }
    return .allowed
  }

  /// A person has asked not to be called any more.
  package mutating func list(_ phone: PhoneNumber, at now: SimInstant) {
    registry.list(phone, at: now)
  }

  /// Whether a queued lead may be dialled at this instant: do-not-call, calling hours, and how
  /// often the person has been called of late.
  package mutating func clear(
    _ lead: Lead,
    at time: SimInstant,
    contacts: ContactLedger = ContactLedger()
  ) -> ComplianceDecision {
    if policy.checksDoNotCallAtDial, defect != .listIgnored,
      !passes(.doNotCallAtDial, !registry.contains(lead, at: time))
    {
      return .heldBack(.doNotCall, until: nil)
    }
    let zones = zoneSets[lead.zones]
    let second = start.unixSeconds(at: time)
    if !passes(.callingHoursAtDial, policy.hours.areOpen(in: zones, at: second)) {
      let opening = policy.hours.opening(in: zones, from: second)
      return .heldBack(.callingHours, until: opening.map { start.time(ofUnixSecond: $0, at: time) })
    }
    if policy.checksFrequency, let cap = policy.frequency {
      let pause = contacts.pause(of: lead.phone, at: time, cap: cap)
      if !passes(.callFrequencyAtDial, pause?.rule != .callFrequency)
        || !passes(.afterConversationAtDial, pause?.rule != .afterConversation)
      {
        return pause.map { .heldBack($0.rule, until: $0.until) } ?? .allowed
      }
    }
    return .allowed
  }

  /// Whether a text may go out at this instant: one-to-one consent, do-not-call, calling hours, and
  /// how often the person has been called or texted of late.
  package mutating func clearText(
    _ lead: Lead,
    at time: SimInstant,
    contacts: ContactLedger = ContactLedger()
  ) -> ComplianceDecision {
    if policy.checksSMSConsent, defect != .textConsentIgnored,
      !passes(.smsConsentAtSend, lead.smsConsent == .granted)
    {
      return .heldBack(.smsConsent, until: nil)
    }
    if defect != .textListIgnored, registry.contains(lead, at: time) {
      return .heldBack(.doNotCall, until: nil)
    }
    let zones = zoneSets[lead.zones]
    let second = start.unixSeconds(at: time)
    if defect != .textHoursIgnored, !policy.hours.areOpen(in: zones, at: second) {
      let opening = policy.hours.opening(in: zones, from: second)
      return .heldBack(.callingHours, until: opening.map { start.time(ofUnixSecond: $0, at: time) })
    }
    guard policy.checksFrequency, let cap = policy.frequency,
      let pause = contacts.pause(of: lead.phone, at: time, cap: cap)
    else { return .allowed }
    return .heldBack(pause.rule, until: pause.until)
  }

  /// Whether a dial may go out: with an agent kept free for it, or without one within the limit.
  package mutating func clearWithoutAgent(_ isWithinLimit: Bool) -> Bool {
    passes(.abandonmentAtDial, isWithinLimit)
  }

  private mutating func passes(_ check: ComplianceCheck, _ isFine: Bool) -> Bool {
    tallies[check.rawValue].checked += 1
    if !isFine { tallies[check.rawValue].heldBack += 1 }
    return isFine
  }
}
