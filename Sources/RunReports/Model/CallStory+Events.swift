import SimCore
import VoicePipeline

extension CallStory {
  /// One line of the story: when, who, what.
  struct Event {
    var at: Duration
    var who: String
    var what: String
    /// The words of the call that `what` has.
    var quote: String?
  }

  /// Everything that happened, in order of time.
  var events: [Event] {
    var events = speech.map {
      Event(at: $0.span.start, who: "caller", what: $0.words.deed, quote: $0.words.text)
    }
    events += sentences.map {
      Event(at: $0.span.start, who: "agent", what: $0.deed, quote: $0.heard)
    }
    events += turns.flatMap(\.events)
    events += overlaps.map { Event(at: $0.span.start, who: "both", what: $0.overlap.deed) }
    events += silences.map {
      Event(at: $0.start, who: "both", what: "silent for \(Figures.span($0.length))")
    }
    events += requests.compactMap(\.event)
    events += notes.compactMap { note, at in
      note.deed.map { Event(at: at, who: "agent", what: $0) }
    }
    if let hangUp { events.append(Event(at: hangUp.at, who: "caller", what: hangUp.reason.deed)) }
    return events.enumerated()
      .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
  }
}

extension CallStory.Event {
  /// As a page shows it: what is quoted stands between marks.
  var markup: Markup {
    guard let quote, !quote.isEmpty, let place = what.firstRange(of: quote) else {
      return "\(what)"
    }
    return "\(String(what[..<place.lowerBound]))" + SpokenText.marked("\(quote)")
      + "\(String(what[place.upperBound...]))"
  }
}

extension SpokenWords {
  fileprivate var deed: String {
    switch kind {
    case .turn, .hello: "“\(text)”\(completesTurn ? "" : " …")"
    case .interruption: "breaks in: “\(text)”"
    case .backchannel: "back-channel: “\(text)”"
    case .aside: "to somebody else: “\(text)”"
    case .noise: "a noise of \(Figures.span(start.duration(to: end)))"
    }
  }
}

extension CallStory.Sentence {
  fileprivate var deed: String {
    let words = heard.map { "“\($0)”" } ?? "speaks"
    guard let unheard else { return words }
    return unheard == 0
      ? "\(words), broken off at its end"
      : "\(words), broken off: \(Figures.counted(unheard, "word")) never heard"
  }
}

extension CallStory.Turn {
  fileprivate var events: [CallStory.Event] {
    var events: [CallStory.Event] = []
    if let misheard, let errors = record.account?.wordErrors,
      let at = stages.first(where: { $0.metric == .endpointing })?.span.end
    {
      let count = "\(Figures.counted(errors.errors, "error")) in \(errors.referenceWords)"
      let words = misheard.isEmpty ? "understands nothing" : "understands “\(misheard)”"
      let what = "\(words), \(count) words"
      events.append(.init(at: at, who: "recognizer", what: what, quote: misheard))
    }
    let parts = stageLengths.map { "\($0.name) \(Figures.milliseconds($0.length))" }
    let detail = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    let latency = record.responseLatency
    let text =
      latency < .zero
      ? "is heard \(Figures.milliseconds(.zero - latency)) ms before the caller’s last sound"
      : "is heard, \(Figures.milliseconds(latency)) ms after the caller’s last sound"
    events.append(.init(at: response.end, who: "agent", what: text + detail))
    return events
  }
}

extension SpeechOverlap {
  fileprivate var deed: String {
    let length = Figures.span(onset.duration(to: end))
    guard agentWasFirst else { return "the agent cuts in, and both speak for \(length)" }
    let stop =
      stopDelay.map { "the agent stops after \(Figures.milliseconds($0)) ms" }
      ?? (agentStopped == nil ? "the agent speaks on" : "the agent had said all")
    return "\(name) over the agent’s voice for \(length): \(stop)"
  }

  /// What the caller's part of it is.
  var name: String {
    switch kind {
    case .turn, .hello, .interruption: "barge-in"
    case .backchannel: "back-channel"
    case .aside: "aside"
    case .noise: "noise"
    }
  }
}

extension CallStory.Request {
  /// Failures and tools; what else was asked stands in the stages.
  fileprivate var event: CallStory.Event? {
    let name = call.service.label
    switch call.ending {
    case .failed(let failure):
      let again = call.attempt > 1 ? ", attempt \(call.attempt)" : ""
      let text = "fails after \(Figures.milliseconds(span.length)) ms\(again): \(failure.text)"
      return .init(at: span.end, who: name, what: text)
    case .completed, .cancelled:
      guard let tool = call.tool else { return nil }
      return .init(
        at: span.start,
        who: name,
        what: "\(tool), \(Figures.milliseconds(span.length)) ms"
      )
    }
  }
}

extension ModelCall.Service {
  var label: String { rawValue.split(separator: "_").joined(separator: " ") }
}

extension HangUpReason {
  var deed: String {
    switch self {
    case .done: "hangs up: all is said"
    case .impatient: "hangs up: out of patience"
    case .cutOff: "is cut off: the carrier hears nothing"
    }
  }
}

extension AgentNote {
  /// What it says to a reader; nil for what the picture shows otherwise.
  var deed: String? {
    switch self {
    case .ignored: "takes what it heard for no turn, and does not answer"
    case .cut: "stops, for it hears the caller"
    case .resumed: "goes on with its reply: nothing was said"
    case .tookBack: "takes its turn back: the caller is heard again"
    case .called, .transcribed: nil
    case .filled: "fills the wait"
    case .fellBack(let failure): "falls back on a script: \(failure.text)"
    case .handedOff(let task): "hands over to the agent for \(task)"
    case .escalated: "asks for a human"
    case .desk(let event): event.deed
    case .callbackPromised: "promises a call back"
    case .lineTurned(let score, let isBad):
      "\(isBad ? "hears the caller badly" : "hears the caller well again"): MOS "
        + "\(Figures.fixed(score.value, decimals: 1))"
    case .reconnected: "connects anew to its model"
    case .compressed(let before, let after):
      "sums up older turns: \(Figures.count(before)) to \(Figures.count(after)) tokens"
    }
  }
}

extension DeskEvent {
  fileprivate var deed: String {
    switch self {
    case .queued(let expected): "no human is free; expected wait \(Figures.span(expected))"
    case .connected: "a human takes the call"
    case .closed: "the desk of humans is closed"
    case .refused: "the desk of humans is full"
    }
  }
}
