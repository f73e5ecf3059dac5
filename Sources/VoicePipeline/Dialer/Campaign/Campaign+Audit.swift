internal import SimCore

// Why a lead is not called, for the audit log.
extension Campaign {
  /// Each lead that was not even queued.
  var refusals: [AuditEntry] {
    (0..<leads.count).compactMap { index in
      switch ledger[index] {
      case .withoutConsent:
        held(
          leads[index],
          by: leads[index].consent.isGranted ? .writtenConsent : .consent,
          until: nil,
          at: .zero
        )
      case .listed: held(leads[index], by: .doNotCall, until: nil, at: .zero)
      default: nil
      }
    }
  }

  /// A lead that a rule holds back.
  func held(
    _ lead: Lead,
    by rule: ComplianceRule,
    until: SimInstant?,
    at now: SimInstant
  ) -> AuditEntry {
    AuditEntry(
      .heldBack,
      by: .gate,
      at: now,
      campaign: settings.name,
      phone: lead.phone.digits,
      rule: rule.audited,
      data: data(of: rule, lead, until: until, at: now)
    )
  }

  private func data(
    of rule: ComplianceRule,
    _ lead: Lead,
    until: SimInstant?,
    at now: SimInstant
  ) -> AuditData {
    switch rule {
    case .consent:
      return .text("consent \(lead.consent == .refused ? "refused" : "not on record")")
    case .writtenConsent:
      return .text("a recording, and consent is not in writing")
    case .doNotCall:
      return .text(lead.isOnDoNotCallList ? "listed in the file" : "joined the registry")
    case .callingHours:
      guard let zone = leads.zones(of: lead).first else { return .text("no zone is known") }
      return .clock(of: zone, at: start.unixSeconds(at: now), hours: settings.policy.hours)
    case .callFrequency, .afterConversation:
      let wait = until.map { now.duration(to: $0).nanoseconds / 1_000_000_000 } ?? 0
      let cap = settings.policy.frequency?.most ?? 0
      return .text(
        rule == .callFrequency
          ? "\(cap) attempts in the window; free in \(wait) s"
          : "spoken to of late; free in \(wait) s"
      )
    case .abandonment, .ringTime, .smsConsent:
      return .none
    }
  }
}
