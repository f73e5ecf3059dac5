import SimCore
import Testing
import VoicePipeline

/// Audio that nobody looks into.
private final class FakeAudio: AudioStream {}

/// A machine that is driven by hand, with the effects of its last event.
private struct Bench {
  var machine: AgentMachine
  var now = SimInstant.zero
  var effects: [String] = []

  init(greeting: String? = nil, endpointing: Duration = .milliseconds(500)) {
    machine = AgentMachine(
      settings: AgentSettings(
        endpointing: endpointing, hangover: .milliseconds(200), greeting: greeting,
        instructionTokens: 100))
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

@Suite("Agent machine")
struct AgentMachineTests {
  @Test func `an agent with a greeting speaks first and then listens`() {
    var bench = Bench(greeting: "Hello there.")
    bench.send(.connected)
    #expect(bench.effects == ["synthesize 0.0 Hello there."])
    let mark = PlaybackMark(request: 0, sentence: 0)
    bench.send(.synthesis(mark, .audio(FakeAudio())))
    #expect(bench.effects == ["play 0.0", "report 0"])
    bench.send(.media(.played(mark)))
    #expect(bench.machine.phase == .listening)
  }

  @Test func `the silence that ends a turn counts from the last sound, hangover included`() {
    var bench = Bench()
    bench.send(.connected)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.media(.speechEnded), after: .milliseconds(1_200))
    #expect(bench.effects == ["finishRecognition", "startEndpointing 1500"])
  }

  @Test func `a turn ends when silence and transcript are both there, in either order`() {
    var early = Bench()
    early.send(.connected)
    early.askOneQuestion()
    #expect(early.effects == ["generate 1 yes 101"])

    var late = Bench()
    late.send(.connected)
    late.send(.media(.speechStarted(FakeAudio())))
    late.send(.media(.speechEnded), after: .seconds(1))
    late.send(.endpointingElapsed(turn: 1), after: .milliseconds(300))
    #expect(late.effects.isEmpty)
    #expect(late.machine.phase == .transcribing)
    late.send(.recognition(turn: 1, .final(["yes"])), after: .milliseconds(400))
    #expect(late.effects == ["generate 1 yes 101"])
  }

  @Test func `speech that resumes before the turn has ended belongs to the same turn`() {
    var bench = Bench()
    bench.send(.connected)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.media(.speechEnded), after: .seconds(1))
    bench.send(.media(.speechStarted(FakeAudio())), after: .milliseconds(100))
    #expect(bench.effects == ["cancelEndpointing", "recognize"])
    bench.send(.recognition(turn: 1, .final(["my", "name"])))
    bench.send(.media(.speechEnded), after: .seconds(1))
    bench.send(.endpointingElapsed(turn: 1), after: .milliseconds(300))
    #expect(bench.effects.isEmpty, "the second stretch has no transcript yet")
    bench.send(.recognition(turn: 1, .final(["is", "Ann"])))
    #expect(bench.effects == ["generate 1 my name is Ann 105"])
    #expect(bench.machine.turn == 1)
  }

  @Test func `a sentence goes to synthesis as soon as it is complete`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .started))
    bench.send(.generation(request: 1, .text("All")))
    #expect(bench.effects.isEmpty)
    bench.send(.generation(request: 1, .text(" right. And")))
    #expect(bench.effects == ["synthesize 1.0 All right."])
    bench.send(.generation(request: 1, .text(" now?")))
    #expect(bench.effects == ["synthesize 1.1 And now?"])
    bench.send(.generation(request: 1, .completed(outputTokens: 5)))
    #expect(bench.effects.isEmpty)
  }

  @Test func `text without a full stop is spoken when the stream ends`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .text("Just a moment")))
    bench.send(.generation(request: 1, .completed(outputTokens: 4)))
    #expect(bench.effects == ["synthesize 1.0 Just a moment"])
  }

  @Test func `the agent listens again only when everything has been generated and heard`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.answerOneSentence()
    #expect(bench.effects == ["play 1.0", "report 1"])
    bench.send(.media(.played(PlaybackMark(request: 1, sentence: 0))))
    #expect(bench.machine.phase == .speaking, "the model may have more to say")
    bench.send(.generation(request: 1, .completed(outputTokens: 2)))
    #expect(bench.machine.phase == .listening)
  }

  @Test func `speech over the agent stops playback and begins a new turn`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.answerOneSentence()
    bench.send(.media(.speechStarted(FakeAudio())))
    #expect(bench.effects == ["cancelReply", "clearPlayback", "recognize"])
    #expect(bench.machine.turn == 2)
    #expect(bench.machine.bargeIns == 1)
  }

  @Test func `speech before anything was said takes the turn back and keeps its words`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.media(.speechStarted(FakeAudio())))
    #expect(bench.effects == ["cancelReply", "recognize"])
    bench.send(.media(.speechEnded), after: .seconds(1))
    bench.send(.recognition(turn: 1, .final(["hello"])))
    bench.send(.endpointingElapsed(turn: 1), after: .milliseconds(300))
    #expect(bench.effects == ["generate 2 yes hello 104"])
    #expect(bench.machine.bargeIns == 0)
  }

  @Test func `events of a cancelled request change nothing`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.answerOneSentence()
    bench.send(.media(.speechStarted(FakeAudio())))
    let before = bench.machine
    bench.send(.generation(request: 1, .text("Too late.")))
    bench.send(.synthesis(PlaybackMark(request: 1, sentence: 1), .audio(FakeAudio())))
    bench.send(.media(.played(PlaybackMark(request: 1, sentence: 0))))
    bench.send(.endpointingElapsed(turn: 1))
    #expect(bench.machine == before)
    #expect(bench.effects.isEmpty)
  }

  @Test func `a recognizer that fails leaves what it had understood`() {
    var bench = Bench()
    bench.send(.connected)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.recognition(turn: 1, .partial(["move", "it"])))
    bench.send(.media(.speechEnded), after: .seconds(1))
    bench.send(.recognition(turn: 1, .failed(.timedOut)))
    bench.send(.endpointingElapsed(turn: 1), after: .milliseconds(300))
    #expect(bench.effects == ["generate 1 move it 103"])
  }

  @Test func `a model that fails ends the conversation, once`() {
    var bench = Bench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .failed(.endpoint(code: 503))))
    #expect(bench.effects.last == "finish failed(VoicePipeline.PortFailure.endpoint(code: 503))")
    bench.send(.released)
    #expect(bench.effects.isEmpty)
  }

  @Test func `a machine resumed from its snapshot goes on as the original would`() throws {
    var original = Bench()
    original.send(.connected)
    original.askOneQuestion()
    var resumed = original
    resumed.machine = try RoundTrip.copy(original.machine)
    #expect(resumed.machine == original.machine)
    for _ in 0..<2 {
      original.answerOneSentence()
      resumed.answerOneSentence()
      #expect(resumed.effects == original.effects)
    }
  }
}

@Suite("Agent machine under any events")
struct AgentMachineFuzzTests {
  @Test func `no order of events breaks a machine or lets it answer twice`() {
    for seed in 0..<2_000 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      var bench = Bench(greeting: draws.chance(0.5, .greeting) ? "Hello." : nil)
      bench.send(.connected)
      var generated: Set<Int> = []
      for step in 0..<120 as Range<UInt64> {
        bench.send(event(draws, step, bench.machine), after: .milliseconds(37))
        for effect in bench.effects where effect.hasPrefix("generate ") {
          let request = Int(effect.split(separator: " ")[1]) ?? -1
          #expect(generated.insert(request).inserted, "seed \(seed), step \(step)")
        }
        let isOver = bench.machine.phase == .ended
        #expect(!isOver || bench.effects.isEmpty || bench.effects.last?.hasPrefix("finish") == true)
      }
    }
  }

  private func event(_ draws: DrawKey, _ step: UInt64, _ machine: AgentMachine) -> AgentEvent {
    let request = machine.request - draws.below(2, .stale, step)
    let mark = PlaybackMark(request: request, sentence: draws.below(2, .sentence, step))
    switch draws.below(60, .kind, step) {
    case 0..<10: return .media(.speechStarted(FakeAudio()))
    case 10..<20: return .media(.speechEnded)
    case 20..<30: return .recognition(turn: machine.turn, .final(["yes"]))
    case 30..<33: return .recognition(turn: machine.turn, .partial(["ye"]))
    case 33..<43: return .endpointingElapsed(turn: machine.turn)
    case 43..<48: return .generation(request: request, .text("Fine. Go on"))
    case 48..<51: return .generation(request: request, .completed(outputTokens: 3))
    case 51..<55: return .synthesis(mark, .audio(FakeAudio()))
    case 55..<59: return .media(.played(mark))
    default: return .released
    }
  }
}

extension Purpose {
  fileprivate static let greeting = Purpose("test.agent.greeting")
  fileprivate static let kind = Purpose("test.agent.kind")
  fileprivate static let stale = Purpose("test.agent.stale")
  fileprivate static let sentence = Purpose("test.agent.sentence")
}
