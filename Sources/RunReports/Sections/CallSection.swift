import SimCore
import VoicePipeline

/// One call as a swim-lane picture: the worst of the run.
enum CallSection {
  /// Strips that are drawn: two minutes.
  private static let stripsMax = 6
  /// Lines of the table.
  private static let eventsMax = 150

  static func section(_ facts: RunFacts) -> ReportSection? {
    guard let exemplar = facts.exemplars.first, let story = CallStory(exemplar),
      !story.turns.isEmpty || !story.sentences.isEmpty
    else { return nil }
    let limit = facts.threshold(.responseLatency, "p95").map {
      Duration.nanoseconds(Int64($0.bound))
    }
    let strips = Self.strips(story)
    let lanes = strips.map {
      SwimLane(story: story, name: "fig-call", strip: $0, limit: limit).markup
    }
    let number = String(story.record.id.number)
    return ReportSection(
      key: "call",
      title: "One call",
      lead: lead(story, of: facts.engine.records.turns),
      body: """
        <figure><figcaption><h3 id="fig-call">\(title(story))</h3>\
        <p>\(caption(story, strips, limit))</p></figcaption>
        <div class="scroll" tabindex="0" role="region" aria-label="Swim-lane of call \(number)">\
        <div class="lanes">\(lanes.joined(separator: "\n"))</div></div>
        <details class="data l0"><summary>Events as a table</summary>\(table(story, strips).markup)\
        </details></figure>\(SpokenText.note)
        <p class="hint">\(files(facts))</p>
        """
    )
  }

  /// The strips that are drawn: all, or those around the slowest reply.
  private static func strips(_ story: CallStory) -> Range<Int> {
    let count = max(1, Int((story.length / SwimLane.window).rounded(.up)))
    guard count > stripsMax, let slowest = story.slowest else { return 0..<min(count, stripsMax) }
    let centre = Int(slowest.response.start / SwimLane.window)
    let first = min(max(centre - stripsMax / 2, 0), count - stripsMax)
    return first..<(first + stripsMax)
  }

  private static func title(_ story: CallStory) -> String {
    guard let slowest = story.slowest else { return "What the caller heard" }
    let response = Figures.milliseconds(slowest.record.responseLatency) + Figures.space + "ms"
    let lengths = slowest.stageLengths
    guard let widest = lengths.max(by: { $0.length < $1.length }) else {
      return "The slowest reply took \(response)"
    }
    let part = Figures.milliseconds(widest.length) + Figures.space + "ms"
    return "The slowest reply took \(response), \(part) of it \(widest.name)"
  }

  private static func lead(_ story: CallStory, of kept: Double) -> Markup {
    let record = story.record
    var parts: [Markup] = ["\(Markup.name(record.carrier))"]
    if let pod = record.pod { parts.append("pod \(pod)") }
    if let answered = record.answered { parts.append("answered at \(Figures.clock(answered))") }
    parts.append("\(Figures.span(story.length)) long")
    if let caller = record.caller {
      parts.append(
        """
        caller \(Markup.name(caller.profile)) (\(Markup.name(caller.accent)), \
        \(Markup.name(caller.noise)))
        """
      )
    }
    if let goal = record.goal {
      parts.append("\(Markup.name(goal.goal)) \(goal.isReached ? "" : "not ")settled")
    }
    return """
      Call \(String(record.id.number)), the one with the slowest reply of \
      \(kept < 1 ? "those whose turns are kept" : "the run"): \
      \(parts.joined(separator: ", ")); \(record.outcome.label).
      """
  }

  private static func caption(
    _ story: CallStory,
    _ strips: Range<Int>,
    _ limit: Duration?
  ) -> Markup {
    let red: Markup =
      limit.map { "; red: response over \(Figures.milliseconds($0))\(Figures.space)ms" } ?? ""
    let seconds = { (strip: Int) in
      Figures.count(strip * Int(SwimLane.window / .seconds(1)))
    }
    let isWhole = SwimLane.window * strips.upperBound >= story.length && strips.lowerBound == 0
    let range: Markup =
      isWhole
      ? "" : ", \(seconds(strips.lowerBound)) to \(seconds(strips.upperBound)) of the whole call"
    return """
      seconds since the answer\(range), at the caller’s ear; pale blocks: back-channels, asides \
      and noises; hatched to the right: dead air over 2\(Figures.space)s, to the left: both speak; \
      ≠ what the recognizer understood instead; grey stages: waiting\(red)
      """
  }

  private static func table(_ story: CallStory, _ strips: Range<Int>) -> Table {
    let (from, to) = (SwimLane.window * strips.lowerBound, SwimLane.window * strips.upperBound)
    let shown = story.events.filter { $0.at >= from && $0.at <= to }.prefix(eventsMax)
    return Table(
      label: "What happened, in order of time",
      columns: [.number("second"), .mark("who"), .text("what")],
      rows: shown.map { event -> [Markup] in
        [
          "\(Figures.fixed(event.at / .seconds(1), decimals: 2))", "\(event.who)", event.markup,
        ]
      },
      isSortable: false,
      isWrapping: true
    )
  }

  private static func files(_ facts: RunFacts) -> Markup {
    let names = facts.exemplars.map { "<code>\(CallFile.name($0, in: facts))</code>" as Markup }
    guard names.count > 1 else { return "Every event and request of it: \(names.joined())." }
    return """
      Every event and request of it: \(names[0]). The next worst: \
      \(names.dropFirst().joined(separator: ", ")).
      """
  }
}
