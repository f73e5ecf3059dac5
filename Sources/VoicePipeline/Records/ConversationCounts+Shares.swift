internal import SimCore

extension ConversationCounts {
  /// Part and whole of a ratio over conversations; nil for a metric that is none.
  ///
  /// Speech is counted in milliseconds.
  package func share(_ metric: MetricName) -> (part: Int, whole: Int)? {
    switch metric {
    case .turnsAnswered: (tally.turnsAnswered, tally.turnsOffered)
    case .falseEndpoints: (tally.falseEndpoints, tally.turnsOffered)
    case .agentInterruptions: (tally.agentInterruptions, tally.turnsOffered)
    case .bargeInSuccess: (tally.interruptions.stopped, tally.interruptions.count)
    case .missedBargeIns:
      (tally.interruptions.count - tally.interruptions.stopped, tally.interruptions.count)
    case .falseBargeIns: (falseStops.stopped, falseStops.count)
    case .talkOver: (tally.talkOver.wholeMilliseconds, tally.callerSpeech.wholeMilliseconds)
    case .goalSuccess: (goalsReached, withGoal)
    case .completionRate: (completed, held)
    case .containment: (contained, held)
    case .escalationAccuracy: (escalatedRightly, escalated)
    case .missedEscalations: (needingHuman - escalatedRightly, needingHuman)
    case .fallbacks: (tally.fallbacks, tally.turnsOffered)
    default: nil
    }
  }

  private var falseStops: OverlapCounts {
    var sum = tally.backchannels
    sum += tally.asides
    sum += tally.noises
    return sum
  }
}

extension Duration {
  fileprivate var wholeMilliseconds: Int { Int(nanoseconds / 1_000_000) }
}
