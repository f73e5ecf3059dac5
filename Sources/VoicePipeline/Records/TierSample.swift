package import SimCore

/// Calls of one kind of caller that were lived at one tier: what two tiers are compared by.
package struct TierSample: Sendable, Equatable {
  package private(set) var calls = 0
  /// Lost frames of all frames at the agent, call by call.
  package private(set) var loss = MeanEstimate()
  /// Opinion scores (MOS-CQE) at the agent and at the caller, call by call.
  package private(set) var agentScore = MeanEstimate()
  package private(set) var callerScore = MeanEstimate()
  /// Of every measured turn.
  package private(set) var response = LatencyHistogram()
  package private(set) var words = WordRatio()

  package init() {}

  package mutating func add(_ call: CallRecord, _ chronicle: CallChronicle) {
    calls += 1
    for turn in chronicle.turns { response.record(turn.record.responseLatency) }
    words.add(call.wordErrors)
    guard let media = call.media else { return }
    let frames = media.uplink.counts.frames
    if frames > 0 { loss.add(Double(media.uplink.counts.lost) / Double(frames)) }
    if let score = media.uplink.score { agentScore.add(score.value) }
    if let score = media.downlink.score { callerScore.add(score.value) }
  }
}

/// A word error rate over calls, with the variance that comes of words of one call being alike.
package struct WordRatio: Sendable, Equatable {
  package private(set) var calls = 0
  package private(set) var errors = 0
  package private(set) var words = 0
  /// Sums over calls of the squares and of the product.
  private var errorSquares = 0
  private var wordSquares = 0
  private var products = 0

  package init() {}

  package mutating func add(_ call: WordErrors) {
    guard call.referenceWords > 0 else { return }
    calls += 1
    errors += call.errors
    words += call.referenceWords
    errorSquares += call.errors * call.errors
    wordSquares += call.referenceWords * call.referenceWords
    products += call.errors * call.referenceWords
  }

  /// Nil without words.
  package var rate: Double? { words > 0 ? Double(errors) / Double(words) : nil }

  /// Of the rate: the estimator of a ratio (Cochran 1977, section 6.4); nil for under two calls.
  package var variance: Double? {
    guard calls > 1, let rate else { return nil }
    let squares =
      Double(errorSquares) - 2 * rate * Double(products) + rate * rate * Double(wordSquares)
    return max(squares, 0) / (Double(words) * Double(words)) * Double(calls) / Double(calls - 1)
  }
}

/// Calls of one kind of caller in a run that mixes tiers: those rendered as sound, and the others.
package struct TierPair: Sendable, Equatable {
  package let label: CallerLabel
  package var heard = TierSample()
  package var drawn = TierSample()

  package init(label: CallerLabel) { self.label = label }
}
