internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Judges a run by its books: leads, agents, channels, and the audit log.
struct BookChecker {
  private(set) var violations: [ProofViolation] = []

  init(_ result: WorldResult, scenario: Scenario, leads: [LeadStore]) {
    self.leads(result, leads)
    if scenario.compliance.limitAbandonment { abandonment(result) }
    agents(result, scenario)
    if let inversion = DialOrder(result.measurements, scenario).inversion {
      add(.priority, inversion)
    }
    for campaign in result.campaigns where campaign.account.inversions > 0 {
      add(.priority, "\(campaign.name) goes first \(campaign.account.inversions) times")
    }
    for (spec, use) in zip(scenario.carriers, result.carriers) {
      if let channels = spec.channels, use.channelsPeak > channels {
        add(.channels, "\(spec.name) has carried \(use.channelsPeak) calls of \(channels)")
      }
    }
    auditLog(result)
    for rule in ComplianceRule.allCases
    where (rule != .abandonment || scenario.compliance.limitAbandonment)
      && result.compliance.violations(of: rule) > 0
    {
      add(.ownAudit, "\(rule.label): \(result.compliance.violations(of: rule))")
    }
  }

  private mutating func add(_ invariant: ProofInvariant, _ text: String) {
    violations.append(ProofViolation(invariant: invariant, text: text))
  }

  private mutating func leads(_ result: WorldResult, _ leads: [LeadStore]) {
    for (campaign, store) in zip(result.campaigns, leads) {
      let states = campaign.leads.reduce(0, +)
      if states != store.count {
        add(.leads, "\(campaign.name) accounts for \(states) of \(store.count) leads")
      }
      if campaign.count(of: .calling) > 0 {
        add(
          .leads,
          "\(campaign.name) has \(campaign.count(of: .calling)) leads in calls at the end"
        )
      }
      if !campaign.isBalanced {
        add(.leads, "\(campaign.name) does not queue the leads that it is to dial")
      }
      let account = campaign.account
      if !account.overflow.isBalanced {
        add(.leads, "\(campaign.name) has lost or doubled dials of its overflow queue")
      }
      if account.overflow.waits.count != account.overflow.replayed {
        add(.leads, "\(campaign.name) has replayed dials of which it knows no wait")
      }
      if account.offered != account.started + account.dropped {
        add(.leads, "\(campaign.name) has planned dials that were neither made nor dropped")
      }
    }
  }

  private mutating func abandonment(_ result: WorldResult) {
    for campaign in result.campaigns {
      for count in campaign.abandonment where !count.allows(0) {
        add(.abandonment, "\(campaign.name): \(count.abandoned) of \(count.live) found nobody")
      }
    }
  }

  private mutating func agents(_ result: WorldResult, _ scenario: Scenario) {
    let slots = scenario.platform.slotCount
    let peak = result.measurements.active.peak(from: .zero, to: result.end)
    if peak > slots { add(.agents, "\(peak) conversations on \(slots) slots") }
  }

  private mutating func auditLog(_ result: WorldResult) {
    guard let audit = result.measurements.audit else {
      add(.auditLog, "there is none")
      return
    }
    switch AuditVerifier.verify(audit.table.compressed) {
    case .whole(let summary):
      let dialled = summary.rows.count { $0.event == AuditEvent.dialled.rawValue }
      if dialled != result.measurements.attempts.started {
        add(.auditLog, "\(dialled) of \(result.measurements.attempts.started) dials are told")
      }
    case .broken(let finding): add(.auditLog, finding.text)
    case .foreign: add(.auditLog, "it is no audit log")
    }
  }
}
