internal import Scenarios
internal import VoicePipeline

/// Writes the platform of a drawn scenario.
struct PlatformPodsWriter {
  private let shape: PlatformShape
  private var choices: ProofChoices
  private(set) var parts: [String] = []
  /// Whether its pods stand on machines that come and go.
  private(set) var hasNodes = false

  init(_ shape: PlatformShape, seed: UInt64) {
    self.shape = shape
    choices = ProofChoices(seed: seed, part: 102)
  }

  mutating func text() -> String {
    var keys: [String] = []
    if let pods = shape.pods {
      keys.append("pods: \(pod(min: pods.min, initial: pods.initial, max: pods.max))")
      if choices.chance(0.6) { keys.append("placement: \(placement())") }
      if shape.hasAutoscaler { keys.append("autoscaler: \(autoscaler(most: pods.max))") }
      if choices.chance(0.4) { keys.append("nodes: \(nodes(most: pods.max))") }
      if choices.chance(0.2) { keys.append("standby: \(standby())") }
      if let store = shape.store { keys.append("sessions: \(sessions(store))") }
      if shape.hasTenants { keys.append("tenancy: \(tenancy())") }
    } else {
      keys += ["pods: \(choices.number(1...3))", "slots_per_pod: \(shape.cap)"]
    }
    if !shape.hasRealtime, shape.pods != nil, shape.regions.isEmpty, choices.chance(0.5) {
      keys.append("services: [\(service())]")
    }
    if choices.chance(0.25) { keys.append("shedding: \(shedding())") }
    return keys.joined(separator: ", ")
  }

  private mutating func pod(min: Int, initial: Int, max: Int) -> String {
    var keys = [
      "min: \(min)", "initial: \(initial)", "max: \(max)", "cap: \(shape.cap)",
      "target: \(choices.number(1...shape.cap))", "start: \(choices.pick([0, 2, 10, 30]))s",
      "drain: \(choices.pick([0, 5, 20, 300]))s", "restart_pause: \(choices.pick([0, 0, 10]))s",
      "processor_per_call: \(choices.pick(["0%", "0%", "6.4%", "100%"]))",
    ]
    if choices.chance(0.4) {
      parts.append("pods that crash")
      keys.append("crash_every: \(choices.pick([1, 2, 5]))m")
    }
    if choices.chance(0.2) {
      parts.append("pods that leak")
      keys += [
        "memory: \(60 * shape.cap)", "memory_per_call: 40",
        "leak_per_hour: \(choices.pick([600, 3_000]))",
      ]
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func placement() -> String {
    let policy = choices.pick(RoutingPolicy.allCases)
    parts.append("placement \(policy.rawValue)")
    return """
      {policy: \(policy.rawValue), view_age: \(choices.pick(["0s", "500ms", "2s"])), tries: 8, \
      retry_after: \(choices.pick(["0s", "20ms"])), accuracy: \(choices.pick(["100%", "60%"]))}
      """
  }

  private mutating func autoscaler(most: Int) -> String {
    // Each region has an autoscaler, which sees its own pods.
    let all = ScalingMetric.allCases
    let metric = choices.pick(shape.regions.isEmpty ? all : [.activeCalls, .processor])
    parts.append("autoscaler by \(metric.rawValue)")
    var keys = [
      "preset: \(choices.pick(["kubernetes", "voice-pods"]))", "sync: \(choices.pick([5, 15]))s",
      "scrape_lag: \(choices.pick([0, 10]))s",
      "triggers: [{metric: \(metric.rawValue)}]",
      "up: {window: 0s, policies: [{pods: \(choices.number(1...4)), period: 15s}]}",
      "down: {window: \(choices.pick([0, 30, 120]))s, policies: [{percent: 100, period: 15s}]}",
    ]
    if metric == .forecast {
      keys.append("forecast: {lead: 30s, error: \(choices.pick([0, 50]))%, every: 30s}")
    }
    if choices.chance(0.2) {
      parts.append("autoscaler with a schedule")
      keys.append("schedule: [{from: 60s, until: 120s, min: \(most)}]")
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func nodes(most: Int) -> String {
    hasNodes = true
    let perNode = choices.number(1...2)
    var keys = [
      "pods_per_node: \(perNode)", "max: \(most + choices.number(0...2))",
      "start: \(choices.pick([5, 30]))s", "scan: 5s",
      "idle_after: \(choices.pick([10, 60]))s", "replace_after: 30s",
    ]
    if choices.chance(0.7) {
      parts.append("spot nodes")
      keys += [
        "spot_share: \(choices.pick([50, 100]))%", "reclaim_every: \(choices.number(1...2))m",
        "reclaim_notice: \(choices.pick([0, 20, 60]))s",
      ]
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func standby() -> String {
    parts.append("pods that stand by")
    return """
      {hot: {pods: \(choices.number(0...2)), start: 1s}, \
      warm: {pods: \(choices.number(0...2)), start: 10s}, cold: {start: \(choices.pick([20, 60]))s}}
      """
  }

  private mutating func sessions(_ store: SessionStoreKind) -> String {
    parts.append("store \(store.rawValue)")
    var keys = [
      "store: \(store.rawValue)", "detection: \(choices.pick(["100ms", "1s", "3s", "8s"]))",
      "reconnection: \(choices.pick(["200ms", "1500ms"]))",
      "resume_on: \(choices.pick(["any-pod", "any-pod", "same-pod"]))",
      "plays_on: \(choices.chance(0.5))", "patience: \(choices.pick([5, 10, 30]))s",
      "replication_lag: \(choices.pick(["0s", "1s", "5s"]))",
    ]
    if choices.chance(0.2) {
      let eviction = choices.pick(["noeviction", "allkeys-lru"])
      parts.append("small store, \(eviction)")
      keys += ["memory: 0.05", "conversation_size: 16", "eviction: \(eviction)"]
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func tenancy() -> String {
    let kind = choices.pick(Tenancy.allCases)
    parts.append("tenancy \(kind.rawValue)")
    let hasNeighbours = choices.chance(0.6)
    let names = (0..<shape.campaigns).map { "t\($0)" } + (hasNeighbours ? ["others"] : [])
    let tenants = names.map { name in
      let weight = choices.number(1...3)
      guard choices.chance(0.7) else { return "{name: \(name), weight: \(weight)}" }
      return "{name: \(name), weight: \(weight), calls_max: \(choices.number(1...4))}"
    }
    var keys = ["kind: \(kind.rawValue)", "tenants: [\(tenants.joined(separator: ", "))]"]
    if hasNeighbours {
      parts.append("neighbours")
      keys.append(
        """
        neighbours: [{tenant: others, load: \(choices.number(1...6)), hold: {exponential: 20s}, \
        surge: {factor: 6, at: \(shape.seconds / 2)s, for: 40s}}]
        """
      )
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func service() -> String {
    // Of two models the capacity is said with each.
    let layers = ServiceLayer.allCases.filter { !shape.hasLightModel || $0 != .model }
    let layer = choices.pick(layers)
    let slots = choices.number(1...3)
    guard choices.chance(0.5) else {
      parts.append("\(layer.rawValue) in the pods")
      return "{layer: \(layer.rawValue), slots: \(slots)}"
    }
    parts.append("\(layer.rawValue) on pods of its own")
    let metric = choices.pick(["active-calls", "queue-depth"])
    let scaler = """
      , autoscaler: {preset: kubernetes, sync: 5s, triggers: [{metric: \(metric), target: 1}], \
      down: {window: 20s, policies: [{percent: 100, period: 15s}]}}
      """
    return """
      {layer: \(layer.rawValue), slots: \(slots), pods: {min: 1, max: 6, target: 1, \
      start: \(choices.pick([0, 5]))s}\(choices.chance(0.7) ? scaler : "")}
      """
  }

  private mutating func shedding() -> String {
    let signal = shape.hasRealtime ? choices.below(2) : choices.below(3)
    parts.append("shedding by \(["slots", "response", "model"][signal])")
    let bound = [
      "pod_utilisation: \(choices.pick(["0.5", "0.9"]))",
      "response_p95: \(choices.pick(["800ms", "2s"]))", "model_utilisation: 0.5",
    ][signal]
    return "{\(bound), resume: \(choices.pick(["0.5", "0.9"])), every: 1s}"
  }
}
