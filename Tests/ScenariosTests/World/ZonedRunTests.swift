import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Zones that share nothing")
struct ZonedRunTests {
  private static let body = """
    duration: 12m
    load:
      campaign: {leads: none.csv, rate: 1500/h, attempts: 250}
      inbound: {rate: 900/h}
    platform:
      zones: 3
      pods: {min: 3, max: 12, start: 10s, target: 8, cap: 12}
      autoscaler: voice-pods
    faults:
      - {pod: 0, kind: pod-kill, at: 4m}
    """

  private static func run(
    _ scenario: Scenario,
    seed: UInt64 = 1,
    threads: Int = 1,
    watch: (Double) -> Bool = { _ in false }
  ) throws -> WorldBench.Run {
    var result = try ZonedRun(
      scenario: scenario,
      seed: seed,
      leads: scenario.campaigns.map { _ in WorldBench.leads }
    ).result(threads: threads, compress: { $0 }, expand: { $0 }, watch: watch)
    let tables = result.measurements.finishTables()
    #expect(tables.calls.digest == SHA256.hex(of: tables.calls.compressed))
    return WorldBench.Run(
      result: result,
      calls: String(decoding: tables.calls.compressed, as: UTF8.self),
      turns: String(decoding: tables.turns.compressed, as: UTF8.self),
      modelCalls: String(decoding: tables.modelCalls.compressed, as: UTF8.self)
    )
  }

  /// The zones of a scenario, each lived as a world by itself.
  private static func zones(_ scenario: Scenario, seed: UInt64 = 1) throws -> [WorldBench.Run] {
    try (0..<scenario.zones).map { index in
      let (part, zoneSeed) = scenario.zone(index, seed: seed)
      let leads = WorldBench.leads.part(of: part.zone.place)
      return try WorldBench.run(part, seed: zoneSeed, leads: leads)
    }
  }

  @Test func `any number of threads makes the same bytes`() throws {
    let scenario = try WorldBench.scenario(Self.body)
    let runs = try [1, 2, 5].map { try Self.run(scenario, threads: $0) }
    for run in runs.dropFirst() {
      #expect(run.calls == runs[0].calls && run.turns == runs[0].turns)
      #expect(run.modelCalls == runs[0].modelCalls)
      #expect(run.result.traceDigest == runs[0].result.traceDigest)
      #expect(run.result.traceWindows == runs[0].result.traceWindows)
      #expect(run.result.costs.total == runs[0].result.costs.total)
    }
    #expect(try Self.run(scenario, seed: 2).result.traceDigest != runs[0].result.traceDigest)
  }

  @Test func `tables and counts are those of the zones together`() throws {
    let scenario = try WorldBench.scenario(Self.body)
    let whole = try Self.run(scenario, threads: 2)
    let parts = try Self.zones(scenario)
    #expect(whole.calls == parts.map(\.calls).joined())
    #expect(whole.turns == parts.map(\.turns).joined())
    #expect(whole.modelCalls == parts.map(\.modelCalls).joined())
    let (all, each) = (whole.result.measurements, parts.map(\.result.measurements))
    #expect(all.attempts.offered == each.reduce(0) { $0 + $1.attempts.offered })
    for outcome in CallOutcome.allCases {
      #expect(all.count(of: outcome) == each.reduce(0) { $0 + $1.count(of: outcome) })
    }
    for metric in MetricName.allCases {
      var sum = LatencyHistogram()
      for part in each { sum.merge(part.latencies.histogram(of: metric) ?? LatencyHistogram()) }
      #expect(all.latencies.histogram(of: metric) ?? LatencyHistogram() == sum, "\(metric)")
    }
    #expect(all.usage[.languageModel].requests > 500)
    #expect(
      all.usage[.languageModel].inputTokens
        == each.reduce(0) { $0 + $1.usage[.languageModel].inputTokens }
    )
    #expect(all.costs.models == each.reduce(.zero) { $0 + $1.costs.models })
    let slowest = each.flatMap(\.worst).compactMap(\.responseMax).sorted(by: >)
    #expect(all.worst.compactMap(\.responseMax) == slowest.prefix(all.worst.count).map { $0 })
    #expect(all.exemplars.first?.record.id == all.worst.first?.id)
  }

  @Test func `platform, room and campaigns are those of the zones together`() throws {
    let scenario = try WorldBench.scenario(Self.body)
    let whole = try Self.run(scenario).result
    let parts = try Self.zones(scenario).map(\.result)
    let (platform, platforms) = (try #require(whole.platform), parts.compactMap(\.platform))
    #expect(platforms.count == 3 && platform.pods(lostBy: .killed) == 3)
    for second in stride(from: 0, through: 900, by: 7) {
      let at = SimInstant.zero.advanced(by: .seconds(second))
      #expect(platform.ready.level(at: at) == platforms.reduce(0) { $0 + $1.ready.level(at: at) })
      #expect(
        whole.measurements.active.level(at: at)
          == parts.reduce(0) { $0 + $1.measurements.active.level(at: at) }
      )
      #expect(whole.demand.level(at: at) == parts.reduce(0) { $0 + $1.demand.level(at: at) })
    }
    #expect(platform.podsStarted == platforms.reduce(0) { $0 + $1.podsStarted })
    #expect(platform.syncs.count == platforms.map(\.syncs.count).max())
    #expect(platform.syncs[20].desired == platforms.reduce(0) { $0 + $1.syncs[20].desired })
    let rooms = parts.compactMap(\.waitingRoom)
    #expect(whole.waitingRoom?.arrived == rooms.reduce(0) { $0 + $1.arrived })
    #expect(rooms.allSatisfy { $0.arrived > 20 })
    let campaign = whole.campaigns[0]
    #expect(campaign.account.offered == 250 && campaign.isBalanced)
    #expect(campaign.leads.reduce(0, +) == WorldBench.leads.count)
    #expect(whole.compliance.dials == parts.reduce(0) { $0 + $1.compliance.dials })
    #expect(
      whole.carriers[0].answers == parts.reduce(0) { $0 + $1.carriers[0].answers }
    )
  }

  @Test func `each call has a number of its own, and nobody is called from two zones`() throws {
    let scenario = try WorldBench.scenario(Self.body)
    let run = try Self.run(scenario)
    let numbers = WorldBench.Run.rows(run.calls, "call").compactMap { Int($0[0]) }
    #expect(Set(numbers).count == numbers.count)
    #expect(Set(numbers.map { ZonePlace.index(of: $0, zones: 3) }) == [0, 1, 2])
    let parts = (0..<3).map { WorldBench.leads.part(of: ZonePlace(index: $0, count: 3)) }
    let phones = parts.map { part in Set((0..<part.count).map { part[$0].phone.digits }) }
    #expect(phones.reduce(0) { $0 + $1.count } == WorldBench.leads.count)
    #expect(phones.reduce(into: Set()) { $0.formUnion($1) }.count == WorldBench.leads.count)
    #expect(phones.allSatisfy { abs($0.count - 10_000) < 400 })
  }

  @Test func `one zone is the world that says nothing of zones`() throws {
    let one = try WorldBench.scenario(Self.body.replacing("zones: 3", with: "zones: 1"))
    let none = try WorldBench.scenario(Self.body.replacing("  zones: 3\n", with: ""))
    #expect(one.zones == 1 && none.zones == 1)
    let runs = try [one, none].map { try WorldBench.run($0, seed: 1) }
    #expect(runs[0].calls == runs[1].calls)
    #expect(runs[0].result.traceDigest == runs[1].result.traceDigest)
  }

  @Test func `parts make the whole`() throws {
    let scenario = try WorldBench.scenario(
      """
      duration: 10m
      load: {inbound: {rate: 1000/h, room: {capacity: 11}}}
      platform: {zones: 4, pods: 10, slots_per_pod: 5}
      carriers: [{name: trunk, preset: elastic-trunk, cps: 30, channels: 103}]
      agent: {llm: {preset: gpt-4o-mini, slots: 9, quota: {requests_per_minute: 1001}}}
      """
    )
    let parts = (0..<4).map { scenario.zone($0, seed: 1).scenario }
    #expect(parts.map(\.platform.podCount) == [3, 3, 2, 2])
    #expect(parts.compactMap(\.inbound?.room.capacity) == [3, 3, 3, 2])
    #expect(parts.map(\.carriers[0].channels) == [26, 26, 26, 25])
    #expect(parts.map(\.carriers[0].callsPerSecond) == [7.5, 7.5, 7.5, 7.5])
    #expect(parts.map(\.agent.llm.slots) == [3, 2, 2, 2])
    #expect(parts.compactMap(\.agent.llm.quota?.requestsPerMinute) == [251, 250, 250, 250])
    #expect(Set((0..<4).map { scenario.zone($0, seed: 1).seed }).count == 4)
  }

  @Test func `equal gaps stay equal over all zones`() throws {
    let scenario = try WorldBench.scenario(
      """
      duration: 10m
      load: {inbound: {rate: 720/h, arrivals: constant}}
      platform: {zones: 3, pods: 6}
      """
    )
    let planned = WorldBench.Run.rows(try Self.run(scenario).calls, "planned_ms")
      .compactMap { Double($0[0]) }.sorted()
    let gaps = zip(planned, planned.dropFirst()).map { $1 - $0 }
    #expect(gaps.count > 100 && gaps.allSatisfy { abs($0 - 5_000) < 0.01 })
  }

  /// Two groups of 10 slots at 8 Erlang each lose 12.2 %, one group of 20 at 16 Erlang 6.4 %.
  @Test func `zones lose what two small groups lose, not what one large one does`() throws {
    func scenario(_ zones: Int) throws -> Scenario {
      try WorldBench.scenario(
        """
        duration: 2h
        warm_up: 20m
        load: {inbound: {rate: 960/h, room: {capacity: \(zones)}, patience: 1ms}}
        platform: {zones: \(zones), pods: 2, slots_per_pod: 10}
        callers:
          - share: 100%
            profile: us-landline-quiet
            talk_time: {exponential: 1m}
            patience: {hazard: {0s: 0}, opening_per_second: 0}
        """
      )
    }
    let lost = try [1, 2].map { zones in
      let scenario = try scenario(zones)
      var shares = MeanEstimate()
      for seed: UInt64 in 1...2 {
        let result =
          zones == 1
          ? try WorldBench.run(scenario, seed: seed).result
          : try Self.run(scenario, seed: seed, threads: 2).result
        let room = try #require(result.waitingRoom)
        shares.add(Double(room.lost) / Double(room.arrived))
      }
      return shares
    }
    #expect(abs(lost[1].mean - 0.122) < 0.025, "\(lost[1].mean)")
    #expect(abs(lost[0].mean - 0.064) < 0.025, "\(lost[0].mean)")
  }

  @Test func `who stops a run gets nothing of it`() throws {
    let scenario = try WorldBench.scenario(Self.body)
    #expect(throws: ZonedRun.Failure.self) {
      _ = try Self.run(scenario, threads: 2, watch: { $0 > 0.5 })
    }
  }
}
