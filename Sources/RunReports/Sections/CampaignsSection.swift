import SimCore
import VoicePipeline

/// What each campaign planned and dialled, and where its leads stand.
enum CampaignsSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let campaigns = facts.campaigns
    guard campaigns.contains(where: { $0.account.offered > 0 }) else { return nil }
    return ReportSection(
      key: "campaigns",
      title: campaigns.count == 1 ? "Campaign" : "Campaigns",
      lead: "\(lead(campaigns))",
      body: dials(campaigns).markup + CampaignCostTable.markup(campaigns)
        + (overflow(campaigns)?.markup ?? "")
        + leads(campaigns).markup + (texts(campaigns)?.markup ?? "")
    )
  }

  private static func dials(_ campaigns: [CampaignReport]) -> Table {
    let isShared = campaigns.count > 1
    let order = isShared ? [Table.Column.text("tenant"), .number("priority")] : []
    return Table(
      label: "Dials by campaign",
      columns: [.text("campaign")] + order + [
        .number("planned"), .number("dialled"), .number("retries"), .number("given up"),
        .number("over a limit"), .number("wait p50 / p99 / max s"), .number("no agent there"),
      ],
      rows: campaigns.map { campaign in
        let account = campaign.account
        let waits = LatencyCells(account.waits, text: Figures.seconds)
        let place: [Markup] =
          isShared
          ? [
            campaign.tenant.isEmpty ? "\(Figures.none)" : Markup.name(campaign.tenant),
            "\(campaign.priority)",
          ] : []
        return [Markup.name(campaign.name)] + place + [
          "\(Figures.count(account.offered))", "\(Figures.count(account.started))",
          "\(Figures.count(account.retries))", "\(Figures.count(account.dropped))",
          "\(Figures.count(account.throttled))",
          account.waits.count > 0
            ? "\(waits.p50) / \(waits.p99) / \(waits.max)" : "\(Figures.none)",
          abandoned(campaign),
        ]
      },
      isWrapping: true
    )
  }

  /// Of those who answered, who found nobody there.
  private static func abandoned(_ campaign: CampaignReport) -> Markup {
    let live = campaign.abandonment.reduce(0) { $0 + $1.live }
    let none = campaign.abandonment.reduce(0) { $0 + $1.abandoned }
    guard live > 0 else { return "\(Figures.none)" }
    let share = "\(Figures.percent(Double(none) / Double(live)))\(Figures.space)%"
    let isOver = campaign.abandonment.contains { !$0.allows(0) }
    return isOver ? "<span class=\"neg\">\(share)</span>" : "\(share)"
  }

  private static func leads(_ campaigns: [CampaignReport]) -> Table {
    let states = LeadState.allCases.filter { state in
      campaigns.contains { $0.count(of: state) > 0 }
    }
    return Table(
      label: "Leads by campaign, each in one state at the end",
      columns: [.text("campaign"), .number("leads")] + states.map { .number($0.label) },
      rows: campaigns.map { campaign in
        [Markup.name(campaign.name), "\(Figures.count(campaign.leads.reduce(0, +)))"]
          + states.map { "\(Figures.count(campaign.count(of: $0)))" }
      },
      isWrapping: true
    )
  }

  /// Nil where no campaign keeps dials that nobody takes.
  private static func overflow(_ campaigns: [CampaignReport]) -> Table? {
    let rows = campaigns.filter(\.hasOverflow)
    guard !rows.isEmpty else { return nil }
    return Table(
      label: "Dials that nobody took in time, by campaign",
      columns: [
        .text("campaign"), .number("kept"), .number("at once"), .number("no room"),
        .number("replayed"), .number("after p50 / max s"), .number("kept too long"),
        .number("halted"), .number("no lead"),
      ],
      rows: rows.map { campaign in
        let account = campaign.account.overflow
        let waits = LatencyCells(account.waits, text: Figures.seconds)
        let numbers = [
          account.overflowed, account.peak, account.refused, account.replayed,
        ].map { "\(Figures.count($0))" as Markup }
        let rest = [account.expired, account.halted, account.withoutLead].map {
          "\(Figures.count($0))" as Markup
        }
        let wait: Markup =
          account.waits.count > 0 ? "\(waits.p50) / \(waits.max)" : "\(Figures.none)"
        return [Markup.name(campaign.name)] + numbers + [wait] + rest
      },
      isWrapping: true
    )
  }

  /// Nil where no campaign sends any.
  private static func texts(_ campaigns: [CampaignReport]) -> Table? {
    let rows = campaigns.filter { $0.texts.planned > 0 }
    guard !rows.isEmpty else { return nil }
    let rules = ComplianceRule.allCases.filter { rule in
      rows.contains { $0.texts.heldBack(by: rule) > 0 }
    }
    let reasons = TextDropReason.allCases.filter { reason in
      rows.contains { $0.texts.dropped(for: reason) > 0 }
    }
    return Table(
      label: "Texts by campaign, after calls that reached nobody",
      columns: [
        .text("campaign"), .number("planned"), .number("sent"), .number("put off"),
      ] + rules.map { .number("never, by \($0.label)") } + reasons.map { .number($0.label) }
        + [.number("cost $")],
      rows: rows.map { campaign in
        let texts = campaign.texts
        return [
          Markup.name(campaign.name), "\(Figures.count(texts.planned))",
          "\(Figures.count(texts.sent))", "\(Figures.count(texts.putOff))",
        ] + rules.map { "\(Figures.count(texts.heldBack(by: $0)))" }
          + reasons.map { "\(Figures.count(texts.dropped(for: $0)))" }
          + ["\(FixedDecimal.text(texts.cost.dollars, decimals: 2))"]
      },
      isWrapping: true
    )
  }

  private static func lead(_ campaigns: [CampaignReport]) -> String {
    let offered = campaigns.reduce(0) { $0 + $1.account.offered }
    let started = campaigns.reduce(0) { $0 + $1.account.started }
    let reached = campaigns.reduce(0) { $0 + $1.count(of: .reached) }
    var sentence = "\(Figures.count(started)) of \(Figures.counted(offered, "planned dial")) were "
    sentence += "made, and reached \(Figures.counted(reached, "lead"))."
    let reasons = DropReason.allCases.compactMap { reason -> String? in
      let count = campaigns.reduce(0) { $0 + $1.account.dropped(for: reason) }
      return count > 0 ? "\(Figures.count(count)) because \(reason.label)" : nil
    }
    if !reasons.isEmpty { sentence += " Given up: \(reasons.joined(separator: ", "))." }
    return sentence
  }
}
