import SimCore
import VoicePipeline

/// Audio that nobody looks into.
final class FakeAudio: AudioStream {}

/// A machine that is driven by hand, with the effects of its last event.
struct AgentBench {
  var machine: AgentMachine
  var now = SimInstant.zero
  var effects: [String] = []
  /// What it told for the record.
  var notes: [String] = []
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
    notes = names.filter { $0.hasPrefix("note ") }.map { String($0.dropFirst(5)) }
    waits = names.filter { $0.hasSuffix("Generation") }
    effects = names.filter { !$0.hasSuffix("Generation") && !$0.hasPrefix("note ") }
  }

  /// Lives through a turn until the request to the language model is out.
  mutating func askOneQuestion() {
    send(.media(.speechStarted(FakeAudio())))
    send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(2))
    send(.recognition(turn: machine.turn, .final(["yes"])), after: .milliseconds(100))
    send(.elapsed(.endpointing), after: .milliseconds(200))
  }

  /// Ends the turn that is being heard.
  mutating func finishTurn(_ words: [String]) {
    send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    send(.recognition(turn: machine.turn, .final(Transcript(words))), after: .milliseconds(100))
    send(.elapsed(.endpointing), after: .milliseconds(200))
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
    case .tool(let result): "[\(result)]"
    case .summary(let text): "(\(text))"
    case nil: ""
    }
  }

  private static func name(_ effect: AgentEffect) -> String {
    switch effect {
    case .recognize: "recognize"
    case .finishRecognition: "finishRecognition"
    case .judgeTurn(let turn, let stretch): "judgeTurn \(turn).\(stretch)"
    case .start(.endpointing, let until): "startEndpointing \(until.wholeMilliseconds)"
    case .start(.generation, let until): "\(until.wholeMilliseconds) awaitGeneration"
    case .start(let timer, let until): "start \(timer) \(until.wholeMilliseconds)"
    case .stop(.endpointing): "cancelEndpointing"
    case .stop(let timer): "stop \(timer)"
    case .generate(let task):
      "generate \(task.request) \(text(of: task.conversation.turns.last)) \(task.contextTokens)"
    case .summarize(_, let tokens): "summarize \(tokens)"
    case .endGeneration: "endGeneration"
    case .cancelReply: "cancelReply"
    case .findReply: "findReply"
    case .keepReply(let text, _): "keepReply \(text)"
    case .route: "route"
    case .runTool(let call, let run): "runTool \(run) \(call.name) \(call.arguments)"
    case .synthesize(let text, let mark): "synthesize \(mark.request).\(mark.sentence) \(text)"
    case .play(_, let mark): "play \(mark.request).\(mark.sentence)"
    case .clearPlayback: "clearPlayback"
    case .openRealtime: "openRealtime"
    case .hear(_, let turn): "hear \(turn)"
    case .hearAgain(let turn): "hearAgain \(turn)"
    case .hearSilence(let turn): "hearSilence \(turn)"
    case .respond(let request, let result): "respond \(request) \(result ?? "")"
    case .interrupt(let request): "interrupt \(request)"
    case .askDesk: "askDesk"
    case .leaveDesk: "leaveDesk"
    case .report(let turn): "report \(turn.turn)"
    case .note(let note): "note \(name(note))"
    case .finish(let end): "finish \(end)"
    }
  }

  private static func name(_ note: AgentNote) -> String {
    switch note {
    case .called(let call): "called \(call.service.rawValue) \(call.ending.text)"
    case .ignored(let until): "ignored \(until.wholeMilliseconds)"
    case .cut(let request, let at): "cut \(request) \(at.wholeMilliseconds)"
    default: "\(note)"
    }
  }
}

extension SimInstant {
  var wholeMilliseconds: Int64 { nanoseconds / 1_000_000 }
}
