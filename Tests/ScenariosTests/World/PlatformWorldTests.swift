import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Worlds with pods that come and go")
struct PlatformWorldTests {
  /// People who answer at once and talk for two minutes, a dial every 0.9 s.
  private func world(_ platform: String, rest: String = "", rate: String = "4000/h") -> String {
    """
    duration: 8m
    load: {campaign: {leads: l.csv, rate: \(rate), arrivals: poisson}}
    answers:
      {human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%, declined: 0%,
        ring_human: 0s}
    carriers: [{name: trunk, preset: elastic-trunk, cps: 100, failure_share: 0%}]
    callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2m}]
    platform: \(platform)
    \(rest)
    """
  }

  @Test func `pods that come and go but never do hold what pods that stand hold`() throws {
    let standing = try WorldBench.run(world("{pods: 2, slots_per_pod: 40}"))
    let elastic = try WorldBench.run(
      world("{pods: {min: 2, max: 2, processor_per_call: 0%}, slots_per_pod: 40}")
    )
    // All but the columns that count pods that were asked and died.
    let rows = [elastic, standing].map { run in
      WorldBench.Run.rows(run.calls).map { $0.dropLast(3).joined(separator: ",") }
    }
    let other = zip(rows[0], rows[1]).first { $0 != $1 }
    #expect(rows[0].count == rows[1].count && other == nil, "\(other as Any)")
    #expect(elastic.turns == standing.turns)
    #expect(standing.result.platform == nil)
    #expect(elastic.result.platform?.callsMax == 40)
  }

  @Test func `an autoscaler brings pods to a load that grows, and the calls to them`() throws {
    let run = try WorldBench.run(
      world("{pods: {min: 1, max: 20, start: 10s}, autoscaler: voice-pods}")
    )
    let platform = try #require(run.result.platform)
    #expect(platform.podsStarted > 3)
    let pods = Set(WorldBench.Run.rows(run.calls, "pod").map { $0[0] }.filter { !$0.isEmpty })
    #expect(pods.count == platform.podsStarted)
    #expect(run.result.measurements.count(of: .blocked) > 0)
    #expect(platform.routing.blocked == run.result.measurements.blockedAt.count)
  }

  @Test func `a pod that is killed takes its conversations with it, and no other`() throws {
    let run = try WorldBench.run(
      world(
        "{pods: {min: 3, max: 3, start: 10s}}",
        rest: "faults: [{pod: 1, kind: pod-kill, at: 6m}]"
      )
    )
    let platform = try #require(run.result.platform)
    let rows = WorldBench.Run.rows(run.calls, "pod", "outcome", "failure", "ended_ms")
    let lost = rows.filter { $0[2] == "pod_lost" }
    #expect(platform.pods(lostBy: .killed) == 1)
    #expect(platform.calls(lostBy: .killed) == lost.count)
    #expect(lost.count > 10)
    #expect(lost.allSatisfy { $0[0] == "1" && $0[1] == "failed" })
    // The far end hears of it within moments.
    #expect(lost.allSatisfy { (360_000.0...361_000).contains(Double($0[3]) ?? 0) })
  }

  @Test func `a full processor makes replies late, and the response tells`() throws {
    func response(_ share: String) throws -> Double {
      let run = try WorldBench.run(
        world(
          "{pods: {min: 1, max: 1, processor_per_call: \(share), lag_max: 1s}, slots_per_pod: 90}"
        )
      )
      let responses = run.result.measurements.samples.map { Double($0.response.nanoseconds) / 1e6 }
      return responses.reduce(0, +) / Double(responses.count)
    }
    let (free, idle, full) = (try response("0%"), try response("0.5%"), try response("6.4%"))
    #expect(abs(idle - free) < 10)
    // Late to hear and late to speak: up to a second each.
    #expect(full > free + 300, "\(full) against \(free)")
  }

  @Test func `a queue that grows brings pods where dials wait for agents`() throws {
    let run = try WorldBench.run(
      """
      duration: 8m
      load: {inbound: {rate: 2000/h, patience: 30m, tolerance: 60m, room: {capacity: 500}}}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2m}]
      platform:
        pods: {min: 1, max: 10, start: 5s}
        slots_per_pod: 20
        autoscaler: {triggers: [{metric: queue-depth, target: 5}]}
      """
    )
    let platform = try #require(run.result.platform)
    #expect(platform.podsStarted > 2)
    #expect(run.result.waitingRoom?.afterWait ?? 0 > 0)
  }

  @Test func `slow responses bring pods, and a schedule and a forecast bring them beforehand`()
    throws
  {
    let slow = try WorldBench.run(
      world(
        """
        {pods: {min: 1, max: 6, start: 5s, lag_max: 1s}, slots_per_pod: 200,
          autoscaler: {triggers: [{metric: response-p95, target: 1500}]}}
        """
      )
    )
    #expect(slow.result.platform?.podsStarted ?? 0 > 1)
    let timed = try WorldBench.run(
      world(
        """
        {pods: {min: 1, max: 9, start: 5s},
          autoscaler: {schedule: [{from: 1m, until: 7m, min: 5}]}}
        """,
        rate: "60/h"
      )
    )
    let ready = try #require(timed.result.platform?.ready)
    #expect(ready.level(at: .zero.advanced(by: .seconds(59))) == 1)
    #expect(ready.level(at: .zero.advanced(by: .seconds(80))) == 5)
    let foretold = try WorldBench.run(
      world(
        """
        {pods: {min: 1, max: 20, start: 5s},
          autoscaler: {triggers: [{metric: forecast}], forecast: {lead: 1m}}}
        """
      )
    )
    // 4,000 dials an hour of 2 min are 133 Erlang: five pods of 30.
    #expect(foretold.result.platform?.desired.peak(from: .zero, to: foretold.result.end) == 5)
  }
}
