import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("What ran out first")
struct LimitTallyTests {
  private static let people = """
    answers: {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%,
      unobtainable: 0%, declined: 0%}
    compliance: {limit_abandonment: false}
    """

  private static func tally(
    _ more: String,
    rate: Int = 1_200
  ) throws -> (
    LimitTally, WorldBench.Run
  ) {
    let run = try WorldBench.run(
      """
      duration: 10m
      load: {campaign: {leads: none.csv, rate: \(rate)/h}}
      \(people)
      \(more)
      """
    )
    return (run.result.measurements.saturation, run)
  }

  @Test func `nothing runs out where there is enough`() throws {
    let (tally, run) = try Self.tally("platform: {pods: 20}")
    #expect(tally.order.isEmpty)
    let replies = run.result.measurements.latencies.histogram(of: .responseLatency)?.count
    #expect(tally.replies.reduce(0, +) >= (replies ?? 0) && (replies ?? 0) > 500)
  }

  @Test func `slots are counted as often as calls are blocked`() throws {
    let (tally, run) = try Self.tally("platform: {pods: 1, slots_per_pod: 5}")
    #expect(tally.order == [.slots])
    let rows = WorldBench.Run.rows(run.calls, "outcome", "answered_ms")
      .filter { $0[0] == "blocked" }
    #expect(tally[.slots].times == rows.count && rows.count > 20)
    let first = try #require(tally[.slots].first)
    let answered = rows.compactMap { Double($0[1]) }.min() ?? 0
    #expect(abs(Double(first.nanoseconds) / 1e6 - answered) < 0.001)
  }

  @Test func `carriers, quotas and slots of models each have their own line`() throws {
    let (carriers, _) = try Self.tally(
      "carriers: [{name: trunk, preset: twilio-elastic-sip, failure_share: 0%, cps: 1}]",
      rate: 7_200
    )
    #expect(carriers.order.first == .carriers && carriers[.carriers].times > 100)
    let (model, run) = try Self.tally(
      "agent: {llm: {preset: gpt-4o-mini, quota: {requests_per_minute: 30}}}"
    )
    #expect(model.order.first == .model)
    let refused = WorldBench.Run.rows(run.modelCalls).filter { row in
      row.contains("language_model") && row.contains("refused:429")
    }
    #expect(model[.model].times >= refused.count && !refused.isEmpty)
    let (slots, _) = try Self.tally("agent: {llm: {preset: gpt-4o-mini, slots: 2}}")
    #expect(slots.order.first == .modelSlots && slots[.modelSlots].times > 50)
    let (speech, _) = try Self.tally(
      "agent: {stt: {preset: deepgram-nova-3, quota: {concurrent: 3}}}"
    )
    #expect(speech.order.first == .recognizer)
  }
}
