import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Faults of our own parts")
struct OwnFaultTests {
  private static func campaign(
    at start: String,
    _ faults: String,
    hours: String = "08:00-21:00"
  ) throws -> WorldBench.Run {
    let text = """
      scenario: bench
      start: \(start)
      duration: 20m
      load: {campaign: {leads: a.csv, rate: 1200/h}}
      answers: {preset: warm-list}
      carriers: [{name: trunk, preset: elastic-trunk, cps: 50}]
      compliance: {hours: "\(hours)", require_consent: false, limit_abandonment: false}
      outcomes: {}
      faults: [\(faults)]
      """
    let scenario = try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "bench.yaml",
      directory: "/",
      seed: 1
    )
    return try WorldBench.run(scenario, seed: 1)
  }

  private static func violations(_ run: WorldBench.Run) -> Int {
    run.result.compliance.violations(of: .callingHours)
  }

  @Test func `a dialer whose clock is behind calls people after hours, and the audit sees it`()
    throws
  {
    // It is 21:00 in New York ten minutes into the run.
    let start = "2026-03-03T01:50:00Z"
    let right = try Self.campaign(at: start, "")
    #expect(Self.violations(right) == 0)
    let behind = try Self.campaign(
      at: start,
      "{endpoint: dialer, kind: clock-step, at: 5m, for: 30m, by: -3600}"
    )
    #expect(Self.violations(behind) > 50)
    let ahead = try Self.campaign(
      at: start,
      "{endpoint: dialer, kind: clock-step, at: 5m, for: 30m, by: 3600}"
    )
    #expect(Self.violations(ahead) == 0)
    // By its clock it is 21:00 in New York already.
    #expect(ahead.calls != right.calls)
    let mended = try Self.campaign(
      at: start,
      "{endpoint: dialer, kind: clock-step, at: 5m, for: 2m, by: -3600}"
    )
    #expect(Self.violations(mended) == 0)
  }

  @Test func `a slow disk holds outcomes up, and a store that is gone for long costs some`() throws
  {
    func writes(_ faults: String) throws -> OutcomeAccount {
      let run = try Self.campaign(at: "2026-03-02T18:00:00Z", faults)
      return try #require(run.result.outcomes).account
    }
    let sound = try writes("")
    let slow = try writes(
      "{endpoint: outcomes, kind: brown-out, at: 5m, for: 9m, latency_factor: 200, error_share: 0%}"
    )
    // Rows are tried five times, a second apart.
    let briefly = try writes("{endpoint: outcomes, kind: outage, at: 5m, for: 2s}")
    let gone = try writes("{endpoint: outcomes, kind: outage, at: 5m, for: 2m}")
    for account in [sound, slow, briefly] {
      #expect(account.written == sound.written && account.lost == 0)
    }
    let usual = try #require(sound.delays.max)
    #expect(try #require(slow.delays.max) > usual * 2)
    #expect(try #require(briefly.delays.max) > usual && briefly.failures > 0)
    #expect(gone.lost > 5 && gone.written + gone.lost == gone.offered)
  }

  @Test func `a clock is the dialer's, and outcomes are written where there are some`() {
    func problems(_ text: String) -> [String] {
      Loading.problems(Loading.minimal + "\n" + text + "\n").map(\.message)
    }
    let clock = problems("faults: [{endpoint: llm, kind: clock-step, at: 1m}]")
    #expect(clock.contains { $0.contains("only the dialer has a clock") }, "\(clock)")
    let dialer = problems("faults: [{endpoint: dialer, kind: outage, at: 1m}]")
    #expect(dialer.contains { $0.contains("the dialer cannot have this") }, "\(dialer)")
    let store = problems("faults: [{endpoint: outcomes, kind: outage, at: 1m}]")
    #expect(store.contains { $0.contains("nobody writes outcomes") }, "\(store)")
    let quota = problems("outcomes: {}\nfaults: [{endpoint: outcomes, kind: rate-limit, at: 1m}]")
    #expect(quota.contains { $0.contains("no quota to cut") }, "\(quota)")
  }
}
