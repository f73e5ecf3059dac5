internal import SimCore
internal import VoicePipeline

// What an agent notes, as it goes beside the audio of a stream.
extension AgentNote {
  var json: JSONValue {
    switch self {
    case .ignored(let end): Self.object("ignored", [.init("at_ns", .integer(end.nanoseconds))])
    case .cut(let request, let instant):
      Self.object(
        "cut",
        [.init("request", .integer(request)), .init("at_ns", .integer(instant.nanoseconds))]
      )
    case .resumed(let request): Self.object("resumed", [.init("request", .integer(request))])
    case .tookBack(let turn): Self.object("took_back", [.init("turn", .integer(turn))])
    case .called(let call): Self.object("called", call.members)
    case .transcribed(let turn, let words):
      Self.object(
        "transcribed",
        [.init("turn", .integer(turn)), .init("words", .array(words.map(JSONValue.string)))]
      )
    case .filled(let request): Self.object("filled", [.init("request", .integer(request))])
    case .fellBack(let failure): Self.object("fell_back", [.init("failure", .string(failure.text))])
    case .handedOff(let task): Self.object("handed_off", [.init("task", .string(task))])
    case .escalated: Self.object("escalated")
    case .desk(let event): Self.object("desk", event.members)
    case .callbackPromised: Self.object("callback")
    case .lineTurned(let score, let isBad):
      Self.object(
        "line_turned",
        [.init("mos", .fixed(score.value, decimals: 6)), .init("is_bad", .boolean(isBad))]
      )
    case .reconnected: Self.object("reconnected")
    case .compressed(let before, let after):
      Self.object("compressed", [.init("from", .integer(before)), .init("to", .integer(after))])
    }
  }

  private static func object(_ kind: String, _ members: [JSONValue.Member] = []) -> JSONValue {
    .object([.init("kind", .string(kind))] + members)
  }

  /// Nil for what this version does not know.
  init?(json value: JSONValue) {
    let note = Self.timed(value) ?? Self.counted(value) ?? Self.plain(value)
    guard let note else { return nil }
    self = note
  }

  private static func timed(_ value: JSONValue) -> AgentNote? {
    guard let nanoseconds = value["at_ns"]?.integer else { return nil }
    let instant = SimInstant(nanoseconds: Int64(nanoseconds))
    switch value["kind"]?.text {
    case "ignored": return .ignored(until: instant)
    case "cut": return value["request"]?.integer.map { .cut(request: $0, at: instant) }
    default: return nil
    }
  }

  private static func counted(_ value: JSONValue) -> AgentNote? {
    switch value["kind"]?.text {
    case "resumed": return value["request"]?.integer.map { .resumed(request: $0) }
    case "took_back": return value["turn"]?.integer.map { .tookBack(turn: $0) }
    case "filled": return value["request"]?.integer.map { .filled(request: $0) }
    case "called": return ModelCall(members: value).map { .called($0) }
    case "compressed":
      guard let before = value["from"]?.integer, let after = value["to"]?.integer
      else { return nil }
      return .compressed(from: before, to: after)
    case "transcribed":
      guard let turn = value["turn"]?.integer, let words = value["words"]?.elements
      else { return nil }
      return .transcribed(turn: turn, words.compactMap(\.text))
    default: return nil
    }
  }

  private static func plain(_ value: JSONValue) -> AgentNote? {
    switch value["kind"]?.text {
    case "fell_back": value["failure"]?.text.flatMap(PortFailure.init(text:)).map { .fellBack($0) }
    case "handed_off": value["task"]?.text.map { .handedOff(task: $0) }
    case "escalated": .escalated
    case "desk": DeskEvent(members: value).map { .desk($0) }
    case "callback": .callbackPromised
    case "line_turned": lineTurned(value)
    case "reconnected": .reconnected
    default: nil
    }
  }

  private static func lineTurned(_ value: JSONValue) -> AgentNote? {
    guard let score = value["mos"]?.double, let isBad = value["is_bad"]?.flag else { return nil }
    return .lineTurned(OpinionScore(score), isBad: isBad)
  }
}

extension DeskEvent {
  fileprivate var members: [JSONValue.Member] {
    switch self {
    case .queued(let expected):
      [.init("event", .string("queued")), .init("expected_ns", .integer(expected.nanoseconds))]
    case .connected: [.init("event", .string("connected"))]
    case .closed: [.init("event", .string("closed"))]
    case .refused: [.init("event", .string("refused"))]
    }
  }

  fileprivate init?(members value: JSONValue) {
    switch value["event"]?.text {
    case "queued":
      guard let expected = value["expected_ns"]?.integer else { return nil }
      self = .queued(expected: .nanoseconds(Int64(expected)))
    case "connected": self = .connected
    case "closed": self = .closed
    case "refused": self = .refused
    default: return nil
    }
  }
}

extension ModelCall {
  fileprivate var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("service", .string(service.rawValue)), .init("number", .integer(number)),
      .init("attempt", .integer(attempt)), .init("begun_ns", .integer(begun.nanoseconds)),
      .init("ended_ns", .integer(ended.nanoseconds)), .init("ending", .string(ending.text)),
      .init("cached", .integer(usage.cachedInput)), .init("output", .integer(usage.output)),
      .init("audio_ns", .integer(audio.nanoseconds)), .init("characters", .integer(characters)),
    ]
    if let firstResult { members.append(.init("first_ns", .integer(firstResult.nanoseconds))) }
    if let input = usage.input { members.append(.init("input", .integer(input))) }
    if let tool { members.append(.init("tool", .string(tool))) }
    return members
  }

  fileprivate init?(members value: JSONValue) {
    guard let service = value["service"]?.text.flatMap(Service.init(rawValue:)),
      let number = value["number"]?.integer, let attempt = value["attempt"]?.integer,
      let begun = value["begun_ns"]?.integer, let ended = value["ended_ns"]?.integer,
      let ending = value["ending"]?.text.flatMap(Ending.init(text:)),
      let output = value["output"]?.integer, let cached = value["cached"]?.integer,
      let audio = value["audio_ns"]?.integer, let characters = value["characters"]?.integer
    else { return nil }
    let first = value["first_ns"]?.integer
    let usage = TokenUsage(input: value["input"]?.integer, cachedInput: cached, output: output)
    self.init(
      service: service,
      number: number,
      attempt: attempt,
      begun: SimInstant(nanoseconds: Int64(begun)),
      firstResult: first.map { SimInstant(nanoseconds: Int64($0)) },
      ended: SimInstant(nanoseconds: Int64(ended)),
      ending: ending,
      usage: usage,
      audio: .nanoseconds(Int64(audio)),
      characters: characters,
      tool: value["tool"]?.text
    )
  }
}
