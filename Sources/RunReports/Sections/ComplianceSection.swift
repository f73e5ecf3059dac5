import VoicePipeline

/// Which rules were applied, what they held back, and whether one was broken.
enum ComplianceSection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    guard !facts.compliance.isEmpty else { return nil }
    let broken = facts.compliance.filter { $0.violations > 0 }
    let held = facts.compliance.reduce(0) { $0 + $1.heldBack }
    let lead: Markup =
      broken.isEmpty
      ? "No rule was broken; \(Figures.count(held)) dials were held back."
      : "\(broken.count == 1 ? "One rule was" : "\(broken.count) rules were") broken."
    let rows = facts.compliance.map { rule -> [Markup] in
      [
        "\(PageParts.sign(rule.violations == 0 ? .pass : .fail)) \(rule.rule)",
        "\(Figures.count(rule.checked))", "\(Figures.count(rule.heldBack))",
        rule.violations == 0
          ? "0" : "<span class=\"neg\">\(Figures.count(rule.violations))</span>",
      ]
    }
    let table = Table(
      label: "Compliance",
      columns: [
        .text("rule"), .number("checked"), .number("held back"), .number("violations"),
      ],
      rows: rows,
      isWrapping: true
    )
    return ReportSection(
      key: "compliance",
      title: "Compliance",
      lead: lead,
      body: table.markup + (facts.audit.map { audit($0, of: facts) } ?? "")
        + (facts.atRest.map(words) ?? "")
    )
  }

  /// How the words of calls are kept.
  private static func words(_ facts: AtRestFacts) -> Markup {
    let source = facts.media.provenance
    let seal: Markup =
      facts.key.map { "sealed with \(SealedFile.cipherName) under key <code>\($0)</code>" }
      ?? "in clear, with the numbers masked that were said"
    return PageParts.keyValues([
      ("words of calls", seal),
      (
        "kept for",
        """
        \(Figures.counted(facts.media.days, "day")): to be removed on \(facts.mediaEnd) \
        (\(source.source); \(source.grade.rawValue))
        """
      ),
    ])
  }

  /// The log that explains every attempt.
  private static func audit(_ audit: AuditFacts, of facts: RunFacts) -> Markup {
    let source = audit.retention.provenance
    return PageParts.keyValues([
      (
        "audit log",
        """
        <code>\(AuditFacts.fileName(zone: 0, of: audit.zones))</code>\
        \(audit.zones > 1 ? " and those of the other \(audit.zones - 1) zones" : ""): \
        \(Figures.count(audit.entries)) entries, each chained by SHA-256 to all before it
        """
      ),
      ("head", "<code>\(audit.head)</code>"),
      (
        "retention",
        """
        \(audit.retention.name), \(Figures.count(audit.retention.years)) years: to be kept until \
        \(audit.retainUntil) (\(source.source); \(source.grade.rawValue))
        """
      ),
    ]) + "<p class=\"hint\">Check it</p>"
      + PageParts.command(
        "simrun audit verify Reports/\(facts.directoryName)"
          + (audit.zones > 1 ? "/\(AuditFacts.fileName(zone: 0, of: audit.zones))" : "")
      )
  }
}

/// The lead file: how it was read, its rows, those accepted, and those refused by reason.
enum LeadsSection {
  private static func notes(_ notes: [String]) -> Markup {
    notes.reduce("") { $0 + "<p>\($1)</p>\n" }
  }

  static func section(_ facts: RunFacts) -> ReportSection? {
    let leads = facts.leads
    guard leads.rows > 0 else { return nil }
    let refused = leads.rows - leads.accepted
    let lead: Markup = """
      \(Figures.count(leads.rows)) rows of \(Markup.name(leads.file)), \(leads.format); \
      \(Figures.count(leads.accepted)) were accepted, \
      \(refused > 0 ? Figures.count(refused) : "none") refused.\
      \(refused > 0 ? " The refused ones are in rejects.csv, with line and reason." : "")
      """
    let rows = leads.rejected.map { reason -> BarTable.Row in
      let share = Figures.percent(Double(reason.count) / Double(leads.rows))
      return BarTable.Row(
        name: "\(reason.reason)",
        count: reason.count,
        share: "\(share)\(Figures.space)%",
        style: "acc2f"
      )
    }
    return ReportSection(
      key: "leads",
      title: "Leads",
      lead: lead,
      body: (rows.isEmpty ? "" : BarTable(rows: rows).markup) + notes(leads.notes)
    )
  }
}
