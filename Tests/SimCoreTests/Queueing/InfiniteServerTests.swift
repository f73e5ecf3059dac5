import SimCore
import Testing

@Suite("Infinitely many servers")
struct InfiniteServerTests {
  /// The chance that a Poisson number is at least `level`.
  private func tail(_ level: Int, mean: Double) -> Double {
    var term = Elementary.exp(-mean)
    var below = 0.0
    for count in 0..<level {
      below += term
      term *= mean / Double(count + 1)
    }
    return 1 - below
  }

  @Test func `the number in service is Poisson whatever the holding times`() {
    let mean = 20.0
    let service = Duration.seconds(100)
    for (number, holding) in [
      DurationDistribution.fixed(service), .exponential(mean: service),
      .logNormal(mean: service, cv: 1.5),
    ].enumerated() {
      let model = QueueModel(
        servers: 1_000_000,
        gap: service / Int(mean),
        holding: holding,
        warmUp: service * 15,
        batch: service * 25
      )
      let levels = [12, 16, 20, 24, 28]
      let means = ReplicatedRatios(model, from: UInt64(100 + number), batches: 20) { statistics in
        #expect(statistics.counts.delayed == 0)
        let shares = levels.map { Ratio(statistics.use.share(atLeast: $0), of: 1) }
        return shares + [
          Ratio(statistics.use.mean, of: 1),
          Ratio(statistics.use.variance + squared(statistics.use.mean - mean), of: 1),
        ]
      }
      let expected = levels.map { tail($0, mean: mean) } + [mean, mean]
      means.expect(expected, within: 0.2, "M/G/infinity, \(holding.text)")
    }
  }

  private func squared(_ value: Double) -> Double { value * value }
}
