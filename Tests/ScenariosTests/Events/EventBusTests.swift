import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Events to dashboards")
struct EventBusTests {
  private static func run(
    _ events: String,
    _ more: String = "",
    seed: UInt64 = 1
  ) throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 10m
      load: {campaign: {leads: none.csv, rate: 1800/h, arrivals: poisson}}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
      events: \(events)
      \(more)
      """,
      seed: seed
    )
  }

  /// Nothing that depends on chance, and no refresh.
  private static let sure = "latency: 0s, delivery: 0s, refresh: 0s"

  @Test func `each dial, agent, reply and end is told of once`() throws {
    let run = try Self.run("{}")
    let account = try #require(run.result.dashboards)
    let calls = WorldBench.Run.rows(run.calls, "pod", "turns")
    let agents = calls.count { !$0[0].isEmpty }
    let replies = calls.reduce(0) { $0 + (Int($1[1]) ?? 0) }
    #expect(account.offered == 2 * calls.count + agents + replies)
    #expect(replies > 500 && account.pending == 0 && account.lost == 0)
    #expect(account.age.count == account.shown)
  }

  @Test func `nobody's run is changed by who looks on`() throws {
    let looked = try Self.run("{}")
    let alone = try WorldBench.run(
      """
      duration: 10m
      load: {campaign: {leads: none.csv, rate: 1800/h, arrivals: poisson}}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
      """
    )
    #expect(looked.calls == alone.calls && looked.turns == alone.turns)
    #expect(alone.result.dashboards == nil)
  }

  @Test func `an event is as old as the parts of its way`() throws {
    let lone = try #require(
      try Self.run("{linger: 7ms, \(Self.sure), consume: 0s}").result.dashboards
    )
    // The first of a batch lingers, and who comes within that time for less.
    #expect(lone.age.max == .milliseconds(7) && lone.backlog.level == 0)
    let way = try #require(
      try Self.run("{linger: 0s, latency: 20ms, delivery: 30ms, refresh: 0s, consume: 2ms}")
        .result.dashboards
    )
    // Half the way there, the consumer, and to the screen; who waits for a batch before, longer.
    #expect(way.age.min ?? .zero >= .milliseconds(42) - .microseconds(100))
    #expect((way.age.quantile(0.5) ?? .zero) < .milliseconds(44))
  }

  @Test func `a refresh adds a half of itself on average, and at most itself`() throws {
    let account = try #require(
      try Self.run("{linger: 0s, latency: 0s, delivery: 0s, refresh: 500ms, consume: 0s}")
        .result.dashboards
    )
    let mean = Double(account.age.mean?.nanoseconds ?? 0) / 1e6
    // Of n uniform ages the mean is within three standard errors of a half.
    let error = 500 / 12.0.squareRoot() / Double(account.age.count).squareRoot()
    #expect(abs(mean - 250) < 3 * error + 1, "\(mean) of \(account.age.count)")
    #expect((account.age.max ?? .zero) <= .milliseconds(500) + .microseconds(500))
  }

  /// M/D/1: at a load of 0.7 the mean wait is 0.7 / 0.6 of half a service time.
  @Test func `a consumer that is busy makes events wait as in M-D-1`() throws {
    var waits = MeanEstimate()
    for seed: UInt64 in 1...3 {
      // One event a dial, one an end: nobody answers, so both are far apart and near to Poisson.
      let run = try Self.run(
        "{linger: 0s, \(Self.sure), consume: 350ms, partitions: 1}",
        """
        answers: {preset: warm-list, human: 0%, voicemail: 0%, no_answer: 100%, busy: 0%,
          unobtainable: 0%, declined: 0%}
        """,
        seed: seed
      )
      let account = try #require(run.result.dashboards)
      let mean = Double(account.age.mean?.nanoseconds ?? 0) / 1e9
      waits.add(mean - 0.35)
    }
    // Two events for each of half a dial a second: a load of 0.35.
    let load = 0.35
    let expected = load / (1 - load) / 2 * 0.35
    #expect(abs(waits.mean - expected) < 0.5 * expected, "\(waits.mean) for \(expected)")
  }

  @Test func `what a killed pod has not sent is lost, and no more`() throws {
    let kill = """
      platform: {pods: 2, slots_per_pod: 50}
      faults: [{pod: 0, kind: pod-kill, at: 300s}]
      """
    let slow = try Self.run("{linger: 30s, \(Self.sure), consume: 0s}", kill)
    let account = try #require(slow.result.dashboards)
    #expect(account.lostWithPods > 10 && account.lostForRoom == 0 && account.pending == 0)
    #expect(account.shown + account.lost == account.offered)
    let quick = try #require(
      try Self.run("{linger: 0s, \(Self.sure), consume: 0s}", kill).result.dashboards
    )
    #expect(quick.lost == 0)
  }

  @Test func `a buffer that is full loses what comes`() throws {
    let account = try #require(
      try Self.run("{linger: 60s, buffer: 5, \(Self.sure), consume: 0s}").result.dashboards
    )
    #expect(account.lostForRoom > 50 && account.pending == 0)
    #expect(account.batches * 5 >= account.shown)
  }
}
