internal import SimCore

/// The compliance of a campaign: the gate that decides and the audit that looks at each dial.
package struct DialRules: Sendable {
  private var gate: ComplianceGate
  private var audit: ComplianceAudit

  package init(gate: ComplianceGate, audit: ComplianceAudit) {
    self.gate = gate
    self.audit = audit
  }

  /// The best lead of the queue that every rule lets through at this very moment.
  mutating func next(from queue: inout CampaignQueue, at now: SimInstant) -> Lead? {
    while let queued = queue.next(at: now) {
      switch gate.clear(queued.lead, at: now) {
      case .allowed:
        audit.record(queued.lead, at: now)
        return queued.lead
      case .heldBack(_, let until):
        // A lead that may be called later waits for it; one that never may is done with.
        if until != nil { queue.putBack(queued) }
      }
    }
    return nil
  }

  /// How often each check was made, held a lead back, and how often its rule was broken by a dial.
  package var report: ComplianceReport {
    ComplianceReport(
      tallies: gate.tallies,
      dials: audit.dials,
      violations: ComplianceRule.allCases.map { audit.violations(of: $0) }
    )
  }
}

/// What a campaign's compliance came to.
package struct ComplianceReport: Sendable, Hashable {
  package var tallies: [ComplianceTally]
  /// Dials that the audit looked at.
  package var dials: Int
  /// By rule, in the order of declaration.
  fileprivate var violations: [Int]

  package func violations(of rule: ComplianceRule) -> Int { violations[rule.rawValue] }
}
