import SimCore
import VoicePipeline

/// The figures of a claim's arms as rows of plain text.
enum ComparisonRows {
  struct Row {
    var name: String
    var mean: String
    var interval: String
    var samples: Int
    var finding: String
  }

  /// One row for each cell of each published figure.
  static func rows(_ facts: ComparisonFacts) -> [Row] {
    facts.published.flatMap { figure in
      figure.cells.map { cell in
        let levels = facts.levels(of: cell, of: figure)
        return Row(
          name: levels.isEmpty ? figure.name : "\(figure.name), \(levels)",
          mean: with(figure.kind.unit, cell.estimate, cell.estimate.text(figure.kind)),
          interval: cell.estimate.intervalText(figure.kind),
          samples: cell.samples,
          finding: cell.finding?.rawValue ?? ""
        )
      }
    }
  }

  static func with(_ unit: String, _ estimate: SeedEstimate, _ text: String) -> String {
    estimate.mean == nil || unit.isEmpty ? text : text + Figures.space + unit
  }
}

/// The part of `summary.md` on a claim's arms.
enum ComparisonMarkdown {
  private static let rowsMax = 40

  static func text(_ facts: ComparisonFacts) -> String {
    [
      "\(MarkdownText.inline(facts.design)) \(MarkdownText.inline(facts.method))\n\n",
      figures(facts), shown(facts), effects(facts), tradeoff(facts),
    ].joined()
  }

  private static func figures(_ facts: ComparisonFacts) -> String {
    let rows = ComparisonRows.rows(facts)
    guard !rows.isEmpty else { return "" }
    let cells = rows.prefix(rowsMax).map {
      [MarkdownText.inline($0.name), $0.mean, $0.interval, Figures.count($0.samples), $0.finding]
    }
    let more =
      rows.count > rowsMax
      ? "\(Figures.count(rows.count - rowsMax)) more rows in run.json.\n\n" : ""
    return MarkdownText.table(
      ["figure", "mean", "95 % interval", "n", "finding"],
      Array(cells)
    ) + more
  }

  /// Figures without a published range that are one for the whole claim.
  private static func shown(_ facts: ComparisonFacts) -> String {
    let rows = facts.figures.filter { $0.range == nil && $0.dimensions.isEmpty }.compactMap {
      figure in
      figure.cells.first.map { cell in
        [
          MarkdownText.inline(figure.name),
          ComparisonRows.with(figure.kind.unit, cell.estimate, cell.estimate.text(figure.kind)),
          cell.estimate.intervalText(figure.kind), Figures.count(cell.samples),
        ]
      }
    }
    guard !rows.isEmpty else { return "" }
    return MarkdownText.table(["also measured", "mean", "95 % interval", "n"], rows)
  }

  private static func effects(_ facts: ComparisonFacts) -> String {
    guard !facts.effects.isEmpty else { return "" }
    let rows = facts.effects.prefix(rowsMax).map { effect in
      [
        MarkdownText.inline(effect.figure), MarkdownText.inline(effect.name),
        ComparisonRows.with(effect.unit, effect.absolute, effect.absolute.text(effect.kind)),
        effect.absolute.intervalText(effect.kind),
        effect.cut.map { "\($0.text(.ratio)) % \($0.intervalText(.ratio))" } ?? "",
      ]
    }
    return MarkdownText.table(
      ["effect on", "factor", "difference", "95 % interval", "cut"],
      Array(rows)
    )
  }

  private static func tradeoff(_ facts: ComparisonFacts) -> String {
    guard let tradeoff = facts.tradeoff else { return "" }
    return "Trade-off, \(MarkdownText.inline(tradeoff.sentence(facts, seeds: facts.seeds))).\n\n"
  }
}
