import SimCore
import VoicePipeline

/// What a run cost, by what it was paid for, and over the run's time.
enum CostSection {
  /// Shares the cross-hair of the load's chart, and so its margins.
  private static let margins = Plot.Margins(left: 62, right: 84)
  private static let styles: [(CostGroup, String)] = [
    (.models, "s1"), (.telephony, "s2"), (.machines, "s3"), (.bandwidth, "si"),
  ]

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let costs = facts.costs else { return nil }
    return ReportSection(
      key: "cost",
      title: "Cost",
      lead: "\(lead(facts, costs))",
      body: figure(facts, costs).markup + table(costs)
    )
  }

  private static func lead(_ facts: RunFacts, _ costs: CostFacts) -> String {
    var text = CostText(costs).sentence
    if facts.scenario.warmUp > .zero {
      text += ", without the warm-up of \(Figures.span(facts.scenario.warmUp))"
    }
    let account = costs.account
    text += ". \(Figures.counted(account.calls, "call")), \(Figures.count(account.answered)) "
    text += "answered by people, \(Figures.count(account.resolved)) resolved: a goal reached, a "
    text += "conversation without a goal completed, or a recording heard. "
    return text + "People at the human desk, telephone numbers and storage are not in it."
  }

  /// Dollars an hour at the pace of each bucket.
  private static func figure(_ facts: RunFacts, _ costs: CostFacts) -> ChartFigure {
    let account = costs.account
    let perHour = 3_600e9 / Double(account.bucket.nanoseconds)
    let groups = styles.filter { account.total(of: $0.0) > .zero }
    let top = groups.flatMap { account[$0.0] }.reduce(0, max) * perHour
    let count = account.resolvedOverTime.count
    let end = max(facts.scenario.duration, account.bucket * count)
    var plot = Plot(
      name: "fig-cost",
      x: .time(end),
      y: .linear(upTo: max(top, 0.01), unit: "$/h"),
      height: 180,
      margins: margins,
      group: "t"
    )
    plot.faults(of: facts, until: end)
    let last = LoadSection.minutes(account.bucket * count)
    for (group, style) in groups {
      let points = account[group].enumerated().map { index, dollars in
        Point(x: LoadSection.minutes(account.bucket * index), y: dollars * perHour)
      }
      plot.steps(points, until: last, style, label: group.rawValue)
      plot.tag(points.last?.y ?? 0, group.rawValue, style)
    }
    return ChartFigure(
      name: "fig-cost",
      title: title(account),
      subtitle: "US dollars an hour, by \(Figures.span(account.bucket)); calls count when they end",
      drawing: plot.markup(description: "Dollars an hour of each part of the cost over time."),
      hasReadOut: true,
      data: series(account)
    )
  }

  private static func title(_ account: CostAccount) -> String {
    let total = account.total.dollars
    let parts = CostGroup.allCases.map { ($0.rawValue, account.total(of: $0).dollars / total) }
      .filter { $0.1 >= 0.005 }.sorted { $0.1 > $1.1 }
      .map { "\($0.0) \(Figures.fixed($0.1 * 100, decimals: 0))\(Figures.space)%" }
    return "Where the money went: \(parts.joined(separator: ", "))"
  }

  private static func table(_ costs: CostFacts) -> Markup {
    let total = max(costs.account.total.dollars, 1e-9)
    return Table(
      label: "Cost by what was paid for",
      columns: [
        .text("what"), .number("how much"), .text("of"), .text("price"), .mark("grade"),
        .text("source"), .number("cost USD"), .number("share"),
      ],
      rows: costs.items.map { facts in
        let item = facts.item
        let prices = facts.prices
        return [
          name(item), "\(item.quantity.map { Figures.fixed($0, decimals: 1) } ?? Figures.none)",
          "\(item.unit)", lines(prices.map { Markup.name($0.value) }),
          lines(prices.map { PageParts.grade($0.provenance.grade) }),
          lines(prices.map { Markup.name($0.provenance.source) }),
          "\(MetricName.Kind.money.text(item.cost.dollars))",
          "\(Figures.percent(item.cost.dollars / total))\(Figures.space)%",
        ]
      },
      isWrapping: true
    ).markup
  }

  private static func name(_ item: CostItem) -> Markup {
    guard let name = item.name else { return "\(item.component.label)" }
    return "\(item.component.label): \(Markup.name(name))"
  }

  private static func lines(_ parts: [Markup]) -> Markup {
    parts.enumerated().map { $0.offset == 0 ? $0.element : "<br>" + $0.element }.joined()
  }

  private static func series(_ account: CostAccount) -> Table {
    let rows = Series.sampled(account.resolvedOverTime.count).map { index -> [Markup] in
      let start = SimInstant.zero.advanced(by: account.bucket * index)
      let parts = styles.map { MetricName.Kind.money.text(account[$0.0][index]) }
      return ["\(Figures.clock(start))"] + parts.map { "\($0)" }
        + ["\(Figures.count(account.resolvedOverTime[index]))"]
    }
    return Table(
      label: "Cost over time",
      columns: [.text("from")] + styles.map { .number($0.0.rawValue) } + [.number("resolved")],
      rows: rows,
      isSortable: false
    )
  }
}
