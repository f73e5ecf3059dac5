import VoicePipeline

/// Every parameter with its source and grade, the weakest first.
enum AssumptionsSection {
  /// So many are shown before the rest folds away.
  private static let shownMax = 12

  static func section(_ facts: RunFacts) -> ReportSection? {
    let assumed = facts.assumptions.filter { !isGiven($0) }
    let sorted =
      [Grade.default, .memory, .computed, .verified].flatMap { grade in
        assumed.filter { $0.provenance.grade == grade }
      } + facts.assumptions.filter(isGiven)
    guard !sorted.isEmpty else { return nil }
    let rest = Array(sorted.dropFirst(shownMax))
    let more: Markup =
      rest.isEmpty
      ? ""
      : "<details><summary>\(rest.count) more</summary>\(table(rest, "More assumptions"))</details>"
    let grades = [Grade.verified, .computed, .memory, .default].map { grade -> Markup in
      let count = assumed.count { $0.provenance.grade == grade }
      return "\(PageParts.grade(grade)) \(PageParts.words(grade)) (\(count))"
    }
    return ReportSection(
      key: "assumptions",
      title: "Assumptions",
      lead: """
        \(grades.joined(separator: " &ensp;")). The weakest stand first; what the scenario file or \
        the command line sets (\(facts.assumptions.count - assumed.count)) stands last.
        """,
      body: table(Array(sorted.prefix(shownMax)), "Assumptions") + more
    )
  }

  /// Whether the user set it for this run: a decision, not an assumption.
  private static func isGiven(_ assumption: Assumption) -> Bool {
    let source = assumption.provenance.source
    return source == "scenario file" || source.hasPrefix("command line")
  }

  private static func table(_ assumptions: [Assumption], _ label: String) -> Markup {
    let rows = assumptions.map { assumption -> [Markup] in
      let source = assumption.provenance
      return [
        "<code>\(assumption.path)</code>", Markup.name(assumption.value),
        isGiven(assumption) ? "" : PageParts.grade(source.grade), Markup.name(source.source),
        "\(source.date ?? Figures.none)",
      ]
    }
    return Table(
      label: label,
      columns: [
        .text("parameter"), .text("value"), .mark("grade"), .text("source"), .mark("date"),
      ],
      rows: rows,
      isWrapping: true
    ).markup
  }
}
