import SimCore
import VoicePipeline

/// Pods that come and go: asked for, there and needed; what the autoscaler could not see; which
/// resource ran out first.
enum ScalingSection {
  /// The charts share the cross-hair of the load's, and so their margins.
  private static let margins = Plot.Margins(left: 62, right: 84)

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let scaling = facts.scaling, !scaling.ready.isEmpty else { return nil }
    let end = max(facts.scenario.duration, scaling.bucket * scaling.ready.count)
    var body = podsFigure(facts, scaling, end).markup
    body += perPodFigure(facts, scaling, end).markup
    body += saturation(scaling)
    body += services(scaling)
    body += tenants(scaling)
    body += losses(scaling)
    body += takeovers(scaling)
    return ReportSection(key: "scaling", title: "Scaling", lead: lead(scaling), body: body)
  }

  private static func lead(_ facts: ScalingFacts) -> Markup {
    let account = facts.account
    var text = ""
    if let kubernetes = facts.kubernetes {
      text += "The autoscaler goes by \(facts.triggers.joined(separator: ", ")), as Kubernetes "
      text += "\(kubernetes) computes. "
    } else {
      text += "No autoscaler: there are as many pods as at the start. "
    }
    text += "\(Figures.counted(account.podsStarted, "pod")) came up"
    if let slowest = account.startTimes.max, slowest > .zero {
      text += ", the slowest in \(Figures.span(slowest))"
    }
    text += "; \(Figures.count(account.ready.peak(from: .zero, to: facts.end))) at most at a time. "
    let routing = account.routing
    text += "\(Figures.counted(routing.asked, "call")) asked for a slot, "
    text += "\(Figures.count(routing.blocked)) got none"
    if routing.refusals > 0 {
      text += "; \(Figures.counted(routing.refusals, "pod")) asked in vain, "
      text += "\(Figures.counted(routing.missed, "call")) turned away beside a free slot"
    }
    return "\(text). The platform cost $\(FixedDecimal.text(account.cost.dollars, decimals: 2))."
  }

  static func points(_ values: [Double], _ bucket: Duration) -> [Point] {
    let width = LoadSection.minutes(bucket)
    return values.enumerated().map { Point(x: Double($0.offset) * width, y: $0.element) }
  }

  private static func podsFigure(
    _ facts: RunFacts,
    _ scaling: ScalingFacts,
    _ end: Duration
  ) -> ChartFigure {
    let top = [scaling.ready, scaling.desired, scaling.needed].flatMap(\.self).reduce(1, max)
    let showsMax = Double(scaling.podsMax) <= 2.5 * top
    var plot = Plot(
      name: "fig-pods",
      x: .time(end),
      y: .linear(upTo: showsMax ? max(top, Double(scaling.podsMax)) : top, areWhole: true),
      height: 180,
      margins: margins,
      group: "t"
    )
    plot.faults(of: facts, until: end)
    if showsMax { plot.rule(Double(scaling.podsMax), "maximum", "s3") }
    let last = LoadSection.minutes(scaling.bucket * scaling.ready.count)
    let needed = points(scaling.needed, scaling.bucket)
    plot.line([needed], "si", label: "needed", isTagged: false)
    if let peak = needed.max(by: { $0.y < $1.y }) { plot.note(peak, "needed", "si") }
    plot.steps(points(scaling.desired, scaling.bucket), until: last, "s2", label: "desired")
    plot.steps(points(scaling.ready, scaling.bucket), until: last, "s1", label: "taking calls")
    plot.tag(scaling.ready.last ?? 0, "taking calls", "s1")
    return ChartFigure(
      name: "fig-pods",
      title: title(scaling),
      subtitle: "pods: needed by offered calls at \(Figures.count(scaling.target)) each (thin), "
        + "desired by the autoscaler, taking calls",
      drawing: plot.markup(description: "Pods needed, desired and taking calls over time."),
      hasReadOut: true,
      data: table(scaling, facts.load)
    )
  }

  /// What was missing for how long, as far as the offered calls tell.
  private static func title(_ facts: ScalingFacts) -> String {
    let gaps = zip(facts.needed, facts.ready).map { $0 - $1 }
    guard let most = gaps.max(), most >= 1 else { return "There were pods enough at every time" }
    let length = facts.bucket * gaps.count { $0 >= 1 }
    return "Up to \(Figures.counted(Int(most.rounded(.up)), "pod")) were missing, "
      + "\(Figures.span(length)) in all"
  }

  private static func perPodFigure(
    _ facts: RunFacts,
    _ scaling: ScalingFacts,
    _ end: Duration
  ) -> ChartFigure {
    let pods = scaling.ready.map { max($0, 1) }
    let offered = points(zip(facts.load.offered, pods).map { $0 / $1 }, scaling.bucket)
    let measured = points(zip(facts.load.active, pods).map { $0 / $1 }, scaling.bucket)
    let top = (offered + measured).map(\.y).reduce(Double(scaling.cap), max)
    var plot = Plot(
      name: "fig-censored",
      x: .time(end),
      y: .linear(upTo: top, areWhole: true),
      height: 180,
      margins: margins,
      group: "t"
    )
    plot.faults(of: facts, until: end)
    plot.rule(Double(scaling.cap), "cap", "s3")
    plot.inlineRule(Double(scaling.target), "target")
    let hidden = zip(offered, measured).map { $0.y - $1.y }.max() ?? 0
    plot.line([offered], "si", label: "offered", isTagged: false)
    if hidden > 0.5, let peak = offered.max(by: { $0.y < $1.y }) {
      plot.note(peak, "offered", "si")
    }
    plot.line([measured], "s1", label: "measured")
    return ChartFigure(
      name: "fig-censored",
      title: hidden > 0.5
        ? "Up to \(Figures.fixed(hidden, decimals: 1)) offered calls a pod were not seen"
        : "What pods measured was all that was offered",
      subtitle: "calls for each pod that takes calls: offered, and what pods can measure",
      drawing: plot.markup(description: "Offered and measured calls a pod over time."),
      hasReadOut: true
    )
  }

  private static func table(_ scaling: ScalingFacts, _ load: LoadFacts) -> Table {
    func cell(_ values: [Double], _ index: Int) -> Markup {
      "\(index < values.count ? Figures.fixed(values[index], decimals: 1) : Figures.none)"
    }
    let rows = Series.sampled(scaling.ready.count).map { index -> [Markup] in
      let start = SimInstant.zero.advanced(by: scaling.bucket * index)
      return [
        "\(Figures.clock(start))", cell(scaling.ready, index), cell(scaling.desired, index),
        cell(scaling.needed, index), cell(load.offered, index), cell(load.active, index),
        cell(load.blocked.map(Double.init), index),
      ]
    }
    return Table(
      label: "Pods over time",
      columns: [
        .text("from"), .number("taking calls"), .number("desired"), .number("needed"),
        .number("offered calls"), .number("active"), .number("blocked"),
      ],
      rows: rows,
      isSortable: false
    )
  }
}

// What ran out, and what died.
extension ScalingSection {
  private static func saturation(_ facts: ScalingFacts) -> Markup {
    let rows = facts.account.exhausted.map { resource, pressure -> [Markup] in
      [
        "\(resource)", "\(pressure.first.map(Figures.clock) ?? Figures.none)",
        "\(Figures.count(pressure.times))",
        "\(Figures.span(pressure.total(until: facts.end)))",
      ]
    }
    guard !rows.isEmpty else { return "<p>No resource of the platform ran out.</p>" }
    return Table(
      label: "Resources in the order in which they ran out",
      columns: [.text("resource"), .text("first at"), .number("times"), .text("in all")],
      rows: rows,
      isSortable: false
    ).markup
  }

  private static func services(_ facts: ScalingFacts) -> Markup {
    let rows = facts.account.services.map { service -> [Markup] in
      [
        "\(service.layer.label)", service.isOwn ? "its own" : "the platform's",
        "\(Figures.fixed(service.ready.mean(from: .zero, to: facts.end), decimals: 1))",
        "\(Figures.count(service.ready.peak(from: .zero, to: facts.end)))",
        "\(Figures.percent(service.use))", "\(Figures.milliseconds(service.meanWait))",
        "\(Figures.count(service.waiting.peak(from: .zero, to: facts.end)))",
        "\(service.pressure.first.map(Figures.clock) ?? Figures.none)",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Layers",
      columns: [
        .text("layer"), .text("pods"), .number("mean"), .number("most"), .number("in use %"),
        .number("mean wait ms"), .number("most waiting"), .text("first at"),
      ],
      rows: rows
    ).markup
  }

  private static func tenants(_ facts: ScalingFacts) -> Markup {
    let rows = facts.account.tenants.map { tenant -> [Markup] in
      [
        Markup.name(tenant.name), "\(Figures.count(tenant.asked))",
        "\(Figures.count(tenant.placed))", "\(Figures.count(tenant.overPlan))",
        "\(Figures.count(tenant.overShare))",
        "\(Figures.count(tenant.blocked - tenant.overPlan - tenant.overShare))",
        "\(Figures.count(tenant.callsMax))",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Tenants",
      columns: [
        .text("tenant"), .number("asked"), .number("got a slot"), .number("over its plan"),
        .number("over its share"), .number("no slot at all"), .number("most at once"),
      ],
      rows: rows
    ).markup
  }

  private static func losses(_ facts: ScalingFacts) -> Markup {
    let rows = PodLoss.allCases.compactMap { loss -> [Markup]? in
      let pods = facts.account.pods(lostBy: loss)
      guard pods > 0 else { return nil }
      return [
        "\(loss.label)", "\(Figures.count(pods))",
        "\(Figures.count(facts.account.calls(lostBy: loss)))",
      ]
    }
    guard !rows.isEmpty else { return "" }
    return Table(
      label: "Pods that were lost",
      columns: [.text("pods"), .number("how many"), .number("calls on them")],
      rows: rows
    ).markup
  }
}
