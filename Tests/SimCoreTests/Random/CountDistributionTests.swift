import SimCore
import Testing

@Suite("Count distribution")
struct CountDistributionTests {
  static let all: [CountDistribution] = [
    .fixed(3), .poisson(mean: 0.2), .poisson(mean: 7.5), .poisson(mean: 900),
    .geometric(mean: 0.3), .geometric(mean: 12), .binomial(trials: 20, probability: 0.35),
    .binomial(trials: 5_000, probability: 0.01), .binomial(trials: 9, probability: 0.98),
  ]

  @Test func `quantiles are those of scipy`() throws {
    var seen = 0
    for line in VariateVectors.text.split(separator: "\n") {
      let words = line.split(separator: " ")
      let n = words.dropFirst().compactMap { Double($0) }
      let distribution: CountDistribution
      switch words[0] {
      case "poisson": distribution = .poisson(mean: n[0])
      case "geometric": distribution = .geometric(mean: n[0])
      case "binomial": distribution = .binomial(trials: Int(n[0]), probability: n[1])
      default: continue
      }
      #expect(distribution.quantile(n[n.count - 2]) == Int(n[n.count - 1]), "\(line)")
      seen += 1
    }
    #expect(seen == 120)
  }

  @Test(arguments: all)
  func `mean and variance are the closed ones`(distribution: CountDistribution) {
    for seed in 0..<3 {
      let key = DrawKey(seed: UInt64(seed))
      var samples = MeanEstimate()
      for index in 0..<6_000 {
        samples.add(Double(distribution.sample(key.bits(.testGap, UInt64(index)))))
      }
      let deviation = distribution.variance.squareRoot()
      #expect(abs(samples.mean - distribution.mean) <= 4.5 * deviation / 6_000.0.squareRoot())
      #expect(abs(samples.standardDeviation - deviation) <= 0.1 * deviation, "\(distribution.text)")
    }
  }

  @Test func `counts come as often as their probabilities say`() {
    // Poisson of mean 4 in cells 0...10 and the rest; binomial and geometric likewise.
    let poisson = (0...10).map { k in
      Elementary.exp(Double(k) * Elementary.log(4) - 4 - Elementary.logFactorial(k))
    }
    let geometric = (0...10).map { 0.25 * Elementary.pow(0.75, Double($0)) }
    let ways = [1.0, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1]
    let binomial = ways.enumerated().map { k, ways in
      ways * Elementary.pow(0.3, Double(k)) * Elementary.pow(0.7, Double(10 - k))
    }
    let cases: [(CountDistribution, [Double])] = [
      (.poisson(mean: 4), poisson), (.geometric(mean: 3), geometric),
      (.binomial(trials: 10, probability: 0.3), binomial),
    ]
    for (distribution, shares) in cases {
      for seed in 0..<6 {
        var counts = [Int](repeating: 0, count: 12)
        for index in 0..<5_000 {
          let bits = DrawKey(seed: UInt64(seed)).bits(.testNoise, UInt64(index))
          counts[min(distribution.sample(bits), 11)] += 1
        }
        #expect(pValue(counts, shares) > 1e-4, "\(distribution.text), seed \(seed)")
      }
    }
    for (mean, base) in [(4.0, 0), (25.0, 14)] {
      let shares = (0...20).map { k in
        let count = base + k
        return Elementary.exp(
          Double(count) * Elementary.log(mean) - mean - Elementary.logFactorial(count)
        )
      }
      var counts = [Int](repeating: 0, count: 22)
      var below = 0
      for index in 0..<6_000 {
        var stream = DrawKey(seed: 2).stream(.testNoise, UInt64(index))
        let count = stream.poisson(mean: mean) - base
        if count < 0 { below += 1 } else { counts[min(count, 21)] += 1 }
      }
      counts[21] += below
      #expect(pValue(counts, shares) > 1e-4, "rejection, mean \(mean)")
    }
  }

  @Test(arguments: all)
  func `a larger uniform never gives less`(distribution: CountDistribution) {
    var last = -1
    for step in 0..<5_000 {
      let count = distribution.sample(UInt64(step) << 51 | 1 << 50)
      #expect(count >= last)
      last = count
    }
    #expect(distribution.sample(0) >= 0 && distribution.sample(.max) >= last)
  }

  @Test func `near means stay coupled under common draws`() {
    let before = CountDistribution.poisson(mean: 50)
    let after = CountDistribution.poisson(mean: 50.5)
    for index in 0..<2_000 {
      let bits = DrawKey(seed: 3).bits(.testGap, UInt64(index))
      let rise = after.sample(bits) - before.sample(bits)
      #expect(rise == 0 || rise == 1)
    }
  }

  @Test func `a guide table picks as the alias table does, in order`() {
    let weights = [0.0, 3, 0, 0.5, 1e-12, 4, 2, 0]
    let table = DiscreteTable(first: 10, weights: weights)
    let total = weights.reduce(0, +)
    var sum = 0.0
    for (index, weight) in weights.enumerated() where weight > 1e-6 {
      #expect(table.quantile(sum / total + 1e-9) == 10 + index)
      sum += weight
      #expect(table.quantile(sum / total - 1e-9) == 10 + index)
    }
    #expect(table.quantile(0) == 11 && table.quantile(1 - 0x1p-53) == 16)
  }

  @Test func `the text says what the parameters were`() {
    #expect(CountDistribution.poisson(mean: 7.5).text == "Poisson, mean 7.5")
    #expect(CountDistribution.geometric(mean: 12).text == "geometric, mean 12")
    let binomial = CountDistribution.binomial(trials: 20, probability: 0.35)
    #expect(binomial.text == "binomial, 20 times 0.35")
    #expect(CountDistribution.poisson(mean: 0).sample(1) == 0)
    #expect(CountDistribution.binomial(trials: 5, probability: 1).sample(1) == 5)
  }

  /// Of Pearson's statistic, cells of less than 8 joined with the last; what `shares` leave out is
  /// the last cell.
  private func pValue(_ counts: [Int], _ shares: [Double]) -> Double {
    let n = Double(counts.reduce(0, +))
    var statistic = 0.0
    var cells = 0.0
    var rest = (count: 0.0, expected: n)
    for (count, share) in zip(counts, shares) where share * n >= 8 {
      let error = Double(count) - share * n
      statistic += error * error / (share * n)
      cells += 1
      rest.count += Double(count)
      rest.expected -= share * n
    }
    let error = (n - rest.count) - rest.expected
    if rest.expected > 1 { statistic += error * error / rest.expected }
    return ChiSquare.upperProbability(statistic, degrees: rest.expected > 1 ? cells : cells - 1)
  }
}
