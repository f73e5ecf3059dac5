internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// What the parts of the packet pass cost.
enum PacketStages {
  private static let packets = 6_400_000

  private struct Stage: Sendable {
    let key: String
    let label: String
    /// What a nanosecond figure is of.
    var unit = "packet"
    let nanoseconds: @Sendable (_ packets: Int) -> Double
  }

  static func table(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    for stage in stages where request.wants("stage.\(stage.key)") {
      try request.checkInterruption()
      progress(stage.label)
      let runs = (0..<(request.runs ?? 5)).map { _ in
        stage.nanoseconds(request.events ?? packets)
      }
      figures.append(
        BenchmarkFigure(
          key: "stage.\(stage.key).ns",
          label: stage.label,
          column: "ns/\(stage.unit)",
          value: runs.median,
          unit: "ns"
        )
      )
    }
    return BenchmarkTable(
      title: "stages",
      figures: figures,
      notes: [
        "Differences are of whole passes with and without the stage; a window has 400 packets."
      ]
    )
  }

  private static let stages: [Stage] = [
    Stage(key: "draw", label: "keyed draw", nanoseconds: draws),
    Stage(key: "bare", label: "pass with constant delay and no losses") { pass(bare, $0) },
    Stage(key: "jitter", label: "jitter: draw, quantile table, AR(1); difference") { packets in
      var jittered = bare
      jittered.jitterScale = 3_000
      return difference(jittered, bare, packets)
    },
    Stage(key: "mask_few", label: "loss masks, p = 1/200") { masks(PacketLoad.few, $0) },
    Stage(key: "mask_many", label: "loss masks, p = 1/20") { masks(PacketLoad.many, $0) },
    Stage(key: "equations", label: "E-model by its equations", unit: "window") { equations($0) },
    Stage(key: "table", label: "E-model by table", unit: "window") { tabulated($0) },
  ]

  private static let bare = PacketPath(base: 40_000)

  private static func timed(_ count: Int, _ body: () -> UInt64) -> Double {
    let start = HostClock.cpuNanoseconds()
    let sum = body()
    let spent = Double(HostClock.cpuNanoseconds() - start)
    // Looking at the result keeps the optimiser from dropping the work.
    return sum == 0 ? 0 : spent / Double(count)
  }

  private static func draws(_ count: Int) -> Double {
    timed(count) {
      var sum: UInt64 = 1
      for index in 0..<UInt64(count) { sum ^= Mix.draw(7, index) }
      return sum | 1
    }
  }

  private static func masks(_ chain: LossChain, _ packets: Int) -> Double {
    let blocks = max(packets / 64, 1)
    return timed(blocks * 64) {
      var walker = LossWalker(chain, key: 11, state: 0)
      var lost: UInt64 = 1
      for _ in 0..<blocks { lost &+= UInt64(walker.mask(64).nonzeroBitCount) }
      return lost
    }
  }

  private static func pass(_ path: PacketPath, _ packets: Int) -> Double {
    PacketLoad.over(path).scaled(to: packets).run().nanosecondsPerPacket
  }

  private static func difference(
    _ one: PacketPath,
    _ other: PacketPath,
    _ packets: Int
  ) -> Double {
    pass(one, packets) - pass(other, packets)
  }

  /// Of windows whose delay and loss differ.
  private static func equations(_ packets: Int) -> Double {
    let model = EModel(codec: .g711Concealed)
    let windows = max(packets / 400, 1)
    return timed(windows) {
      var sum = 1.0
      for window in 0..<windows {
        let concealed = 1 + window % 37
        let loss = Double(concealed) / 400
        let delay = Duration.microseconds(40_000 + window % 4_001 * 40)
        sum += model.rating(delay: delay, loss: loss, burstRatio: 1.5)
      }
      return sum.bitPattern
    }
  }

  private static func tabulated(_ packets: Int) -> Double {
    let table = RatingTable(codec: .g711Concealed)
    let windows = max(packets / 40, 1)
    return timed(windows) {
      var sum = 1.0
      for window in 0..<windows {
        let concealed = 1 + window % 37
        sum += table.rating(
          delay: 40_000 + window % 4_001 * 40,
          concealed: concealed,
          bursts: 1 + concealed / 2,
          frames: 400
        )
      }
      return sum.bitPattern
    }
  }
}
