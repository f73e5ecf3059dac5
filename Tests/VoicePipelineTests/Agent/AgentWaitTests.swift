import SimCore
import Testing
import VoicePipeline

@Suite("Agent machine and a silent model")
struct AgentWaitTests {
  @Test func `a model that says nothing for its time has timed out`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    #expect(bench.waits == ["12300 awaitGeneration"])
    bench.send(.elapsed(.generation), after: .seconds(10))
    #expect(bench.effects.last == "finish failed(VoicePipeline.PortFailure.timedOut)")
  }

  @Test func `every word of the model gives it its whole time again`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.send(.generation(request: 1, .text("Well")), after: .seconds(4))
    bench.send(.elapsed(.generation), after: .seconds(6))
    #expect(bench.waits == ["16300 awaitGeneration"])
    bench.send(.generation(request: 1, .completed(outputTokens: 1)))
    #expect(bench.waits == ["endGeneration"])
    bench.send(.elapsed(.generation), after: .seconds(60))
    #expect(bench.machine.phase == .thinking)
  }

  @Test func `the wait for an earlier request ends nothing`() {
    var bench = AgentBench()
    bench.send(.connected)
    bench.askOneQuestion()
    bench.answerOneSentence()
    bench.send(.media(.speechStarted(FakeAudio())))
    bench.finishTurn(["no"])
    bench.send(.elapsed(.generation), after: .seconds(9))
    #expect(bench.machine.phase == .thinking)
    #expect(bench.waits.count == 1)
  }
}
