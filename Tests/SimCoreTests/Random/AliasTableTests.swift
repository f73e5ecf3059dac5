import SimCore
import Testing

@Suite("Alias table")
struct AliasTableTests {
  @Test(arguments: [
    [1.0], [1, 1], [1, 2, 3, 4], [0, 1], [1, 0], [0, 0, 5, 0], [0.6, 0.25, 0.1, 0.05],
    [1e-9, 1, 1e-9], [3, 0, 0, 3, 0.1, 0, 7],
  ])
  func `picks come as often as their weights say`(weights: [Double]) {
    let table = AliasTable(weights: weights)
    let count = 200_000
    var picks = [Int](repeating: 0, count: weights.count)
    let key = DrawKey(seed: 5)
    for index in 0..<count { picks[table.pick(key.bits(.testGap, UInt64(index)))] += 1 }
    let total = weights.reduce(0, +)
    for (pick, weight) in zip(picks, weights) {
      let expected = weight / total * Double(count)
      #expect(weight > 0 || pick == 0)
      #expect(abs(Double(pick) - expected) <= 5 * expected.squareRoot() + 1e-9 * expected)
    }
  }

  @Test func `the table holds the weights exactly, not only on average`() {
    // The area below each threshold and above it, summed up over the columns.
    let weights = (1...50).map { Double($0 * $0 % 37) }
    let table = AliasTable(weights: weights)
    var areas = [Double](repeating: 0, count: weights.count)
    let steps = 1_000
    for column in weights.indices {
      for step in 0..<steps {
        let fraction = (Double(column) + (Double(step) + 0.5) / Double(steps)) / 50
        areas[table.pick(UInt64(fraction * 0x1p64))] += 1 / Double(50 * steps)
      }
    }
    let total = weights.reduce(0, +)
    for (area, weight) in zip(areas, weights) { #expect(abs(area - weight / total) < 0.001) }
  }
}
