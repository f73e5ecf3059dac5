import SimCore
import VoicePipeline

/// `calls/<number>.trace.json`: one call in the trace-event format that Perfetto and Chrome open.
///
/// One row for each voice, the stages, the requests and either direction's losses; the playout
/// delays are counters. Times are microseconds since the answer.
package enum ZoomTrace {
  /// The rows, in order from the top.
  private enum Track: Int, CaseIterable {
    case caller = 1
    case agent, overlaps, stages, requests, uplink, downlink

    var name: String {
      switch self {
      case .caller: "caller"
      case .agent: "agent"
      case .overlaps: "both, or nobody"
      case .stages: "stages"
      case .requests: "requests"
      case .uplink: "losses to the agent"
      case .downlink: "losses to the caller"
      }
    }
  }

  /// The file's bytes; without what was said where it may not be shown.
  package static func bytes(_ facts: ZoomFacts, hidesWords: Bool) -> [UInt8] {
    var events = Track.allCases.flatMap(names)
    if let story = CallStory(facts.exemplar) {
      events += voices(story, hidesWords) + agentWork(story)
      events += story.overlaps.map { span($0.overlap.kind.rawValue, $0.span, .overlaps) }
      events += story.silences.map { span("dead air", $0, .overlaps) }
      if let hangUp = story.hangUp { events.append(instant("hangs up", hangUp.at, .caller)) }
    }
    events += losses(facts.frames.uplink, facts, .uplink)
    events += losses(facts.frames.downlink, facts, .downlink)
    let number = facts.exemplar.record.id.number
    var text = TextBuffer()
    text.text("{\"displayTimeUnit\":\"ms\",\"otherData\":")
    JSONWriter.append(
      .object([
        .init("scenario", .string(facts.scenario)), .init("seed", .string("\(facts.seed)")),
        .init("call", .integer(number)), .init("kind", .string(facts.kind)),
      ]),
      to: &text
    )
    text.text(",\"traceEvents\":[\n")
    for (place, event) in events.enumerated() {
      if place > 0 { text.text(",\n") }
      JSONWriter.append(event, to: &text)
    }
    text.text("\n]}\n")
    return text.takeBytes()
  }

  private static func names(_ track: Track) -> [JSONValue] {
    let place: [JSONValue.Member] = [
      .init("pid", .integer(1)), .init("tid", .integer(track.rawValue)),
    ]
    let name = JSONValue.object([.init("name", .string(track.name))])
    let order = JSONValue.object([.init("sort_index", .integer(track.rawValue))])
    return [
      .object(
        [.init("ph", .string("M")), .init("name", .string("thread_name")), .init("args", name)]
          + place
      ),
      .object(
        [
          .init("ph", .string("M")), .init("name", .string("thread_sort_index")),
          .init("args", order),
        ] + place
      ),
    ]
  }

  private static func voices(_ story: CallStory, _ hidesWords: Bool) -> [JSONValue] {
    let caller = story.speech.map { speech in
      let words = speech.words.text
      return span(
        hidesWords || words.isEmpty ? speech.words.kind.rawValue : words,
        speech.span,
        .caller
      )
    }
    let agent = story.sentences.map { sentence in
      span(hidesWords ? "sentence" : sentence.heard ?? "sound", sentence.span, .agent)
    }
    let cuts = story.sentences.filter { $0.unheard != nil }
    return caller + agent + cuts.map { instant("cut", $0.span.end, .agent) }
  }

  private static func agentWork(_ story: CallStory) -> [JSONValue] {
    let stages = story.turns.flatMap(\.stages).map { span($0.name, $0.span, .stages) }
    let requests = story.requests.map { request in
      span(request.call.tool ?? request.call.service.label, request.span, .requests)
    }
    return stages + requests
  }

  private static func losses(
    _ leg: LegFrames,
    _ facts: ZoomFacts,
    _ track: Track
  ) -> [JSONValue] {
    var events: [JSONValue] = []
    var delay = -1
    for run in leg.runs(from: facts.framesBegin) {
      if run.playoutDelay != delay {
        delay = run.playoutDelay
        events.append(counter(track, at: run.span.start, delay))
      }
      if run.fate != .played { events.append(span(run.fate.rawValue, run.span, track)) }
    }
    return events
  }

  private static func counter(_ track: Track, at time: Duration, _ delay: Int) -> JSONValue {
    let name = track == .uplink ? "playout delay to the agent" : "playout delay to the caller"
    let milliseconds = JSONValue.milliseconds(.microseconds(delay))
    return .object([
      .init("ph", .string("C")), .init("name", .string(name)), .init("ts", micros(time)),
      .init("pid", .integer(1)), .init("args", .object([.init("ms", milliseconds)])),
    ])
  }

  private static func span(_ name: String, _ span: CallStory.Span, _ track: Track) -> JSONValue {
    .object([
      .init("ph", .string("X")), .init("name", .string(name)), .init("ts", micros(span.start)),
      .init("dur", micros(span.length)), .init("pid", .integer(1)),
      .init("tid", .integer(track.rawValue)),
    ])
  }

  private static func instant(_ name: String, _ time: Duration, _ track: Track) -> JSONValue {
    .object([
      .init("ph", .string("i")), .init("name", .string(name)), .init("ts", micros(time)),
      .init("s", .string("t")), .init("pid", .integer(1)), .init("tid", .integer(track.rawValue)),
    ])
  }

  private static func micros(_ time: Duration) -> JSONValue { .integer(time.nanoseconds / 1_000) }
}
