internal import SimCore
internal import VoicePipeline

/// Judges a platform by what its parts tell one another, event by event.
struct PlatformChecker {
  let truth: PlatformTruth
  private(set) var violations: [PlatformViolation] = []
  var now = SimInstant.zero
  var pods: [Int: PodSight] = [:]
  /// Those that are not gone, in the order of their making.
  var podNumbers: [Int] = []
  var grants: [Int: GrantSight] = [:]
  /// Slots whose pods have died.
  var voidGrants: Set<Int> = []
  var callsOfTenants: [Int]
  /// By number, from 1.
  var calls: [CallSight] = []
  var room = RoomSight()
  var layers: [LayerSight]
  var breakers: [BreakerSight]
  var isShedding = false
  /// Slots that were given at this instant while load was shed.
  var givenWhileShedding: [Int] = []
  /// Since when some pod has had a slot to give.
  var freeSince: SimInstant?
  private var hasPodsToCount = false
  /// What was seen to happen, each once.
  private(set) var paths: [String] = []

  static func check(
    _ sights: [(at: SimInstant, sight: PlatformSight)],
    _ truth: PlatformTruth
  ) -> PlatformChecker {
    var checker = PlatformChecker(truth)
    for (at, sight) in sights {
      if at > checker.now { checker.endInstant() }
      checker.now = at
      switch sight {
      case .call(let kind, let number, let a): checker.see(kind, number, a)
      case .platform(let event): checker.see(event)
      }
    }
    checker.endInstant()
    checker.end()
    return checker
  }

  private init(_ truth: PlatformTruth) {
    self.truth = truth
    callsOfTenants = Array(repeating: 0, count: truth.plans.count)
    layers = truth.layers.map { LayerSight(truth: $0) }
    breakers = truth.pauses.map { BreakerSight(model: $0.model, pause: $0.pause) }
    for pod in 0..<(truth.standing ?? 0) {
      pods[pod] = PodSight(phase: .ready)
      podNumbers.append(pod)
    }
    lookForRoom()
  }

  mutating func add(_ invariant: PlatformInvariant, _ text: String) {
    let second = FixedDecimal.text(Double(now.nanoseconds) / 1e9, decimals: 3)
    violations.append(PlatformViolation(invariant: invariant, text: "at \(second) s: \(text)"))
  }

  mutating func took(_ path: String) {
    if !paths.contains(path) { paths.append(path) }
  }

  private mutating func see(_ event: PlatformEvent) {
    switch event {
    case .podMade, .podReady, .podStopping, .podDied, .podGone:
      seePod(event)
      hasPodsToCount = true
      lookForRoom()
    case .slotGiven(let pod, let grant, let tenant):
      give(grant, on: pod, to: tenant)
      lookForRoom()
    case .slotReturned(let pod, let grant):
      takeBack(grant, from: pod)
      lookForRoom()
    case .slotHeld(let call, let pod, let grant): hold(grant, on: pod, by: call)
    case .layerPods(let layer, let count): setPods(count, of: layer)
    case .layerUse(let layer, let use): setUse(use, of: layer)
    case .shedding(let isOn):
      isShedding = isOn
      if isOn { took("load shed") }
    case .breaker(let model, let isOpen): turn(model, isOpen: isOpen)
    case .modelAsked(let model): ask(model)
    case .callerArrived(let call): room.line.append(call)
    case .callbackPromised(let call):
      room.line.removeAll { $0 == call }
      room.callbacks.append(call)
      took("callback promised")
    }
  }

  /// What has to be right once everything of an instant has happened.
  private mutating func endInstant() {
    for grant in givenWhileShedding {
      guard let sight = grants[grant], !sight.isForUnderWay else { continue }
      add(.shedding, "slot \(grant) is given on pod \(sight.pod)")
    }
    givenWhileShedding = []
    guard hasPodsToCount else { return }
    hasPodsToCount = false
    let count = podNumbers.count { pods[$0]?.isWanted == true }
    if !truth.pods.contains(count) {
      add(.podBounds, "\(count) pods, and \(truth.pods) are allowed")
    }
  }

  private mutating func end() {
    for (index, call) in calls.enumerated() {
      let number = index + 1
      if call.rows + call.drops != 1 {
        add(.oneRecord, "call \(number) has \(call.rows) records and \(call.drops) drops")
      }
      if call.ends != call.begins {
        add(.oneRecord, "call \(number) has begun \(call.begins) times and ended \(call.ends)")
      }
    }
    for pod in podNumbers {
      for grant in pods[pod]?.grants ?? [] {
        add(.slotLeak, "slot \(grant) on pod \(pod) is never given back")
      }
    }
    for layer in layers where layer.use != 0 {
      add(.layerSlots, "\(layer.truth.layer.label) works on \(layer.use) requests in the end")
    }
  }

  /// Whether some pod has room, and since when.
  private mutating func lookForRoom() {
    let hasRoom = podNumbers.contains { number in
      guard let pod = pods[number], pod.phase == .ready else { return false }
      return pod.grants.count < truth.cap
    }
    freeSince = hasRoom ? freeSince ?? now : nil
    for number in podNumbers {
      guard let pod = pods[number] else { continue }
      let isFree = pod.phase == .ready && pod.grants.count < truth.cap
      pods[number]?.freeSince = isFree ? pod.freeSince ?? now : nil
    }
  }
}

/// What is known of a pod.
struct PodSight {
  enum Phase {
    case made
    case ready
    case stopping
    case dead
  }

  var phase = Phase.made
  var owner: Int?
  /// The slots of it that are taken.
  var grants: [Int] = []
  var freeSince: SimInstant?
  /// When it last died.
  var died: SimInstant?
  /// Whether it was told to stop, and is no pod that was asked for any more.
  var isWanted = true
}

/// A slot that was given.
struct GrantSight {
  var pod: Int
  var tenant: Int?
  var given: SimInstant
  /// Given before its pod was told to stop.
  var isForUnderWay = false
  var holder: Int?
}

/// What is known of a call.
struct CallSight {
  var drops = 0
  var rows = 0
  var begins = 0
  var ends = 0
  var began = SimInstant.zero
  /// The pod that its conversation is on; nil before, in a gap and afterwards.
  var pod: Int?
  var lastPod: Int?
  /// When it last lost its pod, until it is resumed.
  var lost: SimInstant?
  var hasHungUp = false
  /// The slots that it has.
  var grants: [Int] = []
}

/// Who waits for an agent.
struct RoomSight {
  /// In the order of arrival.
  var line: [Int] = []
  var callbacks: [Int] = []
  var left: [Int] = []
}

/// What a layer works on.
struct LayerSight {
  let truth: PlatformTruth.Layer
  var ownPods = 0
  var use = 0
}

/// A breaker in front of a model.
struct BreakerSight {
  let model: String
  let pause: Duration
  var isOpen = false
  /// When it opened, or let a trial through.
  var last = SimInstant.zero
}
