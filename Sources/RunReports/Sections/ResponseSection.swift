import SimCore
import VoicePipeline

/// Response latency over time, and the table of all latencies.
enum ResponseSection {
  /// A window with fewer turns has no 95 % interval of its p95.
  static let p95Needs = LatencyCells.p95Needs
  /// The same for p99.
  static let p99Needs = LatencyCells.p99Needs

  static func section(_ facts: RunFacts) -> ReportSection? {
    let latencies = facts.latencies.filter { $0.histogram.count > 0 }
    guard !latencies.isEmpty else { return nil }
    var body = chart(facts)?.markup ?? ""
    body += """
      <figure><figcaption><h3>Latencies, and the parts of a response</h3>\
      <p>ms, every call and turn\(facts.scenario.warmUp > .zero ? " after the warm-up" : "")</p>\
      </figcaption>\(table(latencies).markup)</figure>
      """
    return ReportSection(
      key: "latency",
      title: "Response latency",
      lead: """
        From the end of the caller’s speech to the first audible sound of the agent, at the \
        caller’s ear. Latencies of dialling count from the planned instant.
        """,
      body: body
    )
  }

  private static func table(_ latencies: [LatencyFacts]) -> Table {
    let rows = latencies.map { latency -> [Markup] in
      let cells = LatencyCells(latency.histogram)
      let name: Markup = latency.parent == nil ? "" : "&emsp;"
      return [
        name + "\(latency.metric.label)", "\(cells.p50)", "\(cells.p95)", "\(cells.p99)",
        "\(cells.max)", "\(cells.count)",
      ]
    }
    return Table(
      label: "Latencies in milliseconds",
      columns: [
        .text("ms"), .number("p50"), .number("p95"), .number("p99"), .number("max"), .number("n"),
      ],
      rows: rows,
      isSortable: false
    )
  }
}

extension ResponseSection {
  private static func chart(_ facts: RunFacts) -> ChartFigure? {
    let windows = facts.responseWindows
    let usable = windows.filter { $0.count >= p95Needs }
    guard usable.count >= 2 else { return nil }
    let showsP99 = windows.contains { $0.count >= p99Needs }
    let kept = facts.engine.records.ofKeptTurns
    let limit = facts.threshold(.responseLatency, "p95")?.bound
    let scale = Scale(windows, limit: limit)
    let end = max(facts.scenario.duration, facts.load.bucket * facts.load.active.count)
    var plot = Plot(
      name: "fig-latency",
      x: .time(end),
      y: .linear(upTo: scale.top, unit: "ms"),
      height: 230,
      group: "t"
    )
    if facts.scenario.warmUp > .zero {
      plot.span(0, LoadSection.minutes(facts.scenario.warmUp), "warm-up", "warm")
    }
    plot.faults(of: facts, until: end)
    let width = self.width(windows)
    let curve = { (needs: Int, value: (LatencyWindow) -> Duration) -> [[Point]] in
      stretches(windows, width, needs: needs).map { stretch in
        stretch.map { Point(x: middle($0, width), y: milliseconds(value($0))) }
      }
    }
    let medians = curve(p95Needs, \.p50)
    let tails = curve(p95Needs, \.p95)
    for (low, high) in zip(medians, tails) { plot.band(low, high, "ci") }
    if let limit {
      plot.rule(limit / 1e6, "limit \(Figures.milliseconds(nanoseconds: limit))")
    }
    if showsP99 { plot.line(curve(p99Needs, \.p99), "s3", label: "p99") }
    plot.line(medians, "s2", label: "p50")
    plot.line(tails, "s1", label: "p95")
    return ChartFigure(
      name: "fig-latency",
      title: title(usable, width, limit),
      subtitle: subtitle(usable, width, showsP99, scale)
        + (kept.isEmpty ? "" : "; turns \(kept)"),
      drawing: plot.markup(description: description(usable)),
      hasReadOut: true,
      data: windowTable(windows)
    )
  }

  private static func title(
    _ windows: [LatencyWindow],
    _ width: Duration,
    _ limit: Double?
  ) -> String {
    let values = windows.map(\.p95)
    guard let low = values.min(), let high = values.max() else { return "Response latency" }
    guard let limit else {
      return "p95 between \(Figures.milliseconds(low)) and "
        + "\(Figures.milliseconds(high))\(Figures.space)ms"
    }
    let bound = Figures.milliseconds(nanoseconds: limit) + Figures.space + "ms"
    let above = windows.filter { Double($0.p95.nanoseconds) > limit }
    guard let first = above.first else {
      return "p95 stayed within \(bound) throughout; its highest was "
        + "\(Figures.milliseconds(high))\(Figures.space)ms"
    }
    if above.count == windows.count { return "p95 stood above \(bound) throughout" }
    return "p95 stood above \(bound) for \(Figures.span(width * above.count)), "
      + "first at \(Figures.clock(first.start))"
  }

  private static func subtitle(
    _ windows: [LatencyWindow],
    _ width: Duration,
    _ showsP99: Bool,
    _ scale: Scale
  ) -> String {
    let counts = windows.map(\.count)
    let low = Figures.count(counts.min() ?? 0)
    let high = Figures.count(counts.max() ?? 0)
    let turns = low == high ? "\(low) turns each" : "\(low) to \(high) turns each"
    var p99 = "; p99 not shown, for it needs \(p99Needs) turns"
    if showsP99 { p99 = "; p99 only where n\(Figures.space)≥\(Figures.space)\(p99Needs)" }
    if let beyond = scale.beyond {
      p99 += ", its highest, \(Figures.milliseconds(beyond)), is beyond the scale"
    }
    return "ms, in windows of \(Figures.span(width)) with \(turns); shaded: p50 to p95\(p99)"
  }

  private static func description(_ windows: [LatencyWindow]) -> String {
    let high = windows.map(\.p95).max() ?? .zero
    return "Response latency percentiles over time; p95 reaches \(Figures.milliseconds(high)) ms."
  }

  private static func windowTable(_ windows: [LatencyWindow]) -> Table {
    let rows = Series.sampled(windows.count).map { index -> [Markup] in
      let window = windows[index]
      let cell = { (needs: Int, value: Duration) -> Markup in
        "\(window.count >= needs ? Figures.milliseconds(value) : Figures.none)"
      }
      return [
        "\(Figures.clock(window.start))", cell(1, window.p50), cell(p95Needs, window.p95),
        cell(p99Needs, window.p99), "\(Figures.count(window.count))",
      ]
    }
    return Table(
      label: "Response latency over time",
      columns: [.text("from"), .number("p50"), .number("p95"), .number("p99"), .number("n")],
      rows: rows,
      isSortable: false
    )
  }

  /// What the y axis has to hold: all of p95, and of p99 as much as does not flatten p95.
  private struct Scale {
    let top: Double
    /// The highest p99, if the axis does not hold it.
    let beyond: Duration?

    init(_ windows: [LatencyWindow], limit: Double?) {
      let tail = windows.filter { $0.count >= p95Needs }.map(\.p95).max() ?? .zero
      let rare = windows.filter { $0.count >= p99Needs }.map(\.p99).max() ?? .zero
      let inner = max(milliseconds(tail), (limit ?? 0) / 1e6)
      let isBeyond = milliseconds(rare) > 5 * inner
      top = isBeyond ? 2.5 * inner : max(inner, milliseconds(rare))
      beyond = isBeyond ? rare : nil
    }
  }

  /// The smallest distance between two windows; those without a turn may be missing.
  private static func width(_ windows: [LatencyWindow]) -> Duration {
    let distances = zip(windows, windows.dropFirst()).map { $0.start.duration(to: $1.start) }
    return distances.min() ?? .zero
  }

  /// Stretches of windows that follow one another and have enough turns.
  private static func stretches(
    _ windows: [LatencyWindow],
    _ width: Duration,
    needs: Int
  ) -> [[LatencyWindow]] {
    var stretches: [[LatencyWindow]] = []
    var next: SimInstant?
    for window in windows where window.count >= needs {
      if next == window.start {
        stretches[stretches.count - 1].append(window)
      } else {
        stretches.append([window])
      }
      next = window.start.advanced(by: width)
    }
    return stretches
  }

  private static func middle(_ window: LatencyWindow, _ width: Duration) -> Double {
    LoadSection.minutes(.nanoseconds(window.start.nanoseconds) + width / 2)
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.nanoseconds) / 1e6
  }
}
