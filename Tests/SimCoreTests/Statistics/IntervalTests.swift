import SimCore
import Testing

@Suite("Confidence intervals")
struct IntervalTests {
  @Test func `too few samples give no interval of a high percentile`() {
    for (q, least) in [(0.95, 59), (0.99, 299), (0.999, 2_995)] {
      #expect(OrderStatistics.ranks(q, samples: least - 1, confidence: 0.95) == nil)
      #expect(OrderStatistics.ranks(q, samples: least, confidence: 0.95)?.upperBound == least)
    }
    #expect(OrderStatistics.ranks(0.5, samples: 5, confidence: 0.95) == nil)
    #expect(OrderStatistics.ranks(0.5, samples: 6, confidence: 0.95) == 1...6)
    #expect(OrderStatistics.ranks(0.05, samples: 59, confidence: 0.95)?.lowerBound == 1)
  }

  @Test func `the samples that a quantile needs are the published numbers`() {
    for (q, least) in [(0.5, 6), (0.95, 59), (0.99, 299), (0.999, 2_995), (0.05, 59)] {
      #expect(OrderStatistics.samplesNeeded(q) == least)
    }
    #expect(OrderStatistics.samplesNeeded(0.95, confidence: 0.99) == 90)
    let sorted = (1...100).map(Double.init)
    #expect(OrderStatistics.interval(0.99, ofSorted: sorted) == nil)
    #expect(OrderStatistics.interval(0.5, ofSorted: sorted) == 40...61)
    #expect(OrderStatistics.value(0.07, ofSorted: sorted) == 7)
  }

  @Test func `ranks cover the quantile as the binomial distribution says`() throws {
    for (q, n) in [(0.5, 20), (0.5, 1_000), (0.95, 100), (0.95, 2_000), (0.99, 1_000), (0.1, 300)] {
      let ranks = try #require(OrderStatistics.ranks(q, samples: n, confidence: 0.95))
      let covered = (ranks.lowerBound..<ranks.upperBound).reduce(0.0) { $0 + mass($1, n, q) }
      #expect(covered >= 0.95, "q \(q), n \(n)")
      // One rank less at either end would fall short of its tail.
      #expect(lower(ranks.lowerBound, n, q) <= 0.05 && lower(ranks.lowerBound + 1, n, q) > 0.0)
      #expect(covered < 0.95 + 2 * mass(Int(q * Double(n)), n, q))
    }
    // Conover's example: the median of 16 has the ranks 4 and 13 at 95 %.
    #expect(OrderStatistics.ranks(0.5, samples: 16, confidence: 0.95) == 4...13)
  }

  @Test(arguments: [(0.5, 60), (0.95, 100), (0.95, 300), (0.99, 400)])
  func `quantile intervals hold the true quantile in 95 % of the runs`(q: Double, n: Int) {
    let distribution = DurationDistribution.exponential(mean: .milliseconds(2))
    let truth = distribution.quantile(q)
    var covered = 0
    for run in 0..<1_000 {
      let key = DrawKey(seed: UInt64(run))
      var histogram = LatencyHistogram()
      for index in 0..<n {
        histogram.record(distribution.sample(key.bits(.testGap, UInt64(index))))
      }
      if histogram.quantileInterval(q)?.contains(truth) == true { covered += 1 }
    }
    // Conservative, as the ranks are whole; three standard deviations of 1,000 runs are 2 points.
    #expect(covered > 930, "\(covered) of 1000")
    #expect(covered < 993, "\(covered) of 1000")
  }

  @Test(arguments: [2, 3, 10, 60])
  func `mean intervals hold the true mean in 95 % of the runs`(n: Int) {
    let count = 2_000
    var covered = 0
    for run in 0..<count {
      let key = DrawKey(seed: UInt64(run)).entity("sample", 1)
      var estimate = MeanEstimate()
      for index in 0..<n {
        estimate.add(5 + Elementary.normalQuantile(key.uniform(.testNoise, UInt64(index))))
      }
      if estimate.interval95?.contains(5) == true { covered += 1 }
    }
    #expect(abs(Double(covered) / Double(count) - 0.95) < 3.5 * 0.004_87, "\(covered)")
  }

  @Test func `the running mean is that of two passes`() {
    let values = (0..<1_000).map { 1e9 + DrawKey(seed: 1).uniform(.testGap, UInt64($0)) }
    var estimate = MeanEstimate()
    for value in values { estimate.add(value) }
    let mean = values.reduce(0, +) / 1_000
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(estimate.mean - mean) < 1e-6)
    #expect(abs(estimate.standardDeviation - (squares / 999).squareRoot()) < 1e-6)
    #expect(MeanEstimate().interval95 == nil)
  }

  @Test func `an interval of five values is the textbook's`() throws {
    var estimate = MeanEstimate()
    for value in [1.0, 2, 3, 4, 5] { estimate.add(value) }
    let interval = try #require(estimate.interval95)
    #expect(abs(interval.lowerBound - 1.036_756_838_522_439) < 1e-9)
    #expect(abs(interval.upperBound - 4.963_243_161_477_561) < 1e-9)
  }

  /// Newcombe 1998, table I, method 3.
  @Test func `score intervals of shares are the published ones`() throws {
    let rows: [(Int, Int, Double, Double)] = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ]
    for (successes, trials, low, high) in rows {
      let interval = try #require(ProportionInterval.wilson(successes: successes, of: trials))
      #expect(abs(interval.lowerBound - low) < 5e-5, "\(successes) of \(trials)")
      #expect(abs(interval.upperBound - high) < 5e-5, "\(successes) of \(trials)")
    }
    #expect(ProportionInterval.wilson(successes: 0, of: 0) == nil)
    #expect(ProportionInterval.wilson(successes: 9, of: 9)?.upperBound == 1)
  }

  /// P(B = k).
  private func mass(_ k: Int, _ n: Int, _ q: Double) -> Double {
    let ways =
      Elementary.logFactorial(n) - Elementary.logFactorial(k) - Elementary.logFactorial(n - k)
    return Elementary.exp(
      ways + Double(k) * Elementary.log(q) + Double(n - k) * Elementary.log(1 - q)
    )
  }

  /// P(B < k).
  private func lower(_ k: Int, _ n: Int, _ q: Double) -> Double {
    (0..<k).reduce(0) { $0 + mass($1, n, q) }
  }
}
