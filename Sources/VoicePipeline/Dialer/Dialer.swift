package import SimCore

/// Dials campaigns at their planned instants, whatever becomes of the calls.
///
/// ```
/// ArrivalPlan ─planned─▶ DialQueue ─when a carrier takes it, in fair turns─▶ Campaign ─lead─▶ Call
///                            ▲                                                  ▲              │
///                            └ waits for a carrier, its pace, or an agent       └── outcome ───┘
/// ```
package actor Dialer: CellActor {
  package nonisolated let cell: Cell
  let desk: CallDesk
  private let carriers: CarrierPool
  var campaigns: [Campaign]
  var waiting: DialQueue
  var contacts = ContactLedger()
  var audit: ComplianceAudit
  /// The next look at what waits, unless a call ends before.
  private var wake: (at: SimInstant, timer: TimerID)?
  /// The router tells of the next agent that is free, whoever gives it back.
  private var isListening = false

  package init(cell: Cell, campaigns: [Campaign], audit: ComplianceAudit, desk: CallDesk) {
    self.cell = cell
    self.campaigns = campaigns
    self.audit = audit
    self.desk = desk
    carriers = desk.carriers
    waiting = DialQueue(
      campaigns.map { campaign in
        var rank = campaign.settings.rank
        if desk.defect == .priorityIgnored { rank.priority = 0 }
        return rank
      }
    )
  }

  /// Begins all campaigns; each planned dial plans the next.
  package func start() {
    for entry in campaigns.flatMap(\.refusals) { desk.log.onCell { $0.audit(entry) } }
    carriers.onCell { pool in
      pool.startProbing { [weak self] in
        self?.onCell { if !$0.waiting.isEmpty { $0.dispatch() } }
      }
    }
    for campaign in campaigns.indices { planNext(campaign) }
  }

  package var compliance: ComplianceReport {
    ComplianceReport(gates: campaigns.map(\.tallies), audit: audit)
  }

  package var reports: [CampaignReport] {
    campaigns.map { CampaignReport($0, until: cell.now) }
  }

  /// Whether every planned dial has been made or dropped, and every text sent or given up.
  package var isFinished: Bool {
    waiting.isEmpty
      && campaigns.allSatisfy { $0.isPlanOver && $0.texts.account.pending == 0 }
  }

  /// An operator pauses, resumes or stops a campaign.
  package func apply(_ action: CampaignAction, to campaign: Int) {
    campaigns[campaign].apply(action)
    dropHalted(campaign)
  }

  private func planNext(_ campaign: Int) {
    guard let instant = campaigns[campaign].nextPlanned() else { return }
    after(cell.now.duration(to: instant)) { $0.fallDue(campaign) }
  }

  private func fallDue(_ campaign: Int) {
    let dial = PlannedDial(call: desk.log.onCell { $0.callPlanned() }, planned: cell.now)
    campaigns[campaign].account.offered += 1
    if campaigns[campaign].isHalted {
      drop(dial, of: campaign, .halted)
    } else {
      waiting.add(dial, of: campaign)
      dispatch()
    }
    planNext(campaign)
  }

  func drop(_ dial: PlannedDial, of campaign: Int, _ reason: DropReason) {
    campaigns[campaign].account.drop(reason)
    desk.log.onCell { $0.dialDropped(call: dial.call, reason: reason) }
  }

  /// Makes the dials that may start now, and sees to it that the others are looked at in time.
  private func dispatch() {
    let now = cell.now
    dropOverdue(at: now)
    spillOverdue(at: now)
    while !waiting.isEmpty {
      let start = carriers.onCell { $0.earliest }
      guard start <= now else { return wake(at: min(start, nextSpill)) }
      let next = waiting.next { mayDial($0, at: now) }
      guard let next else {
        listen()
        return wake(at: nextChance(after: now))
      }
      if campaigns.count > 1 { countInversion(by: next, at: now) }
      if isReplayDue(of: next, at: now) {
        replay(of: next)
      } else {
        let planned = waiting.take(next)
        if let reason = dial(planned, of: next) { giveUp(planned, of: next, reason) }
      }
    }
  }

  /// Whether a dial of a campaign may go at this very moment, be it a new one or a replayed one.
  private func mayDial(_ campaign: Int, at now: SimInstant) -> Bool {
    guard campaigns[campaign].pacer.earliest(at: now) <= now else { return false }
    return waiting.count(of: campaign) > 0 && hasAgent(for: campaign)
      || isReplayDue(of: campaign, at: now)
  }

  /// Dials that are due and wait for an agent or for their turn.
  package var dialsWaiting: Int {
    campaigns.indices.reduce(0) { $0 + waiting.count(of: $1) + waiting.overflowed(of: $1) }
  }

  /// Whether a dial need not wait for an agent.
  private func hasAgent(for campaign: Int) -> Bool {
    guard case .wait = campaigns[campaign].settings.capacity else { return true }
    return hasSlot(for: campaign)
  }

  private func reserveSlot(for campaign: Int) -> PodSlot? {
    guard let tenant = desk.tenant(of: campaign) else { return desk.router.onCell { $0.acquire() } }
    return desk.router.onCell { $0.acquire(for: RoutedCall(affinity: 0, tenant: tenant)) }
  }

  func hasSlot(for campaign: Int) -> Bool {
    let tenant = desk.tenant(of: campaign)
    return desk.router.onCell { $0.hasSlot(for: RoutedCall(affinity: 0, tenant: tenant)) }
  }

  /// Asks to be told of the next agent that is free, if a dial waits for one.
  private func listen() {
    let isWaiting = campaigns.indices.contains { campaign in
      waiting.count(of: campaign) > 0 && !hasAgent(for: campaign)
        || waiting.overflowed(of: campaign) > 0 && !hasAgentForReplay(of: campaign)
    }
    guard isWaiting, !isListening else { return }
    isListening = true
    desk.router.onCell { router in
      router.whenFree { [weak self] in
        self?.onCell { dialer in
          dialer.isListening = false
          dialer.dispatch()
        }
      }
    }
  }

  /// Looks anew, whatever the queue said, whether a dial goes before a more urgent one.
  private func countInversion(by next: Int, at now: SimInstant) {
    let priority = campaigns[next].settings.rank.priority
    let isAhead = campaigns.indices.contains { other in
      campaigns[other].settings.rank.priority > priority && mayDial(other, at: now)
    }
    if isAhead { campaigns[next].account.inversions += 1 }
  }

  /// Gives up what has waited too long for an agent, or with too many others.
  private func dropOverdue(at now: SimInstant) {
    for campaign in campaigns.indices {
      guard case .wait(let longest, let most) = campaigns[campaign].settings.capacity else {
        continue
      }
      while let first = waiting.first(of: campaign), first.planned.advanced(by: longest) <= now {
        spill(campaign, .expired)
      }
      while waiting.count(of: campaign) > most {
        spill(campaign, .overflow)
      }
    }
  }

  /// When a dial that waits may go for another reason than the end of a call, its own or another.
  private func nextChance(after now: SimInstant) -> SimInstant {
    var next = min(nextSpill, nextReplay(after: now))
    for (index, campaign) in campaigns.enumerated() {
      let first = waiting.first(of: index)
      guard first != nil || waiting.overflowed(of: index) > 0 else { continue }
      let pace = campaign.pacer.earliest(at: now)
      if pace > now { next = min(next, pace) }
      if case .wait(let longest, _) = campaign.settings.capacity, let first {
        next = min(next, first.planned.advanced(by: longest))
      }
    }
    return next
  }

  private func wake(at instant: SimInstant) {
    if let wake {
      guard instant < wake.at else { return }
      cell.cancel(wake.timer)
    }
    guard instant < .distantFuture else { return }
    let timer = after(cell.now.duration(to: instant)) { dialer in
      dialer.wake = nil
      dialer.dispatch()
    }
    wake = (instant, timer)
  }
}

extension Dialer {
  /// Dials the campaign's best lead, if it has one and an agent need not be kept free or is; if
  /// not, why.
  func dial(_ dial: PlannedDial, of campaign: Int) -> DropReason? {
    let now = cell.now
    let isOpen =
      campaigns[campaign].settings.capacity == .dial && !desk.router.onCell { $0.isShedding }
      && campaigns[campaign].allowsOpenDial(at: now)
    let slot = isOpen ? nil : reserveSlot(for: campaign)
    guard isOpen || slot != nil else { return .noAgent }
    guard let queued = nextLead(of: campaign) else {
      if let slot { desk.router.onCell { $0.release(slot) } }
      return .noLead
    }
    let zones = campaigns[campaign].leads.zones(of: queued.lead)
    let region = campaigns[campaign].settings.region ?? carriers.regions?.region(of: zones)
    let reservation = carriers.onCell { $0.reserve(to: region) }
    var attempt = begin(queued, dial, of: campaign)
    attempt.region = region
    campaigns[campaign].abandonment.dialled(isOpen: isOpen)
    let delay = dial.planned.duration(to: now)
    campaigns[campaign].account.waits.record(delay)
    let limit = campaigns[campaign].settings.waitsFor
    desk.log.onCell { $0.dialStarted(call: dial.call, delay: delay, waitingFor: limit) }
    let call = Call(
      cell: cell,
      attempt: attempt,
      over: reservation,
      slot: slot,
      owner: self,
      desk: desk
    )
    cell.spawn { await call.run() }
    return nil
  }

  /// The best lead that may be called, once the audit log knows why others may not.
  private func nextLead(of campaign: Int) -> QueuedLead? {
    let now = cell.now
    var held: [(lead: Lead, rule: ComplianceRule, until: SimInstant?)] = []
    let next = campaigns[campaign].nextLead(at: now, contacts: contacts) { lead, rule, until in
      held.append((lead, rule, until))
    }
    for lead in held {
      let entry = campaigns[campaign].held(lead.lead, by: lead.rule, until: lead.until, at: now)
      desk.log.onCell { $0.audit(entry) }
    }
    return next
  }

  /// The attempt to reach a lead, which every account now knows of.
  private func begin(_ queued: QueuedLead, _ dial: PlannedDial, of campaign: Int) -> CallAttempt {
    let now = cell.now
    let (lead, policy) = (queued.lead, campaigns[campaign].settings.policy)
    let number = campaigns[campaign].begin(queued)
    campaigns[campaign].pacer.dialled(at: now)
    campaigns[campaign].account.started += 1
    campaigns[campaign].account.retries += number > 0 ? 1 : 0
    audit.record(
      lead,
      zones: campaigns[campaign].leads.zones(of: lead),
      policy: policy,
      at: now
    )
    if let cap = policy.frequency { contacts.dialled(lead.phone, at: now, cap: cap) }
    var key = cell.key.entity(.lead, lead.key.phone)
    // The first attempt of the first campaign draws as if there were no others.
    if campaign > 0 { key = key.entity(.campaign, UInt64(campaign)) }
    if number > 0 { key = key.entity(.attempt, UInt64(number)) }
    return CallAttempt(
      id: CallID(number: dial.call, key: key.bits),
      phone: lead.phone.digits,
      planned: dial.planned,
      lead: AttemptedLead(campaign: campaign, index: queued.index, attempt: number)
    )
  }
}

extension Dialer: CallOwner {
  package nonisolated func throttled(_ attempt: CallAttempt) {
    guard let lead = attempt.lead else { return }
    onCell(with: lead) { $0.throttled(of: $1.campaign) }
  }

  package nonisolated func ended(_ result: AttemptResult, of attempt: CallAttempt) {
    guard let lead = attempt.lead else { return }
    onCell(with: (result, lead)) { $0.settle($1.0, of: $1.1) }
  }

  private func throttled(of campaign: Int) {
    campaigns[campaign].account.throttled += 1
    campaigns[campaign].pacer.throttled(at: cell.now)
  }

  private func settle(_ call: AttemptResult, of lead: AttemptedLead) {
    let campaign = lead.campaign
    let settings = campaigns[campaign].settings
    let phone = campaigns[campaign].leads[lead.index].phone
    campaigns[campaign].account.end(call.outcome)
    campaigns[campaign].pacer.ended()
    campaigns[campaign].abandonment.ended(
      call.outcome,
      answered: call.answered,
      isOpen: !call.hadAgent
    )
    audit.record(call, to: phone, of: campaign, policy: settings.policy)
    if settings.policy.frequency != nil, call.outcome.isHumanAnswer, call.outcome != .blocked,
      settings.defect != .conversationForgotten
    {
      contacts.conversed(phone, at: cell.now)
    }
    if let pause = campaigns[campaign].end(lead.index, call.outcome, at: cell.now) {
      let entry = AuditEntry(
        .retryPlanned,
        by: .dialer,
        at: cell.now,
        campaign: settings.name,
        phone: phone.digits,
        attempt: lead.attempt + 1,
        data: .text("in \(pause.nanoseconds / 1_000_000_000) s, after \(call.outcome.rawValue)")
      )
      desk.log.onCell { $0.audit(entry) }
    }
    campaigns[campaign].account.costs.take(call)
    if call.script == .optedOut {
      optOut(phone, attempt: lead.attempt + 1, of: campaign)
    }
    planText(to: lead.index, of: campaign, after: call.outcome)
    if !waiting.isEmpty { dispatch() }
  }

  /// A person has pressed the key that ends all calls: no campaign may call the number any more.
  private func optOut(_ phone: PhoneNumber, attempt: Int, of campaign: Int) {
    for index in campaigns.indices { campaigns[index].list(phone, at: cell.now) }
    audit.list(phone, at: cell.now)
    let settings = campaigns[campaign].settings
    let entry = AuditEntry(
      .consentRevoked,
      by: .callee,
      at: cell.now,
      campaign: settings.name,
      phone: phone.digits,
      attempt: attempt,
      rule: .revocation,
      data: settings.script.map { .text("pressed \($0.optOut)") } ?? .none
    )
    desk.log.onCell { $0.audit(entry) }
  }
}

extension EntityKind {
  fileprivate static let lead = EntityKind("lead")
  fileprivate static let campaign = EntityKind("campaign")
  fileprivate static let attempt = EntityKind("attempt")
}
