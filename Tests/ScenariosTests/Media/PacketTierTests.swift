import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Packet tier")
struct PacketTierTests {
  private static let leads = WorldBench.leads(3_000)

  private static func world(
    _ fidelity: String,
    network: String = "ideal",
    calls: Int = 500,
    caller: String = ""
  ) throws -> Scenario {
    try WorldBench.scenario(
      """
      duration: 30m
      fidelity: \(fidelity)
      load: {campaign: {leads: none.csv, rate: 1200/h, attempts: \(calls)}}
      answers:
        {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
         declined: 0%, ring_human: 1s}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%, network: landline}]
      platform: {pods: 20, slots_per_pod: 50}
      callers:
        - {share: 100%, profile: us-landline-quiet, network: \(network), patience:
            {hazard: {0s: 0}, opening_per_second: 0} \(caller)}
      """
    )
  }

  private static func run(_ scenario: Scenario, seed: UInt64 = 1) throws -> WorldBench.Run {
    try WorldBench.run(scenario, seed: seed, leads: leads)
  }

  @Test(arguments: ["wifi", "cellular", "congested", "{preset: wifi, transport: webrtc}"])
  func `five hundred calls are alike at both tiers`(_ network: String) throws {
    let flow = try Self.run(Self.world("flow", network: network)).result.measurements
    let packet = try Self.run(Self.world("packet", network: network)).result.measurements
    let pairs = [
      (flow.allMedia.uplink, packet.allMedia.uplink),
      (flow.allMedia.downlink, packet.allMedia.downlink),
    ]
    for (one, other) in pairs {
      #expect(other.calls == 500)
      let loss = abs(one.frames.lossRatio - other.frames.lossRatio)
      // The congested line loses a tenth in bursts: two runs differ by a tenth of a point when
      // nothing else does, and take more calls to compare, below.
      guard network != "congested" else { continue }
      #expect(loss < 0.001, "lost \(one.frames.lossRatio), \(other.frames.lossRatio)")
      let score = try #require(one.scores.mean)
      let same = try #require(other.scores.mean)
      #expect(abs(score - same) < 0.1, "MOS \(score), \(same)")
    }
    let response = try [flow, packet].map {
      let histogram = try #require($0.latencies.histogram(of: .responseLatency))
      return try Double(#require(histogram.quantile(0.95)).nanoseconds)
    }
    #expect(abs(response[0] / response[1] - 1) < 0.03, "\(response)")
    let errors = [flow, packet].map { run in
      run.wordErrors.reduce(into: WordErrors()) { $0 += $1.errors }
    }
    let rates = errors.map { Double($0.errors) / Double(max($0.referenceWords, 1)) }
    let pooled = (rates[0] + rates[1]) / 2
    let spread = (2 * pooled * (1 - pooled) / Double(errors[0].referenceWords)).squareRoot()
    // Words of one call go wrong together: half as much again as for independent words.
    #expect(abs(rates[0] - rates[1]) < 3 * 1.5 * spread, "word error rates \(rates)")
  }

  @Test func `over a congested line as many frames get lost at both tiers`() throws {
    var lost: [String: (lost: Int, frames: Int)] = [:]
    for fidelity in ["flow", "packet"] {
      for seed: UInt64 in 1...3 {
        let media = try Self.run(Self.world(fidelity, network: "congested"), seed: seed)
          .result.measurements.allMedia
        for (way, counts) in [("up", media.uplink.frames), ("down", media.downlink.frames)] {
          lost["\(way) \(fidelity)", default: (0, 0)].lost += counts.lost
          lost["\(way) \(fidelity)", default: (0, 0)].frames += counts.frames
        }
      }
    }
    for way in ["up", "down"] {
      let ratios = try ["flow", "packet"].map { fidelity in
        let counts = try #require(lost["\(way) \(fidelity)"])
        return Double(counts.lost) / Double(counts.frames)
      }
      #expect(abs(ratios[0] - ratios[1]) < 0.001, "\(way) \(ratios)")
    }
  }

  @Test func `an ideal network has the delays of the constant line`() throws {
    let flow = try Self.run(Self.world("flow", calls: 40)).result.measurements
    let packet = try Self.run(Self.world("packet", calls: 40)).result.measurements
    let histograms = try [flow, packet].map {
      try #require($0.latencies.histogram(of: .responseLatency)?.mean).nanoseconds
    }
    // The buffers' depth is whole bins of 4 ms, at either end.
    #expect(abs(histograms[0] - histograms[1]) < 15_000_000, "\(histograms)")
  }

  @Test func `every frame that is sent is accounted for`() throws {
    let run = try Self.run(Self.world("packet", network: "congested", calls: 100))
    let media = run.result.measurements.allMedia
    for counts in [media.uplink.frames, media.downlink.frames] {
      #expect(counts.frames > 10_000)
      let gone = counts.lost + counts.late + counts.discarded
      #expect(counts.concealed == gone - counts.recovered)
      #expect(counts.bursts <= counts.concealed)
    }
    // What callers said is what was sent, but for what they were saying when the call ended: 40
    // words at most, which nobody counts as speech.
    let speech = WorldBench.Run.rows(run.calls, "caller_speech_ms", "agent_frames")
    for row in speech {
      guard let spoken = Double(row[0]), let frames = Double(row[1]) else { continue }
      #expect(frames * 20 >= spoken - 20 && frames * 20 < spoken + 20_000, "\(row)")
    }
  }

  @Test func `connections that take long to set up delay the first word`() throws {
    let first = try ["0ms", "800ms"].map { setUp in
      let scenario = try Self.world(
        "packet",
        network: "{preset: ideal, set_up: \(setUp)}",
        calls: 20
      )
      let histogram = try Self.run(scenario).result.measurements.latencies
        .histogram(of: .timeToFirstWord)
      return try #require(histogram?.quantile(0.5)).nanoseconds
    }
    #expect(first[1] > first[0])
    #expect(first[1] >= 800_000_000)
  }

  @Test func `losses spoil words where the gaps are`() throws {
    let clean = try Self.run(Self.world("packet", calls: 200)).result.measurements
    let lossy = try Self.run(
      Self.world("packet", calls: 200, caller: ", loss_ratio: 10%, loss_burst_frames: 8")
    ).result.measurements
    let rates = [clean, lossy].map { run in
      let errors = run.wordErrors.reduce(into: WordErrors()) { $0 += $1.errors }
      return Double(errors.errors) / Double(max(errors.referenceWords, 1))
    }
    #expect(rates[1] > rates[0] + 0.05, "\(rates)")
  }

  @Test func `a run of packets is the same every time`() throws {
    let scenario = try Self.world("packet", network: "wifi", calls: 60)
    let runs = try (0..<2).map { _ in try Self.run(scenario, seed: 9) }
    #expect(runs[0].calls == runs[1].calls)
    #expect(runs[0].turns == runs[1].turns)
    #expect(runs[0].result.traceDigest == runs[1].result.traceDigest)
  }
}
