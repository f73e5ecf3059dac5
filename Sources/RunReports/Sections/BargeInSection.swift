import SimCore
import VoicePipeline

/// Who gives way to whom: how soon the agent stops, and for what it should not have.
enum BargeInSection {
  /// Fewer of a kind give no share (tau-voice).
  private static let needs = 10
  /// Fewer stops give no picture.
  private static let stopsNeeded = 20

  static func section(_ facts: RunFacts) -> ReportSection? {
    let tally = facts.conversations.tally
    let stops = facts.histogram(.bargeInStop)
    let overlaps = [tally.interruptions, tally.backchannels, tally.asides, tally.noises]
    guard stops != nil || overlaps.contains(where: { $0.count > 0 }) else { return nil }
    var body: Markup = ""
    if let stops, stops.count >= stopsNeeded { body += chart(stops).markup }
    return ReportSection(
      key: "barge-in",
      title: "Barge-in and turn-taking",
      lead: """
        Counted at the caller’s ear, over all measured conversations. An agent has stopped for \
        the caller when it breaks off within \(Figures.span(OverlapCounts.window)) of the caller’s \
        onset.
        """,
      body: body + """
        <figure><figcaption><h3>\(title(facts))</h3><p>each share with its two counts and its \
        95\(Figures.space)% interval; below \(needs) of a kind no share is given</p></figcaption>\
        \(table(facts).markup)</figure>
        <h3>What is counted</h3>\(PageParts.keyValues(definitions))
        """
    )
  }

  private static func title(_ facts: RunFacts) -> String {
    guard let missed = facts.share(.missedBargeIns), missed.whole >= needs,
      let missedShare = missed.value
    else { return "Barge-in, turn by turn" }
    let percent = { (share: Double) in Figures.percent(share) + Figures.space + "%" }
    let start = "\(percent(missedShare)) of interruptions did not stop the agent"
    guard let wrong = facts.share(.falseBargeIns), wrong.whole >= needs, let share = wrong.value
    else { return start }
    return "\(start); \(percent(share)) of back-channels, asides and noises did"
  }
}

// MARK: - The table

extension BargeInSection {
  private struct Row {
    var name: Markup
    var share: Share
    /// Speech is measured in time, and has no interval of a count.
    var isTime = false
  }

  private static func table(_ facts: RunFacts) -> Table {
    var rows = rows(facts).map { row -> [Markup] in
      let isEnough = row.share.whole >= needs
      let text = { (part: Int) -> String in
        row.isTime
          ? Figures.span(.milliseconds(part)) : Figures.count(part)
      }
      let value = row.share.value.map { Figures.percent($0) + Figures.space + "%" }
      return [
        row.name, "\(isEnough ? value ?? Figures.none : "n too small")",
        "\(row.isTime || !isEnough ? Figures.none : row.share.intervalText)",
        "\(text(row.share.part)) of \(text(row.share.whole))",
      ]
    }
    let tally = facts.conversations.tally
    rows.append([
      "dead air", "\(Figures.none)", "\(Figures.none)",
      """
      \(Figures.count(tally.deadAirs)), in all \(Figures.span(tally.deadAir)), at most \
      \(Figures.span(tally.deadAirMax))
      """,
    ])
    return Table(
      label: "Barge-in and turn-taking",
      columns: [
        .mark("what"), .number("share"), .number("95 % interval"), .number("part of whole"),
      ],
      rows: rows,
      isSortable: false
    )
  }

  private static func rows(_ facts: RunFacts) -> [Row] {
    let tally = facts.conversations.tally
    let row = { (name: Markup, metric: MetricName) in
      Row(name: name, share: facts.share(metric) ?? Share(0, of: 0), isTime: metric == .talkOver)
    }
    let kind = { (name: Markup, counts: OverlapCounts) in
      Row(name: "&emsp;\(name)", share: Share(counts.stopped, of: counts.count))
    }
    return [
      row("barge-in success", .bargeInSuccess), row("missed barge-in", .missedBargeIns),
      row("false barge-in", .falseBargeIns), kind("back-channels", tally.backchannels),
      kind("asides", tally.asides), kind("noises", tally.noises),
      row("agent interruptions", .agentInterruptions), row("false end of turn", .falseEndpoints),
      row("turns answered", .turnsAnswered), row("talk-over", .talkOver),
    ]
  }

  /// Part and whole of each share.
  private static var definitions: [(String, Markup)] {
    let window = Figures.span(OverlapCounts.window)
    return [
      (
        "barge-in",
        """
        of the times that the caller spoke up over the agent’s voice and wanted an answer, those \
        at which it broke off within \(window) (tau-voice). Missed: all others. Where it came to \
        its own end within that time it had nothing to stop, and is not counted
        """
      ),
      (
        "false barge-in",
        """
        of the back-channels (“mm-hm”), asides to somebody else and noises over the agent’s voice, \
        those at which it broke off within \(window)
        """
      ),
      ("agent interruptions", "times that the agent began while the caller spoke / caller turns"),
      (
        "false end of turn",
        "pauses within a turn at which the agent replied, or had begun to / caller turns"
      ),
      ("turns answered", "caller turns answered before the caller spoke again / caller turns"),
      ("talk-over", "caller’s speech while the agent spoke / caller’s speech, in time"),
      ("dead air", "silences of both of over \(Figures.span(CallTally.deadAirAfter))"),
    ]
  }
}

// MARK: - The distribution

extension BargeInSection {
  private static let bins = 40

  /// How many stops fall into each of equal bins up to a little beyond p99.
  private static func chart(_ stops: LatencyHistogram) -> ChartFigure {
    let tail = stops.quantile(0.99) ?? .zero
    let x = Axis.linear(upTo: max(milliseconds(tail), 1), unit: "ms")
    let width = x.upper / Double(bins)
    let edges = (0...bins).map { width * Double($0) }
    let below = edges.map { stops.countBelow(.nanoseconds(Int64($0 * 1e6))) }
    let counts = zip(below, below.dropFirst()).map { Double($1 - $0) }
    var plot = Plot(
      name: "fig-barge-in",
      x: x,
      y: .linear(upTo: counts.max() ?? 1, areWhole: true),
      height: 170,
      margins: .init(left: 62, right: 34)
    )
    for (index, count) in counts.enumerated() where count > 0 {
      plot.bar(edges[index] + 0.08 * width, edges[index + 1] - 0.08 * width, count, "accf")
    }
    mark(stops, in: &plot)
    let beyond = stops.count - (below.last ?? 0)
    let rest = beyond > 0 ? "; \(Figures.counted(beyond, "stop")) beyond the scale" : ""
    let cells = LatencyCells(stops)
    return ChartFigure(
      name: "fig-barge-in",
      title: chartTitle(cells),
      subtitle: "stops in bins of \(Figures.fixed(width, decimals: 0)) ms, from the caller’s onset "
        + "to the agent’s silence, where it broke off; \(Figures.samples(stops.count))\(rest)",
      drawing: plot.markup(
        description: "Distribution of barge-in stop latency, p50 \(cells.p50) ms, "
          + "p95 \(cells.p95) ms."
      ),
      data: Table(
        label: "Barge-in stop latency in milliseconds",
        columns: [.number("p50"), .number("p95"), .number("p99"), .number("max"), .number("n")],
        rows: [
          ["\(cells.p50)", "\(cells.p95)", "\(cells.p99)", "\(cells.max)", "\(cells.count)"]
        ],
        isSortable: false
      )
    )
  }

  /// p50 and p95 as lines; in one label where they are too near for two.
  private static func mark(_ stops: LatencyHistogram, in plot: inout Plot) {
    let needs = LatencyCells.p95Needs
    guard let median = stops.quantile(0.5) else { return }
    let tail = stops.count >= needs ? stops.quantile(0.95) : nil
    let text = "p50 \(Figures.milliseconds(median))"
    let other = tail.map { "p95 \(Figures.milliseconds($0))" }
    guard let tail, let other, milliseconds(tail) <= plot.x.upper else {
      return plot.mark(milliseconds(median), text, "ref")
    }
    if milliseconds(tail) - milliseconds(median) > 0.5 * plot.x.upper {
      plot.mark(milliseconds(median), text, "ref")
      plot.mark(milliseconds(tail), other, "ref")
    } else {
      plot.mark(milliseconds(median), "\(text), \(other)", "ref")
    }
  }

  private static func chartTitle(_ cells: LatencyCells) -> String {
    var parts = ["half of them within \(cells.p50)\(Figures.space)ms"]
    if cells.p95 != Figures.none { parts.append("95 % within \(cells.p95)\(Figures.space)ms") }
    if cells.p99 != Figures.none { parts.append("99 % within \(cells.p99)\(Figures.space)ms") }
    return "Stops for the caller: \(parts.joined(separator: ", "))"
  }

  private static func milliseconds(_ duration: Duration) -> Double {
    Double(duration.nanoseconds) / 1e6
  }
}
