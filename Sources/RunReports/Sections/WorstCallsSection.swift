import VoicePipeline

/// The calls that are worth looking at first.
enum WorstCallsSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard !facts.worstCalls.isEmpty else { return nil }
    let rows = facts.worstCalls.map { call -> [Markup] in
      [
        "\(String(call.call))", "\(call.cause)", "\(Figures.clock(call.answeredAt))",
        "\(Figures.milliseconds(call.responseMax))", "\(Figures.count(call.turns))",
        "\(call.outcome.label)",
      ]
    }
    let table = Table(
      label: "Worst calls",
      columns: [
        .mark("call"), .text("why"), .number("answered at"), .number("response max ms"),
        .number("turns"), .mark("outcome"),
      ],
      rows: rows,
      isWrapping: true
    )
    let files: Markup =
      facts.exemplars.isEmpty
      ? "" : " What happened in \(CallFile.list(facts)) is told there event by event."
    return ReportSection(
      key: "worst",
      title: "Worst calls",
      lead: "\(tables(facts.engine.records))\(files)",
      body: table.markup + zoom(facts)
    )
  }

  /// Where their rows are.
  private static func tables(_ records: RecordShares) -> Markup {
    guard records.turns < 1 else {
      return "Every call and turn stands under its number in calls.csv.gz and turns.csv.gz."
    }
    return "Every call stands under its number in calls.csv.gz, and the turns of "
      + "\(Figures.percent(records.turns))\(Figures.space)% of them in turns.csv.gz."
  }

  /// How to look into them; nothing for a live run, which nothing can repeat.
  private static func zoom(_ facts: RunFacts) -> Markup {
    let commands = facts.worstCalls.prefix(commandsMax).compactMap {
      facts.zoomCommand(call: $0.call)
    }
    guard !commands.isEmpty else { return "" }
    return """
      <p class="hint">What became of every packet of a call, the worst ones first:</p>\
      \(commands.map { PageParts.command($0) }.joined(separator: "\n"))
      """
  }

  private static let commandsMax = 3
}
