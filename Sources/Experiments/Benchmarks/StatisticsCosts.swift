internal import SimCore

/// Every kind of draw, each with the keyed draw that feeds it.
enum DrawCosts {
  static func all(_ count: Int) -> [StatisticsCost] {
    plain(count) + byTable(count) + whole(count) + byRejection(count)
  }

  private static let key = DrawKey(seed: 1).entity("bench", 1)
  private static let time = Purpose("bench.statistics")

  private static func cost(
    _ key: String,
    _ label: String,
    _ measure: @escaping () -> Double
  ) -> StatisticsCost {
    StatisticsCost(key: "draw.\(key)", label: label, measure: measure)
  }

  private static func plain(_ count: Int) -> [StatisticsCost] {
    let (key, purpose) = (key, time)
    let exponential = ExponentialVariate(mean: 2)
    let normal = NormalVariate(mean: 1, deviation: 2)
    let logNormal = LogNormalVariate(mu: 1, sigma: 0.5)
    let pareto = ParetoVariate(least: 1, shape: 1.8)
    return [
      cost("keyed", "keyed draw, as a uniform") {
        StatisticsCost.time(count) { key.uniform(purpose, $0) }
      },
      cost("exponential", "exponential") {
        StatisticsCost.time(count) { exponential.sample(key.bits(purpose, $0)) }
      },
      cost("normal", "normal") {
        StatisticsCost.time(count) { normal.sample(key.bits(purpose, $0)) }
      },
      cost("lognormal", "log-normal") {
        StatisticsCost.time(count) { logNormal.sample(key.bits(purpose, $0)) }
      },
      cost("pareto", "Pareto") {
        StatisticsCost.time(count) { pareto.sample(key.bits(purpose, $0)) }
      },
    ]
  }

  private static func byTable(_ count: Int) -> [StatisticsCost] {
    let (key, purpose) = (key, time)
    let gamma = GammaVariate(shape: 2.5, scale: 1)
    let exGaussian = ExGaussianVariate(mu: 0.2, sigma: 0.3, tau: 0.4)
    let quantiles = DurationDistribution.quantiles(
      p50: .milliseconds(398),
      p95: .milliseconds(533),
      p99: .milliseconds(1_593)
    )
    let empirical = EmpiricalVariate((0..<1_000).map { Double($0 * $0) })
    return [
      cost("gamma", "gamma, tabulated inverse") {
        StatisticsCost.time(count) { gamma.sample(key.bits(purpose, $0)) }
      },
      cost("ex_gaussian", "ex-Gaussian, tabulated inverse") {
        StatisticsCost.time(count) { exGaussian.sample(key.bits(purpose, $0)) }
      },
      cost("quantile_table", "quantile table, to a duration") {
        StatisticsCost.time(count) {
          Double(quantiles.nanoseconds(at: key.uniform(purpose, $0)))
        }
      },
      cost("empirical", "empirical, 1,000 samples") {
        StatisticsCost.time(count) { empirical.sample(key.bits(purpose, $0)) }
      },
    ]
  }

  private static func whole(_ count: Int) -> [StatisticsCost] {
    let (key, purpose) = (key, time)
    let poisson = CountDistribution.poisson(mean: 100)
    let geometric = CountDistribution.geometric(mean: 12)
    let weights = (1...10).map(Double.init)
    let alias = AliasTable(weights: weights)
    let discrete = DiscreteTable(weights: weights)
    return [
      cost("poisson", "Poisson of mean 100, guide table") {
        StatisticsCost.time(count) { Double(poisson.sample(key.bits(purpose, $0))) }
      },
      cost("geometric", "geometric of mean 12") {
        StatisticsCost.time(count) { Double(geometric.sample(key.bits(purpose, $0))) }
      },
      cost("alias", "alias table of 10") {
        StatisticsCost.time(count) { Double(alias.pick(key.bits(purpose, $0))) }
      },
      cost("discrete", "guide table of 10") {
        StatisticsCost.time(count) { Double(discrete.quantile(key.uniform(purpose, $0))) }
      },
    ]
  }

  private static func byRejection(_ count: Int) -> [StatisticsCost] {
    let (key, purpose) = (key, time)
    return [
      cost("gamma_rejection", "gamma of any shape, by rejection") {
        StatisticsCost.time(count) {
          var stream = key.stream(purpose, $0)
          return stream.gamma(shape: 2.5)
        }
      },
      cost("poisson_rejection", "Poisson of any mean, by rejection") {
        StatisticsCost.time(count) {
          var stream = key.stream(purpose, $0)
          return Double(stream.poisson(mean: 100))
        }
      },
    ]
  }
}

/// Recording, merging and encoding times.
enum HistogramCosts {
  static func all(_ count: Int) -> [StatisticsCost] {
    [
      StatisticsCost(
        key: "histogram.record",
        label: "record a time",
        nanosecondsMax: 10,
        measure: { record(count) }
      ),
      StatisticsCost(key: "histogram.merge", label: "merge two histograms") {
        let part = filled(100_000)
        var whole = LatencyHistogram()
        return StatisticsCost.time(max(count / 20_000, 10)) { _ in
          whole.merge(part)
          return Double(whole.count)
        }
      },
      StatisticsCost(key: "histogram.encode", label: "encode (V2, uncompressed)", isRate: true) {
        let part = filled(100_000)
        let bytes = Double(HistogramEncoding.payload(of: part).count)
        let spent = StatisticsCost.time(max(count / 20_000, 10)) { _ in
          Double(HistogramEncoding.payload(of: part).count)
        }
        return spent / bytes
      },
      StatisticsCost(key: "level.change", label: "change a time-weighted level") {
        var level = TimeWeightedLevel()
        return StatisticsCost.time(count) { index in
          let instant = SimInstant(nanoseconds: Int64(index) * 7)
          level.set(Int(truncatingIfNeeded: index & 63), at: instant)
          return 0
        }
      },
    ]
  }

  /// Times that were drawn beforehand, so that drawing is not timed.
  private static func record(_ count: Int) -> Double {
    let times = samples(4_096)
    var histogram = LatencyHistogram()
    return StatisticsCost.time(count) { index in
      histogram.record(nanoseconds: times[Int(truncatingIfNeeded: index & 4_095)])
      return 0
    }
  }

  private static func filled(_ count: Int) -> LatencyHistogram {
    var histogram = LatencyHistogram()
    for sample in samples(count) { histogram.record(nanoseconds: sample) }
    return histogram
  }

  private static func samples(_ count: Int) -> [Int64] {
    let spread = DurationDistribution.logNormal(median: .milliseconds(700), sigma: 0.6)
    let key = DrawKey(seed: 2)
    let purpose = Purpose("bench.times")
    return (0..<UInt64(count)).map { spread.nanoseconds(at: key.uniform(purpose, $0)) }
  }
}

/// Intervals, for each value that goes in.
enum EstimateCosts {
  static func all(_ count: Int) -> [StatisticsCost] {
    let values = self.values(max(count / 4, 1_000))
    func cost(
      _ key: String,
      _ label: String,
      _ work: @escaping ([Double]) -> Double?
    ) -> StatisticsCost {
      StatisticsCost(key: "estimate.\(key)", label: label) {
        StatisticsCost.time(1) { _ in work(values) ?? 0 } / Double(values.count)
      }
    }
    return [
      cost("batch_means", "batch means") { BatchMeans.nonOverlapping($0)?.standardError },
      cost("overlapping", "overlapping batch means") { BatchMeans.overlapping($0)?.standardError },
      cost("series", "batch means in bounded memory") {
        var series = BatchSeries()
        for value in $0 { series.add(value) }
        return series.batchMeans()?.standardError
      },
      cost("mser5", "MSER-5") { WarmUp.mser5($0).map(Double.init) },
      StatisticsCost(key: "estimate.bootstrap", label: "BCa bootstrap, for each draw") {
        let sample = Array(values.prefix(30))
        let resamples = max(count / 60, 100)
        let spent = StatisticsCost.time(1) { _ in
          let key = DrawKey(seed: 3)
          return Bootstrap.meanInterval(sample, key: key, resamples: resamples)?.lowerBound ?? 0
        }
        return spent / Double(resamples * sample.count)
      },
    ]
  }

  private static func values(_ count: Int) -> [Double] {
    let key = DrawKey(seed: 4)
    let purpose = Purpose("bench.values")
    return (0..<UInt64(count)).map { key.uniform(purpose, $0) }
  }
}
