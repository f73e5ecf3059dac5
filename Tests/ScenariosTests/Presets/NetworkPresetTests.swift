import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Network presets")
struct NetworkPresetTests {
  /// Published settings of a network emulator, and the loss that follows: p / (p + r).
  private static let published: [(name: String, loss: Double)] = [
    ("wifi", 0.0099), ("wifi-lossy", 0.048), ("cellular", 0.020), ("satellite", 0.029),
    ("congested", 0.091),
  ]

  private static func chain(of preset: String) throws -> LossChain {
    let scenario = try Loading.load(
      Loading.minimal
        + "\ncallers: [{share: 100%, profile: us-landline-quiet, network: \(preset)}]\n"
    )
    let network = try #require(scenario.callers.first).network
    return .gilbertElliott(
      goodToBad: try #require(network.goodToBad),
      badToGood: network.badToGood,
      lossInGood: network.lossInGood,
      lossInBad: network.lossInBad
    )
  }

  @Test func `each loses what its source says`() throws {
    for (name, loss) in Self.published {
      let ratio = try Self.chain(of: name).lossRatio
      // The source rounds to two digits.
      #expect(abs(ratio / loss - 1) < 0.02, "\(name) loses \(ratio)")
    }
  }

  @Test func `packets that are sent over them are lost at that rate`() throws {
    for (name, loss) in Self.published {
      let path = PacketPath(loss: try Self.chain(of: name))
      let pass = SpurtPass(path: path, codec: .g711Concealed)
      var counts = PlayoutCounts()
      for seed in 0..<40 {
        var leg = PacketLeg(DrawKey(seed: UInt64(seed)), path: path, policy: PlayoutPolicy())
        pass.run(&leg, Spurt(slot: 0, frames: 20_000))
        counts = counts + leg.buffer.counts
      }
      // 800,000 packets; bursts of three make the standard error 1.3 % of the rate at most.
      #expect(abs(counts.lossRatio / loss - 1) < 0.06, "\(name) lost \(counts.lossRatio)")
    }
  }
}
