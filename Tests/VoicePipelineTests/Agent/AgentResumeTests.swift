import SimCore
import Testing
import VoicePipeline

@Suite("Agent machine resumed by another process")
struct AgentResumeTests {
  /// A bench in a phase of its conversation, handed over by way of its coded snapshot.
  private func resumed(_ prepare: (inout AgentBench) -> Void) throws -> AgentBench {
    var bench = AgentBench(greeting: "Hello there.")
    prepare(&bench)
    bench.machine = try RoundTrip.copy(bench.machine)
    bench.send(.resumed, after: .milliseconds(50))
    return bench
  }

  private func pastGreeting(_ bench: inout AgentBench) {
    bench.send(.connected)
    let mark = PlaybackMark(request: 0, sentence: 0)
    bench.send(.synthesis(mark, .audio(FakeAudio())))
    bench.send(.media(.played(mark)))
  }

  @Test func `before and within the greeting it greets`() throws {
    let idle = try resumed { _ in }
    #expect(idle.effects == ["synthesize 0.0 Hello there."])
    let pending = try resumed { $0.send(.connected) }
    #expect(pending.effects == ["synthesize 0.0 Hello there."])
    let playing = try resumed {
      $0.send(.connected)
      $0.send(.synthesis(PlaybackMark(request: 0, sentence: 0), .audio(FakeAudio())))
    }
    #expect(playing.effects == ["synthesize 0.0 Hello there."])
  }

  @Test func `while it listens there is nothing to do`() throws {
    let bench = try resumed(pastGreeting)
    #expect(bench.effects.isEmpty)
    #expect(bench.machine.phase == .listening)
  }

  @Test func `a turn that was being heard ends with what had been understood`() throws {
    var bench = try resumed { bench in
      pastGreeting(&bench)
      bench.send(.media(.speechStarted(FakeAudio())))
      bench.send(.recognition(turn: 1, .partial(["move", "my"])))
    }
    #expect(bench.effects == ["startEndpointing 550"])
    bench.send(.elapsed(.endpointing), after: .milliseconds(500))
    #expect(bench.effects == ["generate 1 move my 106"])
  }

  @Test func `a turn that goes on is heard on`() throws {
    var bench = try resumed { bench in
      pastGreeting(&bench)
      bench.send(.media(.speechStarted(FakeAudio())))
      bench.send(.recognition(turn: 1, .partial(["move", "my"])))
    }
    bench.send(.media(.speechStarted(FakeAudio())))
    #expect(bench.effects == ["cancelEndpointing", "recognize"])
    bench.finishTurn(["appointment"])
    #expect(bench.effects == ["generate 1 move my appointment 107"])
  }

  @Test func `silence that was being waited out ends at its own time`() throws {
    let bench = try resumed { bench in
      pastGreeting(&bench)
      bench.send(.media(.speechStarted(FakeAudio())))
      bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
    }
    #expect(bench.effects == ["startEndpointing 1300"])
  }

  @Test func `a final that was awaited is given up`() throws {
    let bench = try resumed { bench in
      pastGreeting(&bench)
      bench.send(.media(.speechStarted(FakeAudio())))
      bench.send(.recognition(turn: 1, .partial(["yes"])))
      bench.send(.media(.speechEnded(silence: .milliseconds(200))), after: .seconds(1))
      bench.send(.elapsed(.endpointing), after: .milliseconds(300))
    }
    #expect(bench.effects == ["generate 1 yes 105"])
  }

  @Test func `a request of which nothing was heard is made again`() throws {
    let bench = try resumed { bench in
      pastGreeting(&bench)
      bench.askOneQuestion()
      bench.send(.generation(request: 1, .text("Fine")))
    }
    #expect(bench.effects == ["generate 2 yes 105"])
    #expect(bench.waits == ["12350 awaitGeneration"])
  }

  @Test func `what was not heard of a reply is said again`() throws {
    var bench = try resumed { bench in
      pastGreeting(&bench)
      bench.askOneQuestion()
      bench.send(.generation(request: 1, .text("Fine. And when? That is")))
      bench.send(.synthesis(PlaybackMark(request: 1, sentence: 0), .audio(FakeAudio())))
      bench.send(.media(.played(PlaybackMark(request: 1, sentence: 0))))
    }
    #expect(bench.effects == ["synthesize 1.1 And when?"])
    let mark = PlaybackMark(request: 1, sentence: 1)
    bench.send(.synthesis(mark, .audio(FakeAudio())))
    bench.send(.media(.played(mark)))
    #expect(bench.machine.phase == .listening)
    #expect(bench.machine.conversation.turns.last == .agent(sentences: ["Fine.", "And when?"]))
  }

  @Test func `a reply that was cut stays cut`() throws {
    var bench = try resumed { bench in
      pastGreeting(&bench)
      bench.askOneQuestion()
      bench.answerOneSentence()
      bench.send(.media(.speechStarted(FakeAudio())))
    }
    #expect(bench.machine.bargeIns == 1)
    bench.send(.elapsed(.endpointing), after: .milliseconds(500))
    #expect(bench.effects == ["generate 2  105"])
  }

  @Test func `an ended conversation stays ended`() throws {
    let bench = try resumed { bench in
      pastGreeting(&bench)
      bench.send(.released)
    }
    #expect(bench.effects == ["finish released"])
    #expect(bench.machine.phase == .ended)
  }
}
