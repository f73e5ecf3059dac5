import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Spurt pass")
struct SpurtPassTests {
  static let chains: [(String, LossChain)] = [
    ("lossless", .lossless),
    ("two states, few losses", .gilbertElliott(goodToBad: 1 / 200, badToGood: 1 / 2)),
    ("two states, many losses", .gilbertElliott(goodToBad: 1 / 20, badToGood: 1 / 2)),
    (
      "loss in both states",
      .gilbertElliott(goodToBad: 0.02, badToGood: 0.2, lossInGood: 0.005, lossInBad: 0.6)
    ),
    (
      "four states",
      .fourState(
        gapToBurst: 0.01,
        burstToGap: 0.2,
        lossToReceipt: 0.4,
        receiptToLoss: 0.5,
        gapToSingle: 0.004
      )
    ),
  ]

  static func path(_ chain: LossChain, keepsOrder: Bool = true) -> PacketPath {
    PacketPath(
      loss: chain,
      base: 40_000,
      jitterScale: 3_000,
      spikes: DelaySpikes(share: 0.005, scale: 20_000, alpha: 1.8),
      keepsOrder: keepsOrder
    )
  }

  /// Spurts of 1 to 499 frames after gaps of 0 to 130 slots.
  static func spurts(_ key: DrawKey, count: Int) -> [Spurt] {
    var slot = 0
    return (0..<count).map { index in
      slot += key.below(131, .testGap, UInt64(index))
      let frames = 1 + key.below(499, .testFrames, UInt64(index))
      defer { slot += frames }
      return Spurt(slot: slot, frames: frames)
    }
  }

  @Test(arguments: SpurtPassTests.chains.map(\.0))
  func `blocks with masks give what single frames give`(_ name: String) throws {
    let chain = try #require(Self.chains.first { $0.0 == name }).1
    let path = Self.path(chain)
    let pass = SpurtPass(path: path, codec: .g711Concealed)
    for seed in 0..<40 {
      let key = DrawKey(seed: UInt64(seed))
      var leg = PacketLeg(key, path: path, policy: PlayoutPolicy())
      var buffer = FramewiseBuffer(policy: PlayoutPolicy())
      var windows = FramewiseWindows()
      for spurt in Self.spurts(key, count: 12) {
        let gap = spurt.slot - leg.slot
        let trace = pass.traced(&leg, spurt, keepsDelays: true)
        if gap > 0 {
          buffer.beginSpurt(after: gap * 20_000)
          windows.beginSpurt()
        }
        for block in trace.blocks {
          for bit in 0..<block.count {
            let frame = block.first + bit
            let isLost = block.lost >> UInt64(bit) & 1 == 1
            let concealed = buffer.take(isLost ? nil : Int(trace.delays[frame]))
            #expect(concealed == (block.concealed >> UInt64(bit) & 1 == 1), "seed \(seed)")
            // A window is rated once its last block is through, with the delay by then.
            let delay = buffer.playoutDelay + 20_000
            windows.take(isConcealed: concealed, delay: delay, table: pass.ratings)
          }
          #expect(block.playoutDelay == buffer.playoutDelay, "seed \(seed)")
        }
      }
      #expect(leg.buffer.counts == buffer.counts, "seed \(seed)")
      #expect(leg.buffer.interarrivalJitter == buffer.jitter16 / 16, "seed \(seed)")
      #expect(leg.windows.closed == windows.ratings.count, "seed \(seed)")
      #expect(leg.windows.ratingSum == windows.ratings.reduce(0, +), "seed \(seed)")
      #expect(leg.windows.ratingMin == windows.ratings.reduce(100, min), "seed \(seed)")
    }
  }

  @Test func `a spurt that is cut has the frames of the whole one`() {
    let path = Self.path(Self.chains[2].1)
    let pass = SpurtPass(path: path, codec: .g711Concealed)
    for seed in 0..<200 {
      let key = DrawKey(seed: UInt64(seed))
      var whole = PacketLeg(key, path: path, policy: PlayoutPolicy())
      pass.run(&whole, Spurt(slot: 10, frames: 150))
      var cut = whole
      let long = pass.traced(&whole, Spurt(slot: 200, frames: 300), keepsDelays: true)
      let frames = 1 + key.below(299, .testFrames)
      let short = pass.traced(&cut, Spurt(slot: 200, frames: frames), keepsDelays: true)
      #expect(Array(long.delays.prefix(frames)) == short.delays, "seed \(seed)")
      for (one, other) in zip(long.blocks, short.blocks) where one.count == other.count {
        #expect(one.concealed == other.concealed, "seed \(seed)")
      }
      // What comes later has draws of its own: its losses and delays do not hang on the cut, but
      // for the state of the chain, which 60 slots of silence mix.
      #expect(cut.buffer.counts.frames == 150 + frames)
    }
  }

  @Test func `an order of arrival has every frame once, by the time of its arrival`() {
    let path = Self.path(Self.chains[1].1, keepsOrder: false)
    let pass = SpurtPass(path: path, codec: .g711Concealed)
    var reordered = 0
    for seed in 0..<50 {
      let key = DrawKey(seed: UInt64(seed))
      var leg = PacketLeg(key, path: path, policy: PlayoutPolicy())
      var late = 0
      for spurt in Self.spurts(key, count: 8) {
        var before = leg.buffer
        let gap = spurt.slot - leg.slot
        let trace = pass.traced(&leg, spurt, keepsDelays: true)
        if gap > 0 { before.beginSpurt(after: gap * 20_000) }
        for block in trace.blocks {
          let playout = block.count == 0 ? 0 : block.playoutDelay
          for bit in 0..<block.count where block.lost >> UInt64(bit) & 1 == 0 {
            let isLate = block.late >> UInt64(bit) & 1 == 1
            if isLate { late += 1 }
            // The playout point only ever moves back within a block.
            if isLate { #expect(Int(trace.delays[block.first + bit]) > before.playoutDelay - 1) }
            if !isLate { #expect(Int(trace.delays[block.first + bit]) <= playout) }
          }
          before = leg.buffer
          break
        }
      }
      #expect(late <= leg.buffer.counts.late)
      reordered += leg.network.reordered
    }
    #expect(reordered > 100, "spikes let packets overtake each other")
  }

  @Test func `loss, bursts and the burst ratio are those of the chain`() {
    // (chain, loss ratio, mean burst length): pi_B = p / (p + r), burst 1 / r.
    let cases: [(LossChain, Double, Double)] = [
      (.gilbertElliott(goodToBad: 1 / 200, badToGood: 1 / 2), 1.0 / 101, 2),
      (.gilbertElliott(goodToBad: 1 / 40, badToGood: 1 / 2), 1.0 / 21, 2),
      (.gilbertElliott(goodToBad: 1 / 20, badToGood: 1 / 2), 1.0 / 11, 2),
      (.bursts(ratio: 0.03, length: 8), 0.03, 8),
    ]
    for (chain, ratio, length) in cases {
      #expect(abs(chain.lossRatio - ratio) < 1e-12)
      let path = PacketPath(loss: chain)
      let pass = SpurtPass(path: path, codec: .g711Concealed)
      var lost: [Double] = []
      var bursts: [Double] = []
      for seed in 0..<100 {
        var leg = PacketLeg(DrawKey(seed: UInt64(seed)), path: path, policy: PlayoutPolicy())
        pass.run(&leg, Spurt(slot: 0, frames: 40_000))
        lost.append(leg.buffer.counts.lossRatio)
        bursts.append(leg.buffer.counts.burstLength)
      }
      expectMean(of: lost, ratio)
      expectMean(of: bursts, length)
      // BurstR = 1 / (p + r) of the chain.
      let burstRatio = length * (1 - ratio)
      expectMean(of: zip(bursts, lost).map { $0 * (1 - $1) }, burstRatio)
    }
  }

  private func expectMean(of values: [Double], _ expected: Double) {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let error = (variance / n).squareRoot()
    #expect(abs(mean - expected) < 3 * error + 1e-4 * expected, "\(mean) for \(expected)")
  }

  @Test func `the first frame of a call finds the chain in any of its states`() {
    let path = PacketPath(loss: .gilbertElliott(goodToBad: 1 / 20, badToGood: 1 / 2))
    let pass = SpurtPass(path: path, codec: .g711)
    let lost = (0..<20_000).filter { seed in
      var leg = PacketLeg(DrawKey(seed: UInt64(seed)), path: path, policy: PlayoutPolicy())
      pass.run(&leg, Spurt(slot: 0, frames: 1))
      return leg.buffer.counts.lost == 1
    }
    // Binomial: 1/11 of 20,000, three standard errors are 122.
    #expect(abs(lost.count - 1_818) < 122)
  }

  @Test func `jitter has the mean of two scales, and goes on over a short gap`() {
    let path = PacketPath(base: 0, jitterScale: 3_000)
    let pass = SpurtPass(path: path, codec: .g711)
    var sum = 0.0
    var products = 0.0
    var count = 0.0
    for seed in 0..<3_000 {
      var leg = PacketLeg(DrawKey(seed: UInt64(seed)), path: path, policy: PlayoutPolicy())
      let first = pass.traced(&leg, Spurt(slot: 0, frames: 20), keepsDelays: true)
      let second = pass.traced(&leg, Spurt(slot: 21, frames: 1), keepsDelays: true)
      sum += Double(first.delays[19])
      // Two frames on, a slot between: correlated by 0.7 squared.
      products += (Double(first.delays[19]) - 6_000) * (Double(second.delays[0]) - 6_000)
      count += 1
    }
    // Gamma(2) of scale 3,000: mean 6,000, standard deviation 4,243.
    #expect(abs(sum / count - 6_000) < 3 * 4_243 / count.squareRoot())
    let correlation = products / count / (2 * 3_000 * 3_000)
    #expect(abs(correlation - 0.49) < 0.12, "\(correlation)")
  }
}

extension Purpose {
  fileprivate static let testGap = Purpose("test.gap")
  fileprivate static let testFrames = Purpose("test.frames")
}
