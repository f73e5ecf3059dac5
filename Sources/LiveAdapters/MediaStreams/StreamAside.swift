internal import SimCore
package import VoicePipeline

/// What travels beside the audio of a Media Streams connection when both ends are ours.
///
/// The recognizer and the synthesizer are simulated, but the call is real: the caller's words go
/// with the frames in which they are said, and the agent says which reply its audio is and how it
/// came about, in times from the start of the stream, for each end has its own clock. Each is a
/// message of its own with the event `simrun`, which other readers pass over. A carrier announces
/// it with the custom parameter `simrun`; to others no such message is sent.
package enum StreamAside: Sendable, Hashable {
  /// From the caller: a stretch of speech begins.
  case speech(index: Int, SpeechTraits)
  /// From the caller: these further words of the stretch have been said.
  case words(index: Int, [String], soundsComplete: Bool)
  /// From the agent: the audio that follows is this sentence.
  case sentence(PlaybackMark, leadingSilence: Duration)
  /// From the agent: a reply has begun to play.
  case turn(AgentTurn)
  /// From the agent: something else that it tells for the record.
  case note(AgentNote)
  /// From the agent: a port has failed for good, and the call ends.
  case failed(PortFailure)

  /// The name of the event, and of the custom parameter that asks for it.
  package static let event = "simrun"
}

extension StreamAside {
  /// Appends the message as it goes over the wire.
  package func write(streamSID: String, to output: inout [UInt8]) {
    let message = JSONValue.object([
      .init("event", .string(Self.event)), .init("streamSid", .string(streamSID)),
      .init(Self.event, content),
    ])
    Bytes.append(JSONWriter.line(message).span, to: &output)
  }

  private var content: JSONValue {
    switch self {
    case .speech(let index, let traits):
      .object([.init("speech", .integer(index))] + traits.members)
    case .words(let index, let words, let isComplete):
      .object([
        .init("words", .array(words.map(JSONValue.string))), .init("of", .integer(index)),
        .init("complete", .boolean(isComplete)),
      ])
    case .sentence(let mark, let silence):
      .object([
        .init("sentence", .integer(mark.sentence)), .init("request", .integer(mark.request)),
        .init("leading_silence_ns", .integer(silence.nanoseconds)),
      ])
    case .turn(let turn): .object([.init("turn", turn.json)])
    case .note(let note): .object([.init("note", note.json)])
    case .failed(let failure): .object([.init("failure", .string(failure.text))])
    }
  }

  /// Reads the member `simrun` of a message; nil for what this version does not know.
  init?(_ value: JSONValue) {
    if let index = value["speech"]?.integer, let traits = SpeechTraits(value) {
      self = .speech(index: index, traits)
    } else if let words = value["words"]?.elements, let index = value["of"]?.integer {
      self = .words(
        index: index,
        words.compactMap(\.text),
        soundsComplete: value["complete"]?.flag == true
      )
    } else if let sentence = value["sentence"]?.integer, let request = value["request"]?.integer,
      let silence = value["leading_silence_ns"]?.integer
    {
      let mark = PlaybackMark(request: request, sentence: sentence)
      self = .sentence(mark, leadingSilence: .nanoseconds(Int64(silence)))
    } else if let turn = value["turn"].flatMap(AgentTurn.init) {
      self = .turn(turn)
    } else if let note = value["note"].flatMap(AgentNote.init(json:)) {
      self = .note(note)
    } else if let failure = value["failure"]?.text.flatMap(PortFailure.init(text:)) {
      self = .failed(failure)
    } else {
      return nil
    }
  }
}

extension AgentTurn {
  /// The stamps in the order of `TurnStamps.all`, as nanoseconds.
  fileprivate var json: JSONValue {
    .object([
      .init("number", .integer(turn)), .init("request", .integer(request)),
      .init("stretches", .integer(stretches)),
      .init("words", .array(words.map(JSONValue.string))),
      .init("stamps_ns", .array(stamps.all.map { .integer($0.nanoseconds) })),
      .init("origin", .string(origin.rawValue)), .init("tier", .string(tier.rawValue)),
      .init("rounds", .integer(rounds)),
    ])
  }

  fileprivate init?(_ value: JSONValue) {
    guard let number = value["number"]?.integer, let request = value["request"]?.integer,
      let stretches = value["stretches"]?.integer, let words = value["words"]?.elements,
      let times = value["stamps_ns"]?.elements?.compactMap(\.integer),
      let stamps = TurnStamps(times.map { SimInstant(nanoseconds: Int64($0)) }),
      let origin = value["origin"]?.text.flatMap(ReplyOrigin.init(rawValue:)),
      let tier = value["tier"]?.text.flatMap(ModelTier.init(rawValue:)),
      let rounds = value["rounds"]?.integer
    else { return nil }
    self.init(
      turn: number,
      request: request,
      stretches: stretches,
      words: words.compactMap(\.text),
      stamps: stamps,
      origin: origin,
      tier: tier,
      rounds: rounds
    )
  }
}
