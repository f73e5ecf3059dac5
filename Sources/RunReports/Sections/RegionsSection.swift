import SimCore
import VoicePipeline

/// Where conversations were held, how far that was from people, and which pods were there when.
enum RegionsSection {
  private static let margins = Plot.Margins(left: 62, right: 110)
  /// More lines than that tell nobody anything.
  private static let linesMax = 6

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let scaling = facts.scaling, !scaling.regions.isEmpty else { return nil }
    var body = table(scaling).markup
    if scaling.regions.count <= linesMax { body = figure(facts, scaling).markup + body }
    return ReportSection(key: "regions", title: "Regions", lead: lead(scaling), body: body)
  }

  private static func lead(_ facts: ScalingFacts) -> Markup {
    let regions = facts.regions.map(\.account)
    let total = regions.reduce(0) { $0 + $1.conversations }
    let far = regions.reduce(0) { $0 + $1.fromElsewhere }
    let violations = regions.reduce(0) { $0 + $1.violations }
    var text = "\(Figures.count(far)) of \(Figures.counted(total, "conversation")) were held "
    text += "elsewhere than in the nearest region; "
    text += violations == 0 ? "none" : Figures.count(violations)
    text += " where people's conversations have to stay out of"
    let unanswered = facts.account.routing.unanswered
    if unanswered > 0 {
      text += ". \(Figures.counted(unanswered, "call")) waited for a region that did not answer"
    }
    return "\(text)."
  }

  private static func figure(_ facts: RunFacts, _ scaling: ScalingFacts) -> ChartFigure {
    let end = max(facts.scenario.duration, scaling.bucket * scaling.ready.count)
    let width = LoadSection.minutes(scaling.bucket)
    let top = scaling.regions.flatMap(\.ready).reduce(1, max)
    var plot = Plot(
      name: "fig-regions",
      x: .time(end),
      y: .linear(upTo: top, areWhole: true),
      height: 180,
      margins: margins,
      group: "t"
    )
    plot.faults(of: facts, until: end)
    for (index, region) in scaling.regions.enumerated() {
      let points = region.ready.enumerated().map {
        Point(x: Double($0.offset) * width, y: $0.element)
      }
      plot.line([points], "s\(index + 1)", label: region.account.name)
    }
    return ChartFigure(
      name: "fig-regions",
      title: "Pods that took calls in each region",
      subtitle: "pods that take calls, by region",
      drawing: plot.markup(description: "Pods that take calls over time, by region."),
      hasReadOut: true
    )
  }

  private static func table(_ facts: ScalingFacts) -> Table {
    let rows = facts.regions.map { region -> [Markup] in
      let account = region.account
      let response = LatencyCells(account.response, text: Figures.milliseconds)
      return [
        Markup.name(account.name), "\(Figures.count(account.conversations))",
        "\(Figures.count(account.fromElsewhere))",
        "\(account.distance.mean.map(Figures.milliseconds) ?? Figures.none)", "\(response.p50)",
        "\(response.p95)",
        "\(Figures.fixed(account.ready.mean(from: .zero, to: facts.end), decimals: 1))",
        "\(Figures.count(account.ready.peak(from: .zero, to: facts.end)))",
        "\(Figures.count(account.podsLost))", "\(Figures.count(account.callsLost))",
        "\(Figures.count(account.violations))",
      ]
    }
    return Table(
      label: "Regions: conversations, how far media came, and pods",
      columns: [
        .text("region"), .number("conversations"), .number("nearer elsewhere"),
        .number("way ms"), .number("response p50 ms"), .number("p95 ms"), .number("pods mean"),
        .number("most"), .number("pods lost"), .number("calls on them"), .number("not to be here"),
      ],
      rows: rows
    )
  }
}
