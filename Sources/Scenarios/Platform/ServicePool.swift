package import SimCore
internal import VoicePipeline

/// The pods of one layer: what they take at a time is the capacity of the layer's endpoint.
///
/// ```
/// requests ─▶ slots of the pods that are ready ─▶ endpoint
///    └ waiting ─▶ autoscaler ─wanted─▶ starting ─▶ ready
/// ```
/// A layer that is part of the platform's pods has as many as take calls; one with pods of its own
/// has an autoscaler of its own.
package actor ServicePool: CellActor {
  private struct Member {
    let number: Int
    var ready: SimInstant?
  }

  /// How often it is looked for requests that wait.
  private static let watch = Duration.seconds(1)

  package nonisolated let cell: Cell
  private let spec: ServiceSpec
  private let slots: Resource
  private let draws: DrawKey
  private let end: SimInstant
  private var members: [Member] = []
  private var made = 0
  private var scaler: HorizontalPodAutoscaler?
  private let calculator: ReplicaCalculator
  private var account: ServiceAccount
  /// Put in by a proof.
  private var probe: PlatformProbe?

  /// `slots` are those of the endpoint.
  init(_ spec: ServiceSpec, slots: Resource, draws: DrawKey, until end: Duration) {
    cell = slots.cell
    self.spec = spec
    self.slots = slots
    self.draws = draws
    self.end = SimInstant.zero.advanced(by: end)
    account = ServiceAccount(layer: spec.layer, isOwn: spec.pods != nil)
    let autoscaler = spec.autoscaler
    calculator = ReplicaCalculator(tolerance: autoscaler?.scalingTolerance ?? ScalingTolerance())
    scaler = spec.pods.flatMap { pods in
      autoscaler.map { HorizontalPodAutoscaler($0.settings(min: pods.min, max: pods.max)) }
    }
  }

  func install(_ probe: PlatformProbe) { self.probe = probe }

  /// Whether it has no pods of its own.
  nonisolated var isPartOfPods: Bool { spec.pods == nil }

  /// Brings up the pods of the start; a layer of the platform's pods is told how many there are.
  func start() {
    if let pods = spec.pods {
      for _ in 0..<pods.min {
        add()
        members[members.count - 1].ready = cell.now
      }
      account.desired.set(pods.min, at: cell.now)
      count()
      look()
    }
    watchQueue()
  }

  /// So many of the platform's pods take calls now.
  func follow(_ pods: Int) {
    account.ready.set(pods, at: cell.now)
    account.desired.set(pods, at: cell.now)
    setCapacity(of: pods)
  }

  private func setCapacity(of pods: Int) {
    let slots = probe?.defect == .layerDoubled ? 2 * spec.slots : spec.slots
    self.slots.setCapacity(pods * slots)
  }

  private func watchQueue() {
    guard cell.now <= end else { return }
    account.waiting.set(slots.queueLength, at: cell.now)
    account.pressure.set(slots.queueLength > 0, at: cell.now)
    after(Self.watch) { $0.watchQueue() }
  }

  private func look() {
    guard let autoscaler = spec.autoscaler, cell.now <= end else { return }
    let current = members.count
    let proposals = autoscaler.triggers.map { trigger in
      calculator.replicas(
        for: target(of: trigger),
        reading(of: trigger.metric),
        current: current,
        at: cell.now
      )
    }
    let decision = scaler?.sync(current: current, proposals: proposals, at: cell.now)
    if let wanted = decision?.desired, wanted != current { scale(to: wanted) }
    after(autoscaler.sync) { $0.look() }
  }

  private func target(of trigger: TriggerSpec) -> ScalingTarget {
    let target = trigger.target ?? Double(spec.pods?.target ?? spec.slots)
    let thousandths = Int((target * 1_000).rounded())
    return trigger.metric == .queueDepth ? .averageValue(thousandths) : .podAverage(thousandths)
  }

  /// What pods measure is what they work on: no more than their slots, whatever waits.
  private func reading(of metric: ScalingMetric) -> ScalingReading {
    let ready = members.count { $0.ready != nil }
    let each = min(slots.inUse, ready * spec.slots) * 1_000 / max(ready, 1)
    let readings = members.map { member in
      guard let since = member.ready else { return PodReading(.pending) }
      return PodReading(
        .running,
        sample: PodReading.Sample(each, at: cell.now),
        readiness: PodReading.Readiness(isReady: true, since: since),
        started: since
      )
    }
    return metric == .queueDepth
      ? .whole(slots.queueLength * 1_000, pods: readings) : .pods(readings)
  }

  private func add() {
    members.append(Member(number: made))
    made += 1
  }

  private func scale(to wanted: Int) {
    account.desired.set(wanted, at: cell.now)
    while members.count > wanted { removeYoungest() }
    while members.count < wanted {
      add()
      let number = made - 1
      let start = spec.pods?.start.sample(draws.bits(.serviceStart, UInt64(number))) ?? .zero
      after(start) { $0.becomeReady(number) }
    }
    count()
  }

  private func becomeReady(_ number: Int) {
    guard let index = members.firstIndex(where: { $0.number == number }) else { return }
    members[index].ready = cell.now
    count()
  }

  /// What has not come up goes before what works; work under way is finished.
  private func removeYoungest() {
    let index = members.lastIndex { $0.ready == nil } ?? members.count - 1
    members.remove(at: index)
  }

  private func count() {
    let ready = members.count { $0.ready != nil }
    account.ready.set(ready, at: cell.now)
    probe?.saw(.layerPods(spec.layer, ready))
    setCapacity(of: ready)
  }

  /// Everything that has been counted; asked for once, when the run is over.
  func finish() -> ServiceAccount {
    let statistics = slots.statistics
    account.served = statistics.counts.served
    account.use = statistics.utilisation
    account.meanWait = statistics.meanServedWait ?? .zero
    return account
  }
}

extension Purpose {
  fileprivate static let serviceStart = Purpose("platform.service_start")
}
