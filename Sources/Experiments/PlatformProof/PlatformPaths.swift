internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The rare paths of a platform, by name.
enum PlatformPaths {
  /// Those that many seeds are to take.
  static let all: [String] =
    [
      "a clock is set", "pods that stand", "surge", "pods that crash", "pods that leak",
      "autoscaler with a schedule", "spot nodes", "pods that stand by", "store redis",
      "store memory", "small store, noeviction", "small store, allkeys-lru", "neighbours",
      "shedding by slots", "shedding by response", "shedding by model", "speech-to-speech model",
      "pool of sessions", "breaker", "light model", "desk", "goals", "node-loss", "pod-kill",
      "regions", "residency",
      "a layer of all regions", "region-loss", "held in a farther region",
      "a region that does not answer",
      "outage of the store", "brown-out of the store", "rate-limit of llm", "load shed",
      "callback promised", "callback made", "caller leaves the room",
      "pod back after its death", "pod told to stop with calls", "pod dies while it stops",
      "pod dies with a slot that was kept", "pod dies with a conversation",
      "conversation begins on a pod that stops", "conversation resumed", "conversation lost",
      "no slot for a conversation", "caller hangs up in a gap", "layer with more pods",
      "breaker opens", "breaker closes", "breaker lets a trial through",
      "room: served after a wait", "room: turned away", "room: balked", "room: abandoned",
      "pool: a session waits", "pool: none waits", "pool: a connection fails",
      "pool: a session is too old", "breaker: kept back", "breaker: slow",
      "shedding: turned away", "routing: refused by a pod", "routing: found after a refusal",
      "routing: missed", "tenant over its plan", "tenant over its share", "store: refused",
      "store: evicted", "store: stale", "store: missing", "store: unanswered",
    ]
    + RoutingPolicy.allCases.map { "placement \($0.rawValue)" }
    + ScalingMetric.allCases.map { "autoscaler by \($0.rawValue)" }
    + Tenancy.allCases.map { "tenancy \($0.rawValue)" }
    + ServiceLayer.allCases.flatMap {
      ["\($0.rawValue) in the pods", "\($0.rawValue) on pods of its own", "\($0.label) full"]
    }
    + PodLoss.allCases.map { "pod lost: \($0.rawValue)" }
    + PodLossEnd.allCases.map { "after a death: \($0.label)" }
    + ConversationMoment.allCases.map { "pod-kill, \($0.rawValue)" }
    + ["refused", "overloaded", "server_error", "hang", "broken_off"].map { "model \($0)" }
    + ["llm", "stt", "tts", "realtime"].flatMap { ["outage of \($0)", "brown-out of \($0)"] }

  /// Those that a run took, each once.
  static func taken(_ result: WorldResult, parts: [String], seen: [String]) -> [String] {
    var paths: [String] = []
    func add(_ path: String, if isTaken: Bool = true) {
      if isTaken, !paths.contains(path) { paths.append(path) }
    }
    for path in parts + seen { add(path) }
    let measurements = result.measurements
    for outcome in CallOutcome.allCases where measurements.count(of: outcome) > 0 {
      add("outcome \(outcome.rawValue)")
    }
    for end in PodLossEnd.allCases where measurements.podLosses.count(end) > 0 {
      add("after a death: \(end.label)")
    }
    if let room = result.waitingRoom {
      add("room: served after a wait", if: room.afterWait > 0)
      add("room: turned away", if: room.turnedAway > 0)
      add("room: balked", if: room.balked > 0)
      add("room: abandoned", if: room.abandoned > 0)
    }
    if let platform = result.platform { fleet(platform, add: { add($0, if: $1) }) }
    let resilience = result.resilience
    if let pool = resilience.pool {
      add("pool: a session waits", if: pool.hits > 0)
      add("pool: none waits", if: pool.asked > pool.hits)
      add("pool: a connection fails", if: pool.failures > 0)
      add("pool: a session is too old", if: pool.aged > 0)
    }
    for breaker in resilience.breakers {
      add("breaker: kept back", if: breaker.account.keptBack > 0)
      add("breaker: slow", if: breaker.account.slow > 0)
    }
    add("shedding: turned away", if: (resilience.shedding?.turnedAway ?? 0) > 0)
    return paths
  }

  private static func fleet(_ platform: PlatformAccount, add: (String, Bool) -> Void) {
    for loss in PodLoss.allCases {
      add("pod lost: \(loss.rawValue)", platform.pods(lostBy: loss) > 0)
    }
    add("routing: refused by a pod", platform.routing.refusals > 0)
    add("routing: found after a refusal", platform.routing.afterRetry > 0)
    add("routing: missed", platform.routing.missed > 0)
    add("held in a farther region", platform.regions.contains { $0.fromElsewhere > 0 })
    add("a region that does not answer", platform.routing.unanswered > 0)
    for tenant in platform.tenants {
      add("tenant over its plan", tenant.overPlan > 0)
      add("tenant over its share", tenant.overShare > 0)
    }
    guard let store = platform.sessions else { return }
    add("store: refused", store.refused > 0)
    add("store: evicted", store.evicted > 0)
    add("store: stale", store.stale > 0)
    add("store: missing", store.missing > 0)
    add("store: unanswered", store.unanswered > 0)
  }
}
