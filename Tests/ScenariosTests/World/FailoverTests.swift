import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Failover")
struct FailoverTests {
  /// Two carriers with a call every 720 ms and short talks; `north` has the fault from 5 to 7 min.
  private static func world(_ fault: String, routing: String = "{}") -> String {
    """
    duration: 8m
    load: {campaign: {leads: none.csv, rate: 5000/h}}
    answers: {preset: warm-list}
    callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
    carriers:
      - {name: north, preset: elastic-trunk, failure_share: 0%, weight: 2}
      - {name: south, preset: elastic-trunk, failure_share: 0%}
    routing: \(routing)
    faults: [{at: 5m, for: 2m, carrier: north, \(fault)}]
    """
  }

  private struct Attempt {
    var carrier: String
    var failovers: Int
    /// Milliseconds.
    var planned: Double
    var progress: Double?
    var outcome: String

    var isFaulty: Bool { planned >= 300_000 && planned < 420_000 }
  }

  private static func attempts(_ world: String, seed: UInt64) throws -> [Attempt] {
    let run = try WorldBench.run(world, seed: seed)
    return WorldBench.Run.rows(
      run.calls,
      "carrier",
      "failovers",
      "planned_ms",
      "pdd_ms",
      "outcome"
    ).map { row in
      Attempt(
        carrier: row[0],
        failovers: Int(row[1]) ?? -1,
        planned: Double(row[2]) ?? -1,
        progress: Double(row[3]),
        outcome: row[4]
      )
    }
  }

  @Test func `dials that a carrier does not answer are on the other one`()
    throws
  {
    var rerouted = 0
    for seed in 0..<8 as Range<UInt64> {
      let attempts = try Self.attempts(Self.world("kind: signalling-outage"), seed: seed)
      for attempt in attempts where attempt.isFaulty {
        #expect(attempt.carrier == "south", "seed \(seed): planned \(attempt.planned)")
        #expect(attempt.outcome != "carrierFailure", "seed \(seed): planned \(attempt.planned)")
      }
      // What north had taken and not yet rung may be lost: nobody may dial it a second time.
      let lost = attempts.filter { $0.outcome == "carrierFailure" }
      #expect(lost.allSatisfy { $0.planned > 290_000 && $0.failovers == 0 }, "seed \(seed)")
      rerouted += attempts.filter { $0.failovers > 0 }.count
      // Those before the breaker opens, and its trials: all others are spared the wait.
      #expect(attempts.filter { $0.failovers > 0 }.count < 20, "seed \(seed)")
    }
    #expect(rerouted >= 8 * 3)
  }

  @Test func `calls in progress outlive the signalling of their carrier`() throws {
    let fault = "kind: signalling-outage"
    for seed in 0..<3 as Range<UInt64> {
      let sound = try Self.attempts(
        Self.world(fault).replacing("at: 5m, for: 2m", with: "at: 40m, for: 1s"),
        seed: seed
      )
      let faulty = try Self.attempts(Self.world(fault), seed: seed)
      // Every call that rings before the fault, over either carrier, ends as it would have.
      let early = { (attempts: [Attempt]) in
        attempts.filter { $0.planned + ($0.progress ?? 0) < 270_000 }
          .sorted { $0.planned < $1.planned }.map(\.outcome)
      }
      let changed = zip(early(faulty), early(sound)).filter { $0 != $1 }
      #expect(changed.isEmpty, "seed \(seed)")
      #expect(early(faulty).contains("completed"))
    }
  }

  @Test func `without failover the dials of an outage are lost`() throws {
    let world = Self.world("kind: signalling-outage", routing: "{failover: false}")
    let attempts = try Self.attempts(world, seed: 1)
    let lost = attempts.filter { $0.outcome == "carrierFailure" }
    #expect(lost.count >= 3)
    #expect(lost.allSatisfy { $0.carrier == "north" && $0.planned > 290_000 })
    #expect(lost.filter { $0.isFaulty }.allSatisfy { $0.progress == nil })
  }

  @Test func `a brown-out of some dials loses none, and its carrier keeps the rest`() throws {
    let attempts = try Self.attempts(
      Self.world("kind: brown-out, error_share: 10%"),
      seed: 3
    )
    #expect(attempts.filter { $0.outcome == "carrierFailure" }.isEmpty)
    let faulty = attempts.filter(\.isFaulty)
    let moved = faulty.filter { $0.failovers > 0 }
    #expect(moved.allSatisfy { $0.carrier == "south" })
    #expect((3...25).contains(moved.count), "\(moved.count)")
    #expect(faulty.filter { $0.carrier == "north" }.count > faulty.count / 2)
  }

  @Test func `a carrier whose rate is cut refuses what is over it, and the other one takes that`()
    throws
  {
    // 0.93 dials a second for north, of which 0.3 are let through.
    let world = Self.world("kind: rate-limit, factor: 0.01")
    let attempts = try Self.attempts(world, seed: 4)
    #expect(attempts.filter { $0.outcome == "throttled" }.isEmpty)
    let faulty = attempts.filter(\.isFaulty)
    let north = faulty.filter { $0.carrier == "north" }.count
    #expect((30...37).contains(north), "\(north) in two minutes at 0.3 a second")
  }

  @Test func `the second carrier has a luck of its own`() throws {
    let world = """
      duration: 10m
      load: {campaign: {leads: none.csv, rate: 5000/h}}
      carriers:
        - {name: north, preset: elastic-trunk, failure_share: 20%}
        - {name: south, preset: elastic-trunk, failure_share: 20%}
      routing: {breaker_failures: 1000}
      """
    let attempts = try Self.attempts(world, seed: 2)
    let lost = attempts.filter { $0.outcome == "carrierFailure" }.count
    // One in 25 is failed by both.
    let share = Double(lost) / Double(attempts.count)
    #expect((share - 0.04).magnitude < 0.025, "\(lost) of \(attempts.count)")
  }
}
