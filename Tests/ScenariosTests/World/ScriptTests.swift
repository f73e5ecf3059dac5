import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Recordings in place of agents")
struct ScriptTests {
  /// The leads of the bench, all of whom have agreed in writing.
  private static let written: LeadStore = {
    let generator = LeadGenerator(seed: 7, mix: mix)
    return LeadTextReader.store(LeadGenerator.header + generator.lines(0..<8_000))
  }()

  private static var mix: LeadMix {
    var mix = LeadMix()
    mix.writtenShare = 1
    return mix
  }

  private static func run(
    _ script: String,
    slots: Int = 50,
    leads: LeadStore = written,
    compliance: String = "{}",
    detection: String = "perfect",
    seed: UInt64 = 1
  ) throws -> WorldBench.Run {
    let scenario = try WorldBench.scenario(
      """
      duration: 20m
      load: {campaign: {leads: none.csv, rate: 6000/h, script: \(script)}}
      answers: {preset: warm-list, detection: \(detection)}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      platform: {pods: 1, slots_per_pod: \(slots)}
      carriers:
        - {name: only, preset: elastic-trunk, failure_share: 0%, cps: 10, price_per_minute: 0.6}
      compliance: \(compliance)
      """,
      seed: seed
    )
    return try WorldBench.run(scenario, seed: seed, leads: leads)
  }

  @Test func `a message ends its call, asks no model and takes no agent`() throws {
    let run = try Self.run("{preset: prerecorded, hang_ups: 0%, opt_outs: 0%}", slots: 1)
    let campaign = run.result.campaigns[0]
    let costs = campaign.account.costs
    #expect(campaign.script == .prerecorded)
    #expect(costs.count(of: .heard) > 200)
    #expect(costs.count(of: .heard) == costs.answered)
    #expect(costs.resolved == costs.answered)
    #expect(campaign.account.count(of: .blocked) == 0)
    #expect(costs.models == .zero)
    #expect(run.modelCalls.split(separator: "\n").count == 1)
    #expect(run.result.measurements.active.peak(from: .zero, to: run.result.end) == 0)
    // A cent for each second that has begun, and nothing else.
    let dollars = WorldBench.Run.rows(run.calls, "hold_ms").reduce(0) { sum, row in
      sum + ((Double(row[0]) ?? 0) / 1_000).rounded(.up) * 0.01
    }
    #expect(abs(costs.total.dollars - dollars) < 1e-6 * dollars)
    // Each is held for the message and the way there and back.
    let held = WorldBench.Run.rows(run.calls, "outcome", "hold_ms").filter { $0[0] == "completed" }
    #expect(held.allSatisfy { (25_000...25_500).contains(Double($0[1]) ?? 0) })
  }

  @Test func `people hang up, press keys and listen in the shares that are written`() throws {
    var (costs, answered) = ([0, 0, 0, 0], 0)
    for seed in 0..<4 as Range<UInt64> {
      let script = "{preset: ivr, opt_outs: 10%, transfers: 20%, hang_ups: 50%}"
      let account = try Self.run(script, seed: seed).result.campaigns[0].account
      let endings: [ScriptEnding] = [.optedOut, .transferred, .hungUp, .heard]
      for (index, ending) in endings.enumerated() {
        costs[index] += account.costs.count(of: ending)
      }
      answered += account.costs.answered
    }
    #expect(costs.reduce(0, +) == answered)
    for (count, share) in zip(costs, [0.1, 0.2, 0.5, 0.2]) {
      let deviation = 5 * (Double(answered) * share * (1 - share)).squareRoot()
      #expect(abs(Double(count) - share * Double(answered)) < deviation, "\(costs) of \(answered)")
    }
  }

  @Test func `who presses 1 gets an agent, if one is free`() throws {
    let script = "{preset: ivr, opt_outs: 0%, transfers: 100%, hang_ups: 0%}"
    let free = try Self.run(script).result
    let account = free.campaigns[0].account
    #expect(account.costs.count(of: .transferred) > 200)
    #expect(account.count(of: .completed) > 150)
    #expect(free.measurements.active.peak(from: .zero, to: free.end) > 0)
    let none = try Self.run(script, slots: 1).result.campaigns[0].account
    #expect(none.count(of: .blocked) > none.costs.answered / 4)
  }

  @Test func `who presses 9 is called no more, by any campaign`() throws {
    let script = "{preset: prerecorded, opt_outs: 100%, hang_ups: 0%}"
    let scenario = try WorldBench.scenario(
      """
      duration: 30m
      load:
        campaigns:
          - {name: message, leads: none.csv, rate: 3600/h, until: 10m, script: \(script)}
          - {name: later, leads: none.csv, rate: 3600/h, from: 15m}
      answers: {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, \
      unobtainable: 0%, declined: 0%}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      carriers: [{name: only, preset: elastic-trunk, failure_share: 0%, cps: 10}]
      """
    )
    let result = try WorldBench.run(scenario, seed: 1, leads: Self.written).result
    let optedOut = result.campaigns[0].account.costs.count(of: .optedOut)
    #expect(optedOut > 500)
    // Both have the same leads in the same order: the later one comes upon them first.
    #expect(result.campaigns[1].count(of: .barred) == optedOut)
    #expect(result.compliance.violations(of: .doNotCall) == 0)
  }

  @Test func `a recording needs consent in writing, and the log says so`() throws {
    let script = "prerecorded"
    let result = try Self.run(script, leads: WorldBench.leads(5_000)).result
    let campaign = result.campaigns[0]
    #expect(campaign.account.started == 0)
    #expect(campaign.count(of: .withoutConsent) > 4_000)
    let audit = try #require(result.measurements.audit)
    let log = String(decoding: audit.table.compressed, as: UTF8.self)
    #expect(log.contains("64.1200(a)(2)-(3)"))
    let careless = try Self.run(
      script,
      leads: WorldBench.leads(5_000),
      compliance: "{require_consent: false}"
    )
    #expect(careless.result.campaigns[0].account.started > 1_000)
  }

  @Test func `a machine gets the message after its tone, where a detector waits for it`() throws {
    let run = try Self.run("{preset: prerecorded, hang_ups: 0%}", detection: "twilio")
    let account = run.result.campaigns[0].account
    #expect(account.costs.count(of: .machine) > 50)
    let rows = WorldBench.Run.rows(run.calls, "outcome", "hold_ms")
    let boxes = rows.filter { $0[0] == "voicemail" }.compactMap { Double($0[1]) }
    #expect(boxes.filter { $0 > 25_000 }.count > boxes.count / 2)
  }
}
