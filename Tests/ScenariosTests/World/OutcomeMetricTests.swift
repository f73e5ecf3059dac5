import Foundation
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Outcome metrics")
struct OutcomeMetricTests {
  private static func world(_ agent: String, caller: String, goal: String? = nil) -> String {
    """
    duration: 10m
    load: {campaign: {leads: none.csv, rate: 600/h}}
    answers: {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%,
              unobtainable: 0%, declined: 0%}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    agent: {greeting: "Hello, this is the assistant.", \(agent)}
    callers: [{share: 100%, \(caller)}]
    \(goal.map { "goals: [{share: 100%, goal: \($0)}]" } ?? "")
    """
  }

  private static func counts(_ body: String) throws -> ConversationCounts {
    try WorldBench.run(body).result.measurements.conversations
  }

  @Test func `a hello into dead air is no turn that was ended too early`() throws {
    // The model takes longer than callers wait before they say hello, and nobody pauses.
    let agent = "llm: {time_to_first_token: 4s}"
    let caller = "profile: us-landline-quiet, patience: {hazard: {0s: 0}}"
    let counts = try Self.counts(Self.world(agent, caller: caller))
    #expect(counts.tally.hellos > 50)
    #expect(counts.tally.falseEndpoints == 0)
    let share = try #require(counts.share(.hellos))
    #expect(share.part == counts.tally.hellos && share.whole == counts.tally.turnsOffered)
  }

  @Test func `an agent that stops at the first sound misses no interruption`() throws {
    let caller = "profile: corrector, patience: {hazard: {0s: 0}, midcall_per_second: 0}"
    let prompt = try Self.counts(
      Self.world("interruption: {min_duration: 0s}", caller: caller, goal: "appointment")
    )
    let deaf = try Self.counts(
      Self.world("interruption: {min_words: 20}", caller: caller, goal: "appointment")
    )
    let interruptions = prompt.tally.interruptions
    #expect(interruptions.count > 30)
    // The caller may hang up in the midst of one.
    #expect(interruptions.stopped >= interruptions.count - 2)
    #expect(deaf.tally.interruptions.stopped * 2 < deaf.tally.interruptions.count)
  }

  @Test func `the longer an agent waits, the fewer pauses it takes for ends`() throws {
    let caller = "profile: second-language-thinker, patience: {hazard: {0s: 0}}"
    let shares = try ["200ms", "600ms", "2s"].map { endpointing in
      let counts = try Self.counts(Self.world("endpointing: \(endpointing)", caller: caller))
      let share = try #require(counts.share(.falseEndpoints))
      return Double(share.part) / Double(share.whole)
    }
    #expect(shares[0] > 2 * shares[1], "\(shares)")
    #expect(shares[1] > 2 * shares[2], "\(shares)")
  }

  @Test func `turns with a tool are a class of their own, and the classes make all turns`() throws {
    let agent = "tools: [{name: any, latency: 2s}], llm: gpt-oss-120b-groq"
    let silent = ScenarioFiles.root.appending(path: "Scenarios/goals/silent-tools.yaml").path
    let body = Self.world(agent, caller: "profile: us-landline-quiet", goal: silent)
    let latencies = try WorldBench.run(body).result.measurements.latencies
    let tool = try #require(latencies.histogram(of: .toolTurnLatency))
    let plain = try #require(latencies.histogram(of: .plainTurnLatency))
    #expect(tool.count > 20)
    #expect(tool.count + plain.count == latencies.histogram(of: .responseLatency)?.count)
    let added = try #require(tool.quantile(0.5)) - (try #require(plain.quantile(0.5)))
    #expect(added > .seconds(2))
    #expect(added < .seconds(3))
  }

  @Test func `tokens of a conversation grow by its instructions with every request`() throws {
    let caller = "profile: us-landline-quiet, talk_time: 2m"
    let runs = try [0, 1_000].map {
      try Self.counts(Self.world("instruction_tokens: \($0)", caller: caller))
    }
    // The same conversations, so that each longest request has the instructions more.
    #expect(runs[0].held == runs[1].held)
    #expect(runs[1].contextTokens - runs[0].contextTokens >= (runs[0].held - 20) * 1_000)
    #expect(runs[1].contextTokens - runs[0].contextTokens <= runs[0].held * 1_000)
    let gained = runs[1].tally.inputTokens - runs[0].tally.inputTokens
    #expect(gained > 3_000 * runs[0].held)
    #expect(try #require(runs[1].mean(.outputTokens)) > 0)
  }

  @Test func `what a closed desk leaves to the agent is counted, and only that`() throws {
    let hours = ["08:00-21:00", "20:00-21:00"]
    let caller = "profile: us-landline-quiet"
    let runs = try hours.map { hours in
      let desk = "desk: {shifts: [{hours: \"\(hours)\", staff: 3}], handle_time: 90s}"
      return try WorldBench.run(Self.world(desk, caller: caller, goal: "collection")).result
    }
    let counts = runs.map(\.measurements.conversations)
    #expect(counts[0].afterHours == 0)
    #expect(counts[0].transferred > 3)
    #expect(counts[1].afterHours == counts[1].held)
    #expect(counts[1].afterHoursCaptured == counts[1].succeeded)
    #expect(counts[1].transferred == 0)
    // A human's 90 s belong to each call that was transferred, and to no other.
    let latencies = runs.map(\.measurements.latencies)
    let sums = try latencies.map { latencies in
      let handle = try #require(latencies.histogram(of: .handleTime))
      let hold = try #require(latencies.histogram(of: .holdTime))
      #expect(handle.count == hold.count)
      return (try #require(handle.mean) - (try #require(hold.mean))) * handle.count
    }
    let expected = Duration.seconds(90) * counts[0].transferred
    #expect((sums[0] - expected).magnitude < expected / 50, "\(sums[0])")
    #expect(sums[1] == .zero)
  }
}

extension Duration {
  fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}
