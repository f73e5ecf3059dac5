internal import SimCore
internal import VoicePipeline

/// Follows the stretches in which caller and agent speak at once.
struct OverlapLog: Sendable {
  /// The agent is taken to have outlasted the caller after so long.
  private static let patience = Duration.seconds(2)

  private var open: (kind: SpeechKind, onset: SimInstant, agentWasFirst: Bool)?
  /// The caller is silent again, and the agent speaks on.
  private var pending: SpeechOverlap?

  /// Both speak from now on.
  mutating func begin(_ kind: SpeechKind, agentWasFirst: Bool, at now: SimInstant) {
    open = (kind, now, agentWasFirst)
  }

  mutating func callerStopped(at now: SimInstant) {
    guard let open else { return }
    self.open = nil
    pending = SpeechOverlap(
      kind: open.kind,
      onset: open.onset,
      agentWasFirst: open.agentWasFirst,
      agentStopped: nil,
      isCut: false,
      end: now
    )
  }

  /// The overlaps that are over.
  mutating func agentStopped(isCut: Bool, at now: SimInstant) -> [SpeechOverlap] {
    var over: [SpeechOverlap] = []
    if var pending {
      if pending.end.duration(to: now) <= Self.patience {
        pending.agentStopped = now
        pending.isCut = isCut
      }
      over.append(pending)
    }
    if let open {
      over.append(
        SpeechOverlap(
          kind: open.kind,
          onset: open.onset,
          agentWasFirst: open.agentWasFirst,
          agentStopped: now,
          isCut: isCut,
          end: now
        )
      )
    }
    (open, pending) = (nil, nil)
    return over
  }

  /// The caller speaks again, or the line is dead: what is left.
  mutating func flush(at now: SimInstant) -> SpeechOverlap? {
    if open != nil { callerStopped(at: now) }
    defer { pending = nil }
    return pending
  }
}
