import SimCore
import VoicePipeline

/// Whether the calls that were heard are like the others, beside what they were heard as.
enum TierAgreementFigure {
  /// Empty for a run that mixes no tiers.
  static func figure(_ facts: RunFacts) -> Markup {
    guard !facts.tiers.isEmpty else { return "" }
    let comparisons = TierAgreement(facts.tiers, comparesWords: facts.drawsHeardErrors).comparisons
    guard !comparisons.isEmpty else { return "" }
    let table = Table(
      label: "Agreement of the tiers",
      columns: [
        .text("figure"), .number("heard calls"), .number("other calls"), .number("difference"),
        .number("95 % interval"), .number("wanted"), .text("the tiers"), .number("n heard"),
        .number("n others"),
      ],
      rows: comparisons.map(row),
      isSortable: false,
      isDense: true
    )
    return """
      <figure><figcaption><h3>\(title(comparisons))</h3>\
      <p>calls of the same run, compared kind of caller by kind of caller and weighted by the \
      calls that were heard; n counts calls, for the response turns</p></figcaption>\(table.markup)\
      \(note(facts))</figure>
      """
  }

  private static func title(_ comparisons: [TierAgreement.Comparison]) -> Markup {
    let differing = comparisons.filter { $0.judgement == .differ }
    let open = comparisons.filter { $0.judgement == .open }
    if !differing.isEmpty {
      return "The tiers differ in \(list(differing))"
    }
    if open.isEmpty { return "The tiers agree" }
    return """
      The tiers do not differ as far as can be told; of \(list(open)) there is too little to tell
      """
  }

  private static func list(_ comparisons: [TierAgreement.Comparison]) -> String {
    comparisons.map { $0.figure.name }.joined(separator: ", ")
  }

  private static func note(_ facts: RunFacts) -> Markup {
    guard !facts.drawsHeardErrors else { return "" }
    return """
      <p class="hint">Word errors are not compared: the other calls draw those of the service that \
      the scenario names. <code>simrun calibrate</code> writes a recognizer that draws what \
      pocketsphinx hears.</p>
      """
  }

  private static func row(_ comparison: TierAgreement.Comparison) -> [Markup] {
    let figure = comparison.figure
    let (low, high) = (comparison.interval.lowerBound, comparison.interval.upperBound)
    let style = comparison.judgement == .agree ? "pass" : "inconclusive"
    let shown = comparison.judgement == .differ ? "fail" : style
    return [
      "\(figure.name)", "\(figure.text(comparison.heard))", "\(figure.text(comparison.drawn))",
      "\(figure.signed(comparison.difference))", "\(figure.signed(low)) to \(figure.signed(high))",
      "\(figure.wanted)", "<b class=\"\(shown)\">\(comparison.judgement.rawValue)</b>",
      "\(Figures.count(comparison.heardCount))", "\(Figures.count(comparison.drawnCount))",
    ]
  }
}

extension TierAgreement.Figure {
  /// For a reader.
  var name: String {
    switch self {
    case .loss: "lost frames"
    case .agentScore: "MOS at the agent"
    case .callerScore: "MOS at the caller"
    case .responseP95: "response p95"
    case .wordErrors: "word error rate"
    }
  }

  fileprivate func text(_ value: Double) -> String {
    switch self {
    case .loss, .wordErrors: "\(Figures.fixed(value * 100, decimals: 2))\(Figures.space)%"
    case .agentScore, .callerScore: Figures.fixed(value, decimals: 3)
    case .responseP95: "\(Figures.milliseconds(nanoseconds: value))\(Figures.space)ms"
    }
  }

  /// With its sign: points, scores, or per cent of the response.
  fileprivate func signed(_ value: Double) -> String {
    let (shown, decimals) =
      switch self {
      case .loss, .wordErrors, .responseP95: (value * 100, 2)
      case .agentScore, .callerScore: (value, 3)
      }
    let digits = Figures.fixed(shown.magnitude, decimals: decimals)
    let unit = self == .responseP95 ? "\(Figures.space)%" : ""
    return (shown < 0 ? "\u{2212}" : "+") + digits + unit
  }

  fileprivate var wanted: String {
    switch self {
    case .loss: "0.1 point"
    case .agentScore, .callerScore: "0.1"
    case .responseP95: "3\(Figures.space)%"
    case .wordErrors: "no more than chance"
    }
  }
}
