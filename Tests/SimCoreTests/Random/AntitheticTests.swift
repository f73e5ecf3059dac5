import SimCore
import Testing

@Suite("Antithetic draws")
struct AntitheticTests {
  @Test func `every uniform is mirrored exactly, through all entities`() {
    for seed in 0..<200 {
      let plain = DrawKey(seed: UInt64(seed))
      let mirrored = DrawKey(seed: UInt64(seed), isAntithetic: true)
      #expect(mirrored.isAntithetic && !plain.isAntithetic && plain != mirrored)
      for index in 0..<20 {
        let lead = plain.entity("lead", UInt64(index)).entity("attempt", 3)
        let other = mirrored.entity("lead", UInt64(index)).entity("attempt", 3)
        let u = lead.uniform(.testGap, UInt64(index))
        #expect(other.uniform(.testGap, UInt64(index)) == 1 - u)
        #expect(1 - other.uniform(.testGap, UInt64(index)) == u)
        #expect(other.bits(.testNoise) == ~lead.bits(.testNoise))
        #expect(other.below(10, .testNoise) == 9 - lead.below(10, .testNoise))
        #expect(other.bits == lead.bits)
      }
    }
  }

  @Test func `a cell mirrors all of its draws`() {
    let plain = Cell(seed: 9)
    let mirrored = Cell(seed: 9, isAntithetic: true)
    #expect(plain.key == DrawKey(seed: 9))
    #expect(mirrored.key == DrawKey(seed: 9, isAntithetic: true))
    plain.shutdown()
    mirrored.shutdown()
  }

  /// The mean wait of the first 100 customers of an M/M/1 queue, 300 pairs of runs.
  @Test func `a pair varies less than two independent runs, for the mean wait of a queue`() {
    var plain = MeanEstimate()
    var pairs = MeanEstimate()
    var product = 0.0
    var values: [(Double, Double)] = []
    for seed in 0..<300 {
      let first = meanWait(DrawKey(seed: UInt64(seed)))
      let second = meanWait(DrawKey(seed: UInt64(seed), isAntithetic: true))
      plain.add(first)
      plain.add(second)
      pairs.add((first + second) / 2)
      values.append((first, second))
    }
    for (first, second) in values { product += (first - plain.mean) * (second - plain.mean) }
    let variance = plain.standardDeviation * plain.standardDeviation
    let correlation = product / Double(values.count) / variance
    #expect(correlation < -0.2, "\(correlation)")
    // Independent runs would halve the variance.
    let ratio = pairs.standardDeviation * pairs.standardDeviation / (variance / 2)
    #expect(ratio < 0.8, "\(ratio)")
    // The pair estimates the same: mean wait of customer 1...100 from an empty queue at load 0.7.
    let other = (300..<900).reduce(into: MeanEstimate()) { estimate, seed in
      estimate.add(meanWait(DrawKey(seed: UInt64(seed))))
    }
    let error = pairs.standardDeviation / 300.0.squareRoot() + other.standardDeviation / 24.5
    #expect(abs(pairs.mean - other.mean) < 3 * error)
  }

  /// Long waits come of long services and of short gaps, so both uniforms pull one way.
  private func meanWait(_ key: DrawKey) -> Double {
    var wait = 0.0
    var sum = 0.0
    for customer in 0..<100 {
      let service = -0.7 * Elementary.log(1 - key.uniform(.testService, UInt64(customer)))
      let gap = -Elementary.log(1 - key.uniform(.testGap, UInt64(customer)))
      sum += wait
      wait = max(0, wait + service - gap)
    }
    return sum / 100
  }
}

extension Purpose {
  fileprivate static let testService = Purpose("test.service")
}
