import SimCore
import Testing

@Suite("Quantile table")
struct QuantileTableTests {
  private static let points: [(p: Double, x: Duration)] = [
    (0, .milliseconds(80)), (0.05, .milliseconds(120)), (0.5, .milliseconds(247)),
    (0.95, .milliseconds(298)), (0.999, .milliseconds(380)), (1, .milliseconds(400)),
  ]

  @Test func `the quantiles are hit, and the ends hold`() {
    let table = DurationDistribution.quantileTable(Self.points, samples: 5_000)
    for (p, x) in Self.points where p > 0 && p < 1 {
      #expect((table.quantile(p) - x).nanoseconds.magnitude < 100, "\(p)")
    }
    #expect(table.quantile(1e-7) == .milliseconds(80))
    #expect(table.quantile(1 - 1e-7) == .milliseconds(400))
  }

  @Test func `mean and deviation are those of its own quantile function`() {
    let table = DurationDistribution.quantileTable(Self.points, samples: 5_000)
    let steps = 200_000
    var (sum, squares) = (0.0, 0.0)
    for step in 0..<steps {
      let x = Double(table.quantile((Double(step) + 0.5) / Double(steps)).nanoseconds)
      sum += x
      squares += x * x
    }
    let mean = sum / Double(steps)
    let deviation = (squares / Double(steps) - mean * mean).squareRoot()
    #expect((Double(table.mean.nanoseconds) / mean - 1).magnitude < 1e-5)
    #expect((Double(table.standardDeviation.nanoseconds) / deviation - 1).magnitude < 1e-4)
  }

  @Test func `four quantiles are mirrored as the curve of published figures is`() {
    let curve = DurationDistribution.quantiles(
      p50: .milliseconds(98),
      p95: .milliseconds(217),
      p99: .milliseconds(600),
      max: .milliseconds(2_117),
      maxOf: 1_000
    )
    let points: [(p: Double, x: Duration)] = [
      (0.5, .milliseconds(98)), (0.95, .milliseconds(217)), (0.99, .milliseconds(600)),
      (1, .milliseconds(2_117)),
    ]
    let table = DurationDistribution.quantileTable(points, samples: 1_000)
    for step in 1..<1_000 {
      let p = Double(step) / 1_000
      let off = (curve.quantile(p) - table.quantile(p)).nanoseconds.magnitude
      #expect(Double(off) <= 1 + 1e-9 * Double(curve.quantile(p).nanoseconds), "\(p)")
    }
  }

  @Test func `a shifted log-normal has its median, floor and moments`() {
    let shifted = DurationDistribution.shiftedLogNormal(
      shift: .milliseconds(150),
      median: .milliseconds(250),
      sigma: 0.5
    )
    let plain = DurationDistribution.logNormal(median: .milliseconds(100), sigma: 0.5)
    #expect((shifted.quantile(0.5) - .milliseconds(250)).nanoseconds.magnitude <= 1)
    #expect((shifted.mean - plain.mean - .milliseconds(150)).nanoseconds.magnitude <= 1)
    #expect(shifted.standardDeviation == plain.standardDeviation)
    #expect(shifted.quantile(1e-9) > .milliseconds(150))
  }
}
