import SimCore
import Testing
import VoicePipeline

@Suite("Agent machine")
struct AgentMachineTests {
  @Test func `an agent with a greeting speaks first and then listens`() {
    var bench = AgentBench(greeting: "Hello there.")
    bench.send(.connected)
    #expect(bench.effects == ["synthesize 0.0 Hello there."])
    let mark = PlaybackMark(request: 0, sentence: 0)
    bench.send(.synthesis(mark, .audio(FakeAudio())))
    #expect(bench.effects == ["play 0.0", "report 0"])
    bench.send(.media(.played(mark)))
    #expect(bench.machine.phase == .listening)
  }

  @Test func `the silence that ends a turn counts from the last sound, hangover included`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .milliseconds(1_200))
    #expect(bench.effects == ["finishRecognition", "startEndpointing 1500"])
  }

  @Test func `a turn ends when silence and transcript are both there, in either order`() {
    var early = AgentBench()
    early.send(.connected)
    early.askOneQuestion()
    #expect(early.effects == ["generate 1 yes 102"])

    var late = AgentBench()
    late.send(.connected)
    late.send(.media(.speechStarted(FakeAudio())))
    late.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    late.send(.elapsed(.endpointing), after: .milliseconds(300))
    #expect(late.effects.isEmpty)
    #expect(late.machine.phase == .transcribing)
    late.send(.recognition(turn: 1, .final(["yes"])), after: .milliseconds(400))
    #expect(late.effects == ["generate 1 yes 102"])
  }

  @Test func `speech that resumes before the turn has ended belongs to the same turn`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    bench.send(.media(.speechStarted(FakeAudio())), after: .milliseconds(100))
    #expect(bench.effects == ["cancelEndpointing", "recognize"])
    bench.send(.recognition(turn: 1, .final(["my", "name"])))
    bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    bench.send(.elapsed(.endpointing), after: .milliseconds(300))
    #expect(bench.effects.isEmpty, "the second stretch has no transcript yet")
    bench.send(.recognition(turn: 1, .final(["is", "Ann"])))
    #expect(bench.effects == ["generate 1 my name is Ann 106"])
    #expect(bench.machine.turn == 1)
  }

  @Test func `a sentence goes to synthesis as soon as it is complete`() {
    var bench = AgentBench()
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
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .text("Just a moment")))
    bench.send(.generation(request: 1, .completed(outputTokens: 4)))
    #expect(bench.effects == ["synthesize 1.0 Just a moment"])
  }

  @Test func `the agent listens again only when everything has been generated and heard`() {
    var bench = AgentBench()
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
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.answerOneSentence()
    bench.send(.media(.speechStarted(FakeAudio())))
    #expect(bench.effects == ["recognize", "cancelReply", "clearPlayback"])
    #expect(bench.machine.turn == 2)
    #expect(bench.machine.bargeIns == 1)
  }

  @Test func `speech before anything was said takes the turn back and keeps its words`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.media(.speechStarted(FakeAudio())))
    #expect(bench.effects == ["cancelReply", "recognize"])
    bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    bench.send(.recognition(turn: 1, .final(["hello"])))
    bench.send(.elapsed(.endpointing), after: .milliseconds(300))
    #expect(bench.effects == ["generate 2 yes hello 103"])
    #expect(bench.machine.bargeIns == 0)
  }

  @Test func `events of a cancelled request change nothing`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.answerOneSentence()
    bench.send(.media(.speechStarted(FakeAudio())))
    let before = bench.machine
    bench.send(.generation(request: 1, .text("Too late.")))
    bench.send(.synthesis(PlaybackMark(request: 1, sentence: 1), .audio(FakeAudio())))
    bench.send(.media(.played(PlaybackMark(request: 1, sentence: 0))))
    bench.send(.elapsed(.endpointing))
    #expect(bench.machine == before)
    #expect(bench.effects.isEmpty)
  }

  @Test func `a recognizer that fails leaves what it had understood`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.recognition(turn: 1, .partial(["move", "it"])))
    bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    bench.send(.recognition(turn: 1, .failed(.timedOut)))
    bench.send(.elapsed(.endpointing), after: .milliseconds(300))
    #expect(bench.effects == ["generate 1 move it 103"])
  }

  @Test func `a model that fails ends the conversation, once`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .failed(.refused(code: 503))))
    #expect(bench.effects.last == "finish \(ConversationEnd.failed(.refused(code: 503)))")
    bench.send(.released)
    #expect(bench.effects.isEmpty)
  }

  @Test func `a machine resumed from its snapshot goes on as the original would`() throws {
    var original = AgentBench()
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
