import SimCore
import VoicePipeline

/// Where conversations were held, how far from people, and which pods were there when.
enum RegionsSection {
  private static let margins = Plot.Margins(left: 62, right: 84)
  /// The table has all of them.
  private static let figuresMax = 8

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let scaling = facts.scaling, !scaling.regions.isEmpty else { return nil }
    var body: Markup = ""
    for index in scaling.regions.indices.prefix(figuresMax) {
      body += figure(facts, scaling, index).markup
    }
    body += table(scaling).markup
    return ReportSection(key: "regions", title: "Regions", lead: lead(scaling), body: body)
  }

  private static func lead(_ facts: ScalingFacts) -> Markup {
    let regions = facts.regions.map(\.account)
    let total = regions.reduce(0) { $0 + $1.conversations }
    let far = regions.reduce(0) { $0 + $1.fromElsewhere }
    let violations = regions.reduce(0) { $0 + $1.violations }
    var text = "\(Figures.count(far)) of \(Figures.counted(total, "conversation")) were held "
    text += "elsewhere than in the nearest region; "
    text += "\(violations == 0 ? "none" : Figures.count(violations)) of them where they may not be"
    let unanswered = facts.account.routing.unanswered
    if unanswered > 0 {
      text += ". A region that was gone was asked \(Figures.counted(unanswered, "time")) in vain"
    }
    return "\(text)."
  }

  /// One region's pods; they share the cross-hair of the load.
  private static func figure(
    _ facts: RunFacts,
    _ scaling: ScalingFacts,
    _ index: Int
  ) -> ChartFigure {
    let end = max(facts.scenario.duration, scaling.bucket * scaling.ready.count)
    let (region, name) = (scaling.regions[index], "fig-region-\(index)")
    func points(_ pods: [Double]) -> [Point] { ScalingSection.points(pods, scaling.bucket) }
    var plot = Plot(
      name: name,
      x: .time(end),
      // All on one scale: a region with few pods is to look like one.
      y: .linear(upTo: scaling.regions.flatMap { $0.ready + $0.desired }.reduce(1, max)),
      height: 90,
      margins: margins,
      group: "t"
    )
    plot.faults(of: facts, until: end)
    let last = LoadSection.minutes(scaling.bucket * region.ready.count)
    plot.steps(points(region.desired), until: last, "s2", label: "desired")
    plot.steps(points(region.ready), until: last, "s1", label: "taking calls")
    plot.tag(region.ready.last ?? 0, "taking calls", "s1")
    return ChartFigure(
      name: name,
      title: region.account.name,
      subtitle: subtitle(region.account),
      drawing: plot.markup(description: "Pods desired and taking calls over time."),
      hasReadOut: true
    )
  }

  private static func subtitle(_ account: RegionAccount) -> String {
    var text = "pods: desired, taking calls; "
    text += "\(Figures.counted(account.conversations, "conversation"))"
    if account.fromElsewhere > 0 {
      text += ", \(Figures.count(account.fromElsewhere)) of them from afar"
    }
    if account.podsLost > 0 {
      text += "; \(Figures.counted(account.podsLost, "pod")) lost with "
      text += "\(Figures.counted(account.callsLost, "call"))"
    }
    return text
  }

  private static func table(_ facts: ScalingFacts) -> Table {
    let rows = facts.regions.map { region -> [Markup] in
      let account = region.account
      let response = LatencyCells(account.response, text: Figures.milliseconds)
      return [
        Markup.name(account.name), "\(Figures.count(account.conversations))",
        "\(Figures.count(account.fromElsewhere))", "\(Figures.count(account.violations))",
        "\(account.distance.mean.map(Figures.milliseconds) ?? Figures.none)", "\(response.p50)",
        "\(response.p95)",
        "\(Figures.fixed(account.ready.mean(from: .zero, to: facts.end), decimals: 1))",
        "\(Figures.count(account.ready.peak(from: .zero, to: facts.end)))",
        "\(Figures.count(account.podsLost))", "\(Figures.count(account.callsLost))",
      ]
    }
    return Table(
      label: "Conversations held, from afar, and where they may not be; response in ms; pods",
      columns: [
        .text("region"), .number("held"), .number("from afar"), .number("astray"),
        .number("way ms"), .number("response p50"), .number("p95"), .number("pods mean"),
        .number("most"), .number("lost"), .number("calls on them"),
      ],
      rows: rows
    )
  }
}
