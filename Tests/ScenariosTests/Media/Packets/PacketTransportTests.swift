import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Packet transports")
struct PacketTransportTests {
  private static let chain = LossChain.gilbertElliott(goodToBad: 1 / 40, badToGood: 1 / 2)

  private func counts(
    _ path: PacketPath,
    policy: PlayoutPolicy = PlayoutPolicy(),
    legs: Int = 40
  ) -> (PlayoutCounts, NetworkCounts) {
    let pass = SpurtPass(path: path, codec: .opusUncalibrated)
    var network = NetworkCounts()
    let sum = (0..<legs).reduce(PlayoutCounts()) { total, seed in
      var leg = PacketLeg(DrawKey(seed: UInt64(seed)), path: path, policy: policy)
      for spurt in 0..<10 { pass.run(&leg, Spurt(slot: spurt * 300, frames: 200)) }
      network.duplicates += leg.network.duplicates
      network.retransmitted += leg.network.retransmitted
      return total + leg.buffer.counts
    }
    return (sum, network)
  }

  @Test func `a TCP connection loses nothing, and holds up what is behind a lost segment`() {
    let datagrams = counts(PacketPath(loss: Self.chain))
    let stream = counts(PacketPath(loss: Self.chain, transport: .stream))
    #expect(datagrams.0.lost > 0 && datagrams.0.late == 0)
    #expect(stream.0.lost == 0)
    #expect(stream.0.late + stream.0.stretches > 0)
    // One lost segment delays all those of a round trip, until the buffer has grown deep enough.
    let path = PacketPath(loss: Self.chain, transport: .stream)
    let pass = SpurtPass(path: path, codec: .opusUncalibrated)
    var leg = PacketLeg(DrawKey(seed: 3), path: path, policy: PlayoutPolicy())
    let trace = pass.traced(&leg, Spurt(slot: 0, frames: 400), keepsDelays: true)
    for (before, after) in zip(trace.delays, trace.delays.dropFirst()) {
      #expect(after >= before - 20_000, "bytes of a connection keep their order")
    }
    #expect((trace.delays.max() ?? 0) >= 40_000 + 60_000 + 80_000)
  }

  @Test func `packets that are asked for again come in time where the round trip is short`() {
    let near = PacketPath(
      loss: Self.chain,
      base: 10_000,
      transport: .datagrams(retransmits: true)
    )
    let far = PacketPath(
      loss: Self.chain,
      base: 120_000,
      transport: .datagrams(retransmits: true)
    )
    let deep = PlayoutPolicy(depthStart: 100_000, depthMin: 100_000)
    let (plain, _) = counts(PacketPath(loss: Self.chain, base: 10_000), policy: deep)
    let (mended, network) = counts(near, policy: deep)
    #expect(network.retransmitted > 0)
    #expect(Double(mended.concealed) < 0.3 * Double(plain.concealed))
    let (late, _) = counts(far, policy: deep)
    #expect(late.late > mended.late, "240 ms of round trip and 100 ms of buffer")
  }

  @Test func `redundancy in the next frame mends single losses and not bursts`() {
    let single = LossChain.bursts(ratio: 0.03, length: 1)
    let bursty = LossChain.bursts(ratio: 0.03, length: 5)
    let policy = PlayoutPolicy(usesRedundancy: true)
    let (alone, _) = counts(PacketPath(loss: single), policy: policy)
    let (row, _) = counts(PacketPath(loss: bursty), policy: policy)
    #expect(alone.concealed + alone.recovered == alone.lost)
    // All but those at the end of a block of 64.
    #expect(Double(alone.recovered) > 0.95 * Double(alone.lost))
    #expect(Double(row.recovered) < 0.25 * Double(row.lost))
  }

  @Test func `duplicates come as often as they should`() {
    let (received, network) = counts(PacketPath(duplicateShare: 0.01))
    let expected = 0.01 * Double(received.frames)
    #expect(abs(Double(network.duplicates) - expected) < 3 * (expected * 0.99).squareRoot())
    #expect(received.concealed == 0)
  }

  @Test func `a route that changes moves the playout point, and is heard once`() {
    let later = PacketPath(jitterScale: 500, routeChanges: [RouteChange(slot: 700, added: 150_000)])
    let (longer, _) = counts(later)
    #expect(longer.stretches > 0)
    #expect(longer.late > 0)
    let earlier = PacketPath(
      base: 500_000,
      jitterScale: 500,
      routeChanges: [RouteChange(slot: 700, added: -495_000)]
    )
    let tight = PlayoutPolicy(depthMax: 60_000, roomForEarly: 40_000)
    let (shorter, _) = counts(earlier, policy: tight)
    #expect(shorter.discarded > 0, "frames come 495 ms early to a buffer of 100 ms")
  }

  @Test func `a clock that runs fast lets frames arrive ever earlier`() {
    let path = PacketPath(base: 100_000, driftPartsPerMillion: 100)
    let pass = SpurtPass(path: path, codec: .g711)
    var leg = PacketLeg(DrawKey(seed: 1), path: path, policy: PlayoutPolicy())
    let trace = pass.traced(&leg, Spurt(slot: 0, frames: 50_000), keepsDelays: true)
    // 1,000 s at 100 ppm.
    #expect(abs(Int(trace.delays[49_999]) - 0) <= 2_600)
  }

  @Test func `a trace tells which words a gap touches`() {
    var trace = SpurtTrace()
    trace.blocks = [
      SpurtTrace.Block(
        first: 0,
        count: 64,
        lost: 0b11 << 62,
        late: 0,
        concealed: 0b11 << 62,
        playoutDelay: 0
      ),
      SpurtTrace.Block(
        first: 64,
        count: 10,
        lost: 0b1_0000_0001,
        late: 0,
        concealed: 0b1_0000_0001,
        playoutDelay: 0
      ),
    ]
    #expect(trace.longestConcealedRun(touching: 0..<62) == 0)
    #expect(trace.longestConcealedRun(touching: 50..<63) == 3, "the gap goes on past the word")
    #expect(trace.longestConcealedRun(touching: 64..<70) == 3)
    #expect(trace.longestConcealedRun(touching: 65..<72) == 0)
    #expect(trace.longestConcealedRun(touching: 70..<74) == 1)
    #expect(trace.leadingConcealed == 0)
  }
}
