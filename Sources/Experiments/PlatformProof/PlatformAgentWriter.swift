internal import Scenarios
internal import VoicePipeline

/// Writes the agent of a drawn scenario and how callers take it.
struct PlatformAgentWriter {
  private let shape: PlatformShape
  private var choices: ProofChoices
  private(set) var parts: [String] = []

  init(_ shape: PlatformShape, seed: UInt64) {
    self.shape = shape
    choices = ProofChoices(seed: seed, part: 103)
  }

  mutating func text() -> String {
    if shape.hasRealtime { return "realtime: \(realtime())" }
    var keys = ["llm: \(model())", "recovery: {retries: \(choices.number(0...2))}"]
    if choices.chance(0.15) { keys.append("filler: {after: 1s}") }
    if shape.hasLightModel {
      parts.append("light model")
      keys += ["llm_light: {preset: gpt-4o-mini}", "router: {latency: 200ms, accuracy: 80%}"]
    }
    if choices.chance(0.4) { keys.append("stt: {failures: {late: 30%, late_by: 1s}}") }
    if shape.hasDesk {
      parts.append("desk")
      let hours = choices.pick(["00:00-24:00", "00:00-24:00", "03:00-04:00"])
      keys.append("desk: {shifts: [{hours: \"\(hours)\", staff: 1}], handle_time: 10m}")
    }
    return keys.joined(separator: ", ")
  }

  mutating func patience() -> String {
    choices.pick([
      "{hazard: {0s: 0}, opening_per_second: 0}", "{}",
      "{hazard: {0s: 0.125}, opening_per_second: 0.125}",
    ])
  }

  /// What callers want; the line is empty where they only talk.
  mutating func goals() -> String {
    guard shape.hasDesk || choices.chance(0.7) else { return "" }
    parts.append("goals")
    let goals = ["collection", "appointment", "order-status"]
    let goal = shape.hasDesk ? goals[0] : choices.pick(goals)
    return "\ngoals: [{share: 100%, goal: \(goal)}]"
  }

  mutating func profile() -> String {
    choices.pick(["us-landline-quiet", "us-landline-quiet", "impatient", "chatty", "corrector"])
  }

  private mutating func realtime() -> String {
    parts.append("speech-to-speech model")
    var keys = ["preset: gpt-realtime-1.5"]
    if choices.chance(0.7) {
      parts.append("pool of sessions")
      keys.append(
        """
        pool: {size: \(choices.number(0...3)), refill_at_once: \(choices.number(1...2)), \
        recycle_after: \(choices.pick([20, 600]))s}
        """
      )
    }
    if choices.chance(0.3) { keys.append("session_max: \(choices.pick([10, 60]))s") }
    if choices.chance(0.3) { keys.append("failures: {refused: 10%, broken_off: 5%}") }
    if choices.chance(0.3) {
      keys.append("quota: {concurrent: \(shape.cap), wait: \(choices.pick([0, 5]))s}")
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func model() -> String {
    var keys = ["preset: gpt-4o-mini"]
    if choices.chance(0.4) {
      let kind = choices.pick(["refused", "overloaded", "server_error", "hang", "broken_off"])
      parts.append("model \(kind)")
      keys.append("failures: {\(kind): \(choices.pick([5, 30, 60]))%}")
    }
    if choices.chance(0.4) {
      parts.append("breaker")
      keys.append(
        """
        breaker: {failures_in_row: \(choices.number(1...4)), slow_after: \
        \(choices.pick(["600ms", "4s"])), pause: \(choices.pick([1, 5]))s, pause_max: 20s}
        """
      )
    }
    // Fewer than there are conversations, so that its rate limits matter.
    keys.append("quota: {requests_per_minute: \(choices.pick([20, 100, 100_000]))}")
    return "{\(keys.joined(separator: ", "))}"
  }
}

/// Writes what befalls a drawn platform.
struct PlatformFaultWriter {
  private let shape: PlatformShape
  private let hasNodes: Bool
  private var choices: ProofChoices
  private var machines: ProofChoices
  private(set) var parts: [String] = []

  init(_ shape: PlatformShape, hasNodes: Bool, seed: UInt64) {
    self.shape = shape
    self.hasNodes = hasNodes
    choices = ProofChoices(seed: seed, part: 104)
    machines = ProofChoices(seed: seed, part: 107)
  }

  mutating func text() -> [String] { ofParts() + ofMachines() }

  private mutating func ofMachines() -> [String] {
    guard hasNodes, machines.chance(0.4) else { return [] }
    parts.append("node-loss")
    let at = machines.number(5...(shape.seconds - 20))
    return ["{node: \(machines.below(3)), kind: node-loss, at: \(at)s}"]
  }

  private mutating func ofParts() -> [String] {
    if shape.store == .redis, choices.chance(0.3) { return failOver() }
    if shape.pods != nil, shape.hasDesk, choices.chance(0.5) {
      parts.append("pod-kill, transferring")
      return ["{pod: 0, kind: pod-kill, at: 40s, moment: transferring}"]
    }
    return (0..<choices.number(0...6)).map { _ in
      if shape.pods != nil, choices.chance(0.6) { return podKill() }
      if shape.store == .redis, choices.chance(0.5) { return store() }
      return provider()
    }
  }

  private mutating func when() -> Int { choices.number(5...(shape.seconds - 20)) }

  private mutating func podKill() -> String {
    let pod = choices.below((shape.pods?.max ?? 1) + 1)
    guard choices.chance(0.7) else {
      parts.append("pod-kill")
      return "{pod: \(pod), kind: pod-kill, at: \(when())s}"
    }
    let moment = choices.pick(ConversationMoment.allCases)
    parts.append("pod-kill, \(moment.rawValue)")
    return "{pod: \(pod), kind: pod-kill, at: \(when())s, moment: \(moment.rawValue)}"
  }

  /// Pods that die just before or after a fail-over of the store.
  private mutating func failOver() -> [String] {
    parts += ["outage of the store", "a store that fails over with pods"]
    let start = when()
    let kills = (0...1).map { pod in
      "{pod: \(pod), kind: pod-kill, at: \(start - 2 + choices.below(5))s}"
    }
    let length = choices.pick(["200ms", "2s", "2s", "20s"])
    return kills + ["{endpoint: sessions, kind: outage, at: \(start)s, for: \(length)}"]
  }

  private mutating func store() -> String {
    let kind = choices.pick(["outage", "brown-out"])
    parts.append("\(kind) of the store")
    let share = kind == "brown-out" ? ", error_share: \(choices.pick([20, 80]))%" : ""
    return """
      {endpoint: sessions, kind: \(kind), at: \(when())s, \
      for: \(choices.pick([5, 60]))s\(share)}
      """
  }

  private mutating func provider() -> String {
    let endpoint = shape.hasRealtime ? "realtime" : choices.pick(["llm", "llm", "stt", "tts"])
    let kinds = ["outage", "brown-out"] + (endpoint == "llm" ? ["rate-limit"] : [])
    let kind = choices.pick(kinds)
    parts.append("\(kind) of \(endpoint)")
    let more =
      switch kind {
      case "brown-out":
        ", latency_factor: \(choices.pick([1, 5])), error_share: \(choices.pick([10, 90]))%"
      case "rate-limit": ", factor: \(choices.pick(["0", "0.3"]))"
      default: ""
      }
    return """
      {endpoint: \(endpoint), kind: \(kind), at: \(when())s, for: \(choices.pick([5, 40]))s\(more)}
      """
  }
}
