import SimCore
import Testing

@Suite("Bootstrap")
struct BootstrapTests {
  @Test func `intervals are those of scipy for the same resamples`() throws {
    let rows = BootstrapVectors.text.split(separator: "/").map {
      $0.split(whereSeparator: \.isWhitespace)
    }
    var seen = 0
    for pair in stride(from: 0, to: rows.count - 1, by: 2) {
      let head = rows[pair]
      let values = rows[pair + 1].compactMap { Double($0) }
      let interval = try #require(
        Bootstrap.bca(
          values,
          key: DrawKey(seed: UInt64(head[1]) ?? 0),
          resamples: Int(head[2]) ?? 0,
          isExpanded: false,
          statistic: statistic(String(head[0]))
        )
      )
      let low = try #require(Double(head[3]))
      let high = try #require(Double(head[4]))
      #expect(abs(interval.lowerBound - low) < 1e-10 * abs(high), "\(head)")
      #expect(abs(interval.upperBound - high) < 1e-10 * abs(high), "\(head)")
      seen += 1
    }
    #expect(seen == 12)
  }

  @Test func `an interval is the same each time, and another with another key`() {
    let values = (0..<20).map { DrawKey(seed: 1).uniform(.testGap, $0) }
    let first = Bootstrap.meanInterval(values, key: DrawKey(seed: 2), resamples: 300)
    #expect(first == Bootstrap.meanInterval(values, key: DrawKey(seed: 2), resamples: 300))
    #expect(first != Bootstrap.meanInterval(values, key: DrawKey(seed: 3), resamples: 300))
    let expanded = first.map { $0.upperBound - $0.lowerBound } ?? 0
    let plain = Bootstrap.bca(
      values,
      key: DrawKey(seed: 2),
      resamples: 300,
      isExpanded: false,
      statistic: statistic("mean")
    )
    #expect(plain.map { $0.upperBound - $0.lowerBound < expanded } == true)
  }

  @Test func `values without variation and single values have their own answers`() {
    #expect(Bootstrap.meanInterval([4], key: DrawKey(seed: 1)) == nil)
    #expect(Bootstrap.meanInterval([4, 4, 4], key: DrawKey(seed: 1)) == 4...4)
  }

  @Test func `the interval leans where the values do`() throws {
    // A sample of an exponential: its upper arm is the longer one.
    var longer = 0
    for seed in 0..<40 {
      let key = DrawKey(seed: UInt64(seed))
      let values = (0..<25).map { -Elementary.log(key.uniform(.testGap, UInt64($0))) }
      let mean = values.reduce(0, +) / 25
      let interval = try #require(Bootstrap.meanInterval(values, key: key, resamples: 400))
      if interval.upperBound - mean > mean - interval.lowerBound { longer += 1 }
    }
    #expect(longer >= 38, "\(longer)")
  }

  private func statistic(_ name: String) -> ([Double]) -> Double {
    switch name {
    case "mean": { $0.reduce(0, +) / Double($0.count) }
    case "variance":
      { values in
        let mean = values.reduce(0, +) / Double(values.count)
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
      }
    default:
      { values in
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
      }
    }
  }
}
