import SimCore

/// Offered and active calls against the slots over time, and the calls that were blocked.
enum LoadSection {
  /// Both charts stand above one another, so they share their margins.
  private static let margins = Plot.Margins(left: 62, right: 84)

  static func section(_ facts: RunFacts) -> ReportSection? {
    let load = facts.load
    let blocked = load.blocked.reduce(0, +)
    guard load.activePeak > 0 || blocked > 0, !load.active.isEmpty else { return nil }
    let end = max(facts.scenario.duration, load.bucket * load.active.count)
    var body = loadFigure(facts, end).markup
    if blocked > 0 { body += blockedFigure(facts, end).markup }
    return ReportSection(key: "load", title: "Load", lead: lead(facts), body: body)
  }

  private static func lead(_ facts: RunFacts) -> Markup {
    let load = facts.load
    var text = ""
    if hasUnseen(load) {
      text += "Demand beyond the slots is hatched: the calls that were blocked. "
    }
    text += "\(Figures.fixed(load.activeMean, decimals: 1)) calls were active in the mean"
    text +=
      facts.scenario.warmUp > .zero
      ? " after the warm-up of \(Figures.span(facts.scenario.warmUp))" : ""
    guard load.littleMean > 0 else { return "\(text)." }
    text += "; Little’s law (answered calls a second × mean hold) gives "
    text += "\(Figures.fixed(load.littleMean, decimals: 1))"
    let difference = (load.activeMean - load.littleMean).magnitude / load.littleMean
    return "\(text), a difference of \(Figures.percent(difference))\(Figures.space)%."
  }

  /// Whether calls were blocked, and more wanted a slot than had one by more than rounding.
  private static func hasUnseen(_ load: LoadFacts) -> Bool {
    guard load.blocked.contains(where: { $0 > 0 }) else { return false }
    return zip(load.offered, load.active).contains { $0 - $1 > 0.5 }
  }

  private static func loadFigure(_ facts: RunFacts, _ end: Duration) -> ChartFigure {
    let load = facts.load
    let wanted = hasUnseen(load) ? load.offered.reduce(0, max) : 0
    let top = max(load.active.reduce(0, max), wanted, 1)
    let showsSlots = load.slots > 0 && Double(load.slots) <= 2.5 * top
    let axis = Axis.linear(upTo: showsSlots ? max(top, Double(load.slots)) : top, areWhole: true)
    var plot = Plot(
      name: "fig-load",
      x: .time(end),
      y: axis,
      height: 220,
      margins: margins,
      group: "t"
    )
    let offered = points(load.offered, load.bucket)
    let active = points(load.active, load.bucket)
    if facts.scenario.warmUp > .zero {
      plot.span(0, minutes(facts.scenario.warmUp), "warm-up", "warm")
    }
    plot.faults(of: facts, until: end)
    if showsSlots { plot.rule(Double(load.slots), "slots", "s3") }
    if hasUnseen(load) {
      for run in unseen(offered, active) { plot.band(run.active, run.offered, "unseen") }
      plot.line([offered], "si", label: "offered", isTagged: false)
      if let peak = offered.max(by: { $0.y < $1.y }) { plot.note(peak, "offered", "si") }
    }
    plot.line([active], "s1", label: "active")
    let beyond =
      showsSlots || load.slots == 0
      ? "" : "; the \(Figures.count(load.slots)) slots are beyond the scale"
    return ChartFigure(
      name: "fig-load",
      title: title(load),
      subtitle: "concurrent calls, mean of each \(Figures.span(load.bucket))\(beyond)",
      drawing: plot.markup(description: description(load)),
      hasReadOut: true,
      data: table(load)
    )
  }

  private static func title(_ load: LoadFacts) -> String {
    let peak = Figures.count(load.activePeak)
    guard load.slots > 0 else {
      return load.activePeak > 0 ? "Active calls peaked at \(peak)" : "No call found a slot"
    }
    if let saturation = Saturation(load) {
      return "\(Figures.counted(load.slots, "slot")) did not suffice for "
        + Figures.span(saturation.length)
    }
    let share = Figures.percent(Double(load.activePeak) / Double(load.slots))
    return "Active calls peaked at \(peak), \(share)\(Figures.space)% of the slots"
  }

  private static func description(_ load: LoadFacts) -> String {
    let unseen = hasUnseen(load) ? " Offered calls rise above the active ones." : ""
    return "Active calls over time, up to \(Figures.count(load.activePeak)), against "
      + "\(Figures.count(load.slots)) slots.\(unseen)"
  }

  private static func table(_ load: LoadFacts) -> Table {
    let rows = Series.sampled(load.active.count).map { index -> [Markup] in
      [
        "\(Figures.clock(start(of: index, load)))",
        "\(cell(load.offered, index))", "\(cell(load.active, index))",
        "\(cell(load.blocked.map(Double.init), index, decimals: 0))",
      ]
    }
    return Table(
      label: "Load over time",
      columns: [.text("from"), .number("offered"), .number("active"), .number("blocked")],
      rows: rows,
      isSortable: false
    )
  }

  private static func cell(_ values: [Double], _ index: Int, decimals: Int = 1) -> String {
    index < values.count ? Figures.fixed(values[index], decimals: decimals) : Figures.none
  }

  private static func blockedFigure(_ facts: RunFacts, _ end: Duration) -> ChartFigure {
    let load = facts.load
    let most = Double(load.blocked.reduce(0, max))
    var axis = Axis.linear(upTo: most, areWhole: true)
    if let first = axis.ticks.first, let last = axis.ticks.last { axis.ticks = [first, last] }
    var plot = Plot(
      name: "fig-blocked",
      x: .time(end),
      y: axis,
      height: 64,
      margins: margins,
      group: "t"
    )
    let steps = load.blocked.enumerated().map { index, count in
      Point(x: minutes(load.bucket * index), y: Double(count))
    }
    plot.steps(steps, until: minutes(load.bucket * load.blocked.count), "sx", label: "blocked")
    let saturation = Saturation(load)
    let title = saturation.map {
      "\(Figures.counted($0.blocked, "call")) blocked in \(Figures.span($0.length)), "
        + "first at \(Figures.clock($0.start))"
    }
    return ChartFigure(
      name: "fig-blocked",
      title: title ?? "Blocked calls",
      subtitle: "blocked calls in each \(Figures.span(load.bucket))",
      drawing: plot.markup(description: saturation?.sentence ?? "Blocked calls over time."),
      hasReadOut: true
    )
  }
}

extension LoadSection {
  static func minutes(_ duration: Duration) -> Double { Double(duration.nanoseconds) / 60e9 }

  private static func start(of index: Int, _ load: LoadFacts) -> SimInstant {
    .zero.advanced(by: load.bucket * index)
  }

  /// The means of the buckets, in their middles.
  private static func points(_ values: [Double], _ bucket: Duration) -> [Point] {
    let width = minutes(bucket)
    return values.enumerated().map { Point(x: (Double($0.offset) + 0.5) * width, y: $0.element) }
  }

  /// The stretches in which offered is above active, with the bucket before and after.
  private static func unseen(
    _ offered: [Point],
    _ active: [Point]
  ) -> [(offered: [Point], active: [Point])] {
    let count = min(offered.count, active.count)
    let isOpen = (0..<count).map { offered[$0].y - active[$0].y > 0.5 }
    let marked = (0..<count).map { index -> Int? in
      let from = max(0, index - 1)
      let to = min(count - 1, index + 1)
      return isOpen[from...to].contains(true) ? index : nil
    }
    return Series.segments(marked).map { segment in
      (
        segment.map {
          Point(x: offered[$0.value].x, y: max(offered[$0.value].y, active[$0.value].y))
        },
        segment.map { active[$0.value] }
      )
    }
  }
}
