import SimCore
import VoicePipeline

/// What the agent asked of each service, and what that cost.
enum ModelsSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let services = facts.services
    guard !services.isEmpty else { return nil }
    let table = Table(
      label: "Requests to models and tools",
      columns: [
        .text("service"), .number("requests"), .number("failed"), .number("tokens read"),
        .number("of these cached"), .number("tokens written"), .number("audio min"),
        .number("characters"), .number("cost USD"), .number("share"),
      ],
      rows: services.map { row($0, of: facts.modelCost) }
    )
    return ReportSection(
      key: "models",
      title: "Models and their cost",
      lead: "\(lead(facts))",
      body: table.markup
    )
  }

  private static func row(_ facts: ServiceCostFacts, of total: Nanodollars?) -> [Markup] {
    let usage = facts.usage
    let isLanguage = usage.inputTokens + usage.outputTokens > 0
    let minutes = Double(usage.audio.nanoseconds) / 60e9
    var share = Figures.none
    if let cost = facts.cost, let total, total > .zero {
      share = Figures.percent(cost.dollars / total.dollars) + Figures.space + "%"
    }
    return [
      "\(facts.service.label)", "\(Figures.count(usage.requests))",
      usage.failed == 0 ? "0" : "<span class=\"neg\">\(Figures.count(usage.failed))</span>",
      "\(isLanguage ? Figures.count(usage.inputTokens) : Figures.none)",
      "\(isLanguage ? Figures.count(usage.cachedTokens) : Figures.none)",
      "\(isLanguage ? Figures.count(usage.outputTokens) : Figures.none)",
      "\(minutes > 0 ? Figures.fixed(minutes, decimals: 1) : Figures.none)",
      "\(usage.characters > 0 ? Figures.count(usage.characters) : Figures.none)",
      "\(facts.cost.map { MetricName.Kind.money.text($0.dollars) } ?? Figures.none)", "\(share)",
    ]
  }

  private static func lead(_ facts: RunFacts) -> String {
    guard let cost = ModelCostText(facts).sentence else {
      return "No price is known for any of these services (agent.*.price)."
    }
    var text =
      cost + ". Prices are those of the assumptions; telephony, machines and people are"
      + " not in them."
    let unpriced = facts.services.filter { $0.cost == nil && $0.service.isBilled }
    if !unpriced.isEmpty {
      text +=
        " Without a price, and left out: "
        + unpriced.map(\.service.label).joined(separator: ", ") + "."
    }
    return text
  }
}

extension ModelCall.Service {
  /// Whether somebody else charges for it, as a rule.
  fileprivate var isBilled: Bool { self != .tool && self != .turnDetector }
}
