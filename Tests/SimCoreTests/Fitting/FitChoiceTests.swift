import SimCore
import Testing

@Suite("Choice of a fit")
struct FitChoiceTests {
  /// Distributions that no two families share, as latencies have them.
  private static let truths: [(family: FamilyFit.Family, distribution: DurationDistribution)] = [
    (.logNormal, .logNormal(median: .milliseconds(550), sigma: 0.77)),
    (.gamma, .gamma(mean: .milliseconds(240), shape: 2.5)),
    (
      .shiftedLogNormal,
      .shiftedLogNormal(shift: .milliseconds(150), median: .milliseconds(240), sigma: 0.7)
    ),
    (
      .exGaussian,
      .exGaussian(mu: .milliseconds(250), sigma: .milliseconds(20), tau: .milliseconds(80))
    ),
    (.pareto, .pareto(least: .milliseconds(120), shape: 2.5)),
  ]

  private static func values(
    _ distribution: DurationDistribution,
    _ count: Int,
    seed: UInt64
  ) -> [Double] {
    let key = DrawKey(seed: seed)
    return (0..<count).map {
      Double(distribution.sample(key.bits(.measured, UInt64($0))).nanoseconds)
    }
  }

  @Test func `the true family is found again, in 19 of 20 samples at least`() throws {
    for (family, distribution) in Self.truths {
      var found = 0
      for seed in 1...20 {
        let sample = Sample(Self.values(distribution, 2_000, seed: UInt64(seed)))
        let choice = try #require(FitChoice(sample))
        if choice.chosen.family == family { found += 1 }
      }
      #expect(found >= 19, "\(family): \(found)")
    }
  }

  @Test func `quantiles of a large sample are the true ones within one percent`() throws {
    for (family, distribution) in Self.truths {
      let sample = Sample(Self.values(distribution, 100_000, seed: 5))
      let choice = try #require(FitChoice(sample))
      #expect(choice.chosen.family == family)
      for q in [0.5, 0.95, 0.99] {
        let fitted = Double(choice.chosen.distribution.quantile(q).nanoseconds)
        let error = fitted / Double(distribution.quantile(q).nanoseconds) - 1
        // The 1 % is no bound where a quantile itself scatters more: Pareto's p99 by 1.3 %.
        let limit = family == .pareto && q == 0.99 ? 0.02 : 0.01
        #expect(error.magnitude < limit, "\(family) \(q): \(error)")
      }
    }
  }

  @Test func `two modes are no family, and the table keeps their quantiles`() throws {
    let slow = Self.values(.logNormal(median: .milliseconds(1_500), sigma: 0.1), 2_000, seed: 1)
    let fast = Self.values(.logNormal(median: .milliseconds(200), sigma: 0.1), 8_000, seed: 2)
    let sample = Sample(slow + fast)
    let choice = try #require(FitChoice(sample))
    #expect(choice.chosen.family == .quantileTable)
    #expect(choice.reason == .noFamilyHolds)
    for q in [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999] {
      let fitted = Double(choice.chosen.distribution.quantile(q).nanoseconds)
      #expect((fitted / sample.quantile(q) - 1).magnitude < 1e-4, "\(q)")
    }
  }

  @Test func `a fit of few samples says so, and of equal ones is none`() throws {
    let few = Self.values(Self.truths[0].distribution, 40, seed: 3)
    let choice = try #require(FitChoice(Sample(few)))
    #expect(choice.reason == .tooFewSamples)
    #expect(choice.chosen.quantiles.map(\.isKnown) == [true, false, false, false])
    #expect(FitChoice(Sample([Double](repeating: 5e6, count: 100))) == nil)
  }

  @Test func `an adequate family is not refused for rounding of a clock`() throws {
    for grid in [1e6, 5e6] {
      let exact = Self.values(Self.truths[0].distribution, 3_000, seed: 9)
      let choice = try #require(FitChoice(Sample(exact.map { ($0 / grid).rounded(.up) * grid })))
      #expect(choice.chosen.family.isParametric)
    }
  }

  @Test func `the checks see drift, grids, ties, outliers and neighbours, and nothing in noise`() {
    let clean = Self.values(Self.truths[0].distribution, 4_000, seed: 11)
    let checks = { (values: [Double]) in SampleChecks(inOrder: values, Sample(values)) }
    let none = checks(clean)
    #expect(none.drift == nil && none.grid == nil && none.tie == nil && none.correlation == nil)
    #expect(none.outliers <= 2)
    let rising = clean.enumerated().map { $0.offset < 2_000 ? $0.element : $0.element * 1.3 }
    #expect(checks(rising).drift != nil)
    #expect(checks(clean.map { ($0 / 1e7).rounded(.up) * 1e7 }).grid == 1e7)
    let tied = clean.enumerated().map { $0.offset % 20 == 0 ? 5e8 : $0.element }
    #expect(checks(tied).tie?.value == 5e8)
    #expect(checks(clean + [Double](repeating: 6e11, count: 30)).outliers >= 30)
    var level = 0.0
    let slow = clean.map { value -> Double in
      level = 0.6 * level + Elementary.log(value / 5.5e8)
      return 5.5e8 * Elementary.exp(level)
    }
    #expect((checks(slow).correlation ?? 0) > 0.4)
  }

  @Test func `checks of clean samples raise a false alarm in one of twenty at most`() {
    var alarms = 0
    for seed in 0..<200 {
      let values = Self.values(Self.truths[0].distribution, 500, seed: UInt64(seed))
      let checks = SampleChecks(inOrder: values, Sample(values))
      if checks.drift != nil || checks.correlation != nil { alarms += 1 }
    }
    #expect(alarms <= 10, "\(alarms)")
  }
}

extension Purpose {
  fileprivate static let measured = Purpose("test.measured")
}
