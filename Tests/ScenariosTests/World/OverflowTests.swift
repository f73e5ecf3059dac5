import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Overflow queue")
struct OverflowTests {
  /// One carrier that is out from 1 to 3 min, and a dial every second for 8 min.
  private static func run(
    _ overflow: String,
    campaign: String = "",
    slots: Int = 50,
    operations: String = "[]",
    faults: String = "[{at: 1m, for: 2m, carrier: only, kind: outage}]",
    seed: UInt64 = 1
  ) throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 8m
      load: {campaign: {leads: none.csv, rate: 3600/h, overflow: {\(overflow)}\(campaign)}}
      answers: {preset: warm-list}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      platform: {pods: 1, slots_per_pod: \(slots)}
      carriers: [{name: only, preset: elastic-trunk, failure_share: 0%, cps: 10}]
      faults: \(faults)
      operations: \(operations)
      """,
      seed: seed
    )
  }

  private struct Dial {
    var planned: Double
    var started: Double
  }

  /// In the order of their starts; seconds.
  private static func dials(_ run: WorldBench.Run) -> [Dial] {
    WorldBench.Run.rows(run.calls, "planned_ms", "started_ms").map { row in
      Dial(planned: (Double(row[0]) ?? -1) / 1_000, started: (Double(row[1]) ?? -1) / 1_000)
    }
    .sorted { $0.started < $1.started }
  }

  private static func expectWhole(_ account: CampaignAccount) {
    #expect(account.overflow.isBalanced)
    #expect(account.offered == account.started + account.dropped)
  }

  @Test func `what an outage holds up is replayed in the order of its plan`() throws {
    for seed in 0..<4 as Range<UInt64> {
      let run = try Self.run("after: 5s, longest: 20m, replay_rate: 50%", seed: seed)
      let account = run.result.campaigns[0].account
      Self.expectWhole(account)
      #expect(account.offered == 480)
      #expect(account.dropped == 0)
      #expect(account.overflow.replayed > 80, "seed \(seed)")
      // The latency counts from the planned instant.
      #expect(try #require(account.overflow.waits.max) > .seconds(60))
      #expect(account.waits.max == account.overflow.waits.max)
      let late = Self.dials(run).filter { $0.started - $0.planned > 5 }
      #expect(late.count == account.overflow.replayed)
      #expect(late.map(\.planned) == late.map(\.planned).sorted(), "seed \(seed)")
      // Half a dial a second, and not one more.
      for (one, next) in zip(late, late.dropFirst()) {
        #expect(next.started - one.started >= 1.999, "seed \(seed) at \(next.started)")
      }
    }
  }

  @Test func `replays leave new dials their turn`() throws {
    let run = try Self.run("after: 5s, longest: 20m, replay_rate: 100%")
    // A minute after the outage the trial of the carrier is over at the latest.
    let fresh = Self.dials(run).filter { $0.planned > 245 }
    #expect(fresh.count > 200)
    #expect(fresh.allSatisfy { $0.started - $0.planned < 0.3 })
  }

  @Test func `the queue has a bound, and keeps those that came first`() throws {
    let account = try Self.run("most: 10, longest: 20m").result.campaigns[0].account
    Self.expectWhole(account)
    #expect(account.overflow.peak == 10)
    #expect(account.overflow.refused > 30)
    #expect(account.dropped(for: .overflow) == account.overflow.refused)
    #expect(account.overflow.replayed == account.overflow.overflowed)
  }

  @Test func `what is kept for too long expires`() throws {
    let account = try Self.run("after: 5s, longest: 30s").result.campaigns[0].account
    Self.expectWhole(account)
    #expect(account.overflow.expired > 20)
    #expect(account.dropped(for: .expired) == account.overflow.expired)
    #expect(try #require(account.waits.max) <= .seconds(30))
  }

  @Test func `a stop gives up what is kept`() throws {
    let stop = "[{at: 2m, campaign: campaign, action: stop}]"
    let account = try Self.run("longest: 20m", operations: stop).result.campaigns[0].account
    Self.expectWhole(account)
    #expect(account.overflow.halted > 20)
    // Trials of the carrier are made of what is kept.
    #expect(account.overflow.replayed < 6)
  }

  @Test(arguments: ["queue-back", "wait, wait_max: 1s", "wait, waiting_max: 2, wait_max: 1h"])
  func `dials without an agent are kept, not given up`(_ whenBusy: String) throws {
    let overflow = "after: 20s, longest: 1h, most: 100000, replay_rate: 100%"
    let run = try Self.run(overflow, campaign: ", when_busy: \(whenBusy)", slots: 4, faults: "[]")
    let account = run.result.campaigns[0].account
    Self.expectWhole(account)
    #expect(account.overflow.overflowed > 50)
    #expect(account.dropped == 0)
    #expect(account.count(of: .blocked) == 0)
  }

  @Test func `without a queue dials wait in the line, as long as it takes`() throws {
    let run = try WorldBench.run(
      """
      duration: 4m
      load: {campaign: {leads: none.csv, rate: 3600/h}}
      answers: {preset: warm-list}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      carriers: [{name: only, preset: elastic-trunk, failure_share: 0%, cps: 10}]
      faults: [{at: 1m, for: 2m, carrier: only, kind: outage}]
      """
    )
    let campaign = run.result.campaigns[0]
    #expect(!campaign.hasOverflow)
    #expect(campaign.account.overflow.overflowed == 0)
    #expect(campaign.account.started == 240)
  }

  @Test func `a queue that keeps nothing is refused`() {
    #expect(throws: ScenarioError.self) { try Self.run("after: 1m, longest: 1m") }
  }
}
