import SimCore
import Testing

@Suite("Duration distribution")
struct DurationDistributionTests {
  static let all: [DurationDistribution] = [
    .fixed(.milliseconds(20)),
    .uniform(.seconds(1), .seconds(3)),
    .exponential(mean: .seconds(2)),
    .logNormal(median: .milliseconds(1_600), sigma: 0.63),
    .logNormal(mean: .seconds(120), cv: 1.5),
    .normal(mean: .seconds(20), sd: .milliseconds(1_500)),
    .normal(mean: .seconds(1), sd: .seconds(2)),
    .quantiles(p50: .milliseconds(247), p95: .milliseconds(298)),
    .quantiles(p50: .milliseconds(398), p95: .milliseconds(533), p99: .milliseconds(1_593)),
    .quantiles(p50: .milliseconds(98), p95: .milliseconds(217), max: .milliseconds(2_117)),
    .quantiles(
      p50: .seconds(1),
      p95: .seconds(2),
      p99: .seconds(4),
      max: .seconds(5),
      maxOf: 10_000
    ),
  ]

  /// Families that came later; the golden value below holds the first ones.
  static let more: [DurationDistribution] = [
    .gamma(mean: .seconds(2), cv: 0.7),
    .gamma(mean: .seconds(2), cv: 1.6),
    .pareto(least: .milliseconds(80), shape: 3.5),
    .exGaussian(mu: .milliseconds(-50), sigma: .milliseconds(120), tau: .milliseconds(200)),
    .exGaussian(mu: .milliseconds(300), sigma: .milliseconds(40), tau: .milliseconds(90)),
    .empirical([.milliseconds(300), .milliseconds(210), .milliseconds(900), .milliseconds(250)]),
  ]

  @Test(arguments: all + more)
  func `the mean of many samples is the mean`(distribution: DurationDistribution) {
    var samples = MeanEstimate()
    for index in 0..<30_000 {
      samples.add(seconds(distribution.sample(key.bits(.testGap, UInt64(index)))))
    }
    let error = 5 * samples.standardDeviation / Double(samples.count).squareRoot() + 1e-9
    #expect(abs(samples.mean - seconds(distribution.mean)) < error, "\(distribution.text)")
    let ratio = samples.standardDeviation / max(seconds(distribution.standardDeviation), 1e-12)
    #expect(samples.standardDeviation < 1e-9 || abs(ratio - 1) < 0.12, "\(distribution.text)")
  }

  @Test(arguments: all + more)
  func `the mean is the integral of the quantiles`(distribution: DurationDistribution) {
    // The middle rule on cells that shrink towards both ends.
    var sum = 0.0
    let steps = 20_000
    for step in 0..<steps {
      let angle = (Double(step) + 0.5) / Double(steps)
      let p = angle * angle * (3 - 2 * angle)
      let width = 6 * angle * (1 - angle) / Double(steps)
      sum += seconds(distribution.quantile(p)) * width
    }
    #expect(abs(sum / seconds(distribution.mean) - 1) < 2e-5, "\(distribution.text)")
  }

  @Test(arguments: all + more)
  func `a larger uniform never gives less`(distribution: DurationDistribution) {
    var last = Duration.zero
    var falls = 0
    for step in 0..<10_000 {
      let sample = distribution.sample(UInt64(step) << 50 | 1 << 49)
      if sample < last { falls += 1 }
      last = sample
    }
    #expect(falls == 0, "\(distribution.text)")
    #expect(distribution.sample(0) <= distribution.sample(.max))
    #expect(distribution.sample(0) >= .zero)
  }

  @Test func `published percentiles are hit exactly`() {
    let distribution = DurationDistribution.quantiles(
      p50: .milliseconds(398),
      p95: .milliseconds(533),
      p99: .milliseconds(1_593)
    )
    #expect(distribution.quantile(0.5) == .milliseconds(398))
    #expect(distribution.quantile(0.95) == .milliseconds(533))
    #expect(distribution.quantile(0.99) == .milliseconds(1_593))
    // Mirrored: 398 ms squared, over the value above.
    #expect(abs(seconds(distribution.quantile(0.05)) - 0.398 * 0.398 / 0.533) < 1e-9)
  }

  @Test func `a greatest value ends the curve at its probability`() {
    let distribution = DurationDistribution.quantiles(
      p50: .milliseconds(98),
      p95: .milliseconds(217),
      max: .milliseconds(2_117),
      maxOf: 300
    )
    #expect(distribution.quantile(1 - 1.0 / 300) == .milliseconds(2_117))
    #expect(distribution.sample(.max) == .milliseconds(2_117))
    #expect(distribution.quantile(0.99) < .milliseconds(1_000))
  }

  @Test func `families have the quantiles of their closed forms`() {
    let exponential = DurationDistribution.exponential(mean: .seconds(2))
    #expect(abs(seconds(exponential.quantile(0.5)) - 2 * 0.693147180559945) < 1e-9)
    let logNormal = DurationDistribution.logNormal(median: .seconds(1), sigma: 0.5)
    #expect(abs(seconds(logNormal.quantile(0.975)) - 2.664408262) < 1e-8)
    #expect(abs(seconds(logNormal.mean) - 1.133148453) < 1e-9)
    let byMean = DurationDistribution.logNormal(mean: .seconds(120), cv: 1.5)
    #expect(abs(seconds(byMean.mean) - 120) < 1e-6)
    // median = mean / sqrt(1 + cv^2)
    #expect(abs(seconds(byMean.quantile(0.5)) - 66.564023547) < 1e-8)
    let normal = DurationDistribution.normal(mean: .seconds(20), sd: .milliseconds(1_500))
    #expect(abs(seconds(normal.quantile(0.975)) - 22.939945977) < 1e-8)
    let uniform = DurationDistribution.uniform(.seconds(1), .seconds(3))
    #expect(uniform.quantile(0.25) == .milliseconds(1_500))
  }

  @Test func `a standard deviation without an end is the longest time`() {
    let heavy = DurationDistribution.pareto(least: .seconds(1), shape: 1.8)
    #expect(heavy.standardDeviation > .seconds(9_000_000_000))
    #expect(heavy.mean == .milliseconds(2_250))
    #expect(abs(seconds(heavy.quantile(0.99)) - 12.915_496_650) < 1e-8)
  }

  @Test func `the coefficient of variation is that of the samples`() {
    let distribution = DurationDistribution.logNormal(mean: .seconds(10), cv: 0.5)
    var samples = MeanEstimate()
    for index in 0..<50_000 {
      samples.add(seconds(distribution.sample(key.bits(.testNoise, UInt64(index)))))
    }
    #expect(abs(samples.standardDeviation / samples.mean - 0.5) < 0.02)
  }

  @Test func `near parameters stay coupled under common draws`() {
    let before = DurationDistribution.logNormal(median: .seconds(8), sigma: 0.45)
    let after = DurationDistribution.logNormal(median: .milliseconds(8_080), sigma: 0.45)
    for index in 0..<1_000 {
      let bits = key.bits(.testGap, UInt64(index))
      let ratio = seconds(after.sample(bits)) / seconds(before.sample(bits))
      #expect(abs(ratio - 1.01) < 1e-6)
    }
  }

  @Test func `the text says what the parameters were`() {
    #expect(
      Self.all.map(\.text) == [
        "20 ms", "uniform 1 s to 3 s", "exponential, mean 2 s",
        "log-normal, median 1.6 s, sigma 0.63", "log-normal, mean 2 min, cv 1.5",
        "normal, mean 20 s, sd 1.5 s", "normal, mean 1 s, sd 2 s", "p50 247 ms, p95 298 ms",
        "p50 398 ms, p95 533 ms, p99 1.593 s", "p50 98 ms, p95 217 ms, max 2.117 s",
        "p50 1 s, p95 2 s, p99 4 s, max 5 s (1 in 10000)",
      ]
    )
    #expect(
      Self.more.map(\.text) == [
        "gamma, mean 2 s, cv 0.7", "gamma, mean 2 s, cv 1.6", "Pareto, from 80 ms, shape 3.5",
        "ex-Gaussian, mu -50 ms, sigma 120 ms, tau 200 ms",
        "ex-Gaussian, mu 300 ms, sigma 40 ms, tau 90 ms", "empirical, 4 samples",
      ]
    )
  }

  /// A change of this value changes every run that was ever recorded.
  @Test func `the samples of old seeds never change`() {
    var text = TextBuffer()
    for distribution in Self.all {
      for index in 0..<500 {
        text.integer(Int(distribution.sample(key.bits(.testGap, UInt64(index))).nanoseconds))
      }
    }
    #expect(
      SHA256.hex(of: text.bytes)
        == "3df4449fbf680b28bd7f7dd1ce151611697ad01067041f6a5f585e2ea263a62b"
    )
  }

  @Test func `equal parameters make equal distributions`() {
    #expect(DurationDistribution.fixed(.seconds(1)) == .fixed(.milliseconds(1_000)))
    #expect(DurationDistribution.fixed(.seconds(1)) != .exponential(mean: .seconds(1)))
    #expect(
      Self.all[9]
        != .quantiles(
          p50: .milliseconds(98),
          p95: .milliseconds(217),
          max: .milliseconds(2_117),
          maxOf: 400
        )
    )
  }

  private let key = DrawKey(seed: 11)

  private func seconds(_ duration: Duration) -> Double { Double(duration.nanoseconds) / 1e9 }
}
