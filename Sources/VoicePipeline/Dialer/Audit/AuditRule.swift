/// A rule of law that a decision was made by, with the place where it stands.
package struct AuditRule: Sendable, Hashable {
  /// A word, as the log's column has it.
  package var name: String
  package var citation: String

  package init(name: String, citation: String) {
    self.name = name
    self.citation = citation
  }
}

extension AuditRule {
  /// Prior express consent to a call with an artificial voice.
  package static let consent = AuditRule(name: "consent", citation: "47 CFR 64.1200(a)")

  package static let doNotCall = AuditRule(name: "do_not_call", citation: "47 CFR 64.1200(c)(2)")

  /// The caller's own list, which a person joins by asking for it.
  package static let companyDoNotCall = AuditRule(
    name: "company_do_not_call",
    citation: "47 CFR 64.1200(d)"
  )

  package static let callingHours = AuditRule(
    name: "calling_hours",
    citation: "47 CFR 64.1200(c)(1)"
  )

  /// One-to-one consent to texts; the registries of 10DLC ask for it.
  package static let smsConsent = AuditRule(name: "sms_consent", citation: "47 CFR 64.1200(f)(9)")

  /// Prior express written consent to a recording.
  package static let writtenConsent = AuditRule(
    name: "written_consent",
    citation: "47 CFR 64.1200(a)(2)-(3)"
  )

  /// At least 15 s or four rings before a call is given up.
  package static let ringTime = AuditRule(name: "ring_time", citation: "47 CFR 64.1200(a)(6)")

  /// At most 3 % of the answered calls abandoned.
  package static let abandonment = AuditRule(name: "abandonment", citation: "47 CFR 64.1200(a)(7)")

  package static let revocation = AuditRule(name: "revocation", citation: "47 CFR 64.1200(a)(10)")

  /// Seven calls in seven days, and none within seven days of a conversation.
  package static let callFrequency = AuditRule(
    name: "call_frequency",
    citation: "12 CFR 1006.14(b)(2)"
  )

  /// Hours that a debt collector has to keep.
  package static let collectionHours = AuditRule(
    name: "collection_hours",
    citation: "12 CFR 1006.6(b)(1)"
  )
}

extension ComplianceRule {
  /// As the audit log names it.
  package var audited: AuditRule {
    switch self {
    case .consent: .consent
    case .doNotCall: .doNotCall
    case .callingHours: .callingHours
    case .callFrequency, .afterConversation: .callFrequency
    case .abandonment: .abandonment
    case .ringTime: .ringTime
    case .smsConsent: .smsConsent
    case .writtenConsent: .writtenConsent
    }
  }
}
