import SimCore
import Testing

/// Of 1,000 nominal 95 % intervals 929 to 971 hold the truth: three binomial deviations.
@Suite("Interval coverage")
struct CoverageTests {
  private let honest = 929...971

  @Test func `batch means cover the mean wait and the p95 of a busy queue`() {
    var covered = (apart: 0, overlapping: 0, series: 0, quantile: 0)
    let p95 = -Elementary.log(0.05 / 0.8) / 0.2
    for run in 0..<1_000 {
      let waits = BusyQueue.waits(DrawKey(seed: UInt64(run)), count: 32_768)
      let apart = BatchMeans.nonOverlapping(waits)?.interval()
      let overlapping = BatchMeans.overlapping(waits)?.interval()
      if apart?.contains(BusyQueue.meanWait) == true { covered.apart += 1 }
      if overlapping?.contains(BusyQueue.meanWait) == true { covered.overlapping += 1 }
      // Every 32nd customer: enough for a quantile, and quick to sort.
      let thinned = stride(from: 0, to: waits.count, by: 32).map { waits[$0] }
      let quantile = BatchMeans.quantile(0.95, of: thinned)?.interval()
      if quantile?.contains(p95) == true { covered.quantile += 1 }
    }
    #expect(honest.contains(covered.apart), "\(covered)")
    #expect(honest.contains(covered.overlapping), "\(covered)")
    #expect(honest.contains(covered.quantile), "\(covered)")
  }

  @Test func `twenty replications and Student's t cover the mean wait`() {
    var covered = 0
    for run in 0..<1_000 {
      var estimate = MeanEstimate()
      for replication in 0..<20 {
        let key = DrawKey(seed: UInt64(run)).entity("replication", UInt64(replication))
        var sum = 0.0
        for wait in BusyQueue.waits(key, count: 2_048) { sum += wait }
        estimate.add(sum / 2_048)
      }
      if estimate.interval95?.contains(BusyQueue.meanWait) == true { covered += 1 }
    }
    #expect(honest.contains(covered), "\(covered)")
  }

  @Test(arguments: [(0.95, 1_000), (0.99, 2_000)])
  func `order statistics cover far quantiles of independent waits`(q: Double, n: Int) throws {
    // The interval from X(l) to X(u) holds the truth when from l to u - 1 samples lie below it.
    let truth = BusyQueue.quantile(q)
    let ranks = try #require(OrderStatistics.ranks(q, samples: n, confidence: 0.95))
    var covered = 0
    for run in 0..<1_000 {
      let key = DrawKey(seed: UInt64(run))
      var below = 0
      for index in 0..<UInt64(n)
      where BusyQueue.quantile(key.uniform(.testGap, index)) < truth { below += 1 }
      if (ranks.lowerBound..<ranks.upperBound).contains(below) { covered += 1 }
    }
    #expect(honest.contains(covered), "\(covered)")
  }

  @Test func `the bootstrap covers the mean of thirty skewed values`() {
    var covered = 0
    for run in 0..<1_000 {
      let key = DrawKey(seed: UInt64(run))
      let values = (0..<30).map { -Elementary.log(key.uniform(.testGap, UInt64($0))) }
      let interval = Bootstrap.meanInterval(values, key: key, resamples: 500)
      if interval?.contains(1) == true { covered += 1 }
    }
    #expect(honest.contains(covered), "\(covered)")
  }

  /// Mean 1 each; skewed and not.
  @Test(arguments: ["exponential", "normal", "log-normal"])
  func `stopping at a precision covers the mean, and has the precision`(name: String) {
    let rule = PrecisionRule(relative: name == "exponential" ? 0.2 : 0.1)
    var covered = 0
    var close = 0
    for run in 0..<1_000 {
      let (_, estimate) = Self.stop(rule, DrawKey(seed: UInt64(run)), name)
      if estimate.interval95?.contains(1) == true { covered += 1 }
      if abs(estimate.mean - 1) <= (rule.relative ?? 0) { close += 1 }
    }
    #expect(honest.contains(covered), "\(name): \(covered)")
    #expect(close >= 929, "\(name): \(close)")
  }

  @Test func `an absolute precision stops where the relative one would not`() {
    let absolute = PrecisionRule(absolute: 0.15)
    let strict = PrecisionRule(relative: 0.001, maximum: 60)
    for run in 0..<100 {
      let key = DrawKey(seed: UInt64(run))
      let (decision, estimate) = Self.stop(absolute, key, "normal")
      guard case .precise(let interval) = decision else {
        Issue.record("seed \(run): \(decision)")
        continue
      }
      #expect(interval.upperBound - interval.lowerBound <= 0.3)
      #expect(estimate.count >= 20 && interval == estimate.interval95)
      let (end, all) = Self.stop(strict, key, "normal")
      #expect(all.count == 60 && end == .exhausted(all.interval95 ?? 0...0))
    }
    #expect(absolute.decision(MeanEstimate()) == .goOn(until: 20))
  }

  private static func stop(
    _ rule: PrecisionRule,
    _ key: DrawKey,
    _ name: String
  ) -> (PrecisionRule.Decision, MeanEstimate) {
    var estimate = MeanEstimate()
    while true {
      let decision = rule.decision(estimate)
      guard case .goOn(let until) = decision else { return (decision, estimate) }
      while estimate.count < until {
        let u = key.uniform(.testNoise, UInt64(estimate.count))
        switch name {
        case "exponential": estimate.add(-Elementary.log(u))
        case "normal": estimate.add(1 + 0.3 * Elementary.normalQuantile(u))
        default: estimate.add(Elementary.exp(0.5 * Elementary.normalQuantile(u) - 0.125))
        }
      }
    }
  }
}

/// M/M/1 at load 0.8 with a mean service of 1, from its steady state on.
enum BusyQueue {
  static let meanWait = 4.0

  /// Service less gap, at 65,536 probabilities alike: four customers from one draw.
  ///
  /// The tail that the table cuts off is worth less than 0.001 of the mean wait.
  private static let steps: [Double] = (0..<65_536).map { index in
    let u = (Double(index) + 0.5) / 65_536
    // A service of rate 1 outlasts a gap of rate 0.8 with probability 0.8 / 1.8.
    let up = 0.8 / 1.8
    return u < up ? -Elementary.log(u / up) : Elementary.log((1 - u) / (1 - up)) / 0.8
  }

  /// The wait that a customer stays below with probability `p`.
  static func quantile(_ p: Double) -> Double {
    p <= 0.2 ? 0 : -Elementary.log((1 - p) / 0.8) / 0.2
  }

  static func waits(_ key: DrawKey, count: Int) -> [Double] {
    let steps = steps
    var wait = quantile(key.uniform(.testNoise))
    var waits = [Double](repeating: 0, count: count)
    var bits: UInt64 = 0
    for index in 0..<count {
      if index & 3 == 0 { bits = key.bits(.testGap, UInt64(index)) }
      waits[index] = wait
      wait = max(0, wait + steps[Int(truncatingIfNeeded: bits & 0xFFFF)])
      bits >>= 16
    }
    return waits
  }
}
