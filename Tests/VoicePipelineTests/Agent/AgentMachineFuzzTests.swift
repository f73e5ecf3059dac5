import SimCore
import Testing
import VoicePipeline

@Suite("Agent machine under any events")
struct AgentMachineFuzzTests {
  @Test func `no order of events breaks a machine or lets it answer twice`() {
    for seed in 0..<2_000 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      var bench = AgentBench(greeting: draws.chance(0.5, .greeting) ? "Hello." : nil)
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
    case 10..<20: return .media(.speechEnded(silence: .milliseconds(200)))
    case 20..<30: return .recognition(turn: machine.turn, .final(["yes"]))
    case 30..<33: return .recognition(turn: machine.turn, .partial(["ye"]))
    case 33..<43: return .elapsed(.endpointing)
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
