import SimCore
import VoicePipeline

/// What campaigns with recordings cost beside those of agents, and what they came to.
enum CampaignCostTable {
  /// Empty where agents talk in all of them.
  static func markup(_ campaigns: [CampaignReport]) -> Markup {
    guard campaigns.contains(where: { $0.script != nil }) else { return "" }
    let endings = ScriptEnding.allCases.filter { ending in
      campaigns.contains { $0.account.costs.count(of: ending) > 0 }
    }
    let table = Table(
      label: "What a resolved call costs, by campaign",
      columns: [
        .text("campaign"), .text("script"), .number("answered by people"), .number("resolved"),
        .number("of the answered"), .number("minutes"), .number("minutes $"), .number("models $"),
        .number("per resolved call $"),
      ] + endings.map { .number(label($0)) },
      rows: campaigns.map { campaign in
        let costs = campaign.account.costs
        let minutes = Double(costs.held.nanoseconds) / 60e9
        let cells: [Markup] = [
          Markup.name(campaign.name), "\(campaign.script?.rawValue ?? "agent")",
          "\(Figures.count(costs.answered))", "\(Figures.count(costs.resolved))",
          "\(CarrierFigures.percent(costs.resolved, of: costs.answered))",
          "\(Figures.fixed(minutes, decimals: 1))",
          "\(FixedDecimal.text(costs.line.dollars, decimals: 2))",
          "\(FixedDecimal.text(costs.models.dollars, decimals: 2))",
          "\(costs.perResolved.map { FixedDecimal.text($0, decimals: 4) } ?? Figures.none)",
        ]
        return cells
          + endings.map { ending in
            campaign.script == nil ? "\(Figures.none)" : "\(Figures.count(costs.count(of: ending)))"
          }
      },
      isWrapping: true
    )
    return table.markup
  }

  private static func label(_ ending: ScriptEnding) -> String {
    switch ending {
    case .heard: "heard to the end"
    case .hungUp: "hung up before"
    case .optedOut: "opted out"
    case .transferred: "asked for an agent"
    case .machine: "machines"
    case .failed: "line failed"
    }
  }
}
