import Scenarios
import SimCore
import Testing
import VoicePipeline

/// The published limits of vendors, each through a simulated carrier of its preset.
@Suite("Vendor limits")
struct VendorLimitTests {
  private static func bench(_ preset: String, _ more: String = "") throws -> CarrierBench {
    try CarrierBench(
      "[{name: trunk, preset: \(preset), failure_share: 0%, post_dial_delay: 1s\(more)}]"
    )
  }

  @Test func `a day of Twilio's queue holds 86,400 calls, and the next one fails with 22005`()
    throws
  {
    let bench = try Self.bench("twilio-programmable-voice")
    bench.dial(86_401)
    bench.run(to: .seconds(10))
    let first = bench.rejections.filter { $0.refusal?.isThrottled == true }
    #expect(first.map(\.call) == [86_401])
    #expect(first.first?.refusal?.vendorCode == 22005)
    #expect(first.first?.refusal?.response == .serviceUnavailable)
    bench.run(to: .seconds(86_400 + 10))
    let ends = bench.rejections.filter { $0.refusal?.response == .notFound }
    #expect(ends.count == 86_400)
    // One a second, each a second's post-dial delay after its turn.
    #expect(ends.allSatisfy { $0.milliseconds == Int64($0.call) * 1_000 })
    #expect(bench.use.queueTime.count == 86_399)
    #expect(bench.heard.filter { $0.name == "queued" }.count == 86_399)
  }

  @Test func `five minutes of Bandwidth's queue hold 1,500 calls`() throws {
    let bench = try Self.bench("bandwidth-queueing", ", channels: 10000")
    bench.dial(1_501)
    bench.run(to: .seconds(320))
    let refused = bench.rejections.filter { $0.refusal?.isThrottled == true }
    #expect(refused.map(\.call) == [1_501])
    #expect(refused.first?.refusal?.response.code == 429)
    let last = bench.rejections.filter { $0.refusal?.response == .notFound }.map(\.milliseconds)
    #expect(last.count == 1_500)
    #expect(last.max() == 300_000)
  }

  @Test func `of thirty calls at once Vonage refuses twenty-seven`() throws {
    for (preset, status) in [("vonage-voice-api", 429), ("vonage", 503)] {
      let bench = try Self.bench(preset)
      bench.dial(30)
      bench.run(to: .seconds(5))
      let refused = bench.rejections.filter { $0.refusal?.isThrottled == true }
      #expect(refused.count == 27)
      #expect(refused.allSatisfy { $0.refusal?.response.code == status })
      // A rolling second later there is room for three again.
      bench.dial(4, from: 31)
      bench.run(to: .seconds(10))
      let more = bench.rejections.filter { $0.call > 30 && $0.refusal?.isThrottled == true }
      #expect(more.count == 1)
    }
  }

  @Test func `Telnyx lets 150 dials of any five seconds through, and says 90103 to the rest`()
    throws
  {
    let bench = try Self.bench("telnyx", ", channels: 10000")
    bench.dial(151)
    bench.run(to: .milliseconds(4_999))
    bench.dial(1, from: 152)
    bench.run(to: .seconds(5))
    bench.dial(151, from: 153)
    bench.run(to: .seconds(20))
    let refused = bench.rejections.filter { $0.refusal?.isThrottled == true }
    #expect(refused.map(\.call).sorted() == [151, 152, 303])
    #expect(refused.allSatisfy { $0.refusal?.response.code == 429 })
    #expect(refused.allSatisfy { $0.refusal?.vendorCode == 90103 })
  }

  @Test func `a 403 over the channels of Telnyx is no verdict on the number`() throws {
    for (preset, channels) in [("telnyx", 10), ("telnyx-new-account", 2)] {
      let bench = try CarrierBench(
        "[{name: trunk, preset: \(preset), failure_share: 0%, post_dial_delay: 1s}]",
        answer: "no_answer"
      )
      bench.dial(channels + 1)
      bench.run(to: .seconds(3))
      #expect(bench.heard.filter { $0.name == "ringing" }.count == channels)
      let refusal = try #require(bench.rejections.first?.refusal)
      #expect(bench.rejections.count == 1)
      #expect(refusal.response.code == 403)
      #expect(refusal.text == "User channel limit exceeded D1")
      let ending = LegEnding(refusal.outcome, refusal: refusal)
      #expect(refusal.outcome == .throttled && ending.mayGoElsewhere)
      #expect(ending.showsFailure == nil)
      // A call that is over makes room for one more.
      bench.cancel(1)
      bench.dial(2, from: 50)
      bench.run(to: .seconds(6))
      #expect(bench.heard.filter { $0.name == "ringing" }.count == channels + 1)
      #expect(bench.use.channelsPeak == channels)
    }
  }

  @Test func `trunks of one account share its calls per second`() throws {
    let trunk = "preset: twilio-programmable-voice, failure_share: 0%, throttle: {reject: 429}"
    let bench = try CarrierBench(
      """
      [{name: a, account: acme, \(trunk)}, {name: b, account: acme, \(trunk)}, \
      {name: c, account: other, \(trunk)}]
      """
    )
    for carrier in 0..<3 { bench.dial(1, from: carrier + 1, over: carrier) }
    bench.run(to: .milliseconds(200))
    #expect(bench.rejections.map(\.call) == [2])
  }

  @Test func `trunks and regions of Twilio Elastic have a limit each, one address has thirty`()
    throws
  {
    let trunks = (1...32).map {
      "{name: t\($0), preset: twilio-elastic-sip, account: acme, region: us1, failure_share: 0%}"
    }
    let elsewhere =
      "{name: ie, preset: twilio-elastic-sip, account: acme, region: ie1, failure_share: 0%}"
    let bench = try CarrierBench("[\((trunks + [elsewhere]).joined(separator: ", "))]")
    for carrier in 0..<33 { bench.dial(1, from: carrier + 1, over: carrier) }
    bench.dial(1, from: 34, over: 32)
    bench.run(to: .milliseconds(200))
    // 31 and 32 are one too many for the address; 34 is the second over its trunk.
    #expect(bench.rejections.map(\.call) == [31, 32, 34])
    #expect(bench.rejections.allSatisfy { $0.refusal?.vendorCode == 32001 })
  }

  @Test func `limits of one account and region are shared where they are counted so`() throws {
    let trunk = "cps: 1, cps_per: region, account: acme, failure_share: 0%"
    let bench = try CarrierBench(
      """
      [{name: a, region: us1, \(trunk)}, {name: b, region: us1, \(trunk)}, \
      {name: c, region: ie1, \(trunk)}]
      """
    )
    for carrier in 0..<3 { bench.dial(1, from: carrier + 1, over: carrier) }
    bench.run(to: .milliseconds(200))
    #expect(bench.rejections.map(\.call) == [2])
  }

  @Test func `a 503 over a limit says when to come again only where it is written`() throws {
    for (text, expected) in [("", nil), (", retry_after: 7s", Duration.seconds(7))] {
      let bench = try Self.bench("elastic-trunk", ", cps: 1\(text)")
      bench.dial(2)
      bench.run(to: .milliseconds(500))
      #expect(bench.rejections.map { $0.refusal?.response.code } == [503])
      #expect(bench.rejections.first?.refusal?.retryAfter == expected)
    }
  }

  @Test func `every vendor's preset says where its figures are from`() throws {
    let names = [
      "twilio-programmable-voice", "twilio-elastic-sip", "telnyx", "plivo", "vonage", "bandwidth",
      "unifonic",
    ]
    let family = try #require(PresetCatalogue.families.first { $0.path == "carriers" })
    for name in names {
      let preset = try #require(family.preset(named: name))
      #expect(preset.values.allSatisfy { !$0.provenance.source.isEmpty }, "\(name)")
      #expect(preset.values.contains { $0.provenance.grade == .verified }, "\(name)")
    }
  }
}
