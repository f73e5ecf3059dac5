internal import SimCore
internal import VoicePipeline

/// The dialer's side of a scenario: when it plans to dial, whom, and under which rules.
struct SimulatedCampaign {
  let plan: ArrivalPlan
  let queue: CampaignQueue
  let rules: DialRules

  init(scenario: Scenario, leads: LeadStore, key: DrawKey) {
    let compliance = scenario.compliance
    let registry = DoNotCallRegistry(
      key: key,
      additionsPerHour: compliance.doNotCallAdditions
    )
    let policy = CompliancePolicy(
      hours: CallingHours(secondsOfDay: Range(compliance.hours)),
      requiresConsent: compliance.requireConsent,
      checksDoNotCallAtDial: compliance.checkDoNotCallAtDial
    )
    let start = CampaignStart(scenario.start)
    var gate = ComplianceGate(
      policy: policy,
      zoneSets: leads.zoneSets,
      registry: registry,
      start: start
    )
    queue = CampaignQueue(leads: leads, hours: policy.hours, start: start, gate: &gate)
    rules = DialRules(
      gate: gate,
      audit: ComplianceAudit(
        policy: policy,
        zoneSets: leads.zoneSets,
        registry: registry,
        start: scenario.start
      )
    )
    plan = ArrivalPlan(
      process: scenario.load.arrivals,
      callsPerSecond: scenario.load.rate,
      draws: key.entity("campaign", 0)
    )
  }
}
