import SimCore
import Testing

@Suite("Paired difference")
struct PairedDifferenceTests {
  @Test func `figures are those of the two columns and of their differences`() throws {
    for seed in 0..<20 {
      let key = DrawKey(seed: UInt64(seed))
      var paired = PairedDifference()
      var columns: [(Double, Double)] = []
      for index in 0..<30 {
        let shared = key.uniform(.testGap, UInt64(index))
        let other = shared + 0.3 * key.uniform(.testNoise, UInt64(index))
        paired.add(baseline: shared, candidate: other)
        columns.append((shared, other))
      }
      let means = (columns.map(\.0).reduce(0, +) / 30, columns.map(\.1).reduce(0, +) / 30)
      let product = columns.reduce(0) { $0 + ($1.0 - means.0) * ($1.1 - means.1) }
      let squares = (
        columns.reduce(0) { $0 + ($1.0 - means.0) * ($1.0 - means.0) },
        columns.reduce(0) { $0 + ($1.1 - means.1) * ($1.1 - means.1) }
      )
      let correlation = try #require(paired.correlation)
      #expect(abs(correlation - product / (squares.0 * squares.1).squareRoot()) < 1e-12)
      let reduction = try #require(paired.varianceReduction)
      let own = squares.0 + squares.1 - 2 * product
      #expect(abs(reduction - (squares.0 + squares.1) / own) < 1e-9 * reduction)
      #expect(abs(paired.difference.mean - (means.1 - means.0)) < 1e-12)
      let wider = try #require(paired.interval(confidence: 0.99))
      let interval = try #require(paired.interval95)
      #expect(wider.lowerBound < interval.lowerBound && interval.upperBound < wider.upperBound)
    }
  }

  @Test func `common draws tell a small change that independent runs hide`() throws {
    // Service 2 % slower at load 0.7: ten seeds of 2,000 customers.
    var common = PairedDifference()
    var independent = PairedDifference()
    for seed in 0..<10 {
      let before = meanWait(seed: seed, service: 0.7)
      common.add(baseline: before, candidate: meanWait(seed: seed, service: 0.714))
      independent.add(baseline: before, candidate: meanWait(seed: seed + 100, service: 0.714))
    }
    let told = try #require(common.interval95)
    let hidden = try #require(independent.interval95)
    #expect(told.lowerBound > 0, "\(told)")
    #expect(hidden.contains(0), "\(hidden)")
    #expect(try #require(common.varianceReduction) > 20)
    #expect(try #require(common.correlation) > 0.95)
  }

  @Test func `no change is no difference, and one seed tells nothing`() {
    var paired = PairedDifference()
    paired.add(baseline: 3, candidate: 4)
    #expect(paired.interval95 == nil && paired.correlation == nil)
    paired.add(baseline: 5, candidate: 6)
    #expect(paired.interval95 == 1...1 && paired.varianceReduction == nil)
  }

  private func meanWait(seed: Int, service: Double) -> Double {
    let key = DrawKey(seed: UInt64(seed))
    var wait = 0.0
    var sum = 0.0
    for customer in 0..<UInt64(2_000) {
      sum += wait
      let step =
        Elementary.log(key.uniform(.testNoise, customer))
        - service * Elementary.log(key.uniform(.testGap, customer))
      wait = max(0, wait + step)
    }
    return sum / 2_000
  }
}
