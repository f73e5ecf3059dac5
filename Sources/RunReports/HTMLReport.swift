import SimCore

/// `report.html`: the run as one self-contained page that needs no network and no script.
///
/// It holds no fact of the machine, no date and no absolute path, so that equal runs give equal
/// bytes; but one that was shown in real time says between two marks how well it kept its pace
/// (`HostText`). Sections without data do not appear.
package enum HTMLReport {
  package static func text(_ facts: RunFacts) -> String {
    let claim = ClaimSection.section(facts)
    let isStudy = facts.claim?.comparison != nil
    let sections: [ReportSection?] = [
      // What a claim's arms say comes first: the rest is about one of them.
      isStudy ? claim : nil,
      ValiditySection.section(facts),
      HeadlineSection.section(facts),
      LoadSection.section(facts),
      ResponseSection.section(facts),
      SpectrumSection.section(facts),
      StagesSection.section(facts),
      BargeInSection.section(facts),
      WordErrorSection.section(facts),
      OutcomesSection.section(facts),
      ModelsSection.section(facts),
      MediaSection.section(facts),
      AudibleSection.section(facts),
      DetectionSection.section(facts),
      CarriersSection.section(facts),
      SaturationSection.section(facts),
      ScalingSection.section(facts),
      RegionsSection.section(facts),
      ResilienceSection.section(facts),
      CostSection.section(facts),
      CampaignsSection.section(facts),
      WaitingRoomSection.section(facts),
      OutcomeWritesSection.section(facts),
      DashboardsSection.section(facts),
      ComplianceSection.section(facts),
      LeadsSection.section(facts),
      WorstCallsSection.section(facts),
      CallSection.section(facts),
      isStudy ? nil : claim,
      AssumptionsSection.section(facts),
      ProvenanceSection.section(facts),
    ]
    let page = Page(
      title: facts.scenario.name,
      kind: "run report",
      head: VerdictHead.markup(facts),
      sections: sections.compactMap(\.self),
      appendix: facts.host.pace.map(PaceSection.markup) ?? "",
      footer: footer(facts)
    )
    return page.text
  }

  private static func footer(_ facts: RunFacts) -> Markup {
    let promise = facts.isLive ? "a live run, made once" : "same inputs give the same bytes"
    return """
      simrun \(facts.build.version) · source \(String(facts.build.sourceDigest.prefix(8))) \
      · scenario \(String(facts.scenario.digest.prefix(8))) · seed \(String(facts.scenario.seed)) \
      · digest \(String(facts.engine.digest.prefix(12))) · \(promise)
      """
  }
}
