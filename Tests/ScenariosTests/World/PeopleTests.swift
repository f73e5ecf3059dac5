import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("People")
struct PeopleTests {
  private static func world(llm: String, more: String = "") -> String {
    """
    duration: 1m
    load: {campaign: {leads: none.csv, rate: 240/h, attempts: 4}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 1s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    agent: {endpointing: 700ms, llm: \(llm), greeting: "Hello, this is the assistant."}
    callers: [{share: 50%, profile: home-landline}, {share: 50%, profile: corrector}]
    goals: [{share: 50%, goal: survey}, {share: 50%, goal: appointment}]
    \(more)
    """
  }

  @Test func `another language model changes no caller, no arrival and no answer`() throws {
    let leads = WorldBench.leads(500)
    let worlds = try ["gpt-oss-120b-groq", "gpt-5-mini"].map {
      try WorldBench.scenario(Self.world(llm: $0))
    }
    for seed in 1...200 as ClosedRange<UInt64> {
      let heads = try worlds.map { world in
        WorldBench.Run.rows(
          try WorldBench.run(world, seed: seed, leads: leads).calls,

          "call",
          "planned_ms",
          "started_ms",
          "answered_ms",
          "profile",
          "accent",
          "noise",
          "goal",
          "key"
        )
        .sorted { $0[0] < $1[0] }
      }
      #expect(heads[0] == heads[1], "seed \(seed)")
      #expect(heads[0].count == 4)
    }
  }

  @Test func `goals are settled over the agent itself, by people with habits`() throws {
    let body = """
      duration: 20m
      load: {campaign: {leads: none.csv, rate: 600/h}}
      answers: {preset: warm-list}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
      agent: {endpointing: 700ms, llm: gpt-oss-120b-groq, greeting: "Hello, this is the assistant."}
      callers: [{share: 100%, profile: us-landline-quiet}]
      goals: [{share: 50%, goal: survey}, {share: 50%, goal: order-status}]
      """
    let run = try WorldBench.run(body)
    let conversations = WorldBench.Run.rows(run.calls, "outcome", "turns").filter { $0[1] != "0" }
    let completed = conversations.filter { $0[0] == "completed" }.count
    #expect(completed > 60)
    // Those who hang up on the greeting are left out: no agent could have done anything for them.
    #expect(conversations.filter { $0[0] == "abandoned" }.count * 4 < completed)
  }

  @Test func `voicemail that speaks changes no record of a call that hangs up on it`() throws {
    let body = """
      duration: 10m
      load: {campaign: {leads: none.csv, rate: 600/h}}
      answers: {preset: warm-list, human: 0%, voicemail: 80%, no_answer: 20%, busy: 0%,
                unobtainable: 0%, declined: 0%, voicemail_speaks: 
      """
    let silent = try WorldBench.run(body + " false}")
    let speaking = try WorldBench.run(body + " true}")
    #expect(silent.calls == speaking.calls)
    #expect(speaking.result.measurements.count(of: .voicemail) > 50)
  }
}
