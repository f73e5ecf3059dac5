import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Campaigns")
struct CampaignTests {
  /// Everybody is at home; a call takes half a minute.
  private func body(_ load: String, _ more: String = "", human: Int = 60) -> String {
    """
    duration: 10m
    load: \(load)
    answers:
      {preset: warm-list, human: \(human)%, voicemail: \(90 - human)%, no_answer: 10%, busy: 0%,
       unobtainable: 0%, declined: 0%}
    callers:
      - {share: 100%, profile: us-landline-quiet, talk_time: 30s,
         patience: {hazard: {0s: 0}, opening_per_second: 0}}
    \(more)
    """
  }

  private let trunk = """
    carriers: [{name: trunk, preset: elastic-trunk, cps: 2, failure_share: 0%}]
    """

  private func counts(_ run: WorldBench.Run) -> [[Int]] {
    run.result.campaigns.map { [$0.account.offered, $0.account.started, $0.account.dropped] }
  }

  @Test func `two campaigns of unlike weight share a carrier that takes less than both want`()
    throws
  {
    let run = try WorldBench.run(
      body(
        """
        {campaigns: [
          {name: one, leads: a.csv, rate: 5/s, attempts: 2000, weight: 3},
          {name: two, leads: b.csv, rate: 5/s, attempts: 2000, weight: 1}]}
        """,
        trunk
      )
    )
    // All are made in the end; while both wait, three of one go for one of two.
    #expect(counts(run) == [[2_000, 2_000, 0], [2_000, 2_000, 0]])
    let rows = WorldBench.Run.rows(run.calls, "started_ms", "campaign")
    let early = rows.filter { (Double($0[0]) ?? 0) < 1_000_000 }
    let share = Double(early.count { $0[1] == "0" }) / Double(early.count)
    #expect(abs(share - 0.75) < 0.01)
    let started = rows.compactMap { Double($0[0]) }.sorted()
    // Two a second and no more, in any second.
    for (first, third) in zip(started, started.dropFirst(2)) { #expect(third - first >= 1_000) }
  }

  @Test func `a campaign of higher priority does not wait for one that floods the carrier`() throws
  {
    let run = try WorldBench.run(
      body(
        """
        {campaigns: [
          {name: flood, leads: a.csv, rate: 10/s, attempts: 3000},
          {name: urgent, leads: b.csv, rate: 1/s, attempts: 300, priority: 5}]}
        """,
        trunk
      )
    )
    let waits = run.result.campaigns.map { $0.account.waits.max ?? .zero }
    #expect(run.result.campaigns.allSatisfy { $0.account.inversions == 0 })
    #expect(waits[0] > .seconds(600))
    #expect(waits[1] <= .milliseconds(500))
  }

  @Test func `leads are tried again as the policy asks, and every one has one end`() throws {
    let run = try WorldBench.run(
      body(
        """
        {campaign: {leads: a.csv, rate: 2/s,
          retry: {attempts: 3, no_answer: {after: 60s}, voicemail: {after: 90s, most: 1}}}}
        """,
        human: 40
      ),
    )
    let report = try #require(run.result.campaigns.first)
    #expect(report.leads.reduce(0, +) == WorldBench.leads.count)
    #expect(report.count(of: .calling) == 0)
    #expect(report.account.retries > 200)
    // Rows by lead: the key of a first attempt is the lead's own.
    let rows = WorldBench.Run.rows(run.calls, "attempt", "planned_ms", "outcome")
    #expect(rows.count == report.account.started)
    #expect(rows.count { $0[0] != "0" } == report.account.retries)
    #expect(rows.allSatisfy { ["0", "1", "2"].contains($0[0]) })
    let ended = report.count(of: .reached) + report.count(of: .exhausted)
    let underway = report.count(of: .retrying)
    #expect(ended + underway == report.account.started - report.account.retries)
  }

  @Test func `a stopped campaign makes no dial any more, a paused one none until it resumes`()
    throws
  {
    let run = try WorldBench.run(
      body(
        """
        {campaigns: [
          {name: stopped, leads: a.csv, rate: 2/s}, {name: paused, leads: b.csv, rate: 2/s}]}
        """,
        """
        operations:
          - {at: 3m, campaign: stopped, action: stop}
          - {at: 4m, campaign: stopped, action: resume}
          - {at: 2m, campaign: paused, action: pause}
          - {at: 5m, campaign: paused, action: resume}
        """
      )
    )
    let rows = WorldBench.Run.rows(run.calls, "started_ms", "campaign")
    let stopped = rows.filter { $0[1] == "0" }.compactMap { Double($0[0]) }
    let paused = rows.filter { $0[1] == "1" }.compactMap { Double($0[0]) }
    #expect(stopped.count == 360)
    #expect(stopped.allSatisfy { $0 < 180_000 })
    #expect(paused.count == 240 + 600)
    #expect(paused.allSatisfy { $0 < 120_000 || $0 >= 300_000 })
    #expect(run.result.campaigns[1].account.dropped(for: .halted) == 360)
  }

  @Test(arguments: ["dial", "queue-back", "wait"])
  func `with too few agents a dial is abandoned, given up or kept, as the campaign says`(
    _ whenBusy: String
  ) throws {
    let run = try WorldBench.run(
      body(
        """
        {campaign: {leads: a.csv, rate: 1/s, when_busy: \(whenBusy), wait_max: 20s}}
        """,
        "platform: {pods: 1, slots_per_pod: 12}"
      )
    )
    let report = try #require(run.result.campaigns.first)
    let blocked = report.account.count(of: .blocked)
    switch whenBusy {
    case "dial":
      #expect(blocked > 50)
      #expect(report.account.dropped == 0)
      #expect(run.result.compliance.violations(of: .abandonment) == 1)
    case "queue-back":
      #expect(blocked == 0)
      #expect(report.account.dropped(for: .noAgent) > 50)
      #expect(report.account.waits.max == .zero)
    default:
      #expect(blocked == 0)
      #expect(report.account.dropped(for: .expired) > 50)
      #expect((report.account.waits.max ?? .zero) <= .seconds(20))
      #expect((report.account.waits.max ?? .zero) > .seconds(15))
    }
    #expect(report.account.offered == report.account.started + report.account.dropped)
  }

  @Test func `the limit on abandonment lets out no more dials than three in a hundred answers`()
    throws
  {
    let scarce = "platform: {pods: 1, slots_per_pod: 12}\ncompliance: {limit_abandonment: true}"
    for seed in 1...8 as ClosedRange<UInt64> {
      let run = try WorldBench.run(
        body("{campaign: {leads: a.csv, rate: 1/s}}", scarce),
        seed: seed
      )
      #expect(run.result.compliance.violations(of: .abandonment) == 0)
      let counts = run.result.campaigns[0].abandonment
      #expect(counts.reduce(0) { $0 + $1.live } > 100)
      #expect(counts.allSatisfy { $0.allows(0) })
    }
  }

  @Test func `a debtor is called seven times in a week, and not at all after a conversation`()
    throws
  {
    func run(_ check: Bool, human: Int) throws -> WorldBench.Run {
      let scenario = try WorldBench.scenario(
        body(
          """
          {campaign: {leads: a.csv, rate: 10/m, vertical: collections,
            retry: {attempts: 200, no_answer: {after: 1h}, voicemail: {after: 1h}}}}
          """,
          "compliance: {call_frequency: {check_at_dial: \(check)}}",
          human: human
        ).replacing("duration: 10m", with: "duration: 4d")
      )
      return try WorldBench.run(scenario, seed: 3, leads: WorldBench.leads(40))
    }
    let kept = try run(true, human: 10)
    #expect(kept.result.compliance.violations(of: .callFrequency) == 0)
    #expect(kept.result.compliance.violations(of: .afterConversation) == 0)
    let held = kept.result.compliance.tallies.first { $0.check == .callFrequencyAtDial }
    #expect((held?.heldBack ?? 0) > 0)
    #expect(kept.result.compliance.dials <= 40 * 7)
    let broken = try run(false, human: 10)
    #expect(broken.result.compliance.violations(of: .callFrequency) > 0)
  }

  @Test func `a phone rings for the time that the law asks, though the scenario says less`() throws
  {
    let run = try WorldBench.run(
      body("{campaign: {leads: a.csv, rate: 2/s}}")
        .replacing("{preset: warm-list,", with: "{preset: warm-list, ring_timeout: 5s,")
    )
    #expect(run.result.compliance.violations(of: .ringTime) == 0)
    let lax = try WorldBench.run(
      body("{campaign: {leads: a.csv, rate: 2/s}}", "compliance: {ring_at_least: 3s}")
        .replacing("{preset: warm-list,", with: "{preset: warm-list, ring_timeout: 5s,")
    )
    #expect(lax.result.compliance.violations(of: .ringTime) == 0)
    let rows = WorldBench.Run.rows(lax.calls, "outcome", "pdd_ms", "started_ms", "ended_ms")
    let rang = rows.filter { $0[0] == "noAnswer" }.compactMap { row -> Double? in
      guard let delay = Double(row[1]), let start = Double(row[2]), let end = Double(row[3])
      else { return nil }
      return end - start - delay
    }
    #expect(rang.count > 20)
    #expect(rang.allSatisfy { $0 < 6_000 })
  }

  @Test func `what one campaign does changes no draw of another one's calls`() throws {
    let one = "{name: one, leads: a.csv, rate: 1/s, attempts: 200}"
    let alone = try WorldBench.run(body("{campaigns: [\(one)]}"))
    let both = try WorldBench.run(
      body("{campaigns: [\(one), {name: two, leads: b.csv, rate: 3/s, arrivals: poisson}]}")
    )
    let columns = ["key", "planned_ms", "outcome", "hold_ms"]
    func rows(_ run: WorldBench.Run) -> [[String]] {
      WorldBench.Run.rows(run.calls, "campaign", columns[0], columns[1], columns[2], columns[3])
        .filter { $0[0] == "0" }.sorted { $0[1] < $1[1] }
    }
    #expect(rows(alone) == rows(both))
    #expect(rows(alone).count == 200)
  }
}
