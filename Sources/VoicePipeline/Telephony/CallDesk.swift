internal import SimCore

/// What every call of a run shares.
package struct CallDesk: Sendable {
  package var router: PodRouter
  package var agents: AgentPlacement
  package var timeouts: LegTimeouts
  package var carriers: CarrierPool
  package var log: RunLog
  package var pricing: ModelPricing
  package var answering: AnsweringPolicy
  /// The campaigns of the run, by place.
  package var campaigns: [String]
  /// Whose each of them is, by the place among the platform's tenants; none without tenants.
  package var tenants: [Int?] = []
  /// Of each of them; nil where agents talk.
  package var scripts: [RecordedScript?]
  /// Who is told how each call has ended; nil for nobody.
  package var outcomes: OutcomeSink?
  /// Where texts go; nil where nobody takes them.
  package var texts: (any TextGateway)?
  /// What pods do to conversations; nil where they do nothing.
  package var host: (any PodHost)?
  /// Of how many calls the tables have the rows.
  package var records = RecordShares.all
  /// Sessions with a speech-to-speech model that wait on each pod; nil where none do.
  package var pools: RealtimePools?
  /// Who tells dashboards of what happens; nil where nobody looks on.
  package var events: EventPublisher?
  package var defect: PlantedDefect?
  /// Put in by a proof of the platform.
  package var probe: PlatformProbe?

  package init(
    router: PodRouter,
    agents: AgentPlacement,
    timeouts: LegTimeouts,
    carriers: CarrierPool,
    log: RunLog,
    pricing: ModelPricing = .unknown,
    answering: AnsweringPolicy = AnsweringPolicy(),
    campaigns: [String] = [],
    scripts: [RecordedScript?] = [],
    outcomes: OutcomeSink? = nil,
    texts: (any TextGateway)? = nil,
    host: (any PodHost)? = nil,
    defect: PlantedDefect? = nil
  ) {
    self.router = router
    self.agents = agents
    self.timeouts = timeouts
    self.carriers = carriers
    self.log = log
    self.pricing = pricing
    self.answering = answering
    self.campaigns = campaigns
    self.scripts = scripts
    self.outcomes = outcomes
    self.texts = texts
    self.host = host
    self.defect = defect
    if defect == .ringCutShort { self.timeouts.ring = .seconds(6) }
  }
}

extension CallDesk {
  /// Whose the calls of a campaign are.
  func tenant(of campaign: Int?) -> Int? {
    guard let campaign, campaign < tenants.count else { return nil }
    return tenants[campaign]
  }
}

/// Where the agents of a run live.
package enum AgentPlacement: Sendable {
  /// In this process, each on a slot of a pod.
  case here(Shared<AgentPorts>, @Sendable (CallID) -> Shared<AgentSettings>)
  /// Behind the media path: an agent under test, of which nothing is known but what the line says.
  case beyondTheLine
}
