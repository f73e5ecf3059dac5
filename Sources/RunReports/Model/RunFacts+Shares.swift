package import SimCore
package import VoicePipeline

/// A part of a whole with its two counts, so that its n is never lost.
package struct Share: Sendable, Hashable {
  package var part: Int
  package var whole: Int

  package init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// From 0 to 1 (over 1 for word errors); nil without a whole.
  package var value: Double? { whole > 0 ? Double(part) / Double(whole) : nil }

  /// Wilson's 95 % interval.
  package var interval: ClosedRange<Double>? {
    part <= whole ? ProportionInterval.wilson(successes: part, of: whole) : nil
  }

  /// That interval in percent: `[1.2, 3.4]`.
  var intervalText: String {
    guard let interval else { return Figures.none }
    return "[\(Figures.percent(interval.lowerBound)), \(Figures.percent(interval.upperBound))]"
  }
}

/// The one definition of each ratio: thresholds, headline figures and tables all use it.
///
/// | metric | part | whole |
/// |---|---|---|
/// | answer-seizure ratio | answered by a human or a voicemail | attempts |
/// | answer rate | answered by a human | attempts |
/// | throttled calls | no carrier took it, for its limit | attempts |
/// | network effectiveness ratio | answered, busy, no answer, declined | legs |
/// | session establishment ratio | answered | legs |
/// | throttled legs | refused over a carrier's limit | legs |
/// | call success rate | goal reached, or a human where one was needed | answered by a human |
/// | blocked calls | answered, and no slot was free | answered by a human |
/// | abandoned calls | hung up on dead air | answered by a human |
/// | cut-off calls | the carrier dropped it for want of audio | answered by a human |
/// | failed calls | a model's failure ended the conversation | answered by a human |
/// | word error rate | substitutions, deletions, insertions | words of the reference |
///
/// A call that the end of the run cut off counts nowhere.
extension Share {
  /// The share that a ratio stands for; nil for a metric that is none.
  package static func of(
    _ metric: MetricName,
    outcomes: [OutcomeFacts],
    conversations: ConversationCounts,
    wordErrors: [WordErrorFacts],
    legs: LegCounts
  ) -> Share? {
    func sum(_ isIncluded: (CallOutcome) -> Bool) -> Int {
      outcomes.reduce(0) { $0 + (isIncluded($1.outcome) ? $1.count : 0) }
    }
    let answered = sum(\.isHumanAnswer)
    switch metric {
    case .answerSeizureRatio:
      return Share(sum { $0.isHumanAnswer || $0 == .voicemail }, of: sum { $0 != .unfinished })
    case .answerRate: return Share(answered, of: sum { $0 != .unfinished })
    case .throttledCalls:
      return Share(sum { $0 == .throttled }, of: sum { $0 != .unfinished })
    case .callSuccessRate: return Share(conversations.succeeded, of: answered)
    case .blockedCalls: return Share(sum { $0 == .blocked }, of: answered)
    case .abandonedCalls: return Share(sum { $0 == .abandoned }, of: answered)
    case .cutOffCalls: return Share(sum { $0 == .cutOff }, of: answered)
    case .failedCalls: return Share(sum { $0 == .failed }, of: answered)
    case .wordErrorRate:
      return wordErrors.reduce(Share(0, of: 0)) { sum, cell in
        Share(sum.part + cell.errors, of: sum.whole + cell.words)
      }
    default:
      let counts = legs.share(metric) ?? conversations.share(metric)
      return counts.map { Share($0.part, of: $0.whole) }
    }
  }
}

extension RunFacts {
  /// The share that a ratio stands for; nil for a metric that is none.
  package func share(_ metric: MetricName) -> Share? {
    Share.of(
      metric,
      outcomes: outcomes,
      conversations: conversations,
      wordErrors: wordErrors,
      legs: carriers.reduce(into: LegCounts()) { $0 += $1.legs }
    )
      ?? detection?.share(of: metric)
  }

  /// The distribution of a latency, if the run has samples of it.
  package func histogram(_ metric: MetricName) -> LatencyHistogram? {
    latencies.first { $0.metric == metric && $0.histogram.count > 0 }?.histogram
  }

  /// The first threshold on a statistic of a metric.
  package func threshold(_ metric: MetricName, _ statistic: String) -> ThresholdFacts? {
    thresholds.first { $0.metric == metric && $0.statistic == statistic }
  }
}

extension DetectionCounts {
  /// The share that a ratio over answers stands for; nil for a metric that is none.
  package func share(of metric: MetricName) -> Share? {
    share(metric).map { Share($0.part, of: $0.whole) }
  }
}

extension WordErrorFacts {
  /// Substitutions, deletions and insertions.
  package var errors: Int { substitutions + deletions + insertions }
}
