package import SimCore

/// A place for one conversation on one pod.
package struct PodSlot: Sendable, Hashable {
  package var pod: Int
  /// Which grant of the router it is, where pods come and go.
  package var grant = 0
  /// Pods that were asked for it, where pods come and go.
  package var asked: Int?
}

/// Gives each answered call a slot on a pod.
///
/// ```
///            open, drain, lose
///                  ▼
/// call ─▶ choice by policy ─▶ pod ─slot─▶ call     what a choice goes by may be old:
///            ▲                 └ full ─┐           several calls then race for one slot
///            └───── tries left ────────┘
/// ```
/// Where pods come and go, the choice follows the settings; where they stand, it is the pod with
/// the fewest calls. Ties go to the pod with the lowest number, so that the choice never depends on
/// history.
package actor PodRouter: CellActor {
  private struct Place {
    let pod: Int
    let slots: Int
    /// The tenant that has it for itself; nil for a pod of everybody.
    var owner: Int?
    var calls = 0
    /// As many as the choice knows of.
    var seen = 0
    /// What the calls are expected to need.
    var weight = 0.0
    var isOpen = true
    var whenEmpty: (@Sendable () -> Void)?
    var grants: [Grant] = []

    func isFor(_ tenant: Int?) -> Bool { owner == nil || tenant == nil || owner == tenant }

    var hasRoom: Bool { isOpen && calls < slots }
  }

  private struct Grant {
    let number: Int
    let weight: Double
    let tenant: Int?
    var whenLost: (@Sendable () -> Void)?
  }

  package nonisolated let cell: Cell
  private let settings: RoutingSettings
  /// Nil where all pods are equally near.
  private nonisolated let regions: RegionRouting?
  /// Whether pods come and go.
  private let isElastic: Bool
  /// Nil where there are no tenants.
  private var admission: TenantAdmission?
  /// By number, rising; those that are lost are not among them.
  private var places: [Place]
  private var ring = HashRing()
  /// Of those who stick to a pod.
  private var homes: [UInt64: Int] = [:]
  private var latest = -1
  private var grants = 0
  /// Who wants to know of the next slot that is free.
  private var listeners: [@Sendable () -> Void] = []
  package private(set) var account = RoutingAccount()
  /// Whether slots are kept from new calls, so that those that are in keep their quality.
  package private(set) var isShedding = false
  /// Calls and dials that asked meanwhile.
  package private(set) var turnedAway = 0
  /// Hears of pods that begin to take calls, and of those that are gone.
  private var podWatch: @Sendable (_ pod: Int, _ isOpen: Bool) -> Void = { _, _ in }
  /// Put in by a proof.
  private var probe: PlatformProbe?

  /// With pods that stand.
  package init(cell: Cell, pods: Int, slotsPerPod: Int) {
    precondition(pods > 0 && slotsPerPod > 0, "a platform needs at least one slot")
    self.cell = cell
    settings = RoutingSettings()
    regions = nil
    isElastic = false
    places = (0..<pods).map { Place(pod: $0, slots: slotsPerPod) }
  }

  /// With pods that come and go; there are none at first.
  ///
  /// Pods of several regions are numbered in turn.
  package init(
    cell: Cell,
    _ settings: RoutingSettings,
    admission: TenantAdmission? = nil,
    regions: RegionRouting? = nil
  ) {
    self.cell = cell
    self.settings = settings
    self.regions = regions
    self.admission = admission
    isElastic = true
    places = []
  }

  package func install(_ probe: PlatformProbe) { self.probe = probe }

  /// A slot that is free now; nil when every one is taken.
  package func acquire(for call: RoutedCall? = nil) -> PodSlot? {
    account.asked += isElastic ? 1 : 0
    guard !isTurnedAway, admits(call) else { return nil }
    for region in candidates(for: call) where !isSilent(region) {
      let index = choice(for: call, in: region, except: [], mayBeFull: false, bySight: false)
      if let index { return take(index, for: call) }
    }
    return nil
  }

  /// A call asks while the load is shed: it gets none.
  private var isTurnedAway: Bool {
    turnedAway += isShedding ? 1 : 0
    return isShedding
  }

  package var hasFreeSlot: Bool { !isShedding && hasRoom }

  private var hasRoom: Bool { places.contains(where: \.hasRoom) }

  /// Of the slots of pods that take calls, those that are taken; nil without any.
  package var utilisation: Double? {
    let taken = places.reduce(0) { $0 + ($1.isOpen ? $1.calls : 0) }
    return slots > 0 ? Double(taken) / Double(slots) : nil
  }

  /// Gives no slots out from now on, or does again.
  package func turnAway(_ isShedding: Bool) {
    guard isShedding != self.isShedding, probe?.defect != .sheddingIgnored else { return }
    self.isShedding = isShedding
    if !isShedding { tellListeners() }
  }

  /// Hears of pods from now on; of those that take calls already, at once.
  package func watchPods(_ watch: @escaping @Sendable (_ pod: Int, _ isOpen: Bool) -> Void) {
    podWatch = watch
    for place in places where place.isOpen { watch(place.pod, true) }
  }

  /// All of them, free or taken, on pods that take calls.
  package var slots: Int { places.reduce(0) { $0 + ($1.isOpen ? $1.slots : 0) } }

  /// Runs an action once, as a wake-up of its own, when the next slot has been given back.
  package func whenFree(_ action: @escaping @Sendable () -> Void) { listeners.append(action) }

  package func release(_ slot: PodSlot) {
    guard let index = index(of: slot.pod) else {
      precondition(isElastic, "there is no pod \(slot.pod)")
      return
    }
    if isElastic {
      // Of a pod that was lost and has come back under its number.
      guard let held = places[index].grants.firstIndex(where: { $0.number == slot.grant }) else {
        return
      }
      let grant = places[index].grants.remove(at: held)
      places[index].weight -= grant.weight
      if let tenant = grant.tenant { admission?.gaveBack(tenant) }
      see(-1, on: slot.pod)
    }
    probe?.saw(.slotReturned(pod: slot.pod, grant: slot.grant))
    precondition(places[index].calls > 0, "pod \(slot.pod) has no call to release")
    places[index].calls -= 1
    if places[index].calls == 0, let whenEmpty = places[index].whenEmpty {
      remove(index)
      after(.zero) { _ in whenEmpty() }
      return
    }
    tellListeners()
  }

  private func tellListeners() {
    guard !listeners.isEmpty else { return }
    let waiting = listeners
    listeners = []
    after(.zero) { _ in for action in waiting { action() } }
  }

  private func take(_ index: Int, for call: RoutedCall?, asked: Int = 1) -> PodSlot {
    places[index].calls += 1
    latest = places[index].pod
    grants += 1
    probe?.saw(.slotGiven(pod: latest, grant: grants, tenant: call?.tenant))
    guard isElastic else { return PodSlot(pod: latest, grant: grants) }
    account.placed += 1
    let weight = call?.weight ?? 1
    places[index].weight += weight
    let tenant = admission == nil ? nil : call?.tenant
    if let tenant { admission?.took(tenant) }
    places[index].grants.append(Grant(number: grants, weight: weight, tenant: tenant))
    if settings.policy == .sticky, let call { homes[call.affinity] = places[index].pod }
    see(1, on: places[index].pod)
    return PodSlot(pod: places[index].pod, grant: grants, asked: asked)
  }

  private func index(of pod: Int) -> Int? {
    if !isElastic { return places.indices.contains(pod) ? pod : nil }
    return places.firstIndex { $0.pod == pod }
  }
}

// Pods that come and go.
extension PodRouter {
  /// A pod takes calls from now on.
  package func open(pod: Int, slots: Int, owner: Int? = nil) {
    precondition(isElastic && index(of: pod) == nil, "pod \(pod) is there already")
    let place = places.firstIndex { $0.pod > pod } ?? places.count
    let slots = probe?.defect == .capIgnored ? slots + 1 : slots
    places.insert(Place(pod: pod, slots: slots, owner: owner), at: place)
    if settings.policy == .consistentHash { ring.add(pod) }
    podWatch(pod, true)
    tellListeners()
  }

  /// A pod takes no more calls; the action runs once its last call has ended, at once if it has
  /// none.
  package func drain(pod: Int, whenEmpty: @escaping @Sendable () -> Void) {
    guard let index = index(of: pod) else { return }
    guard places[index].calls > 0 else {
      remove(index)
      after(.zero) { _ in whenEmpty() }
      return
    }
    places[index].whenEmpty = whenEmpty
    if probe?.defect == .drainIgnored { return }
    places[index].isOpen = false
    ring.remove(pod)
    if probe?.defect == .drainTakenForDeath { tellLost(places[index].grants) }
  }

  /// A pod is gone, with its calls; how many.
  package func lose(pod: Int) -> Int {
    guard let index = index(of: pod) else { return 0 }
    let lost = places[index].grants
    for grant in lost { if let tenant = grant.tenant { admission?.gaveBack(tenant) } }
    remove(index)
    tellLost(lost)
    return lost.count
  }

  private func tellLost(_ lost: [Grant]) {
    for grant in lost {
      guard let action = grant.whenLost else { continue }
      after(.zero) { _ in action() }
    }
  }

  /// Runs an action, as a wake-up of its own, if the slot's pod is lost while it is held.
  package func watch(_ slot: PodSlot, _ action: @escaping @Sendable () -> Void) {
    guard let index = index(of: slot.pod),
      let held = places[index].grants.firstIndex(where: { $0.number == slot.grant })
    else {
      after(.zero) { _ in action() }
      return
    }
    places[index].grants[held].whenLost = action
  }

  /// Whether the slot's pod is still there.
  package func isHeld(_ slot: PodSlot) -> Bool {
    guard isElastic else { return true }
    guard let index = index(of: slot.pod) else { return false }
    return places[index].grants.contains { $0.number == slot.grant }
  }

  /// Whether a pod takes calls.
  package func isOpen(_ pod: Int) -> Bool { index(of: pod).map { places[$0].isOpen } ?? false }

  package func calls(on pod: Int) -> Int { index(of: pod).map { places[$0].calls } ?? 0 }

  /// A slot on one of the pods that the policy names, asked one after the other; nil when none of
  /// them has one.
  package func place(_ call: RoutedCall) async -> PodSlot? {
    account.asked += 1
    // Who is in already has lost a pod, and is not turned away for the load.
    guard call.isUnderWay || !isTurnedAway, admits(call) else { return nil }
    for region in candidates(for: call) {
      guard !isSilent(region) else {
        account.unanswered += 1
        await wait(regions?.connectTimeout ?? .zero)
        continue
      }
      if let slot = await place(call, in: region) { return slot }
    }
    if hasSlot(for: call) { account.missed += 1 }
    return nil
  }

  private func place(_ call: RoutedCall, in region: Int?) async -> PodSlot? {
    var tried: [Int] = []
    while let index = choice(for: call, in: region, except: tried, mayBeFull: true, bySight: true) {
      if places[index].hasRoom {
        if !tried.isEmpty { account.afterRetry += 1 }
        return take(index, for: call, asked: tried.count + 1)
      }
      account.refusals += 1
      tried.append(places[index].pod)
      guard tried.count < settings.triesMax else { break }
      await wait(settings.retryAfter)
    }
    return nil
  }

  private func wait(_ time: Duration) async {
    guard time > .zero else { return }
    await Reply<Void>.wait(on: cell) { reply in
      after(time) { _ in reply.send(()) }
    }
  }

  /// A slot of one pod and no other; nil while there is none.
  package func acquire(on pod: Int, for call: RoutedCall) -> PodSlot? {
    guard let index = index(of: pod), places[index].isOpen,
      places[index].calls < places[index].slots, admits(call)
    else { return nil }
    account.asked += 1
    return take(index, for: call)
  }

  private func remove(_ index: Int) {
    ring.remove(places[index].pod)
    podWatch(places.remove(at: index).pod, false)
  }

  /// A change comes to be known where choices are made.
  private func see(_ change: Int, on pod: Int) {
    guard settings.viewAge > .zero else {
      if let index = index(of: pod) { places[index].seen += change }
      return
    }
    after(settings.viewAge) { router in
      if let index = router.index(of: pod) { router.places[index].seen += change }
    }
  }
}

// Tenants.
extension PodRouter {
  /// What has become of each tenant's calls; none where there are no tenants.
  package var tenants: [TenantAccount] { admission?.accounts ?? [] }

  /// The tenant to whom the next pod goes; nil where pods are everybody's.
  package func nextOwner(having owners: [Int?]) -> Int? {
    guard let admission, admission.tenancy == .dedicated else { return nil }
    let pods = admission.accounts.indices.map { tenant in owners.count { $0 == tenant } }
    return admission.nextOwner(having: pods)
  }

  /// Whether a call would find a slot now; shedding keeps none from who is under way.
  package func hasSlot(for call: RoutedCall) -> Bool {
    guard call.isUnderWay || !isShedding else { return false }
    guard let admission, let tenant = call.tenant else { return hasRoom(for: call) }
    let (slots, taken) = room(for: tenant)
    return taken < slots
      && admission.verdict(for: tenant, slots: slots, taken: taken) == .admitted
  }

  private func admits(_ call: RoutedCall?) -> Bool {
    guard admission != nil, let tenant = call?.tenant else { return true }
    if probe?.defect == .planIgnored { return true }
    let (slots, taken) = room(for: tenant)
    return admission?.ask(for: tenant, slots: slots, taken: taken) == .admitted
  }

  private func room(for tenant: Int) -> (slots: Int, taken: Int) {
    places.reduce(into: (0, 0)) { room, place in
      guard place.isOpen, place.isFor(tenant) else { return }
      room.0 += place.slots
      room.1 += place.calls
    }
  }
}

// Regions.
extension PodRouter {
  /// The regions that are asked for a call, in order; the one of all pods where there are none.
  private func candidates(for call: RoutedCall?) -> [Int?] {
    guard let regions else { return [nil] }
    var origin = call?.origin ?? CallOrigin()
    if probe?.defect == .residencyIgnored { origin.home = nil }
    return regions.candidates(for: origin, at: cell.now)
  }

  private func isSilent(_ region: Int?) -> Bool {
    guard let regions, let region else { return false }
    return regions.isSilent(region, at: cell.now)
  }

  private func isIn(_ region: Int?, _ place: Place) -> Bool {
    guard let regions, let region else { return true }
    return place.pod % regions.count == region
  }

  /// A slot nearer to a call, in exchange for one that was kept before it was known for whom; nil
  /// where that one's region may not take the call, and no other has a slot.
  package func exchange(_ kept: PodSlot, for call: RoutedCall) -> PodSlot? {
    guard let regions else { return kept }
    for region in candidates(for: call) {
      if region == kept.pod % regions.count { return kept }
      // While load is shed no slot is given, be it for another one.
      guard !isShedding, !isSilent(region),
        let index = choice(for: call, in: region, except: [], mayBeFull: false, bySight: false)
      else { continue }
      let slot = take(index, for: call)
      giveUp(kept)
      return slot
    }
    giveUp(kept)
    return nil
  }

  /// It counts as one call that asked, and that has one slot or none in the end.
  private func giveUp(_ kept: PodSlot) {
    account.placed -= 1
    release(kept)
  }

  private func hasRoom(for call: RoutedCall) -> Bool {
    guard regions != nil else { return hasRoom }
    return candidates(for: call).contains { hasRoom(in: $0) }
  }

  /// Whether a region has a slot that is free.
  package func hasRoom(in region: Int?) -> Bool {
    places.contains { $0.hasRoom && isIn(region, $0) }
  }
}

// The choice.
extension PodRouter {
  /// The place that the policy names; `bySight` goes by the counts that are known where choices are
  /// made, and only a policy that looks at counts leaves out pods that it takes for full.
  private func choice(
    for call: RoutedCall?,
    in region: Int?,
    except tried: [Int],
    mayBeFull: Bool,
    bySight: Bool
  ) -> Int? {
    guard isElastic else {
      guard let fewest = places.indices.min(by: { places[$0].calls < places[$1].calls }),
        places[fewest].calls < places[fewest].slots
      else { return nil }
      return fewest
    }
    let open = places.indices.filter { index in
      places[index].isOpen && isIn(region, places[index]) && !tried.contains(places[index].pod)
        && (places[index].isFor(call?.tenant) || probe?.defect == .ownersIgnored)
    }
    let calls = places.map { bySight ? $0.seen : $0.calls }
    let free = open.filter { calls[$0] < places[$0].slots }
    let wanted = mayBeFull ? open : free
    let fewest = free.min { calls[$0] < calls[$1] }
    switch settings.policy {
    case .leastConnections: return fewest
    case .roundRobin:
      let index = wanted.first { places[$0].pod > latest } ?? wanted.first
      if let index { latest = places[index].pod }
      return index
    case .sticky:
      guard let call, let home = homes[call.affinity].flatMap(index(of:)), free.contains(home)
      else { return fewest }
      return home
    case .consistentHash:
      let pods = wanted.map { places[$0].pod }
      return ring.pod(for: call?.affinity ?? 0) { pods.contains($0) }.flatMap(index(of:))
    case .conversationAware:
      return free.min { places[$0].weight < places[$1].weight }
    }
  }
}
