import SimCore
import Testing

@Suite("Erlang's loss formula")
struct ErlangLossTests {
  /// The share of calls lost, by the formula's recurrence.
  private func loss(_ servers: Int, _ load: Double) -> Double {
    (1...servers).reduce(1.0) { lost, n in load * lost / (Double(n) + load * lost) }
  }

  /// Loss and carried load; the loss must not depend on the law of the holding times.
  private func check(
    servers: Int,
    load: Double,
    batches: Int,
    holdings: Int,
    expected: Double,
    within share: Double
  ) {
    #expect(abs(loss(servers, load) - expected) < 5e-9)
    let mean = Duration.seconds(100)
    for holding in [
      DurationDistribution.exponential(mean: mean), .logNormal(mean: mean, cv: 1.5),
    ] {
      let model = QueueModel(
        servers: servers,
        queueLimit: 0,
        gap: .nanoseconds(Int64(1e11 / load)),
        holding: holding,
        warmUp: mean * 8,
        batch: mean * holdings
      )
      let means = ReplicatedRatios(model, from: UInt64(servers), batches: batches) { statistics in
        [Ratio(statistics.counts.refused, of: statistics.counts.arrivals)]
      }
      means.expect([expected], within: share, "B(\(servers), \(load)), \(holding.text)")
    }
  }

  @Test func `5 erlangs on 10 servers lose 1.84 % whatever the holding times`() {
    check(
      servers: 10,
      load: 5,
      batches: 30,
      holdings: 200,
      expected: 0.018_384_57,
      within: 0.08
    )
  }

  @Test func `100 erlangs on 120 servers lose 0.57 % whatever the holding times`() {
    check(
      servers: 120,
      load: 100,
      batches: 30,
      holdings: 20,
      expected: 0.005_690_05,
      within: 0.15
    )
  }

  @Test func `950 erlangs on 1,000 servers lose 0.36 % whatever the holding times`() {
    check(
      servers: 1_000,
      load: 950,
      batches: 16,
      holdings: 6,
      expected: 0.003_649_29,
      within: 0.25
    )
  }

  @Test func `4,900 erlangs on 5,000 servers lose 0.22 % whatever the holding times`() {
    check(
      servers: 5_000,
      load: 4_900,
      batches: 14,
      holdings: 3,
      expected: 0.002_215_77,
      within: 0.35
    )
  }
}
