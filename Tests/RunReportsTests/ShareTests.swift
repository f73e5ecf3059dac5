import RunReports
import Testing
import VoicePipeline

@Suite("Shares")
struct ShareTests {
  @Test func `each ratio has its own whole, and unfinished calls count nowhere`() {
    let facts = EdgeCase.overloaded.facts
    #expect(facts.share(.callSuccessRate) == Share(11_703, of: 12_013))
    #expect(facts.share(.blockedCalls) == Share(166, of: 12_013))
    #expect(facts.share(.abandonedCalls) == Share(131, of: 12_013))
    #expect(facts.share(.answerSeizureRatio) == Share(16_033, of: 19_974))
    #expect(facts.share(.responseLatency) == nil)
    #expect(EdgeCase.noCall.facts.share(.callSuccessRate)?.value == nil)
  }
}
