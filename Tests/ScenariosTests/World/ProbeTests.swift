import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Probes of carriers")
struct ProbeTests {
  /// Two carriers with a call every 30 s; `north` has the fault from 5 to 7 min.
  private static func run(
    _ fault: String,
    probe: String? = "{interval: 1s, timeout: 500ms, failures: 2}",
    rate: Int = 120,
    seed: UInt64 = 1
  ) throws -> WorldResult {
    try WorldBench.run(
      """
      duration: 8m
      load: {campaign: {leads: none.csv, rate: \(rate)/h}}
      answers: {preset: warm-list}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      carriers:
        - {name: north, preset: elastic-trunk, failure_share: 0%, weight: 2}
        - {name: south, preset: elastic-trunk, failure_share: 0%}
      routing: {\(probe.map { "probe: \($0)" } ?? "order: weighted")}
      faults: [\(fault)]
      """,
      seed: seed
    ).result
  }

  private static func northern(_ fault: String) -> String {
    "{at: 5m, for: 2m, carrier: north, \(fault)}"
  }

  private static let start = SimInstant(nanoseconds: 300_000_000_000)

  @Test func `each carrier is probed once an interval up to the end of the plan`() throws {
    let result = try Self.run("")
    #expect(result.watches.map(\.probesSent) == [480, 480])
    #expect(result.watches.map(\.probesFailed) == [0, 0])
    #expect(try Self.run("", probe: nil).watches.map(\.probesSent) == [0, 0])
  }

  @Test(arguments: ["signalling-outage", "outage", "dns-loss", "registration-loss"])
  func `an outage is noticed within the failures and a timeout, without a call`(
    _ kind: String
  ) throws {
    for seed in 0..<4 as Range<UInt64> {
      let watch = try Self.run(Self.northern("kind: \(kind)"), seed: seed).watches[0]
      let first = try #require(watch.avoidances.first)
      #expect(first.cause == .probes)
      #expect(Self.start.duration(to: first.start) <= .milliseconds(2_500))
      // The first probe after the fault readmits it.
      let end = try #require(first.end)
      let late = SimInstant(nanoseconds: 420_000_000_000).duration(to: end)
      #expect(late >= .zero && late <= .milliseconds(1_100), "seed \(seed): \(late)")
      #expect((119...121).contains(watch.probesFailed), "seed \(seed): \(watch.probesFailed)")
    }
  }

  @Test func `a probe sees no dead audio`() throws {
    let watch = try Self.run(Self.northern("kind: media-outage")).watches[0]
    #expect(watch.probesFailed == 0)
    #expect(watch.avoidances.isEmpty)
  }

  @Test func `a brown-out leaves its share of the probes unanswered`() throws {
    var (failed, sent) = (0, 0)
    for seed in 0..<8 as Range<UInt64> {
      let fault = Self.northern("kind: brown-out, error_share: 30%")
      let probe = "{interval: 1s, timeout: 500ms, failures: 1000}"
      let watch = try Self.run(fault, probe: probe, seed: seed).watches[0]
      failed += watch.probesFailed
      sent += 120
    }
    // Five standard deviations of a binomial count.
    let deviation = 5 * (Double(sent) * 0.3 * 0.7).squareRoot()
    #expect(abs(Double(failed) - 0.3 * Double(sent)) < deviation, "\(failed) of \(sent)")
  }

  @Test func `with probes no call is spent on trying a carrier that is out`() throws {
    let fault = Self.northern("kind: signalling-outage")
    for seed in 0..<4 as Range<UInt64> {
      let failed = { (result: WorldResult) in
        result.measurements.carriers.reduce(0) { $0 + $1.failover.count }
      }
      let with = try failed(Self.run(fault, rate: 3_600, seed: seed))
      let without = try failed(Self.run(fault, probe: nil, rate: 3_600, seed: seed))
      // At most those of the 2.5 s until it is noticed, and of the timer that they had begun.
      #expect(with <= 5, "seed \(seed): \(with)")
      #expect(without >= with + 3, "seed \(seed): \(without) against \(with)")
    }
  }

  @Test func `dials wait for probes when all carriers are out, and all are made`() throws {
    let faults =
      "{at: 5m, for: 2m, carrier: north, kind: outage}, "
      + "{at: 5m, for: 2m, carrier: south, kind: outage}"
    let result = try Self.run(faults, rate: 600)
    let account = result.campaigns[0].account
    #expect(account.offered == 80)
    #expect(account.started == 80)
    #expect(try #require(account.waits.max) > .seconds(110))
    // To the end of the plan and beyond it: calls try them when nobody probes any more.
    let endless = try Self.run(faults.replacing("for: 2m", with: "for: 10m"), rate: 600)
    #expect(endless.campaigns[0].account.started == 80)
  }

  @Test func `lost messages are sent again before a probe fails`() throws {
    let lossy = try Self.run(
      Self.northern("kind: lost-messages, share: 20%"),
      probe: "{interval: 10s, timeout: 9s, failures: 3}"
    )
    // Each of five copies gets through, and its answer back, with 0.64: six in a thousand fail.
    #expect(lossy.watches[0].probesFailed <= 2)
  }
}
