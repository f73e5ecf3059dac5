import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Inbound calls")
struct InboundTests {
  private func body(_ inbound: String, slots: Int = 20, more: String = "") -> String {
    """
    duration: 20m
    load: {inbound: \(inbound)}
    platform: {pods: 1, slots_per_pod: \(slots)}
    callers:
      - {share: 100%, profile: us-landline-quiet, talk_time: {exponential: 60s},
         patience: {hazard: {0s: 0}, opening_per_second: 0}}
    \(more)
    """
  }

  @Test func `people call in, talk at once while agents are free, and nobody is counted twice`()
    throws
  {
    let run = try WorldBench.run(body("{rate: 600/h}", slots: 60))
    let room = try #require(run.result.waitingRoom)
    let attempts = run.result.measurements.attempts
    #expect(room.arrived == attempts.offered)
    #expect(room.atOnce == room.arrived)
    #expect(attempts.started == attempts.offered)
    let rows = WorldBench.Run.rows(run.calls, "campaign", "pdd_ms", "planned_ms", "answered_ms")
    #expect(rows.count == room.arrived)
    #expect(rows.allSatisfy { $0[0].isEmpty && $0[1].isEmpty })
    // The trunk's way there and back, 20 ms each.
    #expect(rows.allSatisfy { (Double($0[3]) ?? 0) - (Double($0[2]) ?? 0) == 40 })
  }

  @Test func `a flash crowd waits, leaves or is called back, and all are accounted for`() throws {
    let run = try WorldBench.run(
      body(
        """
        {rate: 300/h, surge: {factor: 10, at: 5m, for: 5m}, room: {callback_from: 60s},
         patience: {exponential: 90s}}
        """
      )
    )
    let room = try #require(run.result.waitingRoom)
    let attempts = run.result.measurements.attempts
    #expect(attempts.offered == attempts.started + attempts.dropped)
    #expect(attempts.dropped == room.lost)
    #expect(room.callbacksMade == room.callbacksPromised)
    #expect(room.callbacksPromised > 5)
    #expect(room.balked > 5)
    #expect(room.abandoned > 5)
    #expect(attempts.started == room.atOnce + room.afterWait + room.callbacksMade)
  }

  @Test func `inbound and outbound share the agents`() throws {
    let outbound = "campaign: {leads: a.csv, rate: 1/s, when_busy: queue-back}"
    let text = body("{rate: 900/h}", slots: 30)
      .replacing("load: {inbound:", with: "load: {\(outbound), inbound:")
    let run = try WorldBench.run(text)
    let room = try #require(run.result.waitingRoom)
    let report = try #require(run.result.campaigns.first)
    #expect(room.afterWait > 0)
    #expect(report.account.dropped(for: .noAgent) > 0)
    #expect(report.account.count(of: .blocked) == 0)
    let peak = run.result.measurements.active.peak(from: .zero, to: run.result.end)
    #expect(peak <= 30)
    let attempts = run.result.measurements.attempts
    #expect(attempts.offered == room.arrived + report.account.offered)
  }

  @Test func `a dial that waits for an agent goes when a caller gives one back`() throws {
    // One caller has the only agent; no other call ends and no other dial falls due meanwhile.
    let outbound = """
      campaign: {leads: a.csv, rate: 1/s, attempts: 1, from: 5s, when_busy: wait, wait_max: 10m}
      """
    let text = body("{rate: 1/s, arrivals: constant, until: 1s}", slots: 1)
      .replacing("load: {inbound:", with: "load: {\(outbound), inbound:")
      .replacing("{exponential: 60s}", with: "60s")
    let run = try WorldBench.run(text)
    let rows = WorldBench.Run.rows(run.calls, "campaign", "started_ms", "ended_ms")
    let caller = try #require(rows.first { $0[0].isEmpty })
    let dial = try #require(rows.first { $0[0] == "0" })
    #expect((Double(caller[2]) ?? 0) > 30_000)
    #expect(dial[1] == caller[2])
  }

  @Test func `the rates of days lie apart as a gamma distribution says`() throws {
    var counts: [Double] = []
    for seed in 1...60 as ClosedRange<UInt64> {
      let run = try WorldBench.run(
        body("{rate: 1200/h, day_variation: 0.5}", slots: 1_000)
          .replacing("duration: 20m", with: "duration: 10m")
          .replacing("{exponential: 60s}", with: "5s"),
        seed: seed
      )
      counts.append(Double(run.result.waitingRoom?.arrived ?? 0))
    }
    let mean = counts.reduce(0, +) / 60
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59
    // 200 in the mean; of the variance 200 are Poisson's and 10,000 the days'.
    #expect(abs(mean - 200) < 3 * (10_200.0 / 60).squareRoot())
    #expect(variance > 10_200 * 0.45 && variance < 10_200 * 1.9)
  }

  @Test func `calls come in when a trace says, one a row, until the run is over`() throws {
    let scenario = try WorldBench.scenario(
      body("{trace: calls.csv, patience: 1h}", slots: 60),
      seed: 1
    )
    #expect(scenario.inbound?.traceFile?.absolute == "//calls.csv")
    let milliseconds = [0, 0, 1_500, 60_000, 61_250, 1_199_999, 1_200_000, 5_000_000]
    let trace = ArrivalTrace(
      instants: milliseconds.map { SimInstant(nanoseconds: Int64($0) * 1_000_000) }
    )
    var world = World(
      scenario: scenario,
      seed: 1,
      leads: [],
      arrivals: trace,
      compress: { $0 }
    )
    while world.advance() != nil {}
    var result = world.finish()
    let calls = String(
      decoding: result.measurements.finishTables().calls.compressed,
      as: UTF8.self
    )
    let planned = WorldBench.Run.rows(calls, "planned_ms").compactMap { Double($0[0]) }.sorted()
    #expect(planned == [0, 0, 1_500, 60_000, 61_250, 1_199_999])
    #expect(result.waitingRoom?.arrived == 6)
  }

  @Test func `a trace is shifted by the beginning of the inbound plan`() throws {
    let scenario = try WorldBench.scenario(body("{trace: calls.csv, from: 2m}", slots: 60), seed: 1)
    let trace = ArrivalTrace(instants: [.zero, SimInstant(nanoseconds: 7_000_000_000)])
    var world = World(scenario: scenario, seed: 1, leads: [], arrivals: trace, compress: { $0 })
    while world.advance() != nil {}
    var result = world.finish()
    let table = result.measurements.finishTables().calls.compressed
    let planned = WorldBench.Run.rows(String(decoding: table, as: UTF8.self), "planned_ms")
      .compactMap { Double($0[0]) }.sorted()
    #expect(planned == [120_000, 127_000])
  }
}
