import SimCore
import Testing

@Suite("Batch means")
struct BatchMeansTests {
  @Test func `batches of independent values have the plain standard error`() throws {
    var ratios = (MeanEstimate(), MeanEstimate())
    for seed in 0..<200 {
      let values = noise(seed: UInt64(seed), count: 1_000)
      let apart = try #require(BatchMeans.nonOverlapping(values))
      let overlapping = try #require(BatchMeans.overlapping(values))
      #expect(apart.size == 100 && apart.degrees == 9 && overlapping.degrees == 13.5)
      #expect(abs(apart.mean - overlapping.mean) < 1e-12)
      // The variance of a uniform is 1/12.
      ratios.0.add(apart.standardError * apart.standardError * 12_000)
      ratios.1.add(overlapping.standardError * overlapping.standardError * 12_000)
    }
    for (ratio, degrees) in [(ratios.0, 9.0), (ratios.1, 13.5)] {
      #expect(abs(ratio.mean - 1) < 4 * ratio.standardDeviation / 200.0.squareRoot())
      // A chi-square over its degrees varies by sqrt(2 / degrees).
      #expect(abs(ratio.standardDeviation / (2 / degrees).squareRoot() - 1) < 0.25)
    }
    #expect(ratios.1.standardDeviation < ratios.0.standardDeviation)
  }

  @Test func `sums over all windows are those of the definition`() throws {
    let values = noise(seed: 1, count: 47)
    let mean = values.reduce(0, +) / 47
    let result = try #require(BatchMeans.overlapping(values, batches: 6))
    #expect(result.size == 7)
    var squares = 0.0
    for start in 0...40 {
      let part = values[start..<(start + 7)].reduce(0, +) / 7
      squares += (part - mean) * (part - mean)
    }
    let error = (squares * 7 / (41 * 40)).squareRoot()
    #expect(abs(result.standardError - error) < 1e-14)
    let apart = try #require(BatchMeans.nonOverlapping(values, batches: 6))
    // 47 is five more than 6 times 7: the first five are left out.
    #expect(abs(apart.mean - values[5...].reduce(0, +) / 42) < 1e-14)
  }

  @Test func `a series with a memory has a larger error, and says so`() throws {
    for seed in 0..<20 {
      var level = 0.0
      let values = noise(seed: UInt64(seed), count: 20_000).map { value -> Double in
        level = 0.95 * level + value - 0.5
        return level
      }
      let naive = values.reduce(into: MeanEstimate()) { $0.add($1) }
      let plain = naive.standardDeviation / 20_000.0.squareRoot()
      let long = try #require(BatchMeans.nonOverlapping(values))
      // sqrt((1 + 0.95) / (1 - 0.95)) is 6.2.
      #expect(long.standardError / plain > 2.5 && long.standardError / plain < 13, "seed \(seed)")
      let short = try #require(BatchMeans.nonOverlapping(values, batches: 4_000))
      #expect((short.correlation ?? 0) > 0.5)
      #expect(short.standardError < long.standardError)
    }
  }

  @Test func `a series in bounded memory has the batch means of its groups`() throws {
    for count in [64, 100, 1_000, 4_097, 30_000] {
      let values = noise(seed: UInt64(count), count: count)
      var series = BatchSeries()
      for value in values { series.add(value) }
      #expect(series.count == count)
      let result = try #require(series.batchMeans(batches: 8))
      let whole = count / series.size
      let used = whole / 8 * series.size
      #expect(result.size == used)
      let kept = values[..<(whole * series.size)].suffix(used * 8)
      let same = try #require(BatchMeans.nonOverlapping(Array(kept), batches: 8))
      #expect(abs(result.mean - same.mean) < 1e-12)
      #expect(abs(result.standardError - same.standardError) < 1e-12)
      #expect(result.degrees == 7)
    }
    var short = BatchSeries()
    for _ in 0..<31 { short.add(1) }
    #expect(short.batchMeans() == nil && short.count == 31)
  }

  @Test func `too short a series has no interval`() {
    let values = noise(seed: 2, count: 290)
    #expect(BatchMeans.nonOverlapping(Array(values[..<19])) == nil)
    #expect(BatchMeans.overlapping(Array(values[..<19])) == nil)
    #expect(BatchMeans.quantile(0.95, of: values, sections: 5) == nil)
    #expect(BatchMeans.quantile(0.95, of: values + values, sections: 5) != nil)
    #expect(BatchMeans.nonOverlapping([Double](repeating: 3, count: 50))?.correlation == nil)
  }

  private func noise(seed: UInt64, count: Int) -> [Double] {
    (0..<count).map { DrawKey(seed: seed).uniform(.testGap, UInt64($0)) }
  }
}
