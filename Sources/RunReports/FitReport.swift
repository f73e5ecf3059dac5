import SimCore

/// `simrun fit --html`: what was fitted, as one self-contained page that needs no network.
package enum FitReport {
  package static func text(_ facts: FitFacts) -> String {
    let sections = facts.columns.enumerated().map { index, column in
      FitSection.section(column, key: "fit-\(index + 1)")
    }
    let page = Page(
      title: facts.file,
      kind: "fit of measured latencies",
      head: head(facts),
      sections: sections + [rejects(facts)].compactMap(\.self),
      footer: """
        simrun \(facts.build.version) · source \(String(facts.build.sourceDigest.prefix(8))) \
        · \(Markup.name(facts.file)) SHA-256 \(String(facts.digest.prefix(12))) \
        · same file gives the same bytes
        """
    )
    return page.text
  }

  private static func head(_ facts: FitFacts) -> Markup {
    let scale = [
      Figures.counted(facts.rows, "row"), Figures.counted(facts.columns.count, "stage"),
      facts.date.map { "measured \($0)" }, "SHA-256 \(facts.digest.prefix(12))",
    ].compactMap(\.self)
    let parts = scale.map { "<span>\($0)</span>" as Markup }
    return """
      <div id="verdict"><h1>\(Markup.name(facts.file))</h1>
      <p class="meta">\(parts.joined())</p>
      \(box(facts))
      <div class="banded">\(table(facts).markup)</div></div>
      """
  }

  private static func box(_ facts: FitFacts) -> Markup {
    let warned = facts.columns.count { !FitText.warnings($0).isEmpty }
    let tables = facts.columns.count { !$0.choice.chosen.family.isParametric }
    let lead =
      switch (facts.columns.count, tables) {
      case (let all, 0): "A family holds for \(all == 1 ? "the stage" : "every stage")."
      case (let all, let some) where some < all: "\(some) of \(all) stages keep their quantiles."
      default: "No family holds: the measured quantiles stand for themselves."
      }
    let rest = [
      warned > 0 ? "\(Figures.counted(warned, "stage")) with warnings." : nil,
      FitText.rejects(facts),
      facts.unused.isEmpty ? nil : "Not used: \(facts.unused.joined(separator: ", ")).",
    ].compactMap(\.self)
    return """
      <div class="verdict plain"><b>FITTED</b><p><strong>\(lead)</strong> \
      \(rest.joined(separator: " "))</p></div>
      """
  }

  private static func table(_ facts: FitFacts) -> Table {
    let rows = facts.columns.map { column -> [Markup] in
      let quantiles = column.choice.chosen.quantiles
      let cells = [0, 2, 3].map { index -> Markup in
        "\(Figures.milliseconds(nanoseconds: quantiles[index].fitted))"
      }
      return [
        "<code>\(column.path)</code>", Markup.name(column.name),
        "\(column.choice.chosen.family.rawValue)",
      ] + cells + ["\(Figures.count(column.sample.count))"]
    }
    return Table(
      label: "Fitted stages, in milliseconds",
      columns: [
        .text("parameter"), .text("measured as"), .mark("family"), .number("p50 ms"),
        .number("p95 ms"), .number("p99 ms"), .number("n"),
      ],
      rows: rows,
      isSortable: false,
      isWrapping: true
    )
  }

  private static let rejectsShown = 100

  private static func rejects(_ facts: FitFacts) -> ReportSection? {
    guard let sentence = FitText.rejects(facts) else { return nil }
    let rows = facts.rejects.entries.prefix(rejectsShown).map { entry -> [Markup] in
      [
        "\(Figures.count(entry.line))", "\(entry.column.map(Figures.count) ?? Figures.none)",
        "\(entry.reason)",
      ]
    }
    let table = Table(
      label: "Values that were not used",
      columns: [.number("line"), .number("column"), .text("reason")],
      rows: rows,
      isSortable: false,
      isWrapping: true
    )
    return ReportSection(
      key: "rejects",
      title: "Values not used",
      lead: "\(sentence)",
      body: table.markup
    )
  }
}
