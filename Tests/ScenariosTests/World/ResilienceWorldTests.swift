import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Worlds with ill models")
struct ResilienceWorldTests {
  private func world(
    _ agent: String,
    platform: String = "{pods: 20}",
    rest: String = ""
  ) -> String {
    """
    duration: 8m
    load: {campaign: {leads: l.csv, rate: 1200/h, arrivals: poisson}}
    answers:
      {human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%, declined: 0%,
        ring_human: 0s}
    carriers: [{name: trunk, preset: elastic-trunk, cps: 100, failure_share: 0%}]
    callers: [{share: 100%, profile: us-landline-quiet, talk_time: 1m}]
    compliance: {limit_abandonment: false, require_consent: false}
    platform: \(platform)
    agent: {\(agent)}
    \(rest)
    """
  }

  private static let brownOut = """
    faults:
      - {endpoint: llm, kind: brown-out, at: 2m, for: 4m, latency_factor: 1, error_share: 60%}
    """

  private func amplification(_ run: WorldBench.Run) -> Double {
    let end = SimInstant.zero.advanced(by: .seconds(600))
    let traffic = run.result.measurements.traffic
    return traffic.total(of: .languageModel, from: .zero, to: end).amplification ?? 0
  }

  @Test func `retries multiply what an ill model is asked as chance has it`() throws {
    let run = try WorldBench.run(
      world(
        "llm: {preset: gpt-4o-mini}, recovery: {retries: 2}",
        rest: """
          faults:
            - {endpoint: llm, kind: brown-out, for: 20m, latency_factor: 1, error_share: 60%}
          """
      )
    )
    // 1 + 0.6 + 0.36, for requests that nobody called off meanwhile.
    #expect(abs(amplification(run) - 1.96) < 0.08)
  }

  @Test func `a breaker keeps retries from an ill model, and a line is said instead`() throws {
    let plain = try WorldBench.run(world("recovery: {retries: 2}", rest: Self.brownOut))
    let guarded = try WorldBench.run(
      world("recovery: {retries: 2}, llm: {breaker: {}}", rest: Self.brownOut)
    )
    #expect(plain.result.resilience.breakers.isEmpty)
    #expect(guarded.result.resilience.openings > 0)
    #expect(amplification(guarded) < amplification(plain))
    #expect(guarded.modelCalls.contains("kept_back"))
  }

  @Test func `the lighter model answers what a breaker keeps from the agent's own`() throws {
    let run = try WorldBench.run(
      world(
        "recovery: {next_tier: true}, llm: {breaker: {}}, llm_light: {preset: gpt-4o-mini}",
        rest: Self.brownOut
      )
    )
    let usage = run.result.measurements.usage
    #expect(run.result.resilience.keptBack > 0)
    #expect(usage[.lightModel].requests > 20)
    #expect(run.result.measurements.conversations.tally.fallbacks == 0)
  }

  @Test func `a platform that sheds keeps the model's queue short for those who are in`() throws {
    let load = "llm: {slots: 2, tokens_per_second: 30}"
    let all = try WorldBench.run(world(load))
    let shed = try WorldBench.run(
      world(load, platform: "{pods: 20, shedding: {model_utilisation: 1}}")
    )
    let p95 = [all, shed].map { run in
      run.result.measurements.latencies.histogram(of: .responseLatency)?.quantile(0.95) ?? .zero
    }
    #expect(p95[1] > .zero && p95[1] < p95[0])
    let account = try #require(shed.result.resilience.shedding)
    #expect(account.turnedAway > 20 && !account.causes.isEmpty)
    #expect(shed.result.measurements.active.peak(from: .zero, to: shed.result.end) > 2)
  }

  @Test func `a platform that sheds by the response turns calls away once it is slow`() throws {
    let load = "llm: {slots: 2, tokens_per_second: 30}"
    let run = try WorldBench.run(
      world(load, platform: "{pods: 20, shedding: {response_p95: 4s}}")
    )
    let account = try #require(run.result.resilience.shedding)
    #expect(account.turnedAway > 20)
    #expect(account.causes.allSatisfy { $0 == .responseP95 } && !account.causes.isEmpty)
  }

  @Test func `pools come and go with the pods`() throws {
    let run = try WorldBench.run(
      world(
        "realtime: {preset: gpt-realtime-1.5, pool: {size: 4}}",
        platform: "{pods: {min: 1, max: 4, target: 5, cap: 10, start: 10s}, autoscaler: voice-pods}"
      )
    )
    let pool = try #require(run.result.resilience.pool)
    let platform = try #require(run.result.platform)
    #expect(platform.podsStarted > 1)
    #expect(pool.asked > 100 && pool.hits > pool.asked / 2)
    #expect(pool.idle.peak(from: .zero, to: run.result.end) > 4)
    #expect(pool.idle.level == 0)
  }
}
