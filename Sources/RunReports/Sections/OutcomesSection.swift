import VoicePipeline

/// How the attempts ended.
enum OutcomesSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let shown = facts.outcomes.filter { $0.count > 0 }.sorted { $0.count > $1.count }
    let total = shown.reduce(0) { $0 + $1.count }
    guard total > 0 else { return nil }
    let rows = shown.map { outcome -> BarTable.Row in
      let style =
        outcome.outcome.isLoss ? "badf" : outcome.outcome == .completed ? "accf" : "basef"
      return BarTable.Row(
        name: "\(outcome.outcome.label)",
        count: outcome.count,
        share: percent(outcome.count, of: total),
        style: style,
        note: outcome.outcome.isLoss ? "lost" : ""
      )
    }
    let lost = shown.reduce(0) { $0 + ($1.outcome.isLoss ? $1.count : 0) }
    let dropped = facts.attempts.dropped
    let notDialled: Markup =
      dropped > 0 ? " Planned, but never dialled: \(Figures.counted(dropped, "call"))." : ""
    return ReportSection(
      key: "outcomes",
      title: "Outcomes",
      lead: """
        \(Figures.counted(total, "attempt")); \(percent(lost, of: total)) were lost by a carrier, \
        the platform or the agent (red).\(notDialled)
        """,
      body: """
        <figure><figcaption><h3>\(title(facts))</h3>\
        <p>attempts by how they ended, and their share</p></figcaption>\
        \(BarTable(rows: rows).markup)</figure>
        """
    )
  }

  private static func title(_ facts: RunFacts) -> String {
    guard let success = facts.share(.callSuccessRate), let rate = success.value else {
      return "No call was answered by a human"
    }
    let calls = Figures.counted(success.whole, "call")
    return "\(calls) \(success.whole == 1 ? "was" : "were") answered by a human; "
      + "\(Figures.percent(rate))\(Figures.space)% ran to the end"
  }

  private static func percent(_ part: Int, of whole: Int) -> Markup {
    "\(Figures.percent(Double(part) / Double(whole)))\(Figures.space)%"
  }
}
