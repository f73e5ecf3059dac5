import VoicePipeline

/// Calls that were rendered as sound, and what a real recognizer made of them, beside the model
/// that the other calls draw their word errors from.
enum AudibleSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let cells = facts.audible.sorted(by: isBefore)
    guard !cells.isEmpty else { return nil }
    let calls = cells.reduce(0) { $0 + $1.calls }
    let words = cells.reduce(0) { $0 + $1.errors.referenceWords }
    let table = Table(
      label: "Word errors of calls that were heard",
      columns: [
        .text("caller"), .text("accent"), .text("noise"), .text("frames made up"),
        .number("calls"), .number("words"), .number("heard: word errors"), .number("95 % interval"),
        .number("model: word errors"), .number("n"),
      ],
      rows: cells.map { row($0, facts) },
      isDense: true
    )
    return ReportSection(
      key: "heard",
      title: "Calls that were heard",
      lead: """
        \(Figures.counted(calls, "call")) with \(Figures.counted(words, "word")) \
        \(calls == 1 ? "was" : "were") rendered as speech with \(calls == 1 ? "its" : "their") \
        noise, coded, lost and concealed frame by frame, and heard by pocketsphinx. Its rates are \
        its own: read them against each other, never as those of the service that the scenario \
        names.
        """,
      body: """
        <figure><figcaption><h3>Word errors by what made the words hard to understand</h3>\
        <p>heard: of these calls; model: of the other calls with this accent and noise; intervals \
        as if words were independent</p></figcaption>\(table.markup)</figure>
        \(TierAgreementFigure.figure(facts))
        """
    )
  }

  /// By the names of the caller, then by what had to be made up.
  private static func isBefore(_ left: AudibleCell, _ right: AudibleCell) -> Bool {
    let order = { (cell: AudibleCell) in
      (
        cell.label.profile, cell.label.accent, cell.label.noise,
        AudibleLoss.allCases.firstIndex(of: cell.loss) ?? 0
      )
    }
    return order(left) < order(right)
  }

  private static func row(_ cell: AudibleCell, _ facts: RunFacts) -> [Markup] {
    let heard = Share(cell.errors.errors, of: cell.errors.referenceWords)
    let model = facts.wordErrors.first {
      $0.accent == cell.label.accent && $0.noise == cell.label.noise
    }
    let drawn = model.map { Share($0.errors, of: $0.words) }
    return [
      Markup.name(cell.label.profile), Markup.name(cell.label.accent),
      Markup.name(cell.label.noise), "\(cell.loss.rawValue)", "\(Figures.count(cell.calls))",
      "\(Figures.count(heard.whole))", percent(heard.value),
      interval(heard), percent(drawn?.value), "\(Figures.count(drawn?.whole ?? 0))",
    ]
  }

  private static func interval(_ share: Share) -> Markup {
    guard let interval = share.interval else { return "\(Figures.none)" }
    let (low, high) = (interval.lowerBound, interval.upperBound)
    return "\(Figures.percent(low)) to \(Figures.percent(high))\(Figures.space)%"
  }

  private static func percent(_ value: Double?) -> Markup {
    guard let value else { return "\(Figures.none)" }
    return "\(Figures.percent(value))\(Figures.space)%"
  }
}
