import SimCore
import VoicePipeline

/// Whether the run may be judged at all.
enum ValiditySection {
  static func section(_ facts: RunFacts) -> ReportSection? {
    let checks = facts.checks + notes(facts)
    guard !checks.isEmpty else { return nil }
    let open = checks.filter { !$0.passed }
    let lead: Markup =
      facts.checks.contains { !$0.passed }
      ? "The run is not valid as it stands: see what is marked."
      : open.isEmpty
        ? "The run is valid."
        : "The run is valid. \(Self.carry(open.count)) a reservation."
    let rows = (checks.filter(\.passed) + open).map { check -> Markup in
      "<li\(check.passed ? "" : " class=\"w\"" as Markup)><span>\(check.text)</span></li>\n"
    }
    return ReportSection(
      key: "validity",
      title: "Run validity",
      lead: lead,
      body: "<ul class=\"checks\">\(rows.joined())</ul>"
    )
  }

  private static func carry(_ count: Int) -> String {
    count == 1 ? "One figure carries" : "\(count) figures carry"
  }

  /// Figures that have too few samples for what a reader may want of them.
  private static func notes(_ facts: RunFacts) -> [ValidityCheck] {
    var notes: [ValidityCheck] = []
    let few = facts.wordErrors.count { $0.words > 0 && $0.words < WordErrorSection.wordsMin }
    let cells = facts.wordErrors.count { $0.words > 0 }
    if few > 0 {
      notes.append(
        ValidityCheck(
          passed: false,
          text: "\(few) of \(cells) word-error cells \(few == 1 ? "has" : "have") fewer than "
            + "\(Figures.count(WordErrorSection.wordsMin)) words: shown without colour"
        )
      )
    }
    let small = facts.latencies.filter {
      (1..<LatencyCells.p99Needs).contains($0.histogram.count)
    }
    if let first = small.first {
      let more = small.count > 1 ? " and \(small.count - 1) more" : ""
      notes.append(
        ValidityCheck(
          passed: false,
          text: "p99 hidden for \(first.metric.label)\(more) "
            + "(\(Figures.samples(first.histogram.count)), 1,000 needed)"
        )
      )
    }
    return notes
  }
}
