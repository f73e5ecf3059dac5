package import SimCore
package import VoicePipeline

/// What an autoscaler can see besides its pods.
package struct ScalingSignals: Sendable {
  /// Who waits for an agent, and dials that wait for one.
  package var queueDepth: @Sendable () -> Int = { 0 }
  /// Of the responses of the last minute; nil without any.
  package var responseP95: @Sendable () -> Duration? = { nil }

  package init() {}
}

/// The pods of a run that come and go: nodes, starts, conversations on them, drains and deaths.
///
/// ```
/// autoscaler ─wanted─▶ unscheduled ─node─▶ starting ─▶ ready ─stop─▶ draining ─▶ gone
///                                             ▲          │ crash, memory
///                                             └ restarting
/// ```
/// The router is told of every pod that takes calls or no longer does. After the planned end of the
/// run the pods stay as they are, until the last call is over.
package actor PodFleet: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let router: PodRouter
  let platform: PlatformSpec
  let spec: PodSpec
  let draws: DrawKey
  /// Which of the platform's regions this is, of how many.
  private let region: FleetRegion
  /// Whether the region is gone.
  var isGone = false
  /// Where conversations outlive their pods; nil where they do not.
  nonisolated let sessions: SimulatedSessionStore?
  /// The planned end of the run.
  let end: SimInstant
  var pods: [SimulatedPod] = []
  var pool: NodePool?
  private var guests: [UInt64: SimulatedPod.Guest] = [:]
  /// What its conversations are about; empty where no fault asks.
  private(set) var watched: [WatchedCall] = []
  /// Whether some fault does.
  nonisolated let awaitsMoments: Bool
  private var made = 0
  /// As many as the autoscaler asks for.
  private(set) var wanted = 0
  private var standby = (hot: 0, warm: 0)
  var scaling: FleetScaling?
  var account = PlatformAccount()
  /// Layers that are part of these pods, or stand beside them.
  var services: [ServicePool] = []
  /// Told of the number of each pod that dies, with what it had not written yet.
  var deathWatches: [@Sendable (Int) -> Void] = []
  /// Put in by a proof.
  private(set) var probe: PlatformProbe?

  package init(
    _ platform: PlatformSpec,
    pod spec: PodSpec,
    admission: TenantAdmission? = nil,
    sessions: SimulatedSessionStore? = nil,
    awaitsMoments: Bool = false,
    in region: FleetRegion = .only,
    on cell: Cell,
    until end: Duration
  ) {
    self.cell = cell
    self.region = region
    self.platform = platform
    self.spec = spec
    self.sessions = sessions
    self.awaitsMoments = awaitsMoments
    self.end = SimInstant.zero.advanced(by: end)
    // Pods have numbers of their own in all regions, machines in each.
    draws = cell.key.entity(region.index == 0 ? .platform : .region, UInt64(region.index))
    router =
      region.router
      ?? PodRouter(
        cell: cell,
        platform.placement?.settings ?? RoutingSettings(),
        admission: admission
      )
    pool = platform.nodes.map(NodePool.init)
  }

  func install(_ probe: PlatformProbe) { self.probe = probe }

  private var slotsPerPod: Int { platform.slots(of: spec) }

  /// Brings up the pods that have been there for long; `forecast` is what plans tell of the load.
  package func start(_ signals: ScalingSignals, forecast: LoadForecast?) {
    wanted = platform.podCount
    account.desired.set(wanted, at: cell.now)
    standby = (platform.standby?.hot.pods ?? 0, platform.standby?.warm.pods ?? 0)
    countStandby()
    for _ in 0..<wanted { bringUp() }
    scaling = platform.autoscaler.map {
      FleetScaling(
        $0,
        pod: spec,
        signals: signals,
        forecast: forecast,
        defect: probe?.defect
      )
    }
    look()
    if pool != nil { scanNodes() }
  }

  /// A pod that was there before the run.
  private func bringUp() {
    let number = add()
    if pool != nil {
      if let node = pool?.take() {
        pods[pods.count - 1].node = node
      } else if let node = pool?.make(at: cell.now) {
        _ = pool?.isReady(node.number)
        countNodes()
        planReclaim(node)
        pods[pods.count - 1].node = pool?.take()
      }
      guard pods[pods.count - 1].node != nil else { return }
    }
    becomeReady(number, pods[pods.count - 1].life)
  }

  /// Every so often: the autoscaler's sync, and what memory has leaked.
  private func look() {
    guard cell.now <= end else { return }
    defer { after(platform.autoscaler?.sync ?? .seconds(15)) { $0.look() } }
    guard !isGone else { return }
    for pod in pods { checkMemory(of: pod.number) }
    synchronise()
  }
}

// How many there are.
extension PodFleet {
  /// Asks for so many pods.
  func scale(to count: Int) {
    wanted = count
    account.desired.set(count, at: cell.now)
    settle()
  }

  /// Makes pods that are missing, and stops those that are too many.
  func settle() {
    guard !isGone else { return }
    let there = pods.count { $0.isWanted }
    if there < wanted {
      for _ in there..<wanted {
        let number = add()
        schedule(number)
      }
    }
    guard there > wanted else { return }
    // As a ReplicaSet chooses: what takes no calls yet before what does, the youngest first. It
    // knows nothing of calls.
    let order = pods.filter(\.isWanted).sorted {
      ($0.rank, $0.ready ?? .zero, $0.number) < ($1.rank, $1.ready ?? .zero, $1.number)
    }
    for pod in order.suffix(there - wanted) { stop(pod.number) }
  }

  private func add() -> Int {
    let processor = PodProcessor(
      processors: spec.processors,
      lagMax: spec.lagMax,
      at: cell.now
    )
    let number = made * region.count + region.index
    var pod = SimulatedPod(number, wished: cell.now, processor: processor)
    let owners = pods.map(\.owner)
    pod.owner = router.onCell { $0.nextOwner(having: owners) }
    pods.append(pod)
    made += 1
    probe?.saw(.podMade(number))
    account.pods.increment(at: cell.now)
    return number
  }

  func index(of number: Int) -> Int? { pods.firstIndex { $0.number == number } }

  private func schedule(_ number: Int) {
    guard let index = index(of: number), pods[index].phase == .unscheduled else { return }
    if pool != nil {
      guard let node = pool?.take() else { return countWaiting() }
      pods[index].node = node
    }
    pods[index].phase = .starting
    pods[index].started = cell.now
    let life = pods[index].life
    after(startTime(of: number)) { $0.becomeReady(number, life) }
  }

  func scheduleWaiting() {
    for pod in pods where pod.phase == .unscheduled { schedule(pod.number) }
    countWaiting()
  }

  func becomeReady(_ number: Int, _ life: Int) {
    guard let index = index(of: number), pods[index].life == life else { return }
    let isNew = pods[index].phase != .restarting
    pods[index].phase = .ready
    pods[index].started = pods[index].started ?? cell.now
    pods[index].ready = cell.now
    account.ready.increment(at: cell.now)
    probe?.saw(.podReady(number, owner: pods[index].owner))
    tellServices()
    account.slots.set(account.slots.level + slotsPerPod, at: cell.now)
    if isNew {
      account.podsStarted += 1
      account.startTimes.record(pods[index].wished.duration(to: cell.now))
    }
    let (slots, owner) = (slotsPerPod, pods[index].owner)
    router.onCell { $0.open(pod: number, slots: slots, owner: owner) }
    countSlots()
    planCrash(number, life)
  }

  private func stop(_ number: Int) {
    guard let index = index(of: number) else { return }
    guard pods[index].phase == .ready else { return remove(number) }
    probe?.saw(.podStopping(number))
    leaveService()
    pods[index].phase = .draining
    pods[index].life += 1
    let life = pods[index].life
    router.onCell { router in
      router.drain(pod: number) { [weak self] in self?.onCell { $0.remove(number) } }
    }
    countSlots()
    after(spec.drain) { fleet in
      guard let index = fleet.index(of: number), fleet.pods[index].life == life else { return }
      fleet.lose(number, by: .drainEnded)
    }
  }

  /// A pod is told to stop, and another one is made in its place.
  func evict(_ number: Int) {
    stop(number)
    settle()
  }

  func remove(_ number: Int) {
    guard let index = index(of: number) else { return }
    keepFrames(of: index)
    if let node = pods[index].node { pool?.giveBack(node, at: cell.now) }
    pods.remove(at: index)
    probe?.saw(.podGone(number))
    account.pods.decrement(at: cell.now)
    scheduleWaiting()
  }

  /// The layers that are part of the pods come and go with them.
  private func tellServices() {
    let ready = account.ready.level
    for pool in services where pool.isPartOfPods { pool.onCell { $0.follow(ready) } }
  }

  func leaveService() {
    account.ready.decrement(at: cell.now)
    tellServices()
    account.slots.set(account.slots.level - slotsPerPod, at: cell.now)
  }
}

// Conversations.
extension PodFleet: PodHost {
  package nonisolated func weight(of call: CallID) -> Double {
    let key = call.draws(from: cell.key)
    let isHeavy = key.chance(spec.heavyShare, .heavy)
    let isSeen = key.chance(platform.placement?.accuracy ?? 1, .prediction)
    let isTaken = isSeen ? isHeavy : !isHeavy
    return isTaken ? max(spec.heavyProcessor / max(spec.processorPerCall, 1e-9), 1) : 1
  }

  package nonisolated func begin(
    _ call: CallID,
    on pod: Int,
    over media: any MediaPath,
    from origin: CallOrigin
  ) -> any MediaPath {
    onCell { $0.receive(call, on: pod) }
    guard spec.processorPerCall > 0 else { return media }
    return PodMedia(cell: cell, media: media, draws: call.draws(from: cell.key)) { [self] luck in
      onCell { $0.lag(of: pod, luck) }
    }
  }

  package nonisolated func end(_ call: CallID, on pod: Int) {
    onCell { $0.dismiss(call, from: pod) }
  }

  package nonisolated func watch(
    _ call: CallID,
    on pod: Int,
    _ moment: @escaping @Sendable () -> ConversationMoment
  ) {
    guard awaitsMoments else { return }
    onCell { $0.watched.append(WatchedCall(call: call.key, pod: pod, moment: moment)) }
  }

  package nonisolated func takeover(of call: CallID, losses: Int) -> PodTakeover? {
    guard let sessions, let spec = platform.sessions else { return nil }
    let draws = call.draws(from: cell.key)
    let index = UInt64(losses)
    return PodTakeover(
      detection: spec.detection.sample(draws.bits(.detection, index)),
      reconnection: spec.reconnection.sample(draws.bits(.reconnection, index)),
      isSticky: spec.resumeOn == .samePod,
      playsOn: spec.playsOn,
      patience: spec.patience,
      sessions: sessions
    )
  }

  /// A call of a neighbour comes to a pod.
  func seat(_ call: CallID, on slot: PodSlot) {
    probe?.saw(.slotHeld(call, pod: slot.pod, grant: slot.grant))
    account.neighbours.increment(at: cell.now)
    receive(call, on: slot.pod)
  }

  func unseat(_ call: CallID, from pod: Int) {
    account.neighbours.decrement(at: cell.now)
    dismiss(call, from: pod)
  }

  private func receive(_ call: CallID, on number: Int) {
    guard let index = index(of: number) else { return }
    let isHeavy = call.draws(from: cell.key).chance(spec.heavyShare, .heavy)
    let guest = SimulatedPod.Guest(
      life: pods[index].life,
      began: cell.now,
      memory: isHeavy ? spec.heavyMemory : spec.memoryPerCall,
      load: isHeavy ? spec.heavyProcessor : spec.processorPerCall
    )
    guests[call.key] = guest
    pods[index].leak(spec.leakPerHour, until: cell.now)
    pods[index].guests += 1
    pods[index].memory += guest.memory
    pods[index].processor.change(guest.load, calls: 1, at: cell.now)
    account.callsMax = max(account.callsMax, pods[index].guests)
    countSlots()
    countProcessors()
    checkMemory(of: number)
  }

  private func dismiss(_ call: CallID, from number: Int) {
    watched.removeAll { $0.call == call.key && $0.pod == number }
    guard let guest = guests.removeValue(forKey: call.key) else { return }
    if let index = index(of: number), pods[index].guests > 0, guest.isOf(pods[index]) {
      pods[index].leak(spec.leakPerHour, until: cell.now)
      pods[index].guests -= 1
      let hours = Double(guest.began.duration(to: cell.now).nanoseconds) / 3_600e9
      pods[index].memory -= guest.memory + hours * spec.leakPerHour
      pods[index].processor.change(-guest.load, calls: -1, at: cell.now)
      checkMemory(of: number)
    }
    countSlots()
    countProcessors()
  }

  private func lag(of number: Int, _ luck: Double) -> Duration {
    guard let index = index(of: number) else { return .zero }
    let lag = pods[index].processor.lag(at: cell.now, luck: luck)
    account.mediaLag.record(lag)
    return lag
  }
}

// What is counted.
extension PodFleet {
  func countSlots() {
    let own = region.count > 1 ? region.index : nil
    let isFull = router.onCell { $0.isShedding || !$0.hasRoom(in: own) }
    account[.slots].set(isFull, at: cell.now)
    let isBound = spec.sockets / spec.socketsPerCall < (spec.cap ?? platform.slotsPerPod)
    let isOut = pods.contains { $0.phase == .ready && $0.guests >= slotsPerPod }
    account[.sockets].set(isBound && isOut, at: cell.now)
  }

  private func countProcessors() {
    account[.processor].set(pods.contains { $0.processor.isOverloaded }, at: cell.now)
  }

  private func countWaiting() {
    account[.nodes].set(pods.contains { $0.phase == .unscheduled }, at: cell.now)
  }

  func countNodes() {
    account.nodes.set(pool?.count ?? 0, at: cell.now)
    account.spotNodes.set(pool?.spotCount ?? 0, at: cell.now)
  }

  private func countStandby() {
    account.hot.set(standby.hot, at: cell.now)
    account.warm.set(standby.warm, at: cell.now)
  }

  /// Everything that has been counted; asked for once, when the run is over.
  package func finish() -> PlatformAccount {
    for index in pods.indices { keepFrames(of: index) }
    account.cost = FleetPrice(platform, spec).cost(of: account, until: end)
    // What all regions share counts once.
    guard region.index == 0 else { return account }
    account.routing = router.onCell { $0.account }
    account.tenants = router.onCell { $0.tenants }
    account.sessions = sessions?.onCell { $0.use }
    account.services = services.map { pool in pool.onCell { $0.finish() } }
    return account
  }
}

// How long a start takes, by what stands by.
extension PodFleet {
  func startTime(of number: Int) -> Duration {
    let bits = draws.bits(.start, UInt64(number))
    guard let tiers = platform.standby else { return spec.start.sample(bits) }
    if standby.hot > 0 {
      standby.hot -= 1
      refill(number) { $0.standby.hot += 1 }
      return tiers.hot.start.sample(bits)
    }
    if standby.warm > 0 {
      standby.warm -= 1
      refill(number) { $0.standby.warm += 1 }
      return tiers.warm.start.sample(bits)
    }
    return tiers.cold.start.sample(bits)
  }

  /// What has stood by is made again from nothing.
  private func refill(_ number: Int, _ add: @escaping @Sendable (isolated PodFleet) -> Void) {
    countStandby()
    guard let cold = platform.standby?.cold.start else { return }
    after(cold.sample(draws.bits(.refill, UInt64(number)))) { fleet in
      add(fleet)
      fleet.countStandby()
    }
  }
}

/// A conversation on a pod, for faults that wait for a moment of it.
struct WatchedCall: Sendable {
  let call: UInt64
  let pod: Int
  let moment: @Sendable () -> ConversationMoment
}

extension SimulatedPod {
  /// What is stopped last comes first.
  fileprivate var rank: Int {
    switch phase {
    case .ready: 0
    case .restarting: 1
    case .starting: 2
    case .unscheduled: 3
    case .draining: 4
    }
  }
}

extension SimulatedPod.Guest {
  /// Whether the pod has not died under it; a drain changes nothing for it.
  fileprivate func isOf(_ pod: SimulatedPod) -> Bool {
    pod.life == life || pod.phase == .draining && pod.life == life + 1
  }
}

extension EntityKind {
  static let platform = EntityKind("platform")
}

extension Purpose {
  fileprivate static let start = Purpose("platform.start")
  fileprivate static let refill = Purpose("platform.refill")
  fileprivate static let heavy = Purpose("platform.heavy_call")
  fileprivate static let detection = Purpose("platform.detection")
  fileprivate static let reconnection = Purpose("platform.reconnection")
  fileprivate static let prediction = Purpose("platform.prediction")
}
