import SimCore
import VoicePipeline

/// What ran out first, and how what was done grew with the load.
enum SaturationSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let saturation = facts.saturation else { return nil }
    let order = saturation.saturation.order
    guard !order.isEmpty || saturation.fit != nil else { return nil }
    return ReportSection(
      key: "saturation",
      title: "What ran out",
      lead: lead(saturation),
      body: table(saturation.saturation) + scalability(saturation)
    )
  }

  private static func lead(_ facts: SaturationFacts) -> Markup {
    guard let first = facts.saturation.order.first,
      let instant = facts.saturation[first].first
    else { return "No call found anything at its limit." }
    return "First the \(first.label), at \(Figures.clock(instant))."
  }

  private static func table(_ saturation: LimitTally) -> Markup {
    let rows = saturation.order.map { resource -> [Markup] in
      let shortage = saturation[resource]
      return [
        "\(resource.label)", "\(shortage.first.map(Figures.clock) ?? Figures.none)",
        "\(Figures.count(shortage.times))", "\(resource.effect)",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Limits in the order in which calls first met them",
      columns: [.text("limit"), .text("first at"), .number("times"), .text("what it did")],
      rows: rows,
      isSortable: false
    ).markup
  }

  private static func scalability(_ facts: SaturationFacts) -> Markup {
    guard let fit = facts.fit else { return "" }
    let most = Figures.count(Int(facts.loadMost.rounded()))
    let explained = "\(Figures.percent(fit.determination))\(Figures.space)%"
    // What the law takes off the throughput of the greatest load.
    let toll = facts.loadMost * (fit.contention + fit.coherency * facts.loadMost)
    guard toll >= 0.01 else {
      return """
        <p>Replies grew in proportion to conversations, up to \(most) at once in the mean of a \
        minute: the universal scalability law finds neither contention nor coherency, and \
        explains \(explained) of their variance.</p>
        """
    }
    let contention = Figures.fixed(fit.contention, decimals: 5)
    let coherency = Figures.fixed(fit.coherency, decimals: 8)
    let knee: Markup =
      facts.knee.map { knee in
        """
        past \(Figures.count(Int(knee.rounded()))) conversations at once more of them would mean \
        fewer replies
        """
      } ?? "no load near those of this run has more conversations and fewer replies"
    return """
      <p>By the universal scalability law \(knee): contention \(contention), coherency \
      \(coherency); it explains \(explained) of the variance of replies by the minute, with up to \
      \(most) conversations at once.</p>
      """
  }
}
