import VoicePipeline

/// Word error rate by the caller's accent and noise.
enum WordErrorSection {
  /// A cell with fewer words is shown without colour.
  static let wordsMin = 1_000

  static func section(_ facts: RunFacts) -> ReportSection? {
    let measured = facts.wordErrors.filter { $0.words > 0 }
    guard !measured.isEmpty, let all = facts.share(.wordErrorRate), let rate = all.value else {
      return nil
    }
    let accents = ordered(measured.map(\.accent))
    let noises = ordered(measured.map(\.noise))
    let cells = accents.map { accent in
      noises.map { noise -> HeatTable.Cell? in
        let share = measured.reduce(Share(0, of: 0)) { sum, cell in
          guard cell.accent == accent, cell.noise == noise else { return sum }
          return Share(sum.part + cell.errors, of: sum.whole + cell.words)
        }
        return share.whole == 0 ? nil : .init(share: share, isFew: share.whole < wordsMin)
      }
    }
    let table = HeatTable(
      label: "Word error rate by accent and noise",
      rows: accents,
      columns: noises,
      cells: cells
    )
    let figure: Markup = """
      <figure><figcaption><h3>\(title(table) ?? "Word error rate by accent and noise")</h3>\
      <p>%, rows: accent, columns: noise</p></figcaption>\(table.markup)</figure>
      """
    return ReportSection(
      key: "wer",
      title: "Word error rate",
      lead: """
        \(Figures.percent(rate))\(Figures.space)% of \(Figures.count(all.whole)) reference words. \
        Pooled (substitutions + deletions + insertions) / reference words; below each figure, the \
        number of words. Outlined: fewer than \(Figures.count(wordsMin)) words.
        """,
      body: figure + rates(measured) + normalisation
    )
  }

  /// What the errors are, and the match error rate beside the word error rate.
  private static func rates(_ cells: [WordErrorFacts]) -> Markup {
    let sum = cells.reduce(into: WordErrors()) { $0 += $1.counts }
    let words = Double(sum.referenceWords)
    let of = { (count: Int) -> Markup in
      "\(Figures.percent(Double(count) / words))\(Figures.space)% (\(Figures.count(count)))"
    }
    return PageParts.keyValues([
      ("substitutions", of(sum.substitutions)), ("deletions", of(sum.deletions)),
      ("insertions", of(sum.insertions)),
      (
        "match error rate",
        """
        \(Figures.percent(sum.matchErrorRate))\(Figures.space)%: errors / (words hit + errors), so \
        never over 100\(Figures.space)%
        """
      ),
    ])
  }

  /// Without it an error rate of texts says little.
  private static var normalisation: Markup {
    let normaliser = TextNormaliser.ofRuns
    return """
      <p class="hint">Normalisation: <code>\(normaliser.name)</code>, \
      \(normaliser.description); words are the same if their Unicode scalars are.</p>
      """
  }

  /// The worst cell against the best, of those with enough words.
  private static func title(_ table: HeatTable) -> String? {
    var best: (name: String, value: Double)?
    var worst: (name: String, value: Double)?
    for (row, cells) in zip(table.rows, table.cells) {
      for (column, cell) in zip(table.columns, cells) {
        guard let cell, !cell.isFew, let value = cell.share.value else { continue }
        let name = "\(Figures.isolated(row)) in \(Figures.isolated(column))"
        if value < best?.value ?? .infinity { best = (name, value) }
        if value > worst?.value ?? -1 { worst = (name, value) }
      }
    }
    guard let best, let worst, best.name != worst.name, best.value > 0 else { return nil }
    let times = Figures.fixed(worst.value / best.value, decimals: 1)
    return "\(worst.name) is misheard \(times) times as often as \(best.name)"
  }

  /// Each name once, where it first stands.
  private static func ordered(_ names: [String]) -> [String] {
    var result: [String] = []
    for name in names where !result.contains(name) { result.append(name) }
    return result
  }
}

extension WordErrorFacts {
  /// As counts of an alignment, from which every rate follows.
  fileprivate var counts: WordErrors {
    var counts = WordErrors()
    counts.hits = words - substitutions - deletions
    counts.substitutions = substitutions
    counts.deletions = deletions
    counts.insertions = insertions
    return counts
  }
}
