import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("World")
struct WorldTests {
  /// People who answer at once, talk for six seconds and never lose patience.
  private static func erlang(slots: Int, perHour: Int, hours: Int) -> String {
    """
    duration: \(hours)h
    load: {campaign: {leads: none.csv, rate: \(perHour)/h, arrivals: poisson}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 0s}
    carriers:
      - {name: trunk, preset: elastic-trunk, cps: 1000, post_dial_delay: 0s, failure_share: 0%}
    platform: {pods: 1, slots_per_pod: \(slots)}
    callers:
      - share: 100%
        profile: us-landline-quiet
        talk_time: 6s
        patience: {hazard: {0s: 0}, opening_per_second: 0}
    """
  }

  private static let campaign = """
    duration: 10m
    load: {campaign: {leads: none.csv, rate: 1200/h}}
    platform: {pods: 2, slots_per_pod: 20}
    """

  @Test func `blocking follows Erlang's formula B`() throws {
    // B(10, 5) = 0.01838457: 3,000 calls an hour of 6 s (ITU-T E.501; insensitive to the hold).
    let run = try WorldBench.run(Self.erlang(slots: 10, perHour: 3_000, hours: 6))
    let blocked = run.result.measurements.count(of: .blocked)
    let outcomes = CallOutcome.allCases.filter(\.isHumanAnswer)
    let offered = outcomes.reduce(0) { $0 + run.result.measurements.count(of: $1) }
    #expect(offered > 17_000)
    let share = Double(blocked) / Double(offered)
    #expect((share - 0.018_384_57).magnitude < 0.004, "\(blocked) of \(offered)")
  }

  @Test func `without blocking the mean number of calls is rate times hold`() throws {
    let run = try WorldBench.run(Self.erlang(slots: 100, perHour: 3_000, hours: 4))
    let end = run.result.end
    let mean = run.result.measurements.active.mean(from: .zero, to: end)
    #expect((mean - 5).magnitude < 0.25, "\(mean)")
    #expect(run.result.measurements.count(of: .blocked) == 0)
  }

  @Test func `the load curve and the calls' own durations give the same area`() throws {
    let run = try WorldBench.run(Self.campaign)
    let measurements = run.result.measurements
    let area = measurements.active.integral(from: .zero, to: run.result.end)
    var held: Int128 = 0
    for row in WorldBench.Run.rows(run.calls) where !row[10].isEmpty {
      let text = row[8].split(separator: ".")
      held += Int128(text[0]).map { $0 * 1_000 } ?? 0
      held += Int128(text[1]) ?? 0
    }
    // The table is rounded to microseconds.
    #expect((area / 1_000 - held).magnitude <= Int128(measurements.held))
  }

  @Test func `every planned dial is started or dropped, and every call has one outcome`() throws {
    for seed in 1...8 as ClosedRange<UInt64> {
      let run = try WorldBench.run(Self.campaign, seed: seed)
      let counts = run.result.measurements.attempts
      #expect(counts.offered == 200)
      #expect(counts.offered == counts.started + counts.dropped)
      let outcomes = CallOutcome.allCases.reduce(0) { $0 + run.result.measurements.count(of: $1) }
      #expect(outcomes == counts.started, "seed \(seed)")
      #expect(WorldBench.Run.rows(run.calls).count == counts.started)
    }
  }

  @Test func `one seed gives one history, and another seed another`() throws {
    let first = try WorldBench.run(Self.campaign, seed: 5)
    let again = try WorldBench.run(Self.campaign, seed: 5)
    let other = try WorldBench.run(Self.campaign, seed: 6)
    #expect(first.result.traceDigest == again.result.traceDigest)
    #expect(first.calls == again.calls)
    #expect(first.turns == again.turns)
    #expect(first.result.traceDigest != other.result.traceDigest)
    #expect(first.calls != other.calls)
  }

  @Test func `worlds that differ only after an instant are alike until then`() throws {
    let short = try WorldBench.run(
      Self.campaign.replacingLoad("rate: 1200/h, attempts: 100")
    )
    let long = try WorldBench.run(Self.campaign.replacingLoad("rate: 1200/h, attempts: 200"))
    // The hundred and first dial is planned at 300 s.
    func before(_ table: String, column: Int) -> [[Substring]] {
      WorldBench.Run.rows(table).filter { (Double($0[column]) ?? .infinity) < 300_000 }
    }
    let calls = before(short.calls, column: 7)
    #expect(calls.count > 50)
    #expect(calls == before(long.calls, column: 7))
    let turns = before(short.turns, column: 2).dropLast(40)
    #expect(turns.count > 100)
    #expect(Array(turns) == Array(before(long.turns, column: 2).prefix(turns.count)))
  }

  @Test func `a change of the agent leaves the fate of every dial as it was`() throws {
    let slow = try WorldBench.run(Self.campaign + "\nagent: {endpointing: 900ms}")
    let quick = try WorldBench.run(Self.campaign + "\nagent: {endpointing: 300ms}")
    // Call, key, carrier, planned, started, post-dial delay, answered.
    let fates = { (run: WorldBench.Run) in
      WorldBench.Run.rows(run.calls).map { $0.prefix(7).joined(separator: ",") }.sorted()
    }
    #expect(fates(slow) == fates(quick))
    #expect(slow.turns != quick.turns)
  }

  @Test func `the stages of every turn add up to its response latency`() throws {
    let run = try WorldBench.run(Self.campaign)
    let rows = WorldBench.Run.rows(run.turns)
    #expect(rows.count > 500)
    for row in rows {
      let response = Double(row[3]) ?? .nan
      let parts = [4, 5, 6, 7, 8, 9, 11, 12].reduce(0.0) { $0 + (Double(row[$1]) ?? .nan) }
      #expect((response - parts).magnitude < 0.005, "\(row)")
    }
  }

  @Test func `requests queue when the language model has too few slots`() throws {
    let roomy = try WorldBench.run(Self.campaign + "\nagent: {llm: {preset: gpt-4o, slots: 500}}")
    let tight = try WorldBench.run(Self.campaign + "\nagent: {llm: {preset: gpt-4o, slots: 2}}")
    let queue = { (run: WorldBench.Run) in
      run.result.measurements.latencies.histogram(of: .modelQueue)?.quantile(0.95) ?? .zero
    }
    #expect(queue(roomy) == .zero)
    #expect(queue(tight) > .milliseconds(100))
  }

  @Test func `people who join the registry are not dialled, unless nobody asks again`() throws {
    let additions = "\ncompliance: {do_not_call: {check_at_dial: %, additions: 90%}}"
    let checked = try WorldBench.run(
      Self.campaign + additions.replacing("%,", with: "true,")
    )
    let unchecked = try WorldBench.run(
      Self.campaign + additions.replacing("%,", with: "false,")
    )
    #expect(checked.result.compliance.violations(of: .doNotCall) == 0)
    #expect(unchecked.result.compliance.violations(of: .doNotCall) > 0)
  }

  @Test func `nobody is dialled outside calling hours, and such dials are dropped`() throws {
    // At 18:00 UTC no clock between New York and Honolulu shows eight in the evening.
    let night = try WorldBench.run(
      Self.campaign + "\ncompliance: {hours: \"20:00-20:30\"}"
    )
    #expect(night.result.compliance.violations(of: .callingHours) == 0)
    #expect(night.result.measurements.attempts.started == 0)
    #expect(night.result.measurements.attempts.dropped == 200)
  }

  @Test func `people may be called around the clock`() throws {
    let day = try WorldBench.run(Self.campaign + "\ncompliance: {hours: \"00:00-24:00\"}")
    #expect(day.result.measurements.attempts.started == 200)
    #expect(day.result.compliance.violations(of: .callingHours) == 0)
  }
}

extension String {
  fileprivate func replacingLoad(_ load: String) -> String {
    replacing("rate: 1200/h", with: load)
  }
}
