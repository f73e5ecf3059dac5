internal import SimCore

// A conversation on pods that die: another one takes it up, if the caller waits for as long.
extension Call {
  /// How often it is looked for a pod and for the state that are not to be had yet.
  private static let askAgainAfter = Duration.milliseconds(250)

  /// Lives a conversation to its end, on one pod after the other.
  func live(
    _ beginning: AgentBeginning,
    on first: PodSlot,
    with ports: Shared<AgentPorts>,
    over line: any MediaPath
  ) async {
    var (beginning, slot) = (beginning, first)
    while true {
      isPodLost = false
      let media = desk.host?.begin(attempt.id, on: slot.pod, over: line, from: origin) ?? line
      let agent = VoiceAgent(
        cell: cell,
        call: attempt.id,
        beginning: beginning,
        ports: portsOn(slot.pod) ?? ports,
        media: media,
        observer: self
      )
      if desk.answering.mode == .asynchronous {
        stopAtMachine { agent.onCell { $0.dismiss() } }
      }
      stopIfLost(slot) { agent.onCell { $0.abandon() } }
      desk.host?.watch(attempt.id, on: slot.pod) { agent.onCell { $0.moment } }
      await converse(with: agent, on: slot.pod, over: media) { await agent.converse() }
      record.bargeIns = agent.onCell { $0.snapshot.bargeIns }
      if !forgetsSlot { desk.router.onCell { $0.release(slot) } }
      desk.host?.end(attempt.id, on: slot.pod)
      guard isPodLost else { return }
      let moment = agent.onCell { $0.moment }
      guard let next = await takeOver(at: moment, from: slot, over: line) else { return }
      (slot, beginning) = next
    }
  }

  /// What an agent on a pod speaks through, where that is another thing on each.
  private func portsOn(_ pod: Int) -> Shared<AgentPorts>? {
    desk.pools?.onCell { $0.ports(on: pod) } ?? desk.host?.ports(on: pod)
  }

  /// The slot and the state with which the conversation goes on; nil when it is over.
  ///
  /// Few calls lose their pod: none is to hold the memory for it while it waits.
  @inline(never)
  private func takeOver(
    at moment: ConversationMoment,
    from lost: PodSlot,
    over line: any MediaPath
  ) async -> (PodSlot, AgentBeginning)? {
    let died = cell.now
    guard let host = desk.host,
      let takeover = host.takeover(of: attempt.id, losses: record.podLosses.count)
    else {
      endLost(over: line)
      return nil
    }
    line.orphan(playsOn: takeover.playsOn)
    unheard = 0
    let found = await find(takeover, from: lost, by: host)
    var loss = PodLossRecord(
      moment: moment,
      end: found.end,
      gap: died.duration(to: cell.now)
    )
    loss.unheard = unheard
    defer { record.podLosses.append(loss) }
    guard case .found(let slot, let snapshot) = found else {
      if case .over(.hungUp) = found {
        record.failure = nil
        record.outcome = outcome(of: .released)
      }
      endLost(over: line)
      return nil
    }
    loss.repeated = snapshot.value.saidAgain
    trace(.conversationResumed, a: UInt64(slot.pod), b: loss.gap)
    record.failure = nil
    return (slot, .resuming(snapshot))
  }

  /// Looks for a pod and the state until there are both, or it is over.
  private func find(
    _ takeover: PodTakeover,
    from lost: PodSlot,
    by host: any PodHost
  ) async -> TakeoverSearch {
    let deadline = cell.now.advanced(by: takeover.patience)
    guard await wait(takeover.detection) else { return .over(.hungUp) }
    while true {
      guard let slot = await askForSlot(lost, isSticky: takeover.isSticky, by: host) else {
        guard cell.now < deadline else { return .over(.noSlot) }
        guard await wait(Self.askAgainAfter) else { return .over(.hungUp) }
        continue
      }
      let found = await connect(to: slot, takeover, until: deadline)
      // That pod may have died as well meanwhile: a connection to it tells at once.
      guard case .found = found, !desk.router.onCell({ $0.isHeld(slot) }),
        desk.probe?.defect != .staleTakeover
      else { return found }
    }
  }

  /// Takes the media to a slot, and asks for the state.
  private func connect(
    to slot: PodSlot,
    _ takeover: PodTakeover,
    until deadline: SimInstant
  ) async -> TakeoverSearch {
    guard await wait(takeover.reconnection) else { return give(slot, back: .hungUp) }
    while true {
      let answer = await Reply<SessionAnswer>.wait(on: cell) { reply in
        takeover.sessions.load(attempt.id) { reply.send($0) }
      }
      if isReleased { return give(slot, back: .hungUp) }
      switch answer {
      case .found(let snapshot): return .found(slot, snapshot)
      case .missing: return give(slot, back: .noState)
      case .unavailable:
        guard cell.now < deadline else { return give(slot, back: .noState) }
        guard await wait(Self.askAgainAfter) else { return give(slot, back: .hungUp) }
      }
    }
  }

  private func give(_ slot: PodSlot, back end: PodLossEnd) -> TakeoverSearch {
    desk.router.onCell { $0.release(slot) }
    return .over(end)
  }

  private func askForSlot(
    _ lost: PodSlot,
    isSticky: Bool,
    by host: any PodHost
  ) async -> PodSlot? {
    var call = routed(by: host)
    call.isUnderWay = true
    let found = await askForSlot(call, on: isSticky ? lost.pod : nil)
    if let found { hold(found) }
    return found
  }

  private func askForSlot(_ call: RoutedCall, on pod: Int?) async -> PodSlot? {
    let router = desk.router
    if let pod { return router.onCell { $0.acquire(on: pod, for: call) } }
    // Who asks again and again is one call that asks.
    return router.onCell { $0.hasSlot(for: call) } ? await router.place(call) : nil
  }

  private var forgetsSlot: Bool {
    desk.probe?.defect == .slotForgotten && attempt.id.number % 5 == 0
  }

  /// False when the far end has hung up meanwhile.
  private func wait(_ length: Duration) async -> Bool {
    await Reply<Bool>.wait(on: cell) { reply in
      gaps += 1
      let number = gaps
      gap = (number, reply)
      after(length) { $0.endGap(number, isOver: false) }
      leg.onCell { leg in
        leg.whenReleased { [self] in onCell { $0.endGap(number, isOver: true) } }
      }
    }
  }

  private func endGap(_ number: Int, isOver: Bool) {
    guard let gap, gap.number == number else { return }
    self.gap = nil
    gap.reply.send(!isOver)
  }

  var isReleased: Bool { leg.onCell { $0.isReleased } }

  private func endLost(over line: any MediaPath) {
    line.close(.released)
    hangUpLeg()
  }
}

/// What has come of looking for a pod and the state of a conversation.
private enum TakeoverSearch {
  case found(PodSlot, Shared<AgentMachine>)
  case over(PodLossEnd)

  var end: PodLossEnd {
    switch self {
    case .found: .resumed
    case .over(let end): end
    }
  }
}
