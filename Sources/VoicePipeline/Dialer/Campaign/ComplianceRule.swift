package import SimCore

/// What the law asks of a dial.
package enum ComplianceRule: Int, Sendable, Hashable, CaseIterable {
  /// The person has agreed to be called (47 CFR 64.1200(a)).
  case consent
  /// The person is on no do-not-call list (47 CFR 64.1200(c)(2)).
  case doNotCall
  /// It is a decent hour wherever the person may be (47 CFR 64.1200(c)(1)).
  case callingHours
}

/// One place where a rule is applied.
package enum ComplianceCheck: Int, Sendable, Hashable, CaseIterable {
  case consentAtQueue
  case doNotCallAtQueue
  case doNotCallAtDial
  case callingHoursAtDial

  package var rule: ComplianceRule {
    switch self {
    case .consentAtQueue: .consent
    case .doNotCallAtQueue, .doNotCallAtDial: .doNotCall
    case .callingHoursAtDial: .callingHours
    }
  }

  /// As a report names it.
  package var label: String {
    switch self {
    case .consentAtQueue: "consent, before queueing"
    case .doNotCallAtQueue: "do-not-call, before queueing"
    case .doNotCallAtDial: "do-not-call, at the dial"
    case .callingHoursAtDial: "calling hours, at the dial"
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

  package init(
    hours: CallingHours = .federal,
    requiresConsent: Bool = true,
    checksDoNotCallAtDial: Bool = true
  ) {
    self.hours = hours
    self.requiresConsent = requiresConsent
    self.checksDoNotCallAtDial = checksDoNotCallAtDial
  }
}
