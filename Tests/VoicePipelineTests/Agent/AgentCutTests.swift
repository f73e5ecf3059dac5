import SimCore
import Testing
import VoicePipeline

@Suite("Agent machine and what was heard")
struct AgentCutTests {
  /// A reply of two sentences, of which the first has been played.
  private func speaking() -> AgentBench {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .text("Yes. We have four free places on Monday.")))
    bench.send(.generation(request: 1, .completed(outputTokens: 10)))
    for sentence in 0..<2 {
      let mark = PlaybackMark(request: 1, sentence: sentence)
      bench.send(.synthesis(mark, .audio(FakeAudio())))
      bench.send(.synthesis(mark, .completed(audio: .seconds(sentence == 0 ? 1 : 7))))
    }
    bench.send(.media(.played(PlaybackMark(request: 1, sentence: 0))))
    return bench
  }

  @Test func `a reply that was heard whole is remembered whole`() {
    var bench = speaking()
    bench.send(.media(.played(PlaybackMark(request: 1, sentence: 1))))
    #expect(
      bench.machine.conversation.turns == [
        .caller(words: ["yes"]),
        .agent(sentences: ["Yes.", "We have four free places on Monday."]),
      ]
    )
  }

  @Test func `after a barge-in the agent remembers no word that was not heard`() {
    var bench = speaking()
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.media(.cleared(PlaybackMark(request: 1, sentence: 1), heard: .seconds(3))))
    bench.finishTurn(["wait"])
    #expect(
      bench.machine.conversation.turns == [
        .caller(words: ["yes"]), .agent(sentences: ["Yes.", "We have four"]),
        .caller(words: ["wait"]),
      ]
    )
    #expect(bench.effects == ["generate 2 wait 110"])
  }

  @Test func `without a report of the far end only what was played counts`() {
    var bench = speaking()
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.finishTurn(["wait"])
    bench.send(.media(.cleared(PlaybackMark(request: 1, sentence: 1), heard: .seconds(3))))
    #expect(bench.machine.conversation.turns[1] == .agent(sentences: ["Yes."]))
  }

  @Test func `audio that the far end had no room for is not waited for`() {
    var bench = speaking()
    bench.send(.media(.overflowed(PlaybackMark(request: 1, sentence: 1))))
    #expect(bench.machine.phase == .listening)
    #expect(bench.machine.conversation.turns.last == .agent(sentences: ["Yes."]))
  }

  @Test func `cancelled work is counted, whenever its end is reported`() {
    var bench = speaking()
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.send(.generation(request: 1, .cancelled(outputTokens: 17)))
    let mark = PlaybackMark(request: 1, sentence: 1)
    bench.send(.synthesis(mark, .cancelled(audio: .seconds(2))))
    #expect(bench.machine.residue.tokens == 17)
    #expect(bench.machine.residue.audio == .seconds(2))
    #expect(bench.machine.phase == .hearing)
  }

  @Test func `keys that were pressed are part of the next request`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.send(.media(.digit("4")))
    bench.send(.media(.digit("2")))
    bench.askOneQuestion()
    #expect(bench.effects == ["generate 1 yes 4 2 104"])
  }
}
