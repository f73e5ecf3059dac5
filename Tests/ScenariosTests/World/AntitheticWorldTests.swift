import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Antithetic worlds")
struct AntitheticWorldTests {
  private static let campaign = """
    duration: 10m
    load: {campaign: {leads: none.csv, rate: 1200/h}}
    platform: {pods: 2, slots_per_pod: 40}
    """

  @Test func `a mirrored run is another run, the same each time, and pulls the other way`() throws {
    var plain = MeanEstimate()
    var pairs = MeanEstimate()
    for seed in 0..<UInt64(12) {
      let first = try Self.run(seed: seed, isAntithetic: false)
      let second = try Self.run(seed: seed, isAntithetic: true)
      #expect(first.traceDigest != second.traceDigest)
      if seed == 0 {
        #expect(try Self.run(seed: 0, isAntithetic: true).traceDigest == second.traceDigest)
        let usual = try WorldBench.run(Self.campaign, seed: 0)
        #expect(usual.result.traceDigest == first.traceDigest)
      }
      let values = [first, second].map { $0.measurements.latencies.histogram(of: .postDialDelay) }
        .map { Double($0?.mean?.nanoseconds ?? 0) / 1e9 }
      #expect(values.allSatisfy { $0 > 0.5 })
      plain.add(values[0])
      plain.add(values[1])
      pairs.add((values[0] + values[1]) / 2)
    }
    // Two independent runs would halve the variance of the mean post-dial delay.
    let ratio = pairs.standardDeviation / plain.standardDeviation
    #expect(ratio * ratio < 0.35, "\(ratio)")
  }

  private static func run(seed: UInt64, isAntithetic: Bool) throws -> WorldResult {
    var world = World(
      scenario: try WorldBench.scenario(campaign, seed: seed),
      seed: seed,
      isAntithetic: isAntithetic,
      leads: [WorldBench.leads],
      compress: { $0 }
    )
    while world.advance() != nil {}
    return world.finish()
  }
}
