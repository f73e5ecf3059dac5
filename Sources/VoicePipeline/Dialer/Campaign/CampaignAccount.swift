package import SimCore

/// What a campaign did, counted over the whole run.
package struct CampaignAccount: Sendable {
  /// Dials that fell due.
  package var offered = 0
  package var started = 0
  /// Started dials that were not the first of their lead.
  package var retries = 0
  /// Outcomes that asked for another attempt.
  package var retriesPlanned = 0
  /// Legs that carriers refused over their limits.
  package var throttled = 0
  /// Dials that went before one of a higher priority which could have gone.
  package var inversions = 0
  package var overflow = OverflowAccount()
  package var costs = CampaignCosts()

  /// By reason, in the order of declaration.
  fileprivate var drops = [Int](repeating: 0, count: DropReason.allCases.count)
  fileprivate var outcomes = [Int](repeating: 0, count: CallOutcome.allCases.count)
  /// Planned instant to dial, of the started dials.
  package var waits = LatencyHistogram()

  package init() {}

  package var dropped: Int { drops.reduce(0, +) }

  package mutating func drop(_ reason: DropReason) { drops[reason.rawValue] += 1 }

  package mutating func end(_ outcome: CallOutcome) { outcomes[outcome.index] += 1 }

  package func dropped(for reason: DropReason) -> Int { drops[reason.rawValue] }

  package func count(of outcome: CallOutcome) -> Int { outcomes[outcome.index] }
}

/// A campaign at the end of a run.
package struct CampaignReport: Sendable {
  package var name: String
  package var tenant: String
  package var priority: Int
  package var account: CampaignAccount
  package var texts = TextAccount()
  /// Whether it keeps dials that nobody takes.
  package var hasOverflow = false
  /// Nil where agents talk.
  package var script: RecordedScript.Kind?
  /// By state, in the order of declaration; together all the leads of the campaign.
  package var leads: [Int]
  /// For how long it was held to one call at a time.
  package var heldToOne: Duration
  /// Answers by people, and those who found nobody there, by periods of 30 days.
  package var abandonment: [AbandonmentMeter.Count]
  /// Whether its queue holds exactly the leads that were to be dialled, or dialled again.
  package var isBalanced = true

  package init(
    name: String,
    tenant: String,
    priority: Int,
    account: CampaignAccount,
    leads: [Int],
    heldToOne: Duration = .zero,
    abandonment: [AbandonmentMeter.Count] = []
  ) {
    precondition(leads.count == LeadState.allCases.count, "one number for each state")
    self.name = name
    self.tenant = tenant
    self.priority = priority
    self.account = account
    self.leads = leads
    self.heldToOne = heldToOne
    self.abandonment = abandonment
  }

  init(_ campaign: Campaign, until end: SimInstant) {
    name = campaign.settings.name
    tenant = campaign.settings.rank.tenant
    priority = campaign.settings.rank.priority
    account = campaign.account
    script = campaign.settings.script?.kind
    hasOverflow = campaign.settings.overflow != nil
    texts = campaign.texts.account
    leads = LeadState.allCases.map { campaign.ledger.count(of: $0) }
    heldToOne = campaign.pacer.heldToOne(until: end)
    abandonment = campaign.abandonment.counts
    isBalanced = campaign.isBalanced
  }

  package func count(of state: LeadState) -> Int { leads[Int(state.rawValue)] }
}

extension CampaignAccount {
  mutating func merge(_ other: CampaignAccount) {
    offered += other.offered
    started += other.started
    retries += other.retries
    retriesPlanned += other.retriesPlanned
    throttled += other.throttled
    inversions += other.inversions
    overflow.merge(other.overflow)
    costs.merge(other.costs)
    for index in drops.indices { drops[index] += other.drops[index] }
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
    waits.merge(other.waits)
  }
}

extension CampaignReport {
  /// Puts to it what the same campaign did with other leads in another zone.
  package mutating func merge(_ other: CampaignReport) {
    precondition(name == other.name, "reports of two campaigns")
    account.merge(other.account)
    texts.merge(other.texts)
    for index in leads.indices { leads[index] += other.leads[index] }
    heldToOne += other.heldToOne
    for (index, count) in other.abandonment.enumerated() {
      if index == abandonment.count { abandonment.append(AbandonmentMeter.Count()) }
      abandonment[index].live += count.live
      abandonment[index].abandoned += count.abandoned
    }
    isBalanced = isBalanced && other.isBalanced
  }
}
