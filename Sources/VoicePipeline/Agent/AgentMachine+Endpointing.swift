internal import SimCore

// How much silence ends a turn.
extension AgentMachine {
  /// From the caller's last sound, as long as no detector has judged.
  var endpointingDelay: Duration {
    switch settings.endpointing {
    case .fixed(let silence): silence
    case .semantic(_, let max, _): max
    case .adaptive(let min, let max, _): pauses.delay(min: min, max: max)
    }
  }

  mutating func judged(
    _ completeness: Double,
    at now: SimInstant,
    _ effects: inout AgentEffects
  ) {
    guard phase == .endpointing,
      case .semantic(let least, _, let threshold) = settings.endpointing,
      completeness >= threshold
    else { return }
    let deadline = max(stamps.speechEnded.advanced(by: least), now)
    guard let set = endpointingDeadline, deadline < set else { return }
    endpointingDeadline = deadline
    effects.append(.stop(.endpointing))
    effects.append(.start(.endpointing, until: deadline))
  }

  /// The caller has only paused: speech goes on.
  mutating func observePause(until now: SimInstant) {
    guard case .adaptive(_, _, let memory) = settings.endpointing else { return }
    pauses.observe(stamps.speechEnded.duration(to: now), memory: memory)
  }
}

/// What is known of a caller's pauses within turns.
struct PauseEstimate: Sendable, Hashable, Codable {
  private var mean: Duration?
  private var deviation = Duration.zero

  /// The usual pause and twice its mean deviation: as retransmission timers are set (RFC 6298).
  func delay(min least: Duration, max most: Duration) -> Duration {
    guard let mean else { return least }
    return min(max(mean + deviation * 2, least), most)
  }

  mutating func observe(_ pause: Duration, memory: Double) {
    guard let old = mean else {
      mean = pause
      deviation = pause / 2
      return
    }
    let away = pause > old ? pause - old : old - pause
    mean = Self.blend(old, pause, memory)
    deviation = Self.blend(deviation, away, memory)
  }

  private static func blend(_ old: Duration, _ new: Duration, _ memory: Double) -> Duration {
    let kept = Double(old.nanoseconds) * memory
    let added = Double(new.nanoseconds) * (1 - memory)
    return .nanoseconds(Int64(kept + added))
  }
}
