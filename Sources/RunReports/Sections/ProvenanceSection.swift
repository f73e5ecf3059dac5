import VoicePipeline

/// What it takes to make the same bytes again.
enum ProvenanceSection {
  /// What a table has not the rows of says so.
  private static func share(_ part: Double) -> String {
    part < 1 ? ", of \(Figures.percent(part))\(Figures.space)% of the calls" : ""
  }

  static func section(_ facts: RunFacts) -> ReportSection? {
    let libraries = facts.build.libraries.map { "\($0.name) \($0.version)" }.joined(separator: ", ")
    let engine = facts.engine
    var pairs: [(String, Markup)] = [
      ("scenario", "\(facts.scenario.fileName), digest \(digest(facts.scenario.digest))"),
      ("seed", "\(String(facts.scenario.seed))"),
      (
        "time",
        """
        starts \(facts.scenario.start), \(Figures.span(facts.scenario.duration)), \
        \(facts.scenario.warmUp > .zero ? "" : "no ")warm-up\
        \(facts.scenario.warmUp > .zero ? " " + Figures.span(facts.scenario.warmUp) : "")
        """
      ),
      (
        "leads",
        """
        \(Markup.name(facts.leads.file)), \(Figures.count(facts.leads.rows)) rows, digest \
        \(digest(facts.leads.digest))
        """
      ),
      (
        "build",
        """
        simrun \(facts.build.version), source \(digest(facts.build.sourceDigest)), \
        \(facts.build.compiler)
        """
      ),
    ]
    if !libraries.isEmpty { pairs.append(("libraries", "\(libraries)")) }
    pairs += [
      ("zone table", "\(facts.build.zoneTableVersion)"),
      ("kernel", "\(Figures.count(Int(clamping: engine.events))) events"),
      ("trace", digest(engine.traceDigest)),
    ]
    if let audit = facts.audit { pairs.append(("audit.csv", digest(audit.digest))) }
    pairs += [
      ("calls.csv", digest(engine.callsDigest)),
      ("turns.csv\(share(engine.records.turns))", digest(engine.turnsDigest)),
      (
        "model-calls.csv\(share(engine.records.modelCalls))", digest(engine.modelCallsDigest)
      ),
      ("calls/*.json", digest(engine.exemplarsDigest)),
      ("trace.csv", digest(engine.windowsDigest)),
      ("run", digest(engine.digest)),
    ]
    return ReportSection(
      key: "provenance",
      title: "Provenance",
      lead: facts.isLive
        ? "What the run was made of; a live run is never made again."
        : "Enough to make these bytes again.",
      body: """
        \(PageParts.keyValues(pairs))
        <p class="hint">Make this run again, in the folder of the scenario file</p>\
        \(PageParts.command(facts.runCommand))
        """
    )
  }

  private static func digest(_ text: String) -> Markup { "<code>\(text)</code>" }
}
