import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Lost nodes")
struct NodeLossTests {
  private static func run(_ more: String = "", replace: String = "") throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 20m
      warm_up: 0s
      load: {inbound: {rate: 900/h, room: {capacity: 1}, patience: 1ms}}
      platform:
        pods: {min: 4, max: 4, cap: 20, start: 20s, processor_per_call: 0%}
        nodes: {pods_per_node: 2, max: 4, start: 30s, scan: 10s\(replace)}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: {exponential: 2m}}]
      faults: [{node: 0, kind: node-loss, at: 300s}]
      \(more)
      """
    )
  }

  private static func ready(_ run: WorldBench.Run, at second: Int) throws -> Int {
    try #require(run.result.platform).ready.level(at: .zero.advanced(by: .seconds(second)))
  }

  @Test func `a node takes its pods and their calls along, and the cluster is late to notice`()
    throws
  {
    let run = try Self.run()
    let platform = try #require(run.result.platform)
    #expect(platform.pods(lostBy: .nodeLost) == 2 && platform.podsLost == 2)
    let lost = WorldBench.Run.rows(run.calls, "failure", "pod").filter { $0[0] == "pod_lost" }
    #expect(lost.count == platform.calls(lostBy: .nodeLost) && lost.count > 5)
    #expect(lost.allSatisfy { ["0", "1"].contains($0[1]) })
    #expect(try Self.ready(run, at: 299) == 4)
    // Silence and toleration, then a scan, a node of 30 s and pods of 20 s.
    #expect(try Self.ready(run, at: 301) == 2 && Self.ready(run, at: 649) == 2)
    #expect(try Self.ready(run, at: 720) == 4)
    #expect(platform.pods.level(at: .zero.advanced(by: .seconds(400))) == 4)
  }

  @Test func `who notices sooner has its pods back sooner`() throws {
    let run = try Self.run(replace: ", replace_after: 20s")
    #expect(try Self.ready(run, at: 310) == 2 && Self.ready(run, at: 390) == 4)
  }

  @Test func `with a store the conversations go on elsewhere`() throws {
    let text = "sessions: {detection: 1s, reconnection: 500ms}"
    let run = try Self.run(replace: "}\n  \(text.dropLast())")
    let losses = run.result.measurements.podLosses
    #expect(losses.total > 5 && losses.count(.noState) == 0)
    #expect(losses.count(.resumed) + losses.count(.hungUp) + losses.count(.noSlot) == losses.total)
    #expect(losses.count(.resumed) * 2 > losses.total, "\(losses)")
  }

  @Test func `outcomes and events that were not sent die with the pods of a fleet`() throws {
    let run = try Self.run(
      "outcomes: {batch_interval: 60s}\nevents: {linger: 60s, latency: 0s, consume: 0s}"
    )
    let outcomes = try #require(run.result.outcomes).account
    #expect(outcomes.lost > 0 && outcomes.pending == 0)
    let events = try #require(run.result.dashboards)
    #expect(events.lostWithPods > 10 && events.pending == 0)
  }

  @Test(arguments: [
    "{node: 0, kind: node-loss, at: 290s}", "{zone: 0, kind: zone-loss, at: 290s, for: 2m}",
  ])
  func `who waits when the only machine dies at the end is served by another one`(
    _ fault: String
  )
    throws
  {
    let run = try WorldBench.run(
      """
      duration: 5m
      warm_up: 0s
      load: {inbound: {rate: 600/h, room: {announce: false}, patience: 1h}}
      platform:
        pods: {min: 1, max: 1, cap: 2, start: 10s, processor_per_call: 0%}
        nodes: {pods_per_node: 1, max: 2, start: 20s, scan: 10s, replace_after: 60s}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: {exponential: 1m}}]
      faults: [\(fault)]
      """
    )
    let attempts = run.result.measurements.attempts
    #expect(attempts.started == attempts.offered && attempts.dropped == 0)
    #expect(WorldBench.Run.rows(run.calls).count == attempts.offered)
  }

  @Test func `nodes are lost where there are some, and nothing else is of them`() {
    func problems(_ text: String) -> [String] {
      Loading.problems(Loading.minimal + "\n" + text + "\n").map { "\($0)" }
    }
    let none = problems("faults: [{node: 0, kind: node-loss, at: 1m}]")
    #expect(none.contains { $0.contains("there are no nodes") }, "\(none)")
    let kind = problems("faults: [{node: 0, kind: outage, at: 1m}]")
    #expect(kind.contains { $0.contains("outage is no fault of a node") }, "\(kind)")
    let target = problems("faults: [{carrier: north, kind: node-loss, at: 1m}]")
    #expect(target.contains { $0.contains("only a node can have a node-loss") }, "\(target)")
  }
}
