import SimCore
import VoicePipeline

/// The top of the page: name, verdict as a sentence, thresholds, the command that replays the run.
enum VerdictHead {
  static func markup(_ facts: RunFacts) -> Markup {
    let description: Markup =
      facts.scenario.description.isEmpty
      ? "" : "<p class=\"meta\" dir=\"auto\">\(facts.scenario.description)</p>"
    return """
      <div id="verdict"><h1>\(Markup.name(facts.scenario.name))</h1>
      \(description)<p class="meta">\(scale(facts))</p>
      \(box(facts))
      \(thresholds(facts.thresholds))
      \(again(facts))</div>
      """
  }

  private static func again(_ facts: RunFacts) -> Markup {
    guard let replay = facts.replayCommand else {
      return """
        <p class="hint">A live run: the same command makes another one</p>
        \(PageParts.command(facts.runCommand))
        """
    }
    return """
      <p class="hint">Replay this run, bit for bit</p>
      \(PageParts.command(replay))
      """
  }

  private static func scale(_ facts: RunFacts) -> Markup {
    let carriers = facts.carriers.count
    let parts = [
      "\(Figures.counted(facts.attempts.offered, "call")) planned in "
        + "\(Figures.span(facts.scenario.duration)) of "
        + (facts.isLive ? "wall time, live" : "simulated time"),
      "seed \(facts.scenario.seed)",
      facts.scenario.replications > 1
        ? "\(Figures.count(facts.scenario.replications)) replications" : nil,
      carriers > 0 ? "\(carriers) \(carriers == 1 ? "carrier" : "carriers")" : nil,
      "fidelity \(facts.scenario.fidelity)",
      facts.claim?.comparison.flatMap { $0.arms > 1 ? "shown: arm \($0.baseline)" : nil },
    ].compactMap(\.self)
    return parts.map { "<span>\($0)</span>" as Markup }.joined()
  }

  private static func box(_ facts: RunFacts) -> Markup {
    let (style, word) =
      switch facts.verdict {
      case .pass where facts.thresholds.isEmpty && facts.claim == nil: ("verdict plain", "DONE")
      case .pass: ("verdict good", "✓ PASS")
      case .fail: ("verdict", "✕ FAIL")
      case .inconclusive: ("verdict plain", "! INCONCLUSIVE")
      }
    let sentences = VerdictText(facts).sentences
    let rest = sentences.dropFirst().joined(separator: " ")
    return """
      <div class="\(style)"><b>\(word)</b><p><strong>\(sentences[0])</strong> \(rest)</p></div>
      """
  }

  private static func thresholds(_ all: [ThresholdFacts]) -> Markup {
    let open = all.filter { $0.verdict != .pass }.sortedByVerdict
    let passed = all.filter { $0.verdict == .pass }
    let shown = open.isEmpty ? "" as Markup : table(open, "Thresholds that did not pass").markup
    if passed.isEmpty { return shown }
    let count = "\(Figures.counted(passed.count, "threshold")) passed"
    return shown
      + """
      <details><summary>\(count)</summary>
      \(table(passed, "Thresholds that passed").markup)</details>
      """
  }

  private static func table(_ thresholds: [ThresholdFacts], _ label: String) -> Table {
    let rows = thresholds.map { threshold -> [Markup] in
      [
        "\(PageParts.sign(threshold.verdict)) \(threshold.expression)",
        "\(threshold.measuredText)", "\(threshold.intervalText)",
        "\(Figures.count(threshold.count))",
      ]
    }
    return Table(
      label: label,
      columns: [.text("threshold"), .number("measured"), .number("95 % interval"), .number("n")],
      rows: rows,
      isSortable: false,
      isWrapping: true
    )
  }
}
