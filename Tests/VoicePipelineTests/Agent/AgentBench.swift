import SimCore
import VoicePipeline

/// Audio that nobody looks into.
final class FakeAudio: AudioStream {}

/// A machine that is driven by hand, with the effects of its last event.
struct AgentBench {
  var machine: AgentMachine
  var now = SimInstant.zero
  var effects: [String] = []
  /// What the last event did to the wait for the language model.
  var waits: [String] = []

  init(greeting: String? = nil, endpointing: Duration = .milliseconds(500)) {
    machine = AgentMachine(
      settings: AgentSettings(
        endpointing: endpointing,
        greeting: greeting,
        instructionTokens: 100
      )
    )
  }

  mutating func send(_ event: AgentEvent, after delay: Duration = .zero) {
    now = now.advanced(by: delay)
    var wanted = AgentEffects()
    machine.handle(event, at: now, into: &wanted)
    let names = wanted.all.map(Self.name)
    effects = names.filter { !$0.hasSuffix("Generation") }
    waits = names.filter { $0.hasSuffix("Generation") }
  }

  /// Lives through a turn until the request to the language model is out.
  mutating func askOneQuestion() {
    send(.media(.speechStarted(FakeAudio())))
    send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(2))
    send(.recognition(turn: machine.turn, .final(["yes"])), after: .milliseconds(100))
    send(.endpointingElapsed(turn: machine.turn), after: .milliseconds(200))
  }

  /// Ends the turn that is being heard.
  mutating func finishTurn(_ words: [String]) {
    send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    send(.recognition(turn: machine.turn, .final(Transcript(words))), after: .milliseconds(100))
    send(.endpointingElapsed(turn: machine.turn), after: .milliseconds(200))
  }

  mutating func answerOneSentence() {
    let request = machine.request
    send(.generation(request: request, .started))
    send(.generation(request: request, .text("Fine.")), after: .milliseconds(300))
    let mark = PlaybackMark(request: request, sentence: 0)
    send(.synthesis(mark, .audio(FakeAudio())), after: .milliseconds(100))
  }

  private static func text(of turn: ConversationTurn?) -> String {
    switch turn {
    case .caller(let words): words.joined(separator: " ")
    case .agent(let sentences): sentences.joined(separator: " ")
    case nil: ""
    }
  }

  private static func name(_ effect: AgentEffect) -> String {
    switch effect {
    case .recognize: "recognize"
    case .finishRecognition: "finishRecognition"
    case .startEndpointing(let until, _): "startEndpointing \(until.nanoseconds / 1_000_000)"
    case .cancelEndpointing: "cancelEndpointing"
    case .generate(let request, let conversation, let tokens):
      "generate \(request) \(text(of: conversation.turns.last)) \(tokens)"
    case .awaitGeneration(let until, _): "\(until.nanoseconds / 1_000_000) awaitGeneration"
    case .endGeneration: "endGeneration"
    case .cancelReply: "cancelReply"
    case .synthesize(let text, let mark): "synthesize \(mark.request).\(mark.sentence) \(text)"
    case .play(_, let mark): "play \(mark.request).\(mark.sentence)"
    case .clearPlayback: "clearPlayback"
    case .report(let turn): "report \(turn.turn)"
    case .finish(let end): "finish \(end)"
    }
  }
}
