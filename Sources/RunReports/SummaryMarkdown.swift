import SimCore
import VoicePipeline

/// `summary.md`: verdict, thresholds and main figures for a pull request or a job page.
package enum SummaryMarkdown {
  package static func text(_ facts: RunFacts) -> String {
    let parts = [
      head(facts), thresholds(facts.thresholds), checks(facts.checks), latencies(facts),
      findings(facts), outcomes(facts), models(facts), costs(facts.costs), claim(facts.claim),
      again(facts), pace(facts.host.pace),
    ]
    return Figures.plain(parts.joined())
  }

  private static func head(_ facts: RunFacts) -> String {
    let word =
      switch facts.verdict {
      case .pass: "✓ PASS"
      case .fail: "✕ FAIL"
      case .inconclusive: "! INCONCLUSIVE"
      }
    let sentences = VerdictText(facts).sentences.map(MarkdownText.inline).joined(separator: " ")
    return """
      ## \(word): \(MarkdownText.inline(facts.scenario.name))

      \(sentences)


      """
  }

  private static func thresholds(_ thresholds: [ThresholdFacts]) -> String {
    guard !thresholds.isEmpty else { return "" }
    let rows = thresholds.sortedByVerdict.map { threshold in
      [
        "\(threshold.verdict.glyph) \(MarkdownText.codeCell(threshold.expression))",
        threshold.measuredText, threshold.intervalText, Figures.count(threshold.count),
      ]
    }
    return MarkdownText.table(["threshold", "measured", "95 % interval", "n"], rows)
  }

  private static func checks(_ checks: [ValidityCheck]) -> String {
    let failed = checks.filter { !$0.passed }
    guard !failed.isEmpty else { return "" }
    return "Reservations:\n\n"
      + failed.map { "- \(MarkdownText.inline($0.text))\n" }.joined() + "\n"
  }

  private static func latencies(_ facts: RunFacts) -> String {
    let rows = facts.latencies.filter { $0.histogram.count > 0 }.map { latency in
      let cells = LatencyCells(latency.histogram)
      let name = (latency.parent == nil ? "" : "&emsp;") + latency.metric.label
      return [name, cells.p50, cells.p95, cells.p99, cells.max, cells.count]
    }
    if rows.isEmpty { return "" }
    return MarkdownText.table(["ms", "p50", "p95", "p99", "max", "n"], rows)
  }

  /// Which stage dominates, and how many turns keep a published latency.
  private static func findings(_ facts: RunFacts) -> String {
    var lines: [String] = []
    if let stage = DominantStage(facts.stages) { lines.append(stage.sentence) }
    if let promises = LatencyPromises(facts.histogram(.responseLatency)) {
      lines.append("Response latency \(promises.sentence)")
    }
    if let limits = LimitText(facts.saturation).sentence { lines.append("First limit: \(limits)") }
    return lines.isEmpty ? "" : lines.map { "- \($0).\n" }.joined() + "\n"
  }

  private static func outcomes(_ facts: RunFacts) -> String {
    let total = facts.outcomes.reduce(0) { $0 + $1.count }
    guard total > 0 else { return "" }
    let rows = facts.outcomes.filter { $0.count > 0 }.sorted { $0.count > $1.count }.map {
      [
        $0.outcome.label, Figures.count($0.count),
        Figures.percent(Double($0.count) / Double(total)) + " %",
      ]
    }
    return MarkdownText.table(["outcome", "calls", "share"], rows)
  }

  private static func models(_ facts: RunFacts) -> String {
    ModelCostText(facts).sentence.map { "Models: \(MarkdownText.inline($0)).\n\n" } ?? ""
  }

  private static func costs(_ facts: CostFacts?) -> String {
    guard let facts else { return "" }
    let total = facts.account.total.dollars
    let rows = facts.items.filter { $0.item.cost > .zero }.map { facts in
      let item = facts.item
      let name = item.component.label + (item.name.map { ": \($0)" } ?? "")
      return [
        MarkdownText.inline(name),
        item.quantity.map { "\(Figures.fixed($0, decimals: 1)) \(item.unit)" } ?? "",
        MetricName.Kind.money.text(item.cost.dollars),
        Figures.percent(item.cost.dollars / total) + " %",
      ]
    }
    return "Cost: \(MarkdownText.inline(CostText(facts).sentence)).\n\n"
      + MarkdownText.table(["paid for", "how much", "USD", "share"], rows)
  }

  private static func claim(_ claim: ClaimFacts?) -> String {
    guard let claim else { return "" }
    return """
      **Claim \(MarkdownText.inline(claim.id)): \(claim.finding.rawValue)** \
      (expected: \(claim.expected.rawValue)). \(MarkdownText.inline(claim.sentence))


      """
        + (claim.comparison.map(ComparisonMarkdown.text) ?? "")
  }

  private static func pace(_ record: PaceRecord?) -> String {
    guard let record else { return "" }
    let text = PaceText(record)
    let lines = ["\(text.pace). Timer lag: \(text.lag)", text.warning].compactMap(\.self)
    return HostText.marked(lines.map { "- \(MarkdownText.inline($0)).\n" }.joined())
  }

  private static func again(_ facts: RunFacts) -> String {
    let replay = facts.replayCommand.map { "- Replay it: \(MarkdownText.code($0))\n" } ?? ""
    return """
      \(replay)- Make it again: \(MarkdownText.code(facts.runCommand))
      - Digest: `\(facts.engine.digest.prefix(16))`

      """
  }
}
