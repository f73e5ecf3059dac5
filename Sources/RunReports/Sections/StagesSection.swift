import SimCore
import VoicePipeline

/// Where the time of a usual and of a slow turn goes.
enum StagesSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let stages = facts.stages
    let total = stages.reduce((usual: Duration.zero, slow: Duration.zero)) {
      ($0.usual + $1.nearMedian, $0.slow + $1.nearP95)
    }
    guard !stages.isEmpty, total.slow > .zero else { return nil }
    let limit = facts.threshold(.responseLatency, "p95")?.bound
    let waterfall = Waterfall(
      name: "fig-stages",
      rows: stages.map {
        .init(name: $0.metric.label, usual: $0.nearMedian, slow: $0.nearP95)
      },
      limit: limit.map { .nanoseconds(Int64($0)) }
    )
    let dotted = limit == nil ? "" : "; dotted: limit"
    let kept = facts.engine.records.ofKeptTurns
    let figure = ChartFigure(
      name: "fig-stages",
      title: title(stages, total),
      subtitle:
        "ms; light: turns at p50, dark: turns at p95\(dotted)\(kept.isEmpty ? "" : "; \(kept)")",
      drawing: waterfall.markup(
        description: "Stages of a usual and of a slow turn, one after the other."
      )
    )
    return ReportSection(
      key: "stages",
      title: "Stages of a turn",
      lead: """
        Means over the turns that rank next to p50 and to p95, so that each column adds up to a \
        latency that callers really had. \(dominant(stages))
        """,
      body: PageParts.two(figure.markup, table(stages, total).markup)
    )
  }

  /// The stage to work on first.
  private static func dominant(_ stages: [StageFacts]) -> Markup {
    DominantStage(stages).map { "<b>\($0.sentence).</b>" } ?? ""
  }

  private static func title(
    _ stages: [StageFacts],
    _ total: (usual: Duration, slow: Duration)
  ) -> String {
    let gap = total.slow - total.usual
    let widest = stages.max { $0.nearP95 - $0.nearMedian < $1.nearP95 - $1.nearMedian }
    guard gap > .zero, let widest, widest.nearP95 > widest.nearMedian else {
      return "Usual and slow turns take the same time"
    }
    let share = (widest.nearP95 - widest.nearMedian) / gap
    if share >= 1 { return "All that a slow turn takes longer lies in \(widest.metric.place)" }
    return "\(Figures.percent(share))\(Figures.space)% of what a slow turn takes "
      + "longer than a usual one lies in \(widest.metric.place)"
  }

  private static func table(
    _ stages: [StageFacts],
    _ total: (usual: Duration, slow: Duration)
  ) -> Table {
    let gap = total.slow - total.usual
    let row = { (name: Markup, usual: Duration, slow: Duration) -> [Markup] in
      let share = gap > .zero ? Figures.percent((slow - usual) / gap) : Figures.none
      return [
        name, "\(Figures.milliseconds(usual))", "\(Figures.milliseconds(slow))",
        "\(signed(slow - usual))", "\(share)\(gap > .zero ? Figures.space + "%" : "")",
      ]
    }
    let rows = stages.map { row("\($0.metric.label)", $0.nearMedian, $0.nearP95) }
    return Table(
      label: "Stages of a turn in milliseconds",
      columns: [
        .text("stage, ms"), .number("near p50"), .number("near p95"), .number("gap"),
        .number("of gap"),
      ],
      rows: rows + [row("<b>sum</b>", total.usual, total.slow)],
      isSortable: false
    )
  }

  private static func signed(_ duration: Duration) -> String {
    (duration > .zero ? "+" : "") + Figures.milliseconds(duration)
  }
}
