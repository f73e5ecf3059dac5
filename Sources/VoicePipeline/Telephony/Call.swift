package import SimCore

/// One call from INVITE to its record: leg, slot, conversation, in that order.
///
/// ```
/// CallLeg ──answered──▶ PodRouter ──slot──▶ VoiceAgent ◀──speech──▶ caller
///  │  └──────────────── every way out leads to one CallRecord ──────────┘
///  └─ a carrier that fails before it rings ─▶ CarrierPool ─▶ CallLeg over another carrier
/// ```
package actor Call: CellActor {
  package nonisolated let cell: Cell
  let attempt: CallAttempt
  var leg: CallLeg
  private let attestation: Attestation?
  /// Legs over carriers that have said nothing, before this one.
  private var silentLegs: [CallLeg] = []
  private(set) var route: Int
  let desk: CallDesk
  private let owner: (any CallOwner)?
  /// Kept free since the dial, until it is taken or given back.
  var slot: PodSlot?
  private let hadSlot: Bool
  var record: CallRecord
  /// Where a recording answers.
  var ending: ScriptEnding?
  private(set) var hangUp: HangUpReason?
  private var story = ConversationStory()
  private var usage = ModelUsage()
  /// Nil where nobody will ask.
  private var chronicle: CallChronicle?
  /// Which of its rows stand in the tables.
  private let keeps: (turns: Bool, modelCalls: Bool)
  /// A detector has found a machine while the agent talked.
  var isMachineFound = false
  /// The pod has died under the conversation.
  var isPodLost = false
  /// The wait of a conversation that is on no pod, and the number of waits so far.
  var gap: (number: Int, reply: Reply<Bool>)?
  var gaps = 0
  /// Stretches of the caller's speech that fell into it.
  var unheard = 0

  package init(
    cell: Cell,
    attempt: CallAttempt,
    over first: CarrierReservation,
    slot: PodSlot? = nil,
    owner: (any CallOwner)? = nil,
    desk: CallDesk
  ) {
    self.cell = cell
    self.attempt = attempt
    self.desk = desk
    self.owner = owner
    keeps = desk.records.keeps(attempt.id, key: cell.key)
    if keeps.turns || desk.log.wishes(attempt.id) { chronicle = CallChronicle() }
    self.slot = slot
    hadSlot = slot != nil
    route = first.route
    leg = CallLeg(
      cell: cell,
      attempt: attempt,
      carrier: first.carrier,
      timeouts: desk.timeouts
    )
    record = CallRecord(
      id: attempt.id,
      carrier: first.carrier.name,
      planned: attempt.planned,
      started: cell.now,
      outcome: .carrierFailure
    )
    attestation = first.carrier.attestation
    record.campaign = attempt.lead?.campaign
    record.attempt = attempt.lead?.attempt ?? 0
  }

  /// Places the call and lives it to its end.
  package func run() async {
    if let slot { hold(slot) }
    audit(
      .dialled,
      by: .dialer,
      .dial(carrier: record.carrier, wait: record.planWait, attestation: attestation)
    )
    tell(on: nil)
    switch await connect() {
    case .ended(let ending):
      record.outcome = ending.outcome
      record.response = ending.response
    case .answered(let answeredBy, let media):
      record.answered = cell.now
      record.response = .answered
      let delay = record.started.duration(to: cell.now)
      trace(.callAnswered, a: answeredBy.traceBits, b: delay)
      await answered(by: answeredBy, media: media)
    }
    conclude()
  }

  /// Writes the call down, and tells whose it was.
  ///
  /// Apart from `run`, whose memory lasts as long as the call.
  @inline(never)
  private func conclude() {
    record.progressed = leg.onCell { $0.progressed }
    record.ended = cell.now
    if let slot { desk.router.onCell { $0.release(slot) } }
    if record.isMachine, record.outcome.isHumanAnswer { record.outcome = .voicemail }
    record.tally = story.finished(isSettled: hangUp == .done)
    record.tally.take(usage)
    record.tally.cost = desk.pricing.cost(of: usage, over: record.holdTime ?? .zero)
    let cost = cost
    (record.lineCost, record.isResolved) = (cost.line, cost.isResolved)
    audit(
      .ended,
      by: record.endedBy(hangUp),
      .ending(record.outcome, carrier: record.carrier, held: record.holdTime)
    )
    let (finished, usage, chronicle) = (record, usage, chronicle)
    for _ in 0..<recordings { desk.log.onCell { $0.record(finished, usage, chronicle) } }
    desk.outcomes?.onCell { $0.record(OutcomeRow(finished), from: finished.pod) }
    tell(on: finished.pod)
    owner?.ended(
      AttemptResult(
        outcome: finished.outcome,
        rang: leg.onCell { $0.rang },
        answered: finished.answered,
        ended: finished.ended,
        hadAgent: hadSlot,
        script: ending,
        cost: cost
      ),
      of: attempt
    )
  }

  /// Dials, over one carrier after the other as long as none has reached anybody.
  private func connect() async -> CallSetup {
    var tried: [Int] = []
    while true {
      let (setup, route) = (await leg.connect(), route)
      desk.carriers.onCell { $0.learn(setup, of: route) }
      if case .ended(let ending) = setup, ending.isSilent { listenOn(to: route) }
      tried.append(route)
      if case .ended(let ending) = setup, ending.outcome == .throttled {
        owner?.throttled(attempt)
      }
      guard case .ended(let ending) = setup,
        ending.mayGoElsewhere || desk.defect == .dialsAgainAfterRing && ending.hasRung,
        let next = await reserve(except: tried),
        !hasRungLate
      else { return setup }
      goElsewhere(next, after: ending)
    }
  }

  /// What a silent carrier says at last is heard, though for this dial it comes too late.
  private func listenOn(to route: Int) {
    let carriers = desk.carriers
    leg.onCell { leg in
      leg.whenRefusedLate { refusal in carriers.onCell { $0.learn(late: refusal, of: route) } }
    }
  }

  /// Whether the phone has rung over a carrier that was given up in silence: it is not rung again.
  private var hasRungLate: Bool {
    leg.onCell { $0.hasRungLate } || silentLegs.contains { leg in leg.onCell { $0.hasRungLate } }
  }

  /// Another carrier that takes the dial now; nil when there is none.
  private func reserve(except tried: [Int]) async -> CarrierReservation? {
    let region = attempt.region
    while true {
      guard let next = desk.carriers.onCell({ $0.reserve(except: tried, to: region) }) else {
        return nil
      }
      let wait = cell.now.duration(to: next.start)
      trace(.callRerouted, a: UInt64(next.route), b: wait)
      guard wait > .zero else { return next }
      await Reply<Void>.wait(on: cell) { reply in
        after(wait) { _ in reply.send(()) }
      }
      // What others have learnt of the carrier meanwhile counts for this dial too.
      if !desk.carriers.onCell({ $0.isStale(next) }) { return next }
    }
  }

  private func goElsewhere(_ next: CarrierReservation, after ending: LegEnding) {
    record.failedLegs.append(
      FailedLeg(
        carrier: record.carrier,
        started: record.legStarted,
        redialled: cell.now,
        outcome: ending.outcome,
        response: ending.response
      )
    )
    audit(
      .rerouted,
      by: .dialer,
      .reroute(
        from: record.carrier,
        to: next.carrier.name,
        after: ending.outcome,
        attestation: next.carrier.attestation
      )
    )
    if ending.isSilent { silentLegs.append(leg) }
    record.carrier = next.carrier.name
    route = next.route
    leg = CallLeg(
      cell: cell,
      attempt: attempt,
      carrier: next.carrier,
      timeouts: desk.timeouts
    )
  }

  private func answered(by answeredBy: AnsweredBy, media: any MediaPath) async {
    if let script { return await play(script, to: answeredBy, over: media) }
    switch answeredBy {
    case .human: await talk(over: media)
    case .machine: await takeLeave(of: media, message: nil)
    case .undetermined where desk.answering.mode == .synchronous:
      guard let verdict = await verdict() else {
        // Who was listened to for too long has hung up.
        record.outcome = .abandoned
        media.close(.released)
        return
      }
      if desk.answering.isMachine(verdict) {
        await takeLeave(of: media, message: desk.answering.message)
      } else {
        await talk(over: media)
      }
    case .undetermined: await talk(over: media)
    }
  }

  func talk(over media: any MediaPath) async {
    switch desk.agents {
    case .here(let ports, let settings):
      guard let slot = await place() else {
        record.outcome = .blocked
        media.close(.released)
        hangUpLeg()
        return
      }
      self.slot = nil
      record.podsAsked = slot.asked
      guard !isReleased else {
        // Who waited in silence until a pod was found has hung up.
        desk.router.onCell { $0.release(slot) }
        record.outcome = .abandoned
        media.close(.released)
        return
      }
      await live(.afresh(settings(attempt.id)), on: slot, with: ports, over: media)
    case .beyondTheLine:
      let agent = DistantAgent(cell: cell, media: media)
      if desk.answering.mode == .asynchronous { stopAtMachine { agent.receive(.released) } }
      await converse(with: agent, on: 0, over: media) { await agent.converse(observer: self) }
    }
    desk.log.onCell(with: attempt.id.number) { $0.conversationEnded(call: $1) }
  }

  func converse(
    with agent: any AgentEventReceiver,
    on pod: Int,
    over media: any MediaPath,
    _ conversation: () async -> ConversationEnd
  ) async {
    record.pod = pod
    if record.conversed == nil {
      record.conversed = cell.now
      desk.log.onCell(with: attempt.id.number) { $0.conversationStarted(call: $1, pod: pod) }
      tell(on: pod)
    }
    leg.onCell { leg in
      leg.whenReleased { agent.receive(.released) }
    }
    let end = await conversation()
    if isPodLost {
      record.outcome = .failed
      record.failure = .podLost
    } else if isMachineFound {
      await takeLeave(of: media, message: desk.answering.message)
    } else {
      record.outcome = outcome(of: end)
    }
  }

  func hangUpLeg() {
    if desk.defect == .releaseForgotten, attempt.id.number % 3 == 0 { return }
    leg.onCell { $0.hangUp() }
  }

  func outcome(of end: ConversationEnd) -> CallOutcome {
    // The far end may have released the leg already; then there is nothing to hang up.
    hangUpLeg()
    switch end {
    case .failed(let failure):
      record.failure = failure
      return .failed
    case .transferred: return .transferred
    case .callback: return .callback
    case .released, .concluded, .abandoned:
      switch hangUp {
      case .impatient: return .abandoned
      case .cutOff: return .cutOff
      case .done, nil: return .completed
      }
    }
  }
}

extension Call: CallObserver {
  package nonisolated func callerIdentified(_ label: CallerLabel) {
    onCell(with: label) { $0.record.caller = $1 }
  }

  package nonisolated func callerSpoke(_ utterance: SpokenWords) {
    onCell(with: utterance) { $0.spoken($1) }
  }

  package nonisolated func agentReplied(_ turn: AgentTurn) { onCell(with: turn) { $0.replied($1) } }

  package nonisolated func callerHeard(_ hearing: ReplyHeard) {
    onCell(with: hearing) { $0.heard($1) }
  }

  package nonisolated func callerHungUp(_ reason: HangUpReason) {
    onCell(with: reason) { $0.hungUp($1) }
  }

  package nonisolated func agentNoted(_ note: AgentNote) { onCell(with: note) { $0.noted($1) } }

  package nonisolated func callerNoted(_ note: CallerNote) { onCell(with: note) { $0.noted($1) } }

  private func spoken(_ utterance: SpokenWords) {
    story.spoken(utterance)
    chronicle?.add(.said(utterance))
    let duration = utterance.start.duration(to: utterance.end)
    trace(.callerSpoke, a: UInt64(utterance.words.count), b: duration)
  }

  private func hungUp(_ reason: HangUpReason) {
    hangUp = reason
    chronicle?.add(.hungUp(reason, at: cell.now))
    trace(.callerHungUp, a: reason == .done ? 0 : 1)
  }

  /// Tells dashboards that something has happened, as the pod knows that has the call.
  private func tell(on pod: Int?) {
    guard let events = desk.events else { return }
    events.onCell(with: (attempt.id.number, pod)) { $0.tell(call: $1.0, on: $1.1) }
  }

  func trace(_ kind: TraceKind, a: UInt64, b: Duration = .zero) {
    cell.record(kind, call: attempt.id.number, a: a, b: b.traceBits)
  }

  private func audit(_ event: AuditEvent, by decider: AuditDecider, _ data: AuditData) {
    if desk.defect == .auditForgetful, event == .ended, attempt.id.number % 9 == 0 { return }
    let campaign = attempt.lead.flatMap { lead in
      lead.campaign < desk.campaigns.count ? desk.campaigns[lead.campaign] : nil
    }
    let entry = AuditEntry(
      event,
      by: decider,
      at: cell.now,
      of: attempt,
      campaign: campaign,
      data: data
    )
    desk.log.onCell { $0.audit(entry) }
  }

  private func noted(_ note: AgentNote) {
    if case .called(let call) = note {
      desk.log.onCell(with: (call, attempt.id.number, keeps.modelCalls)) {
        $0.record($1.0, call: $1.1, isKept: $1.2)
      }
      usage.add(call)
    } else {
      story.noted(note)
    }
    chronicle?.add(note, at: cell.now)
  }

  private func noted(_ note: CallerNote) {
    switch note {
    case .concluded(let result): record.goal = result
    case .overlapped(let overlap):
      story.overlapped(overlap)
      chronicle?.add(.overlapped(overlap))
      desk.log.onCell(with: overlap) { $0.record($1) }
    case .silent(let silence):
      story.wasSilent(for: silence)
      desk.log.onCell(with: silence) { $0.record(silence: $1) }
      guard silence > CallTally.deadAirAfter else { return }
      chronicle?.add(.silent(silence, until: cell.now))
    case .heard(let sentence): chronicle?.add(.heard(sentence))
    case .isMachine: record.isMachine = true
    case .media(let media): record.media = media
    case .isAudible: record.isAudible = true
    case .unheard: unheard += 1
    }
  }

  private func replied(_ turn: AgentTurn) {
    let wait = turn.stamps.speechEnded.duration(to: turn.stamps.firstAudio)
    trace(.agentReplied, a: UInt64(turn.turn), b: turn.turn == 0 ? .zero : wait)
    story.replied(turn)
  }

  private func heard(_ hearing: ReplyHeard) {
    if record.timeToFirstWord == nil, let answered = record.answered {
      record.timeToFirstWord = answered.duration(to: hearing.onset)
    }
    guard let answer = story.heard(hearing) else { return }
    switch answer {
    case .known(let turn, let errors, let speechEnded):
      record.wordErrors += errors
      keep(
        TurnRecord(
          call: attempt.id.number,
          agent: turn,
          heard: hearing,
          speechEnded: speechEnded,
          wordErrors: errors
        ),
        of: turn
      )
    case .voice(let speechEnded):
      keep(
        TurnRecord(
          call: attempt.id.number,
          turn: record.turns + 1,
          heard: hearing,
          speechEnded: speechEnded
        )
      )
    }
  }

  private func keep(_ turn: TurnRecord, of agent: AgentTurn? = nil) {
    record.turns += 1
    tell(on: record.pod)
    chronicle?.add(CallChronicle.Turn(record: turn, agent: agent))
    record.responseMax = max(record.responseMax ?? .zero, turn.responseLatency)
    // What pocketsphinx hears says nothing of the service that the scenario names.
    let caller = record.isAudible ? nil : record.caller
    desk.log.onCell(with: (turn, caller, keeps.turns)) {
      $0.record($1.0, label: $1.1, isKept: $1.2)
    }
    if let pod = record.pod { desk.host?.answered(turn, on: pod) }
  }
}

extension CallRecord {
  /// From the planned instant to the dial.
  fileprivate var planWait: Duration { planned.duration(to: started) }

  /// Who brought the call to its end.
  fileprivate func endedBy(_ hangUp: HangUpReason?) -> AuditDecider {
    switch outcome {
    case .busy, .unobtainable, .declined, .throttled, .carrierFailure: .carrier
    case .noAnswer, .blocked, .unfinished, .voicemail: .dialer
    case .completed, .abandoned, .cutOff, .failed, .transferred, .callback:
      hangUp == nil ? .agent : .callee
    }
  }
}

extension AnsweredBy {
  /// As a value of a trace event.
  fileprivate var traceBits: UInt64 {
    switch self {
    case .human: 0
    case .machine: 1
    case .undetermined: 2
    }
  }
}
