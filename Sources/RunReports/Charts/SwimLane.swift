import SimCore
import VoicePipeline

/// One strip of a call: who speaks when, what each says, and the stages of each turn below.
///
/// ```
///            flags: dead air, barge-in, false end of turn
///            the caller's words
///   caller   ▇▇▇▇▇▇▇▇             ▇▇▇
///            what was understood instead
/// response           |--1,240 ms--|
///    agent                        ▇▇▇▇▇▇▇▇▇▇▇▇▇▇
///            the agent's words as heard
///   stages           ▁▂▃
///            0        5        10       15       20 s
/// ```
struct SwimLane {
  /// Of one strip: a longer call has several.
  static let window = Duration.seconds(20)

  /// Where things stand, in pixels from the top.
  enum Row {
    static let flags = [12, 26]
    /// The last of the caller's three lines of words.
    static let callerWords = 70
    static let caller = 88
    static let misheard = 116
    static let response = 134
    static let agent = 154
    static let agentWords = 180
    static let rule = 214
    static let stages = 222
    static let requests = stages + 13 * 5
    static let axis = requests + 17
    static let height = axis + 22
    /// Half the height of speech.
    static let half = 11
  }

  let story: CallStory
  /// The id of the title; the description has the same with `-d` and the strip's number.
  let name: String
  /// Counted from 0.
  let strip: Int
  /// A response beyond it is drawn red.
  let limit: Duration?

  var start: Duration { Self.window * strip }
  var end: Duration { start + Self.window }

  /// The `<svg>`.
  var markup: Markup {
    """
    <svg class="pl l106 r16" height="\(Row.height)" role="img" aria-labelledby="\(name)" \
    aria-describedby="\(name)-d\(strip)"><desc id="\(name)-d\(strip)">\(description)</desc>\
    \(frame)\(bands)\(voices)\(responses)\(stages)\(requests)\(words)\(flags)</svg>
    """
  }

  private var description: String {
    let said = story.speech.count { isInside($0.span.start) }
    let heard = story.sentences.count { isInside($0.span.start) }
    return "Seconds \(Figures.count(Int(start / .seconds(1)))) to "
      + "\(Figures.count(Int(end / .seconds(1)))) of the call: "
      + "\(Figures.counted(said, "utterance")) of the caller, "
      + "\(Figures.counted(heard, "sentence")) of the agent."
  }
}

// MARK: - Coordinates

extension SwimLane {
  func isInside(_ time: Duration) -> Bool { time >= start && time < end }

  func fraction(_ time: Duration) -> Double {
    min(1, max(0, (time - start) / Self.window))
  }

  func place(_ time: Duration) -> String { Coordinate.percent(fraction(time)) }

  /// A bar, as far as the strip shows it; `title` is told when it is pointed at.
  func bar(
    _ span: CallStory.Span,
    y: Int,
    height: Int,
    _ style: String,
    title: String? = nil,
    isSpoken: Bool = false
  ) -> Markup {
    guard span.end > start, span.start < end else { return "" }
    let from = fraction(span.start)
    // What is too short to be seen is drawn as a tick.
    let width = max(fraction(span.end) - from, 0.0015)
    var hint: Markup = title.map { "<title>\($0)</title>" } ?? ""
    if isSpoken, title != nil { hint = SpokenText.marked(hint) }
    let close: Markup = title == nil ? "/>" : ">"
    let tail: Markup = title == nil ? "" : hint + "</rect>"
    return """
      <rect class="\(style)" x="\(Coordinate.percent(from))" width="\(Coordinate.percent(width))" \
      y="\(y)" height="\(height)" rx="1"\(close)\(tail)
      """
  }
}

// MARK: - Frame and voices

extension SwimLane {
  private var frame: Markup {
    var result: Markup = ""
    for (text, y) in [("caller", Row.caller), ("agent", Row.agent)] {
      result += """
        <text class="e bigt" x="0" dx="-10" y="\(y + 4)">\(text)</text>\
        <line class="g" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>
        """
    }
    result += "<text class=\"e inkt\" x=\"0\" dx=\"-10\" y=\"\(Row.response + 4)\">response</text>"
    for y in [Row.rule, Row.axis] {
      result += "<line class=\"tick\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
    }
    for second in stride(from: 0, through: Int(Self.window / .seconds(1)), by: 5) {
      let time = start + .seconds(second)
      let unit = second == Int(Self.window / .seconds(1)) ? Figures.space + "s" : ""
      let text = Figures.count(Int(time / .seconds(1))) + unit
      result += """
        <line class="tick" x1="\(place(time))" x2="\(place(time))" y1="\(Row.axis)" \
        y2="\(Row.axis + 4)"/><text class="k m" x="\(place(time))" \
        y="\(Row.axis + 18)">\(text)</text>
        """
    }
    return result
  }

  /// Dead air, and both voices at once.
  private var bands: Markup {
    let y = Row.caller - Row.half
    let height = Row.agent - Row.caller + 2 * Row.half
    return story.silences.map { bar($0, y: y, height: height, "dead") }.joined()
      + story.overlaps.map { bar($0.span, y: y, height: height, "tov") }.joined()
  }

  private var voices: Markup {
    let caller = story.speech.map { speech -> Markup in
      let isTurn = speech.words.kind.wantsAnswer
      let half = isTurn ? Row.half : Row.half - 4
      return bar(
        speech.span,
        y: Row.caller - half,
        height: 2 * half,
        isTurn ? "inkf" : "basef",
        title: speech.words.text.isEmpty ? nil : speech.words.text,
        isSpoken: true
      )
    }
    let agent = story.sentences.map { sentence in
      bar(
        sentence.span,
        y: Row.agent - Row.half,
        height: 2 * Row.half,
        "accf",
        title: sentence.heard,
        isSpoken: true
      )
    }
    return caller.joined() + agent.joined()
  }

  /// From the caller's last sound to the agent's first.
  private var responses: Markup {
    story.turns.map { turn -> Markup in
      let span = turn.response
      guard span.length > .zero, span.end > start, span.start < end else { return "" }
      let isBad = limit.map { span.length > $0 } ?? false
      let style = isBad ? "dimb" : "dim"
      let y = Row.response
      var result: Markup = """
        <line class="\(style)" x1="\(place(span.start))" x2="\(place(span.end))" y1="\(y)" \
        y2="\(y)"/>
        """
      for end in [span.start, span.end] where isInside(end) {
        result += """
          <line class="\(style)" x1="\(place(end))" x2="\(place(end))" y1="\(y - 4)" y2="\(y + 4)"/>
          """
      }
      let middle = span.start + span.length / 2
      guard isInside(middle) else { return result }
      let text = Figures.milliseconds(turn.record.responseLatency) + Figures.space + "ms"
      return result + """
        <text class="m halo \(isBad ? "badt" : "inkt")" x="\(place(middle))" y="\(y - 6)">\(text)\
        </text>
        """
    }.joined()
  }
}

// MARK: - Stages and requests

extension SwimLane {
  /// Rows of the stages, each with the parts that it shows; waiting is grey.
  private static let stageRows: [(name: String, parts: [MetricName], waits: [MetricName?])] = [
    ("endpointing", [.endpointing], [nil]), ("transcription", [.transcription], []),
    ("language model", [.timeToFirstToken, .firstSentence], [.routing, .tools, .modelQueue]),
    ("synthesis", [.synthesis], []), ("network", [.network], []),
  ]

  private var stages: Markup {
    var result: Markup = ""
    for (index, row) in Self.stageRows.enumerated() {
      let y = Row.stages + 13 * index
      result += "<text class=\"e\" x=\"0\" dx=\"-10\" y=\"\(y + 8)\">\(row.name)</text>"
      for stage in story.turns.flatMap(\.stages) {
        let isWait = row.waits.contains(stage.metric)
        guard isWait || row.parts.contains(where: { $0 == stage.metric }) else { continue }
        let title = "\(stage.name) \(Figures.milliseconds(stage.span.length)) ms"
        result += bar(stage.span, y: y, height: 9, isWait ? "basef" : "acc2f", title: title)
      }
    }
    return result
  }

  /// Requests to models and tools; one that failed is red, with its reason.
  private var requests: Markup {
    let y = Row.requests
    var result: Markup = "<text class=\"e\" x=\"0\" dx=\"-10\" y=\"\(y + 8)\">requests</text>"
    for request in story.requests {
      var style = request.call.tool == nil ? "acc2f" : "inkf"
      if case .failed = request.call.ending { style = "badf" }
      if case .cancelled = request.call.ending { style = "basef" }
      let title =
        "\(request.call.tool ?? request.call.service.label), "
        + "\(Figures.milliseconds(request.span.length)) ms, \(request.call.ending.text)"
      result += bar(request.span, y: y, height: 9, style, title: title)
    }
    return result
  }
}
