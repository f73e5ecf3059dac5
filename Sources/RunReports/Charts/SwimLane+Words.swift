import SimCore
import VoicePipeline

// What stands in words in a strip: they never shrink, so each has the room up to its neighbour.
extension SwimLane {
  /// The narrowest plot that a strip has, and the widest character, in pixels.
  private static let width = 778.0
  private static let character = 6.4
  private static let linesMax = 3

  private struct Text {
    var at: Duration
    var end: Duration
    var text: String
    /// Stretches of one kind that follow on one another share their room.
    var kind = SpeechKind.turn
  }

  /// The caller's words above the lane and the agent's below it, and what was misheard.
  var words: Markup {
    let said = story.speech.filter { $0.words.kind != .noise }.map {
      Text(at: $0.span.start, end: $0.span.end, text: $0.words.text, kind: $0.words.kind)
    }
    let heard = story.sentences.compactMap { sentence -> Text? in
      guard let words = sentence.heard, !words.isEmpty else { return nil }
      let text = (sentence.unheard ?? 0) > 0 ? words + "—" : words
      return Text(at: sentence.span.start, end: sentence.span.end, text: text)
    }
    let misheard = story.turns.compactMap { turn -> Text? in
      guard let words = turn.misheard,
        let speech = story.speech.last(where: { $0.span.start < turn.response.start })
      else { return nil }
      let text = words.isEmpty ? "≠ nothing understood" : "≠ “\(words)”"
      return Text(at: speech.span.start, end: speech.span.end, text: text)
    }
    return SpokenText.marked(
      lines(joined(said), lastAt: Row.callerWords)
        + lines(joined(heard), firstAt: Row.agentWords)
        + lines(misheard, firstAt: Row.misheard, linesMax: 1, "wt")
    )
  }

  private func joined(_ texts: [Text]) -> [Text] {
    var result: [Text] = []
    for text in texts {
      if let last = result.last, last.kind == text.kind, text.at - last.end < .seconds(1) {
        result[result.count - 1].text += " " + text.text
        result[result.count - 1].end = text.end
      } else {
        result.append(text)
      }
    }
    return result
  }

  /// Texts from their start on, or from the strip's start if they go on from the one before.
  private func lines(
    _ texts: [Text],
    firstAt first: Int = 0,
    lastAt last: Int? = nil,
    linesMax: Int = linesMax,
    _ style: String = "inkt"
  ) -> Markup {
    // What only begins within the last moment of a strip stands in the next one.
    let shown = texts.filter {
      $0.end > start && $0.at < end && !($0.end > end && fraction($0.at) > 0.94)
    }
    var result: Markup = ""
    for (index, text) in shown.enumerated() {
      let from = fraction(text.at)
      let isLast = index + 1 == shown.count
      // At the right edge, where nothing follows, the text ends with the strip.
      let isLate = isLast && from > 0.88
      let room = isLate ? 0.2 : (isLast ? 1.02 : fraction(shown[index + 1].at)) - from
      // The dash of what is broken off is as wide as two characters.
      let spare = text.text.hasSuffix("—") ? 2 : 1
      let columns = max(6, Int(room * Self.width / Self.character) - spare)
      let words = (text.at < start ? "… " : "") + text.text
      let lines = Self.fitted(words, columns, linesMax)
      let top = last.map { $0 - 12 * (lines.count - 1) } ?? first
      for (number, line) in lines.enumerated() {
        result += """
          <text class="\(style)\(isLate ? " e" : "")" x="\(isLate ? "100%" : place(text.at))" \
          y="\(top + 12 * number)">\(line)\
          </text>
          """
      }
    }
    return result
  }

  private static func fitted(_ text: String, _ columns: Int, _ most: Int) -> [String] {
    let lines = TextColumns.wrapped(text, columns)
    guard lines.count > most else { return lines }
    return lines.prefix(most - 1)
      + [TextColumns.cut(lines[(most - 1)...].joined(separator: " "), columns)]
  }
}

// MARK: - Flags

extension SwimLane {
  private struct Flag {
    var at: Duration
    var text: String
    var style = "inkt"
    /// Down to the lane that it concerns.
    var reach = Row.agent - Row.half
  }

  /// What went wrong, or might have: in two rows; what has no room stands in the table alone.
  var flags: Markup {
    var rowEnds = Row.flags.map { _ in -1.0 }
    var result: Markup = ""
    for flag in allFlags.filter({ isInside($0.at) }).sorted(by: { $0.at < $1.at }) {
      let x = fraction(flag.at)
      let width = Double(flag.text.count + 2) * Self.character / Self.width
      let start = x < width / 2 ? x : x > 1 - width / 2 ? x - width : x - width / 2
      guard let row = rowEnds.indices.first(where: { rowEnds[$0] <= start }) else { continue }
      rowEnds[row] = start + width
      let anchor = x < width / 2 ? "" : x > 1 - width / 2 ? " e" : " m"
      let (at, y) = (Coordinate.percent(x), Row.flags[row])
      result += """
        <line class="ev" x1="\(at)" x2="\(at)" y1="\(y + 4)" y2="\(flag.reach)"/>\
        <text class="halo \(flag.style)\(anchor)" x="\(at)" y="\(y)">\(flag.text)</text>
        """
    }
    return result
  }

  private var allFlags: [Flag] {
    var flags = story.silences.map {
      Flag(
        at: $0.start + $0.length / 2,
        text: "dead air \(Figures.span($0.length))",
        style: "wt",
        reach: Row.caller - Row.half
      )
    }
    flags += story.overlaps.map { Self.flag($0.overlap, $0.span) }
    flags += story.notes.compactMap { note, at in
      Self.flag(note).map { Flag(at: at, text: $0.text, style: $0.style) }
    }
    if let hangUp = story.hangUp {
      let isBad = hangUp.reason != .done
      flags.append(
        Flag(
          at: hangUp.at,
          text: hangUp.reason.flag,
          style: isBad ? "badt" : "inkt",
          reach: Row.caller - Row.half
        )
      )
    }
    return flags
  }

  private static func flag(_ overlap: SpeechOverlap, _ span: CallStory.Span) -> Flag {
    let reach = Row.caller - Row.half
    guard overlap.agentWasFirst else {
      let text = "agent cuts in, \(Figures.span(span.length))"
      return Flag(at: span.start, text: text, style: "badt", reach: reach)
    }
    let wasMeant = overlap.kind.wantsAnswer
    guard let delay = overlap.stopDelay else {
      let isMissed = wasMeant && overlap.agentStopped == nil
      let text = isMissed ? "barge-in, agent speaks on" : wasMeant ? "overlap" : overlap.name
      return Flag(at: span.start, text: text, style: isMissed ? "badt" : "inkt", reach: reach)
    }
    let text = "\(overlap.name), stops after \(Figures.milliseconds(delay))\(Figures.space)ms"
    return Flag(at: span.start, text: text, style: wasMeant ? "inkt" : "badt", reach: reach)
  }

  private static func flag(_ note: AgentNote) -> (text: String, style: String)? {
    switch note {
    case .tookBack: ("turn taken back", "wt")
    case .fellBack: ("model failed: script", "badt")
    case .resumed: ("goes on", "inkt")
    case .escalated: ("asks for a human", "inkt")
    case .handedOff: ("agents change", "inkt")
    case .callbackPromised: ("call back promised", "inkt")
    case .lineTurned(_, let isBad): isBad ? ("line bad", "badt") : ("line good again", "inkt")
    case .reconnected: ("model reconnected", "wt")
    case .ignored, .cut, .called, .transcribed, .filled, .desk, .compressed: nil
    }
  }
}

extension HangUpReason {
  fileprivate var flag: String {
    switch self {
    case .done: "hangs up"
    case .impatient: "hangs up, out of patience"
    case .cutOff: "cut off by the carrier"
    }
  }
}
