import SimCore
import VoicePipeline

// Conversations whose pod died: where they were, and what has come of them.
extension ScalingSection {
  static func takeovers(_ facts: ScalingFacts) -> Markup {
    let losses = facts.podLosses
    guard losses.total > 0 else { return "" }
    return table(losses).markup + "<p class=\"hint\">\(summary(facts))</p>"
  }

  private static func table(_ losses: PodLossCounts) -> Table {
    let rows = ConversationMoment.allCases.compactMap { moment -> [Markup]? in
      guard losses.count(moment) > 0 else { return nil }
      return ["\(moment.label)", "\(Figures.count(losses.count(moment)))"]
        + PodLossEnd.allCases.map { "\(Figures.count(losses.count(moment, $0)))" }
    }
    return Table(
      label: "Conversations whose pod died, by what went on",
      columns: [.text("at its death"), .number("conversations")]
        + PodLossEnd.allCases.map { .number($0.label) },
      rows: rows
    )
  }

  private static func summary(_ facts: ScalingFacts) -> Markup {
    let losses = facts.podLosses
    let resumed = losses.count(.resumed)
    var text = "\(Figures.count(resumed)) of \(Figures.counted(losses.total, "conversation")) "
    text += "went on"
    if let median = facts.gaps.quantile(0.5), let tail = facts.gaps.quantile(0.95) {
      text += ", after a gap of \(Figures.span(median)) (p95 \(Figures.span(tail)))"
    }
    if resumed > 0 {
      text += "; \(Figures.counted(losses.repeated, "sentence")) said again, "
      text += "\(Figures.counted(losses.unheard, "turn")) of callers "
      text += "heard by nobody"
    }
    guard let store = facts.account.sessions else {
      return "\(text). Conversations are kept in their pods alone."
    }
    text += ". The store was asked to keep a conversation \(Figures.counted(store.saves, "time"))"
    text += ", refused \(Figures.count(store.refused)), forgot \(Figures.count(store.evicted)); "
    text += "\(Figures.counted(store.loads, "load")), \(Figures.count(store.missing)) of what it "
    text += "did not have, \(Figures.count(store.stale)) of an older state, "
    return "\(text)\(Figures.count(store.unanswered)) not answered."
  }
}
