import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Texts after calls")
struct TextWorldTests {
  /// Leads of whom two in five have agreed to texts.
  private static let leads: LeadStore = {
    var mix = LeadMix()
    mix.smsConsentShare = 0.4
    let generator = LeadGenerator(seed: 7, mix: mix)
    let header = Array(LeadGenerator.header.dropLast()) + Array(",sms_consent\n".utf8)
    return LeadTextReader.store(header + generator.lines(0..<1_500))
  }()

  private static func scenario(
    _ campaign: String,
    _ more: String = "",
    duration: String = "4h",
    start: String = "2026-03-02T18:00:00Z"
  ) throws -> Scenario {
    let text = """
      scenario: texts
      start: \(start)
      duration: \(duration)
      load: {campaign: {leads: a.csv, rate: 360/h, \(campaign)}}
      answers:
        {preset: warm-list, human: 10%, voicemail: 40%, no_answer: 40%, busy: 10%,
         unobtainable: 0%, declined: 0%}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 2s}]
      \(more)
      """
    return try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "texts.yaml",
      directory: "/",
      overrides: [],
      seed: nil,
      thresholds: []
    )
  }

  private static func run(_ scenario: Scenario, seed: UInt64) throws -> WorldBench.Run {
    try WorldBench.run(scenario, seed: seed, leads: leads)
  }

  private static func log(_ run: WorldBench.Run) throws -> [AuditRow] {
    let audit = try #require(run.result.measurements.audit)
    guard case .whole(let log) = AuditVerifier.verify(audit.table.compressed) else {
      Issue.record("the log is broken")
      return []
    }
    return log.rows
  }

  @Test func `without sms nobody gets a text`() throws {
    let run = try Self.run(Self.scenario("arrivals: constant"), seed: 1)
    #expect(try #require(run.result.campaigns.first).texts == TextAccount())
    #expect(run.result.compliance.texts == 0)
    #expect(try !Self.log(run).contains { $0.event == "sms" })
  }

  @Test func `over seeds: each text has one end, and none that is sent breaks a rule`() throws {
    let starts = ["2026-03-02T18:00:00Z", "2026-03-08T23:30:00Z", "2026-11-01T12:30:00Z"]
    for seed in 0..<6 as Range<UInt64> {
      let scenario = try Self.scenario(
        "sms: {delay: 45m, most: 2}, retry: {attempts: 3, no_answer: {after: 50m}}",
        "compliance: {do_not_call: {additions: 10%}}",
        start: starts[Int(seed) % starts.count]
      )
      let run = try Self.run(scenario, seed: seed)
      let texts = try #require(run.result.campaigns.first).texts
      #expect(texts.planned > 100, "seed \(seed)")
      #expect(texts.pending == 0)
      #expect(texts.sent > 0)
      #expect(texts.heldBack(by: .smsConsent) > 0)
      #expect(run.result.compliance.texts == texts.sent)
      #expect(run.result.compliance.textViolations == 0)
      #expect(run.result.compliance.violationsTotal == 0)
      #expect(texts.cost == Nanodollars(Int64(texts.sent) * 8_300_000))
      let rows = try Self.log(run)
      #expect(rows.count { $0.event == "sms" } == texts.sent)
      let refused = rows.count { $0.event == "held_back" && $0.rule == "sms_consent" }
      #expect(refused == texts.heldBack(by: .smsConsent))
    }
  }

  @Test func `a text follows its call by the delay, and no person gets more than the most`() throws
  {
    let scenario = try Self.scenario(
      "sms: {delay: 30m, most: 1, after: [voicemail]}, retry: {attempts: 2, voicemail: {after: 1m}}"
    )
    let rows = try Self.log(Self.run(scenario, seed: 2))
    let texts = rows.filter { $0.event == "sms" }
    #expect(texts.count > 50)
    #expect(Set(texts.map(\.subject)).count == texts.count)
    for text in texts {
      let calls = rows.filter { $0.subject == text.subject && $0.event == "ended" }
      let first = try #require(calls.first { $0.datum("outcome") == "voicemail" })
      #expect(text.microseconds - first.microseconds == 30 * 60 * 1_000_000)
      #expect(text.data == "after voicemail")
    }
  }

  @Test func `without the check of consent every text to who has not agreed is counted`() throws {
    for seed in 0..<3 as Range<UInt64> {
      let asks = try Self.run(Self.scenario("sms: {delay: 10m}"), seed: seed)
      let lax = try Self.run(
        Self.scenario("sms: {delay: 10m}", "compliance: {check_sms_consent: false}"),
        seed: seed
      )
      let held = try #require(asks.result.campaigns.first).texts.heldBack(by: .smsConsent)
      #expect(lax.result.compliance.violations(of: .smsConsent) == held)
      #expect(lax.result.compliance.textViolations == held)
      #expect(held > 100)
      #expect(lax.result.compliance.texts == asks.result.compliance.texts + held)
    }
  }

  @Test func `calls and texts to a debtor are seven in seven days together, whichever came first`()
    throws
  {
    for seed in 0..<3 as Range<UInt64> {
      let campaign = """
        vertical: collections, sms: {delay: 20m, most: 40},
        retry: {attempts: 60, no_answer: {after: 4h}, busy: {after: 4h}, voicemail: {after: 4h}}
        """
      let run = try Self.run(Self.scenario(campaign, duration: "9d"), seed: seed)
      #expect(run.result.compliance.contactsMax == 7)
      #expect(run.result.compliance.violationsTotal == 0)
      // The same from the log: who was called or texted, and when.
      var contacts: [String: [Int64]] = [:]
      var both = 0
      for row in try Self.log(run) where row.event == "dialled" || row.event == "sms" {
        let times = contacts[row.subject, default: []] + [row.microseconds]
        contacts[row.subject] = times
        let week = times.count { row.microseconds - $0 < 7 * 86_400 * 1_000_000 }
        #expect(week <= 7)
        both += week == 7 && row.event == "sms" ? 1 : 0
      }
      // The seventh was a text for some: it is counted with the calls.
      #expect(both > 0)
      let texts = try #require(run.result.campaigns.first).texts
      #expect(texts.heldBack(by: .callFrequency) + texts.putOff > 0)
    }
  }

  @Test func `a campaign that is stopped sends no text any more`() throws {
    let scenario = try Self.scenario(
      "name: one, sms: {delay: 10m}",
      "operations: [{at: 1h, campaign: one, action: stop}]"
    )
    let run = try Self.run(scenario, seed: 4)
    let rows = try Self.log(run).filter { $0.event == "sms" }
    #expect(rows.count > 20)
    #expect(rows.allSatisfy { $0.microseconds <= 3_600 * 1_000_000 })
    let texts = try #require(run.result.campaigns.first).texts
    #expect(texts.dropped(for: .halted) > 0)
    #expect(texts.pending == 0)
  }
}
