import SimCore
import Testing

@Suite("The formula of Pollaczek and Khinchine")
struct PollaczekKhinchineTests {
  private static let service = Duration.seconds(1)

  /// A law of the service times by its squared coefficient of variation.
  private func law(_ squaredVariation: Double) -> DurationDistribution {
    switch squaredVariation {
    case 0: .fixed(Self.service)
    case 1: .exponential(mean: Self.service)
    default: .logNormal(mean: Self.service, cv: squaredVariation.squareRoot())
    }
  }

  /// Mean wait, in service times, over load and squared variation; a batch's length too.
  private static let waits: [(load: Double, length: Int, [(variation: Double, wait: Double)])] = [
    (0.5, 400, [(0, 0.5), (1, 1), (2.25, 1.625)]),
    (0.8, 1_000, [(0, 2), (1, 4), (2.25, 6.5)]),
    (0.9, 2_500, [(0, 4.5), (1, 9), (2.25, 14.625)]),
  ]

  @Test func `the mean wait at one server grows with the variation of its work`() {
    for (load, length, cells) in Self.waits {
      for (variation, wait) in cells {
        #expect(abs(load / (1 - load) * (1 + variation) / 2 - wait) < 1e-12)
        let model = QueueModel(
          servers: 1,
          gap: .nanoseconds(Int64(1e9 / load)),
          holding: law(variation),
          warmUp: Self.service * length,
          batch: Self.service * length
        )
        let seed = UInt64(load * 10) * 10 + UInt64(variation)
        let means = ReplicatedRatios(model, from: seed, batches: 24) { statistics in
          [
            Ratio(Double(statistics.wait) / 1e9, of: Double(statistics.counts.ended)),
            Ratio(Double(statistics.queue.area), of: Double(model.batch.nanoseconds)),
            Ratio(Double(statistics.use.area), of: Double(statistics.capacityArea)),
          ]
        }
        means.expect(
          [wait, wait * load, load],
          within: 0.15,
          "M/G/1 at \(load), variation \(variation)"
        )
      }
    }
  }
}
