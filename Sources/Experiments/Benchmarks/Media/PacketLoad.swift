internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Packets of many legs in turn over one path: what `simrun bench media` times.
struct PacketLoad: Sendable {
  let key: String
  let label: String
  let path: PacketPath
  /// How long each spurt is; nil for 50 to 500 frames.
  var frames: Int?
  var legs = 200
  /// Each leg's.
  var spurts = 100
  /// Millions of packets a second of processor time that it should reach.
  var rateMin: Double?

  /// What all legs have come to.
  struct Outcome: Sendable {
    var counts = PlayoutCounts()
    var packets: Int { counts.frames }
    /// Of the timed part.
    var nanoseconds: Int64 = 0
    /// RFC 3550, the mean over the legs, in µs.
    var jitter = 0.0
    /// The mean over all windows.
    var rating = 0.0

    var nanosecondsPerPacket: Double { Double(nanoseconds) / Double(max(packets, 1)) }
  }

  /// Sends everything once, on legs that are new.
  func run(seed: UInt64 = 1) -> Outcome {
    let pass = SpurtPass(path: path, codec: .g711Concealed)
    let key = DrawKey(seed: seed)
    var all = (0..<legs).map { leg in
      PacketLeg(key.entity("leg", UInt64(leg)), path: path, policy: PlayoutPolicy())
    }
    let start = HostClock.cpuNanoseconds()
    for round in 0..<spurts {
      for leg in 0..<legs {
        let bits = Self.lengthBits(UInt64(round &* legs &+ leg))
        let slot = all[leg].slot &+ 20 &+ Int(bits % 131)
        let length = frames ?? 50 &+ Int((bits &>> 32) % 451)
        pass.run(&all[leg], Spurt(slot: slot, frames: length))
      }
    }
    var outcome = Outcome()
    outcome.nanoseconds = HostClock.cpuNanoseconds() - start
    var windows = 0
    for leg in all {
      outcome.counts = outcome.counts + leg.buffer.counts
      outcome.jitter += Double(leg.buffer.interarrivalJitter) / Double(legs)
      outcome.rating += leg.windows.ratingSum
      windows += leg.windows.closed
    }
    outcome.rating /= Double(max(windows, 1))
    return outcome
  }

  /// The lengths of spurts and gaps, the same for every program.
  private static func lengthBits(_ index: UInt64) -> UInt64 {
    Mix.finish((index &+ 1) &* Mix.increment)
  }

  /// As many spurts as make about so many packets; nil leaves it as it is.
  func scaled(to packets: Int?) -> PacketLoad {
    guard let packets else { return self }
    var load = self
    let length = frames ?? 275
    load.legs = max(1, min(legs, packets / length))
    load.spurts = max(1, min(spurts, packets / length / load.legs))
    return load
  }
}

// The loads of the suite.
extension PacketLoad {
  static let orderedMin = 100.0
  static let reorderedMin = 80.0

  static let all: [PacketLoad] = [
    PacketLoad(
      key: "few_losses",
      label: "two states, p = 1/200",
      path: usual(few),
      rateMin: orderedMin
    ),
    PacketLoad(
      key: "many_losses",
      label: "two states, p = 1/20",
      path: usual(many),
      rateMin: orderedMin
    ),
    PacketLoad(key: "both_states", label: "loss in both states", path: usual(both)),
    PacketLoad(
      key: "four_states",
      label: "four states",
      path: usual(four),
      rateMin: orderedMin
    ),
    PacketLoad(
      key: "reordered",
      label: "p = 1/200, reordering and duplicates",
      path: reordered,
      rateMin: reorderedMin
    ),
    PacketLoad(
      key: "lossless",
      label: "no losses",
      path: usual(.lossless),
      rateMin: orderedMin
    ),
    PacketLoad(key: "spurts_50", label: "spurts of 50 frames", path: usual(few), frames: 50),
    PacketLoad(key: "spurts_150", label: "spurts of 150 frames", path: usual(few), frames: 150),
    PacketLoad(key: "spurts_500", label: "spurts of 500 frames", path: usual(few), frames: 500),
    PacketLoad(
      key: "legs_100000",
      label: "100,000 legs in turn, 150 frames",
      path: usual(few),
      frames: 150,
      legs: 100_000,
      spurts: 1,
      rateMin: orderedMin
    ),
  ]

  static let few = LossChain.gilbertElliott(goodToBad: 1 / 200, badToGood: 1 / 2)
  static let many = LossChain.gilbertElliott(goodToBad: 1 / 20, badToGood: 1 / 2)

  private static let both = LossChain.gilbertElliott(
    goodToBad: 0.02,
    badToGood: 0.2,
    lossInGood: 0.002,
    lossInBad: 0.6
  )

  private static let four = LossChain.fourState(
    gapToBurst: 0.01,
    burstToGap: 0.2,
    lossToReceipt: 0.3,
    receiptToLoss: 0.4,
    gapToSingle: 0.005
  )

  private static func usual(_ loss: LossChain) -> PacketPath {
    PacketPath(
      loss: loss,
      base: 40_000,
      jitterScale: 3_000,
      spikes: DelaySpikes(share: 0.005, scale: 20_000, alpha: 1.8)
    )
  }

  private static var reordered: PacketPath {
    var path = usual(few)
    path.jitterScale = 8_000
    path.duplicateShare = 0.001
    path.keepsOrder = false
    return path
  }

  /// The first load over another path.
  static func over(_ path: PacketPath) -> PacketLoad {
    PacketLoad(key: "", label: "", path: path)
  }
}
