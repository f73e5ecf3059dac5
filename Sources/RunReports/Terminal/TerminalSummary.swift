import SimCore
import VoicePipeline

/// The summary of a run for a terminal of 80 columns.
///
/// Data for standard output; progress is not its business.
package struct TerminalSummary {
  private let facts: RunFacts
  private let style: TerminalStyle
  private var lines: [String] = []

  package static func text(_ facts: RunFacts, style: TerminalStyle = TerminalStyle()) -> String {
    var summary = TerminalSummary(facts: facts, style: style)
    summary.head()
    summary.verdict()
    summary.comparison()
    summary.thresholds()
    summary.checks()
    summary.latencies()
    summary.curves()
    summary.outcomes()
    summary.findings()
    summary.commands()
    return summary.lines.joined(separator: "\n") + "\n"
  }

  private init(facts: RunFacts, style: TerminalStyle) {
    self.facts = facts
    self.style = style
  }

  /// Ends a block with an empty line.
  private mutating func space() {
    if lines.last != "" { lines.append("") }
  }

  private func paint(_ text: String, _ role: TerminalStyle.Role) -> String {
    style.paint(text, role)
  }

  private func glyph(_ verdict: Verdict) -> String {
    switch verdict {
    case .pass: paint(style.hasUnicode ? "✓" : "ok  ", .good)
    case .fail: paint(style.hasUnicode ? "✕" : "FAIL", .bad)
    case .inconclusive: style.hasUnicode ? "!" : "?   "
    }
  }

  /// Columns that a glyph takes.
  private var glyphWidth: Int { style.hasUnicode ? 1 : 4 }

  private var mark: String { style.hasUnicode ? "…" : "..." }
}

extension TerminalSummary {
  private mutating func head() {
    let seconds = facts.host.cpuSeconds
    let scale =
      "seed \(facts.scenario.seed) · \(Figures.counted(facts.attempts.offered, "call")) · "
      + "\(Figures.span(facts.scenario.duration)) \(facts.isLive ? "live" : "simulated") in "
      + "\(Figures.fixed(seconds, decimals: seconds < 1 ? 2 : 1)) s CPU"
    let name = TextColumns.cut(style.safe(facts.scenario.name), 40, mark: mark)
    let rest = style.safe(scale)
    if TextColumns.width(name) + 3 + TextColumns.width(rest) <= TerminalStyle.width {
      lines.append(paint(name, .name) + "   " + paint(rest, .dim))
    } else {
      lines += [paint(name, .name), paint(rest, .dim)]
    }
    space()
  }

  private mutating func verdict() {
    let (word, role): (String, TerminalStyle.Role) =
      switch facts.verdict {
      case .pass: (style.hasUnicode ? "✓ PASS" : "PASS", .verdictGood)
      case .fail: (style.hasUnicode ? "✕ FAIL" : "FAIL", .verdictBad)
      case .inconclusive: (style.hasUnicode ? "! INCONCLUSIVE" : "INCONCLUSIVE", .name)
      }
    let sentences = VerdictText(facts).sentences.map(style.safe)
    lines.append("\(paint(word, role))  \(sentences[0])")
    for sentence in sentences.dropFirst() {
      for line in TextColumns.wrapped(sentence, TerminalStyle.width - 2) {
        lines.append("  " + line)
      }
    }
    space()
  }

  private mutating func thresholds() {
    let all = facts.thresholds.sortedByVerdict
    guard !all.isEmpty else { return }
    let shown =
      style.isVerbose
      ? all
      : Array(all.filter { $0.verdict != .pass } + all.filter { $0.verdict == .pass }.prefix(2))
    let nameWidth = 38
    let left = String(repeating: " ", count: 3 + glyphWidth)
    lines.append(
      paint(
        left + TextColumns.left("threshold", nameWidth) + TextColumns.right("measured", 11)
          + "  95 % interval",
        .dim
      )
    )
    for threshold in shown {
      let name = style.safe(threshold.expression)
      let row =
        TextColumns.right(style.safe(threshold.measuredText), 11) + "  "
        + style.safe(threshold.intervalText)
      if TextColumns.width(name) > nameWidth {
        let room = TerminalStyle.width - 3 - glyphWidth
        lines.append("  \(glyph(threshold.verdict)) \(TextColumns.cut(name, room, mark: mark))")
        lines.append(left + String(repeating: " ", count: nameWidth) + row)
      } else {
        lines.append("  \(glyph(threshold.verdict)) \(TextColumns.left(name, nameWidth))\(row)")
      }
    }
    let hidden = all.count - shown.count
    if hidden > 0 {
      lines.append(
        "  \(glyph(.pass)) " + TextColumns.left("\(hidden) more, all passed", nameWidth)
          + paint("--verbose lists them", .dim)
      )
    }
    space()
  }

  private mutating func checks() {
    let warning = facts.host.pace.flatMap { PaceText($0).warning }
    let checks = facts.checks + (warning.map { [ValidityCheck(passed: false, text: $0)] } ?? [])
    let shown = style.isVerbose ? checks : checks.filter { !$0.passed }
    guard !shown.isEmpty else { return }
    for check in shown {
      let text = TextColumns.wrapped(style.safe(check.text), TerminalStyle.width - 3 - glyphWidth)
      let first = glyph(check.passed ? .pass : .inconclusive)
      for (index, line) in text.enumerated() {
        let lead = index == 0 ? first : String(repeating: " ", count: glyphWidth)
        lines.append("  \(lead) \(line)")
      }
    }
    space()
  }

  /// The published figures of a claim that compares: eight rows, or all of them.
  private mutating func comparison() {
    guard let comparison = facts.claim?.comparison else { return }
    lines.append(paint("  " + style.safe(comparison.design), .dim))
    for row in ComparisonRows.rows(comparison).prefix(style.isVerbose ? 200 : 8) {
      let name = TextColumns.cut(style.safe(row.name), 34, mark: mark)
      lines.append(
        "  " + TextColumns.left(name, 34) + TextColumns.right(style.safe(row.mean), 10) + "  "
          + TextColumns.left(style.safe(row.interval), 20) + " " + row.finding
      )
    }
    let hidden = ComparisonRows.rows(comparison).count - (style.isVerbose ? 200 : 8)
    if hidden > 0 { lines.append(paint("  \(hidden) more rows in the report", .dim)) }
    if let tradeoff = comparison.tradeoff {
      let text = tradeoff.sentence(comparison, seeds: comparison.seeds) + "."
      for line in TextColumns.wrapped(style.safe(text), TerminalStyle.width - 2) {
        lines.append("  " + line)
      }
    }
    space()
  }

  private mutating func latencies() {
    let shown = facts.latencies.filter { $0.histogram.count > 0 }
    guard !shown.isEmpty else { return }
    // Tens of millions of turns take more room than what is said of them.
    let count = shown.map { LatencyCells($0.histogram).count.count }.max() ?? 0
    let row = { (cells: [String]) in
      cells.dropLast().map { TextColumns.right($0, 10) }.joined()
        + TextColumns.right(cells.last ?? "", max(10, count + 2))
    }
    lines.append(
      paint("  " + TextColumns.left("ms", 22) + row(["p50", "p95", "p99", "max", "n"]), .dim)
    )
    for latency in shown {
      let cells = LatencyCells(latency.histogram)
      let name = (latency.parent == nil ? "" : "  ") + latency.metric.label
      let texts = [cells.p50, cells.p95, cells.p99, cells.max, cells.count].map(style.safe)
      lines.append("  " + TextColumns.left(name, 22) + row(texts))
    }
    if shown.contains(where: { $0.histogram.count < LatencyCells.p99Needs }) {
      lines.append(paint("  p99 needs \(LatencyCells.p99Needs) samples", .dim))
    }
    space()
  }
}

extension TerminalSummary {
  private mutating func curves() {
    let load = facts.load
    guard load.activePeak > 0 || load.blocked.contains(where: { $0 > 0 }) else { return }
    curve("active calls", load.active, "peak \(Figures.count(load.activePeak))", .curve)
    let blocked = load.blocked.reduce(0, +)
    if blocked > 0 {
      curve("blocked", load.blocked.map(Double.init), "\(Figures.count(blocked)) calls", .bad)
    }
    let end = Figures.clock(SimInstant.zero.advanced(by: load.bucket * load.active.count))
    let axis = "0:00" + TextColumns.right(end, BlockCurve.cells - 4)
    lines.append(paint(String(repeating: " ", count: 18) + axis, .dim))
    space()
  }

  private mutating func curve(
    _ name: String,
    _ values: [Double],
    _ note: String,
    _ role: TerminalStyle.Role
  ) {
    let blocks = paint(BlockCurve.text(values, hasUnicode: style.hasUnicode), role)
    lines.append("  \(TextColumns.left(name, 16))\(blocks) \(style.safe(note))")
  }

  private mutating func outcomes() {
    let shown = facts.outcomes.filter { $0.count > 0 }.sorted { $0.count > $1.count }
    let total = shown.reduce(0) { $0 + $1.count }
    guard style.isVerbose, total > 0 else { return }
    lines.append(
      paint(
        "  " + TextColumns.left("outcome", 32) + TextColumns.right("calls", 10)
          + TextColumns.right("share", 10),
        .dim
      )
    )
    for outcome in shown {
      let share = Figures.percent(Double(outcome.count) / Double(total)) + " %"
      lines.append(
        "  " + TextColumns.left(outcome.outcome.label, 32)
          + TextColumns.right(Figures.count(outcome.count), 10) + TextColumns.right(share, 10)
      )
    }
    space()
  }

  private mutating func findings() {
    if let stage = DominantStage(facts.stages) { pair("Dominant stage", stage.sentence) }
    if let promises = LatencyPromises(facts.histogram(.responseLatency)) {
      pair("Response", promises.sentence)
    }
    if let limits = LimitText(facts.saturation).sentence { pair("First limit", limits) }
    if let words = facts.share(.wordErrorRate), let value = words.value {
      pair("Word error rate", "\(Figures.percent(value)) % of \(Figures.count(words.whole)) words")
    }
    if let cost = ModelCostText(facts).sentence { pair("Model cost", style.safe(cost)) }
    if let violations = complianceText { pair("Compliance", violations) }
    if facts.leads.rows > 0 {
      let text = LeadText(facts.leads)
      pair("Leads", text.account)
      for note in facts.leads.notes { pair("", note) }
    }
    if let claim = facts.claim { pair("Claim \(claim.id)", claim.finding.words) }
    if let worst = facts.worstCalls.first {
      let exemplar = facts.exemplars.first { $0.record.id.number == worst.call }
      let file = exemplar.map { "; \(CallFile.name($0))" } ?? ""
      pair(
        "Worst call",
        "\(worst.call): response \(Figures.milliseconds(worst.responseMax)) ms, "
          + worst.cause + file
      )
    }
    if let pace = facts.host.pace.map(PaceText.init) {
      pair("Pace", pace.pace)
      pair("Timer lag", pace.lag)
    }
    if let directory = style.directory { pair("Report", "\(directory)/report.html") }
    pair("Digest", String(facts.engine.digest.prefix(12)))
    space()
  }

  private var complianceText: String? {
    guard !facts.compliance.isEmpty else { return nil }
    let broken = facts.compliance.filter { $0.violations > 0 }
    if broken.isEmpty {
      let held = facts.compliance.reduce(0) { $0 + $1.heldBack }
      return "no violation; \(Figures.count(held)) dials held back"
    }
    return broken.map { "\($0.rule): \(Figures.count($0.violations)) violations" }
      .joined(separator: ", ")
  }

  private mutating func commands() {
    if let directory = style.directory, !facts.isLive {
      command("Replay the run", ["simrun", "replay", RunFacts.shellQuoted(directory)])
    }
    command("Make it again", facts.runCommandWords(of: style.scenario))
  }

  /// A name and its text, continued under itself where it does not fit.
  private mutating func pair(_ name: String, _ text: String) {
    let rows = TextColumns.wrapped(style.safe(text), TerminalStyle.width - Self.indent)
    for (index, row) in rows.enumerated() { lines.append(lead(index == 0 ? name : "") + row) }
  }

  /// A command that can be copied whatever its length: it breaks only between two words.
  private mutating func command(_ name: String, _ words: [String]) {
    let room = TerminalStyle.width - Self.indent - 4
    var rows: [String] = []
    for word in words.map(style.safe) {
      if let last = rows.last, TextColumns.width(last) + 1 + TextColumns.width(word) <= room {
        rows[rows.count - 1] = last + " " + word
      } else {
        rows.append(word)
      }
    }
    for (index, row) in rows.enumerated() {
      let start = index == 0 ? lead(name) : lead("") + "  "
      lines.append(start + row + (index < rows.count - 1 ? " \\" : ""))
    }
  }

  /// Columns before the text of a pair.
  private static let indent = 22

  private func lead(_ name: String) -> String {
    let text = TextColumns.cut(style.safe(name), Self.indent - 3, mark: mark)
    return "  " + TextColumns.left(text, Self.indent - 2)
  }
}
