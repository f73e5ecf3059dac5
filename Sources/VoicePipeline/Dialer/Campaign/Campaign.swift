package import SimCore

/// Where a campaign ends.
package struct DialLimits: Sendable, Hashable {
  /// No dial is planned at or after this instant.
  package var end: SimInstant
  /// Planned dials at most; nil for no cap.
  package var attempts: Int?

  package init(end: SimInstant, attempts: Int?) {
    self.end = end
    self.attempts = attempts
  }
}

/// What a campaign does with a dial while no agent is free.
package enum CapacityPolicy: Sendable, Hashable {
  /// Dials all the same: who answers then finds nobody there.
  case dial
  /// Gives the dial up, and leaves the lead in the queue.
  case queueBack
  /// Keeps the dial until an agent is free, with `most` others and for `longest` at most.
  case wait(longest: Duration, most: Int)
}

/// What an operator does to a campaign while it runs.
package enum CampaignAction: String, Sendable, Hashable, Codable, CaseIterable {
  case pause
  case resume
  case stop
}

/// Why a planned dial was never made.
package enum DropReason: Int, Sendable, Hashable, CaseIterable {
  /// No lead could be called.
  case noLead
  /// No agent was free.
  case noAgent
  /// Too many dials waited for an agent.
  case overflow
  /// It has waited for an agent for too long.
  case expired
  /// An operator has paused or stopped the campaign.
  case halted
  /// Somebody who called in did not wait.
  case hungUp
  /// Somebody who called in found the waiting room full.
  case turnedAway

  /// As a report names it.
  package var label: String {
    switch self {
    case .noLead: "no lead could be called"
    case .noAgent: "no agent was free"
    case .overflow: "too many waited for an agent"
    case .expired: "waited too long for an agent"
    case .halted: "paused or stopped"
    case .hungUp: "hung up while waiting"
    case .turnedAway: "the waiting room was full"
    }
  }

  /// Whether an agent would have been needed, and none was free.
  var isForWantOfAgents: Bool {
    switch self {
    case .noAgent, .overflow, .expired, .hungUp, .turnedAway: true
    case .noLead, .halted: false
    }
  }
}

/// How a campaign is set up.
package struct CampaignSettings: Sendable {
  package var name: String
  package var rank: CampaignRank
  package var limits: DialLimits
  package var pacing: PacingPolicy
  package var capacity: CapacityPolicy
  /// Nil where dials that nobody takes wait in the line, or are given up.
  package var overflow: OverflowPolicy?
  package var retry: RetryPolicy
  /// Nil for no texts.
  package var texts: TextPolicy?
  /// Nil where agents talk.
  package var script: RecordedScript?
  package var policy: CompliancePolicy
  /// Where its people are, by the place in the run's `RegionMap`; nil where their zones tell.
  package var region: Int?
  package var defect: PlantedDefect?

  package init(
    name: String,
    rank: CampaignRank = CampaignRank(),
    limits: DialLimits,
    pacing: PacingPolicy = .open,
    capacity: CapacityPolicy = .dial,
    overflow: OverflowPolicy? = nil,
    retry: RetryPolicy = .none,
    texts: TextPolicy? = nil,
    script: RecordedScript? = nil,
    policy: CompliancePolicy = CompliancePolicy(),
    region: Int? = nil,
    defect: PlantedDefect? = nil
  ) {
    self.defect = defect
    self.region = region
    self.name = name
    self.rank = rank
    self.limits = limits
    self.pacing = pacing
    self.capacity = capacity
    self.overflow = overflow
    self.retry = retry
    self.texts = texts
    self.script = script
    self.policy = policy
  }
}

/// A campaign: whom it calls, when, and how far it has come.
///
///     ArrivalPlan ─▶ Dialer's queue ─▶ Pacer ─▶ CampaignQueue ─▶ ComplianceGate ─▶ dial
///                                                    ▲                              │
///                                                    └── RetryPolicy ◀── outcome ───┘
package struct Campaign: Sendable {
  package let settings: CampaignSettings
  let leads: LeadStore
  private var plan: ArrivalPlan
  let start: CampaignStart
  private var queue: CampaignQueue
  private var gate: ComplianceGate
  private(set) var ledger: LeadLedger
  var pacer: Pacer
  /// Of the overflow queue; nil without one.
  var replays: TokenBucket?
  var abandonment = AbandonmentMeter()
  var account = CampaignAccount()
  var texts: TextLedger
  private var planned = 0
  private(set) var isPlanOver = false
  private(set) var isHalted = false
  private var isStopped = false

  /// Queues the leads that may be called at all.
  package init(
    _ settings: CampaignSettings,
    plan: ArrivalPlan,
    leads: LeadStore,
    registry: DoNotCallRegistry,
    start: CampaignStart
  ) {
    self.settings = settings
    self.leads = leads
    self.plan = plan
    self.start = start
    pacer = Pacer(settings.pacing)
    replays = settings.overflow.map {
      TokenBucket(every: .nanoseconds(Int64((1e9 / $0.callsPerSecond).rounded(.up))))
    }
    texts = TextLedger(settings.texts)
    let policy = settings.policy.with(settings.defect)
    var gate = ComplianceGate(
      policy: policy,
      zoneSets: leads.zoneSets,
      registry: registry,
      start: start,
      defect: settings.defect
    )
    var ledger = LeadLedger(
      count: leads.count,
      policy: settings.retry,
      defect: settings.defect
    )
    queue = CampaignQueue(
      leads: leads,
      hours: policy.hours,
      start: start,
      gate: &gate,
      refused: { ledger.refuse($0, $1) }
    )
    self.gate = gate
    self.ledger = ledger
  }

  var tallies: [ComplianceTally] { gate.tallies }

  /// Whether every rule lets a text through at this very moment.
  mutating func clearText(
    _ lead: Lead,
    at now: SimInstant,
    contacts: ContactLedger
  ) -> ComplianceDecision {
    gate.clearText(lead, at: now, contacts: contacts)
  }

  /// The next planned instant; nil when the plan is over.
  mutating func nextPlanned() -> SimInstant? {
    let isFull = settings.limits.attempts.map { planned >= $0 } ?? false
    guard !isStopped, !isFull, let next = plan.next(), next < settings.limits.end else {
      isPlanOver = true
      return nil
    }
    planned += 1
    return next
  }

  /// The best lead that every rule lets through at this very moment.
  ///
  /// Told of each lead that a rule holds back, and until when; for good without a time.
  mutating func nextLead(
    at now: SimInstant,
    contacts: ContactLedger,
    heldBack: (Lead, ComplianceRule, SimInstant?) -> Void
  ) -> QueuedLead? {
    while let queued = queue.next(at: now) {
      switch gate.clear(queued.lead, at: now, contacts: contacts) {
      case .allowed:
        return queued
      case .heldBack(let rule, let until):
        heldBack(queued.lead, rule, until)
        // A lead that may be called later waits for it; one that never may is done with.
        if let until { queue.postpone(queued, until: until) } else { ledger.bar(queued.index) }
      }
    }
    return nil
  }

  /// Whether the queue holds exactly the leads that are to be dialled, or dialled again.
  var isBalanced: Bool {
    queue.count + queue.postponedCount
      == ledger.count(of: .waiting) + ledger.count(of: .retrying)
  }

  /// Takes a lead into a call; which attempt it is, from 0.
  mutating func begin(_ lead: QueuedLead) -> Int { ledger.begin(lead.index) }

  /// Whether a dial may go out without an agent kept free for it.
  mutating func allowsOpenDial(at now: SimInstant) -> Bool {
    // A recording is always there.
    if settings.script != nil { return true }
    guard settings.policy.limitsAbandonment, settings.defect != .abandonmentUnlimited else {
      return true
    }
    return gate.clearWithoutAgent(abandonment.allowsOpenDial(at: now))
  }

  /// Settles an attempt; the lead comes back if its outcome asks for another one.
  ///
  /// The time until then, if it does.
  mutating func end(_ lead: Int, _ outcome: CallOutcome, at now: SimInstant) -> Duration? {
    guard let pause = ledger.end(lead, outcome) else { return nil }
    account.retriesPlanned += 1
    if settings.defect == .leadForgotten, lead % 5 == 0 { return pause }
    queue.postpone(
      QueuedLead(index: lead, lead: leads[lead]),
      until: now.advanced(by: pause)
    )
    return pause
  }

  /// A person has asked not to be called any more.
  mutating func list(_ phone: PhoneNumber, at now: SimInstant) { gate.list(phone, at: now) }

  mutating func apply(_ action: CampaignAction) {
    guard !isStopped, settings.defect != .stopIgnored else { return }
    isHalted = action != .resume
    isStopped = action == .stop
  }
}

extension CompliancePolicy {
  /// The rules as a defect has them applied; the audit keeps to the true ones.
  fileprivate func with(_ defect: PlantedDefect?) -> CompliancePolicy {
    var policy = self
    switch defect {
    case .consentIgnored: policy.requiresConsent = false
    case .joiningIgnored: policy.checksDoNotCallAtDial = false
    case .hoursIgnored: policy.hours = CallingHours(secondsOfDay: 0..<86_400)
    case .firstZoneOnly: policy.hours.asksFirstZoneOnly = true
    case .frequencyIgnored: policy.checksFrequency = false
    default: break
    }
    return policy
  }
}

extension CampaignSettings {
  /// What a dial that is late has waited for; nil where the campaign keeps a pace of its own.
  var waitsFor: LimitedResource? {
    guard pacing == .open else { return nil }
    if case .wait = capacity { return .slots }
    return .carriers
  }
}
