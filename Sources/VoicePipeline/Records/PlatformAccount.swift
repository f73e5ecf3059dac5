package import SimCore

/// A resource of a platform that can run out.
package enum PlatformResource: String, Sendable, Hashable, CaseIterable {
  /// Every slot of every pod that takes calls.
  case slots
  /// The autoscaler wants more pods than it may have.
  case podsMax = "pods_max"
  /// Pods wait for a machine.
  case nodes
  /// More sound than the processor of some pod gets through.
  case processor
  /// A pod within a tenth of its memory limit.
  case memory
  /// A pod has no sockets for another call.
  case sockets

  package var label: String {
    switch self {
    case .slots: "slots of all pods"
    case .podsMax: "pods that the autoscaler may have"
    case .nodes: "nodes for pods that wait"
    case .processor: "processor of a pod"
    case .memory: "memory of a pod"
    case .sockets: "sockets of a pod"
    }
  }
}

/// When a resource first ran out, and for how long in all.
package struct ResourcePressure: Sendable, Hashable {
  package private(set) var first: SimInstant?
  package private(set) var times = 0
  private var since: SimInstant?
  private var closed = Duration.zero
  /// Of zones that share nothing with this one.
  private var others: [ResourcePressure] = []

  package init() {}

  /// The resource has run out, or is there again.
  package mutating func set(_ isOut: Bool, at now: SimInstant) {
    if isOut, since == nil {
      since = now
      first = first ?? now
      times += 1
    } else if !isOut, let since {
      closed += since.duration(to: now)
      self.since = nil
    }
  }

  package func total(until end: SimInstant) -> Duration {
    let own = closed + (since.map { $0 < end ? $0.duration(to: end) : .zero } ?? .zero)
    return others.reduce(own) { $0 + $1.total(until: end) }
  }

  /// Puts to it that of another zone: times are added up.
  mutating func merge(_ other: ResourcePressure) {
    if let theirs = other.first { first = min(first ?? theirs, theirs) }
    times += other.times
    others.append(other)
  }
}

/// How a pod came to its end, or to a new start.
package enum PodLoss: String, Sendable, Hashable, CaseIterable {
  case crash
  case outOfMemory = "out_of_memory"
  /// Its node was taken back.
  case reclaimed
  /// Its calls went on for longer than it may drain.
  case drainEnded = "drain_ended"
  /// A fault of the scenario.
  case killed
  /// With its machine, which died without a word.
  case nodeLost = "node_lost"
  /// With its region.
  case regionLost = "region_lost"

  package var label: String {
    switch self {
    case .crash: "crashed"
    case .outOfMemory: "killed for want of memory"
    case .reclaimed: "lost with a node that was taken back"
    case .drainEnded: "still drained when its time was over"
    case .killed: "killed by a fault"
    case .nodeLost: "lost with a node that died"
    case .regionLost: "lost with their region"
    }
  }
}

/// What an autoscaler saw and did at a sync.
package struct ScalingSample: Sendable, Hashable {
  package var at: SimInstant
  /// What it could see: calls on pods with samples, for each of these pods.
  package var observed: Double?
  package var recommended: Int?
  package var desired: Int

  package init(at: SimInstant, observed: Double?, recommended: Int?, desired: Int) {
    self.at = at
    self.observed = observed
    self.recommended = recommended
    self.desired = desired
  }
}

/// What a platform of pods that come and go has done in a run.
package struct PlatformAccount: Sendable {
  /// Pods that are there in whatever state, and are paid for.
  package var pods = ConcurrencyCurve()
  /// Pods that take calls.
  package var ready = ConcurrencyCurve()
  package var desired = ConcurrencyCurve()
  /// Slots on pods that take calls.
  package var slots = ConcurrencyCurve()
  package var nodes = ConcurrencyCurve()
  package var spotNodes = ConcurrencyCurve()
  /// Pods that stand by, hot and warm.
  package var hot = ConcurrencyCurve()
  package var warm = ConcurrencyCurve()
  package var syncs: [ScalingSample] = []
  package var routing = RoutingAccount()
  /// Of each tenant, in the order of the scenario; none where there are none.
  package var tenants: [TenantAccount] = []
  /// Of each region, in the order of the scenario; none where all pods are in one place.
  package var regions: [RegionAccount] = []
  /// Of each layer that the scenario names.
  package var services: [ServiceAccount] = []
  /// Nil where conversations die with their pods.
  package var sessions: SessionStoreUse?
  /// Calls of neighbours, of whom nothing is known but that they are there.
  package var neighbours = ConcurrencyCurve()
  package var pressures = [ResourcePressure](
    repeating: ResourcePressure(),
    count: PlatformResource.allCases.count
  )
  package var podsStarted = 0
  /// From the wish for a pod until it takes calls.
  package var startTimes = LatencyHistogram()
  private var losses = [Int](repeating: 0, count: PodLoss.allCases.count)
  private var callsLost = [Int](repeating: 0, count: PodLoss.allCases.count)
  /// What the queue of a pod's processor added to sound and to what voice activity tells.
  package var mediaLag = LatencyHistogram()
  /// Frames of 20 ms that a processor had no time for.
  package var framesShed = 0.0
  package var frames = 0.0
  /// The most that a pod's memory was filled, in megabytes.
  package var memoryMax = 0.0
  /// The most calls on one pod.
  package var callsMax = 0
  /// What pods, nodes and what stands by have cost.
  package var cost = Nanodollars(0)

  package init() {}

  package mutating func lose(_ calls: Int, by loss: PodLoss) {
    losses[loss.index] += 1
    callsLost[loss.index] += calls
  }

  mutating func mergeLosses(_ other: PlatformAccount) {
    for index in losses.indices {
      losses[index] += other.losses[index]
      callsLost[index] += other.callsLost[index]
    }
  }

  package func pods(lostBy loss: PodLoss) -> Int { losses[loss.index] }
  package func calls(lostBy loss: PodLoss) -> Int { callsLost[loss.index] }
  package var podsLost: Int { losses.reduce(0, +) }
  package var callsLostTotal: Int { callsLost.reduce(0, +) }

  package subscript(resource: PlatformResource) -> ResourcePressure {
    get { pressures[resource.index] }
    set { pressures[resource.index] = newValue }
  }

  /// What ran out, in the order in which it did: resources of the platform, and layers for whose
  /// slots requests had to wait.
  package var exhausted: [(resource: String, pressure: ResourcePressure)] {
    let resources = PlatformResource.allCases.map { ($0.label, self[$0]) }
    let layers = services.map { ("slots for \($0.layer.label)", $0.pressure) }
    // Stable: among equals the order of the lists.
    return (resources + layers).enumerated().filter { $0.element.1.first != nil }
      .sorted {
        ($0.element.1.first ?? .zero, $0.offset) < ($1.element.1.first ?? .zero, $1.offset)
      }
      .map { (resource: $0.element.0, pressure: $0.element.1) }
  }
}

extension PlatformResource {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension PodLoss {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
