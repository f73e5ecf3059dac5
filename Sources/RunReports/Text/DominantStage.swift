import SimCore
package import VoicePipeline

/// Which stage takes most of a response: in a usual turn, and in the slowest twentieth of them.
package struct DominantStage {
  /// A stage and its share of the mean response of some turns.
  package struct Part {
    package var metric: MetricName
    package var share: Double
  }

  package let usual: Part
  package let slow: Part

  /// Nil without a turn whose stages are known, or where the agent talked over the callers.
  package init?(_ stages: [StageFacts]) {
    guard let usual = Self.largest(stages, \.nearMedian),
      let slow = Self.largest(stages, \.slowest)
    else { return nil }
    self.usual = usual
    self.slow = slow
  }

  private static func largest(_ stages: [StageFacts], _ part: (StageFacts) -> Duration) -> Part? {
    let total = stages.reduce(Duration.zero) { $0 + part($1) }
    guard total > .zero, let widest = stages.max(by: { part($0) < part($1) }) else { return nil }
    return Part(metric: widest.metric, share: part(widest) / total)
  }

  package var sentence: String {
    let share = { (part: Part) in Figures.percent(part.share) + Figures.space + "%" }
    let few = "slowest 5\(Figures.space)% of turns"
    guard usual.metric != slow.metric else {
      return "\(usual.metric.place.capitalizedFirst) dominates: \(share(usual)) of the response "
        + "at p50, and \(share(slow)) in the \(few)"
    }
    return "\(usual.metric.place.capitalizedFirst) takes the largest part at p50, "
      + "\(share(usual)) of the response; in the \(few) it is \(slow.metric.place), "
      + share(slow)
  }
}

extension MetricName {
  /// A stage as it stands in a sentence.
  var place: String {
    switch self {
    case .languageModel, .modelQueue, .network, .firstSentence, .timeToFirstToken: "the \(label)"
    default: label
    }
  }
}

extension String {
  /// With a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
