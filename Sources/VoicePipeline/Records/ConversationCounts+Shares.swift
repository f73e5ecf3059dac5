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
    case .fillers: (tally.fillers, tally.turnsOffered)
    case .hellos: (tally.hellos, tally.turnsOffered)
    case .modelFailures: (tally.modelFailures, tally.modelCalls)
    case .afterHoursCapture: (afterHoursCaptured, afterHours)
    case .afterHoursCalls: (afterHours, withDesk)
    default: nil
    }
  }

  /// A mean over conversations; nil for a metric that is none.
  package func mean(_ metric: MetricName) -> Double? {
    let total: Int
    switch metric {
    case .inputTokens: total = tally.inputTokens
    case .outputTokens: total = tally.outputTokens
    case .contextTokens: total = contextTokens
    default: return nil
    }
    return held > 0 ? Double(total) / Double(held) : nil
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
