import SimCore
import VoicePipeline

/// The arms of a claim: figures with their intervals, settings, effects, and a trade-off.
enum ComparisonSection {
  /// Rows that a table shows at most; `run.json` has all.
  static let rowsMax = 48

  static func markup(_ facts: ComparisonFacts) -> Markup {
    let design: Markup =
      "<p class=\"mut small\">\(facts.design) \(facts.method) \(body(facts))</p>"
    let parts: [Markup] = [
      design, single(facts), figures(facts), settings(facts),
      SweepCharts.markup(facts), effects(facts), arms(facts),
    ]
    return "<div class=\"study\">\(parts.joined())</div>"
  }

  private static func body(_ facts: ComparisonFacts) -> String {
    facts.arms > 1
      ? "The other sections show the first seed of the arm \(facts.baseline)." : ""
  }

  /// All figures that are one for the whole claim, each on a scale of its own.
  private static func single(_ facts: ComparisonFacts) -> Markup {
    let figures = facts.figures.filter(\.dimensions.isEmpty)
    guard !figures.isEmpty else { return "" }
    let rows = figures.compactMap { figure -> [Markup]? in
      guard let cell = figure.cells.first else { return nil }
      let range: Markup = figure.range.map { "published \($0)" } ?? "shown only"
      return [
        "\(figure.name)<br><small>\(figure.formula)</small>",
        "\(cell.estimate.text(figure.kind)) \(figure.kind.unit)",
        "\(cell.estimate.intervalText(figure.kind))", range,
        cell.finding.map(PageParts.chip) ?? "",
        "\(Figures.count(cell.samples))",
      ]
    }
    return Table(
      label: "Figures of the claim",
      columns: [
        .text("figure"), .number("mean"), .number("95 % interval"), .mark("range"), .mark(""),
        .number("n"),
      ],
      rows: rows,
      isSortable: false,
      isWrapping: true
    ).markup
  }

  private static func figures(_ facts: ComparisonFacts) -> Markup {
    facts.figures.enumerated().map { index, figure in
      figure.range == nil || figure.dimensions.isEmpty
        ? "" : self.figure(figure, name: "fig-claim-\(index)", facts)
    }
    .joined()
  }

  private static func figure(
    _ figure: ComparedFigure,
    name: String,
    _ facts: ComparisonFacts
  ) -> Markup {
    let table = IntervalTable(
      label: figure.name,
      rows: figure.cells.prefix(rowsMax).map { cell in
        IntervalTable.Row(
          name: Markup.name(facts.levels(of: cell, of: figure)),
          estimate: cell.estimate,
          kind: figure.kind,
          samples: cell.samples,
          finding: cell.finding
        )
      },
      published: (figure.lower, figure.upper),
      head: figure.dimensions.map { facts.dimensions[$0].label }.joined(separator: ", ")
    )
    return ChartFigure(
      name: name,
      title: title(figure),
      subtitle: "\(figure.formula); shaded: published \(figure.range ?? "")"
        + more(figure.cells.count),
      drawing: table.markup
    ).markup
  }

  private static func title(_ figure: ComparedFigure) -> String {
    let inside = figure.cells.count { $0.finding == .confirmed }
    let outside = figure.cells.count { $0.finding == .refuted }
    let open = figure.cells.count - inside - outside
    let rest = open == 0 ? "" : ", \(open) undecided"
    return "\(figure.name) lies within the published range in \(inside) of "
      + "\(figure.cells.count) settings, outside in \(outside)\(rest)"
  }

  private static func more(_ count: Int) -> String {
    count > rowsMax ? "; the first \(rowsMax) of \(Figures.count(count)), all in run.json" : ""
  }

  /// The finding of each setting, where several figures make it.
  private static func settings(_ facts: ComparisonFacts) -> Markup {
    guard facts.settings.count > 1, facts.published.count > 1 else { return "" }
    let rows = facts.settings.prefix(rowsMax).map { setting in
      setting.levels.map { "\(Markup.name($0))" as Markup }
        + setting.parts.map { PageParts.chip($0.finding) } + [PageParts.chip(setting.finding)]
    }
    let table = Table(
      label: "Settings",
      columns: facts.settingDimensions.map { .text($0) }
        + facts.published.map { .text($0.name) } + [.text("claim")],
      rows: Array(rows),
      isSortable: true
    )
    return """
      <h3>The claim holds where all of its figures do\(more(facts.settings.count))</h3>\
      \(table.markup)
      """
  }

  private static func effects(_ facts: ComparisonFacts) -> Markup {
    var result: Markup = ""
    for (index, figure) in facts.figures.enumerated() {
      let effects = facts.effects.filter { $0.figure == figure.name }
      guard let kind = effects.first?.kind else { continue }
      let table = IntervalTable(
        label: "Effects on \(figure.name)",
        rows: effects.prefix(rowsMax).map { effect in
          IntervalTable.Row(
            name: Markup.name(effect.name),
            estimate: effect.absolute,
            kind: kind,
            note: note(effect)
          )
        },
        mark: 0,
        unit: effects.first?.unit,
        head: "factor"
      )
      let clear = effects.count { effect in
        effect.absolute.interval.map { !$0.contains(0) } ?? false
      }
      result +=
        ChartFigure(
          name: "fig-effect-\(index)",
          title: "Effects on \(figure.name): \(clear) of \(effects.count) "
            + "\(clear == 1 ? "is" : "are") clear of zero",
          subtitle:
            "second level less first\(kind == .ratio ? ", in percentage points" : ""), mean "
            + "over all other levels, seed by seed; ×: interaction; right: part that is saved",
          drawing: table.markup
        ).markup
    }
    return result
  }

  private static func note(_ effect: EffectFacts) -> Markup {
    guard let cut = effect.cut, let mean = cut.mean else {
      return effect.isInteraction ? "interaction" : ""
    }
    let word = mean < 0 ? "adds" : "saves"
    let size = SeedEstimate(
      mean: mean.magnitude,
      interval: cut.interval.map { interval in
        mean < 0 ? -interval.upperBound ... -interval.lowerBound : interval
      },
      isBootstrap: cut.isBootstrap,
      seeds: cut.seeds
    )
    return "\(word) \(size.text(.ratio)) % <small>\(size.intervalText(.ratio))</small>"
  }

  /// Every arm with every figure.
  private static func arms(_ facts: ComparisonFacts) -> Markup {
    let figures = facts.figures.filter { !$0.dimensions.isEmpty }
    guard facts.arms > 1, !figures.isEmpty else { return "" }
    let varied = facts.dimensions.indices.filter { index in
      figures.contains { $0.dimensions.contains(index) }
    }
    let rows = Levels.combinations(varied.map { facts.dimensions[$0].levels.count })
    let cells = rows.prefix(rowsMax).map { levels -> [Markup] in
      let names = zip(varied, levels).map { Markup.name(facts.dimensions[$0].levels[$1]) }
      return names + figures.map { value($0, at: levels, varied) }
    }
    let table = Table(
      label: "Arms",
      columns: varied.map { .text(facts.dimensions[$0].label) }
        + figures.map {
          .number($0.kind.unit.isEmpty ? $0.name : "\($0.name), \($0.kind.unit)")
        },
      rows: Array(cells)
    )
    return "<h3>All figures of all arms\(more(rows.count))</h3>\(table.markup)"
  }

  private static func value(
    _ figure: ComparedFigure,
    at levels: [Int],
    _ varied: [Int]
  ) -> Markup {
    let own = figure.dimensions.map { dimension in
      varied.firstIndex(of: dimension).map { levels[$0] } ?? 0
    }
    guard let cell = figure.cells.first(where: { $0.levels == own }) else { return "" }
    return """
      \(cell.estimate.text(figure.kind)) \
      <small>\(cell.estimate.intervalText(figure.kind))</small>
      """
  }
}

/// Combinations of levels; the last one changes fastest.
enum Levels {
  static func combinations(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { partial, count in
      partial.flatMap { levels in (0..<count).map { levels + [$0] } }
    }
  }
}
