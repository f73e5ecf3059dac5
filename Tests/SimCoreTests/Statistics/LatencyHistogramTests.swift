import SimCore
import Testing

@Suite("Latency histogram")
struct LatencyHistogramTests {
  @Test func `quantiles are those of the published HDR histogram`() throws {
    for row in HistogramVectors.text.split(separator: "/") {
      let words = row.split(whereSeparator: \.isWhitespace)
      guard words.count > 2 else { continue }
      let seed = try #require(UInt64(words[0]))
      let limit = try #require(UInt64(words[1]))
      let histogram = histogram(of: values(seed: seed, limit: limit))
      for word in words.dropFirst(2) {
        let parts = word.split(separator: ":")
        let share = try #require(Double(parts[0]))
        let expected = try #require(Int64(parts[1]))
        let greatest = try #require(histogram.max)
        #expect(
          histogram.quantile(share / 10_000) == min(.microseconds(expected), greatest),
          "seed \(seed), \(word)"
        )
      }
    }
  }

  @Test func `quantiles are within a thousandth of the sorted samples`() throws {
    for seed in 0..<40 {
      let count = 1 + key.below(3_000, .testNoise, UInt64(seed))
      let spread = DurationDistribution.logNormal(
        median: .milliseconds(300),
        sigma: 0.05 * Double(seed)
      )
      let samples = (0..<count).map {
        spread.sample(key.bits(.testGap, UInt64(seed * 10_000 + $0)))
      }.sorted()
      let histogram = histogram(of: samples)
      for q in [0.0001, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1] {
        let exact = samples[max(0, Int((q * Double(count)).rounded(.up)) - 1)]
        let found = try #require(histogram.quantile(q))
        let excess = (found - exact).nanoseconds
        #expect(excess >= -500 && Double(excess) <= Double(exact.nanoseconds) * 0.001 + 1_000)
      }
      #expect(histogram.min == samples.first)
      #expect(histogram.max == samples.last)
      #expect(histogram.quantile(1) == histogram.max)
    }
  }

  @Test func `the rank is the ceiling of q n even where the product is rounded up`() {
    // 0.07 * 100 is 7.000000000000001 in binary; the seventh value is meant.
    let histogram = histogram(of: (1...100).map { .microseconds($0) })
    for percent in 1...100 {
      #expect(histogram.quantile(Double(percent) / 100) == .microseconds(percent))
    }
  }

  @Test func `merging in any order gives the histogram of all`() {
    let parts = (0..<6).map { part in
      histogram(of: (0..<500).map { sample(part * 1_000 + $0) })
    }
    let whole = histogram(
      of: (0..<6).flatMap { part in (0..<500).map { sample(part * 1_000 + $0) } }
    )
    for rotation in 0..<6 {
      var merged = LatencyHistogram()
      for index in 0..<6 { merged.merge(parts[(index * 5 + rotation) % 6]) }
      merged.merge(LatencyHistogram())
      #expect(merged == whole)
      #expect(merged.mean == whole.mean)
    }
  }

  @Test func `mean, least and greatest are exact`() {
    let samples = (0..<1_000).map(sample)
    let histogram = histogram(of: samples)
    let sum = samples.reduce(Int64(0)) { $0 + $1.nanoseconds }
    #expect(histogram.mean == .nanoseconds(sum / 1_000))
    #expect(histogram.count == 1_000)
    #expect(histogram.buckets.map(\.count).reduce(0, +) == 1_000)
  }

  @Test func `buckets rise and hold what they say`() {
    let histogram = histogram(of: (0..<5_000).map(sample))
    let buckets = histogram.buckets
    for (before, after) in zip(buckets, buckets.dropFirst()) { #expect(before.value < after.value) }
    var seen = 0
    for bucket in buckets {
      seen += bucket.count
      #expect(histogram.countBelow(bucket.value + .microseconds(1)) == seen)
      #expect(histogram.quantile(Double(seen) / 5_000) == bucket.value)
    }
  }

  @Test func `counting below a time takes whole buckets only`() {
    let histogram = histogram(of: [.zero, .microseconds(5), .microseconds(6), .seconds(1)])
    #expect(histogram.countBelow(.zero) == 0)
    #expect(histogram.countBelow(.microseconds(1)) == 1)
    #expect(histogram.countBelow(.microseconds(6)) == 2)
    #expect(histogram.countBelow(.seconds(1)) == 3)
    #expect(histogram.countBelow(.seconds(2)) == 4)
    #expect(histogram.countBelow(.seconds(100_000)) == 4)
  }

  @Test func `times out of range count at the ends`() {
    let histogram = histogram(of: [.seconds(-5), .seconds(100_000)])
    #expect(histogram.min == .zero)
    #expect(histogram.max == .seconds(7_200))
    #expect(histogram.quantile(0.5) == .zero)
    #expect(histogram.quantile(1) == .seconds(7_200))
  }

  @Test func `an empty histogram has no figures`() {
    let histogram = LatencyHistogram()
    #expect(histogram.quantile(0.5) == nil)
    #expect(histogram.mean == nil && histogram.min == nil && histogram.max == nil)
    #expect(histogram.quantileInterval(0.5) == nil)
    #expect(histogram.buckets.isEmpty)
  }

  private let key = DrawKey(seed: 3)

  private func sample(_ index: Int) -> Duration {
    DurationDistribution.exponential(mean: .milliseconds(700))
      .sample(key.bits(.testGap, UInt64(index)))
  }

  private func histogram(of samples: [Duration]) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    for sample in samples { histogram.record(sample) }
    return histogram
  }

  /// The values that the vectors were made from (Knuth's MMIX generator).
  private func values(seed: UInt64, limit: UInt64) -> [Duration] {
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    return (0..<10_000).map { _ in
      let scale = next() % limit + 1
      return .microseconds(next() % scale + 1)
    }
  }

  @Test func `a count up to a time is the share that the quantiles there stand for`() throws {
    var histogram = LatencyHistogram()
    for index in 1...10_000 { histogram.record(.microseconds(index * 137)) }
    for q in [0.001, 0.1, 0.5, 0.95, 0.999, 1] {
      let bound = try #require(histogram.quantile(q))
      let count = histogram.count(atMost: bound)
      #expect(Double(count) >= q * 10_000, "\(q)")
      // A bucket is 0.1 % wide at most.
      #expect(Double(count) <= q * 10_000 * 1.001 + 1, "\(q)")
      #expect(histogram.count(atMost: bound - .microseconds(1)) < count)
    }
    #expect(histogram.count(atMost: .zero) == 0)
    #expect(histogram.count(atMost: .microseconds(137)) == 1)
    #expect(histogram.count(atMost: .microseconds(136)) == 0)
    #expect(histogram.count(atMost: .seconds(7_200)) == 10_000)
    #expect(LatencyHistogram().count(atMost: .seconds(1)) == 0)
  }
}
