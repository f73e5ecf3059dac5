import SimCore
import VoicePipeline

/// Audio that nobody looks into.
final class FakeAudio: AudioStream {}

/// A machine that is driven by hand, with the effects of its last event.
struct AgentBench {
  var machine: AgentMachine
  var now = SimInstant.zero
  var effects: [String] = []

  init(greeting: String? = nil, endpointing: Duration = .milliseconds(500)) {
    machine = AgentMachine(
      settings: AgentSettings(
        endpointing: endpointing,
        hangover: .milliseconds(200),
        greeting: greeting,
        instructionTokens: 100
      )
    )
  }

  mutating func send(_ event: AgentEvent, after delay: Duration = .zero) {
    now = now.advanced(by: delay)
    effects = machine.handle(event, at: now).map(Self.name)
  }

  /// Lives through a turn until the request to the language model is out.
  mutating func askOneQuestion() {
    send(.media(.speechStarted(FakeAudio())))
    send(.media(.speechEnded), after: .seconds(2))
    send(.recognition(turn: machine.turn, .final(["yes"])), after: .milliseconds(100))
    send(.endpointingElapsed(turn: machine.turn), after: .milliseconds(200))
  }

  mutating func answerOneSentence() {
    let request = machine.request
    send(.generation(request: request, .started))
    send(.generation(request: request, .text("Fine.")), after: .milliseconds(300))
    let mark = PlaybackMark(request: request, sentence: 0)
    send(.synthesis(mark, .audio(FakeAudio())), after: .milliseconds(100))
  }

  private static func name(_ effect: AgentEffect) -> String {
    switch effect {
    case .recognize: "recognize"
    case .finishRecognition: "finishRecognition"
    case .startEndpointing(let until, _): "startEndpointing \(until.nanoseconds / 1_000_000)"
    case .cancelEndpointing: "cancelEndpointing"
    case .generate(let request, let words, let tokens):
      "generate \(request) \(words.joined(separator: " ")) \(tokens)"
    case .cancelReply: "cancelReply"
    case .synthesize(let text, let mark): "synthesize \(mark.request).\(mark.sentence) \(text)"
    case .play(_, let mark): "play \(mark.request).\(mark.sentence)"
    case .clearPlayback: "clearPlayback"
    case .report(let turn): "report \(turn.turn)"
    case .finish(let end): "finish \(end)"
    }
  }
}
