import SimCore
import Testing

@Suite("Stream independence")
struct StreamIndependenceTests {
  /// A model of 20 entities: each draws gaps, tries and a variate of unknown consumption.
  private func values(seed: UInt64, disturbed: Int?) -> [[Double]] {
    let gap = DurationDistribution.exponential(mean: .seconds(1))
    return (0..<20).map { entity in
      let key = DrawKey(seed: seed).entity("entity", UInt64(entity))
      var values: [Double] = []
      for turn in 0..<UInt64(6) {
        if entity == disturbed {
          // Unused draws: of a new purpose, of further indices, of a stream and of a new entity.
          _ = key.bits(.unused, turn)
          _ = key.bits(.testGap, 1_000 + turn)
          var stream = key.stream(.unused, turn)
          _ = stream.gamma(shape: 0.2)
          _ = key.entity("part", turn).uniform(.testGap)
        }
        values.append(Double(gap.sample(key.bits(.testGap, turn)).nanoseconds))
        var stream = key.stream(.testNoise, turn)
        values.append(stream.gamma(shape: 0.7))
        values.append(Double(stream.poisson(mean: 20)))
      }
      return values
    }
  }

  @Test func `an unused draw in one stream leaves all values unchanged, in 200 pairs of runs`() {
    for pair in 0..<200 {
      let plain = values(seed: UInt64(pair), disturbed: nil)
      #expect(values(seed: UInt64(pair), disturbed: pair % 20) == plain, "pair \(pair)")
    }
  }

  @Test func `a variate that consumes more draws moves no later one`() {
    for pair in 0..<200 {
      let key = DrawKey(seed: UInt64(pair))
      var short = key.stream(.testNoise, 1)
      var long = key.stream(.testNoise, 1)
      for _ in 0..<pair { _ = long.uniform() }
      _ = (short.uniform(), long.uniform())
      var next = key.stream(.testNoise, 2)
      var again = key.stream(.testNoise, 2)
      #expect(next.bits() == again.bits())
    }
  }

  @Test func `streams of neighbouring indices are independent and uniform`() {
    var counts = [Int](repeating: 0, count: 1_024)
    let key = DrawKey(seed: 12)
    var product = 0.0
    for index in 0..<40_000 {
      var first = key.stream(.testGap, UInt64(index))
      var second = key.stream(.testGap, UInt64(index) + 1)
      let (a, b) = (first.bits(), second.bits())
      counts[Int(a >> 59) * 32 + Int(b >> 59)] += 1
      product += (Double(a) * 0x1p-64 - 0.5) * (first.uniform() - 0.5)
    }
    let statistic = chiSquare(counts, expected: 40_000.0 / 1_024)
    #expect(ChiSquare.upperProbability(statistic, degrees: 1_023) > 1e-4)
    #expect(abs(product) < 4.5 * (40_000.0 / 144).squareRoot())
  }
}

extension Purpose {
  fileprivate static let unused = Purpose("test.unused")
}
