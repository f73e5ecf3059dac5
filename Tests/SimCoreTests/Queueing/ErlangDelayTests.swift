import SimCore
import Testing

@Suite("Erlang's delay formulas")
struct ErlangDelayTests {
  @Test func `who waits, and how long, is as Erlang C says`() {
    let cases: [(servers: Int, load: Double, batches: Int, holdings: Int, delayed: Double)] = [
      (10, 8, 30, 150, 0.409_180_15), (120, 100, 30, 30, 0.033_195_90),
    ]
    for (servers, load, batches, holdings, delayed) in cases {
      let model = QueueModel(
        servers: servers,
        gap: .nanoseconds(Int64(1e11 / load)),
        holding: .exponential(mean: .seconds(100)),
        warmUp: .seconds(1_000),
        batch: .seconds(100 * holdings)
      )
      let means = ReplicatedRatios(model, from: UInt64(servers), batches: batches) { statistics in
        let counts = statistics.counts
        return [
          Ratio(counts.delayed, of: counts.served),
          Ratio(Double(statistics.servedWait) / 1e11, of: Double(counts.served)),
          Ratio(Double(statistics.use.area), of: Double(statistics.capacityArea)),
        ]
      }
      let wait = delayed / (Double(servers) - load)
      means.expect(
        [delayed, wait, load / Double(servers)],
        within: 0.15,
        "C(\(servers), \(load))"
      )
    }
    #expect(abs(0.409_180_15 / (10 - 8) - 0.204_59) < 1e-5)
  }

  /// Impatient callers (Palm): delayed, lost and mean wait of all, in seconds.
  @Test func `who gives up is as Erlang A says`() {
    let cases: [(servers: Int, load: Double, holding: Int, patience: Int, expected: [Double])] = [
      (10, 12, 180, 60, [0.601_06, 0.243_97, 14.638]),
      (100, 100, 180, 60, [0.383_28, 0.050_51, 3.030_6]),
      (50, 60, 60, 30, [0.819_68, 0.178_04, 5.341_3]),
    ]
    for (servers, load, holding, patience, expected) in cases {
      let model = QueueModel(
        servers: servers,
        gap: .nanoseconds(Int64(Double(holding) * 1e9 / load)),
        holding: .exponential(mean: .seconds(holding)),
        patience: .exponential(mean: .seconds(patience)),
        warmUp: .seconds(holding * 6),
        batch: .seconds(holding * 1_200 / servers)
      )
      let means = ReplicatedRatios(model, from: UInt64(servers), batches: 24) { statistics in
        let counts = statistics.counts
        return [
          Ratio(counts.delayed + counts.reneged, of: counts.ended),
          Ratio(counts.reneged, of: counts.ended),
          Ratio(Double(statistics.wait) / 1e9, of: Double(counts.ended)),
        ]
      }
      means.expect(expected, within: 0.07, "A(\(servers), \(load), \(patience))")
    }
  }
}
