import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Pod takeover")
struct PodTakeoverTests {
  /// Callers of every habit, an agent with tools, a router and a desk, and a model that fails:
  /// every moment of a conversation comes.
  private static func scenario(
    _ moment: ConversationMoment,
    _ sessions: String,
    callers: String = ""
  ) -> String {
    """
    duration: 12m
    warm_up: 0s
    load: {campaign: {leads: leads.csv, rate: 600/h, attempts: 110}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 1s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
    platform:
      pods: {min: 2, max: 2, cap: 40, start: 5s, processor_per_call: 0%}
      sessions: \(sessions)
    agent:
      endpointing: 700ms
      llm: gpt-oss-120b-groq
      llm_light: gpt-oss-120b-groq
      router: {latency: 200ms, accuracy: 80%}
      stt: {failures: {late: 20%, late_by: 1s}}
      desk: {shifts: [{hours: "00:00-24:00", staff: 1}], handle_time: 10m}
    goals:
      - {share: 30%, goal: appointment}
      - {share: 30%, goal: order-status}
      - {share: 40%, goal: collection}
    callers:
      - {share: 40%, profile: corrector\(callers)}
      - {share: 30%, profile: impatient\(callers)}
      - {share: 30%, profile: chatty\(callers)}
    faults:
      - {endpoint: llm, kind: brown-out, at: 0s, for: 1h, latency_factor: 1, error_share: 20%}
      - {pod: 0, kind: pod-kill, at: 60s, moment: \(moment.rawValue)}
    """
  }

  @Test func `a conversation that is kept in its pod alone ends with it`() throws {
    let run = try WorldBench.run(Self.scenario(.speaking, "{store: memory}"))
    let lost = WorldBench.Run.rows(run.calls, "failure").count { $0[0].contains("pod") }
    let platform = try #require(run.result.platform)
    #expect(lost == platform.callsLostTotal && lost > 0)
    #expect(run.result.measurements.podLosses.total == 0)
  }

  @Test func `a conversation without a state ends, and says why`() throws {
    let tiny = "{detection: 100ms, memory: 0.03, conversation_size: 16}"
    let run = try WorldBench.run(Self.scenario(.listening, tiny))
    let losses = run.result.measurements.podLosses
    #expect(losses.count(.noState) > 0, "\(losses)")
    #expect(try #require(run.result.platform?.sessions).refused > 0)
  }

  @Test func `who sticks to a pod waits until it is there again`() throws {
    for (place, least, most) in [("any-pod", 2_500, 4_000), ("same-pod", 16_500, 20_000)] {
      let run = try WorldBench.run(
        Self.scenario(
          .listening,
          "{detection: 1s, reconnection: 1.5s, resume_on: \(place)}",
          callers: ", patience: {hazard: {0s: 0}, opening_per_second: 0, hello: 2m}"
        ),
        seed: 3
      )
      // A pause of 10 s before the restart, a start of 5 s, 1.5 s for the media.
      let gaps = run.result.measurements.latencies.histogram(of: .resumeGap)
      let (shortest, longest) = (try #require(gaps?.min), try #require(gaps?.max))
      #expect(shortest >= .milliseconds(least) && longest <= .milliseconds(most), "\(place)")
    }
  }
}
