package import SimCore

/// What the law asks of a dial.
package enum ComplianceRule: Int, Sendable, Hashable, CaseIterable {
  /// The person has agreed to be called (47 CFR 64.1200(a)).
  case consent
  /// The person is on no do-not-call list (47 CFR 64.1200(c)(2)).
  case doNotCall
  /// It is a decent hour wherever the person may be (47 CFR 64.1200(c)(1)).
  case callingHours
  /// A debtor is not called more than seven times in seven days (12 CFR 1006.14(b)(2)(i)(A)).
  case callFrequency
  /// A debtor is not called within seven days of a conversation (12 CFR 1006.14(b)(2)(i)(B)).
  case afterConversation
  /// At most three percent of those who answer find nobody there (47 CFR 64.1200(a)(7)).
  case abandonment
  /// A phone rings for 15 s before it is given up (47 CFR 64.1200(a)(6)).
  case ringTime
  /// The person has agreed to texts from this one sender (47 CFR 64.1200(f)(9); for 10DLC, CTIA).
  case smsConsent
  /// The person has agreed to recordings in writing (47 CFR 64.1200(a)(2)-(3) and (f)(9)).
  case writtenConsent

  /// As a report names it.
  package var label: String {
    switch self {
    case .consent: "consent"
    case .doNotCall: "do-not-call"
    case .callingHours: "calling hours"
    case .callFrequency: "call frequency"
    case .afterConversation: "pause after a conversation"
    case .abandonment: "abandonment"
    case .ringTime: "ring time"
    case .smsConsent: "consent to texts"
    case .writtenConsent: "written consent to recordings"
    }
  }
}

/// One place where a rule is applied.
package enum ComplianceCheck: Int, Sendable, Hashable, CaseIterable {
  case consentAtQueue
  case doNotCallAtQueue
  case doNotCallAtDial
  case callingHoursAtDial
  case callFrequencyAtDial
  case afterConversationAtDial
  case abandonmentAtDial
  case smsConsentAtSend
  case writtenConsentAtQueue

  package var rule: ComplianceRule {
    switch self {
    case .consentAtQueue: .consent
    case .doNotCallAtQueue, .doNotCallAtDial: .doNotCall
    case .callingHoursAtDial: .callingHours
    case .callFrequencyAtDial: .callFrequency
    case .afterConversationAtDial: .afterConversation
    case .abandonmentAtDial: .abandonment
    case .smsConsentAtSend: .smsConsent
    case .writtenConsentAtQueue: .writtenConsent
    }
  }

  /// As a report names it.
  package var label: String {
    switch self {
    case .consentAtQueue: "consent, before queueing"
    case .doNotCallAtQueue: "do-not-call, before queueing"
    case .doNotCallAtDial: "do-not-call, at the dial"
    case .callingHoursAtDial: "calling hours, at the dial"
    case .callFrequencyAtDial: "call frequency, at the dial"
    case .afterConversationAtDial: "pause after a conversation, at the dial"
    case .abandonmentAtDial: "an agent kept free, at the dial"
    case .smsConsentAtSend: "consent to texts, before sending"
    case .writtenConsentAtQueue: "written consent to recordings, before queueing"
    }
  }
}

/// What a gate says about one lead at one instant.
package enum ComplianceDecision: Sendable, Hashable {
  case allowed
  /// Not now, and not before the given time; never, if there is none.
  case heldBack(ComplianceRule, until: SimInstant?)

  package var isAllowed: Bool { self == .allowed }
}

/// The rules as a campaign applies them.
package struct CompliancePolicy: Sendable, Hashable {
  package var hours: CallingHours
  /// Whether a lead without recorded consent is left out.
  package var requiresConsent: Bool
  /// Whether the do-not-call registry is asked a second time, at the dial.
  package var checksDoNotCallAtDial: Bool
  /// How often one person may be called; nil where no such rule applies.
  package var frequency: CallFrequency?
  /// Whether that is looked at before a dial.
  package var checksFrequency: Bool
  /// Whether an agent is kept free for a dial once too many people have found nobody there.
  package var limitsAbandonment: Bool
  /// How long a phone rings at least before it is given up.
  package var ringMin: Duration
  /// Whether consent to texts is asked for before one is sent.
  package var checksSMSConsent: Bool
  /// Whether a lead needs consent in writing, as for recordings.
  package var requiresWrittenConsent = false

  package init(
    hours: CallingHours = .federal,
    requiresConsent: Bool = true,
    checksDoNotCallAtDial: Bool = true,
    frequency: CallFrequency? = nil,
    checksFrequency: Bool = true,
    limitsAbandonment: Bool = false,
    ringMin: Duration = .seconds(15),
    checksSMSConsent: Bool = true
  ) {
    self.hours = hours
    self.requiresConsent = requiresConsent
    self.checksDoNotCallAtDial = checksDoNotCallAtDial
    self.frequency = frequency
    self.checksFrequency = checksFrequency
    self.limitsAbandonment = limitsAbandonment
    self.ringMin = ringMin
    self.checksSMSConsent = checksSMSConsent
  }
}
