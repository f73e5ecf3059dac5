internal import SimCore

/// The families that `simrun fit` writes besides those of published figures.
extension DistributionNotation {
  /// Quantiles that make a table of the distribution; without one it goes through p50, p95, p99.
  static let finerQuantiles: [(key: String, p: Double)] = [
    ("min", 0), ("p1", 0.01), ("p5", 0.05), ("p10", 0.1), ("p25", 0.25), ("p75", 0.75),
    ("p90", 0.9), ("p99.9", 0.999),
  ]

  /// Every quantile in rising order.
  private static let quantileKeys: [(key: String, p: Double)] =
    (finerQuantiles + [("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1)]).sorted {
      $0.p < $1.p
    }

  /// Every key of every family.
  static let keys =
    [
      "fixed", "mean", "cv", "sd", "median", "sigma", "exponential", "uniform", "shape", "shift",
      "mu", "tau", "least",
    ] + quantileKeys.map(\.key) + ["samples"]

  static let fittedExamples = [
    "`{min: 80ms, p5: 120ms, p25: 190ms, p50: 247ms, p75: 270ms, p95: 298ms, p99.9: 380ms, "
      + "max: 400ms, samples: 5000}`: through these quantiles on both sides of the median; all but "
      + "p50 and p95 may be left out, also p1, p10, p90 and p99; min and max are the extremes of "
      + "so many samples (300)",
    "`{mean: 180ms, shape: 4}`: gamma",
    "`{shift: 150ms, median: 250ms, sigma: 0.5}`: log-normal on top of a least time; the median is "
      + "that of the whole",
    "`{mu: 200ms, sigma: 30ms, tau: 90ms}`: ex-Gaussian, a normal plus an exponential",
    "`{least: 200ms, shape: 2.5}`: Pareto, with the power of its tail",
  ]

  private static let gammaShape = NumberNotation(range: 0.12...1_000_000, unit: "")
  private static let tailShape = NumberNotation(range: 0.1...1_000, unit: "")
  private static let sampleCount = IntegerNotation(range: 101...1_000_000_000)

  func gamma(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let mean = try positive("mean", fields)
    let shape = try fields.required("shape", as: Self.gammaShape, Double.self)
    let value = DurationDistribution.gamma(mean: mean.value, shape: shape.value)
    return compound(value, [("mean", mean.text), ("shape", shape.text)])
  }

  func pareto(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let least = try positive("least", fields)
    let shape = try fields.required("shape", as: Self.tailShape, Double.self)
    let value = DurationDistribution.pareto(least: least.value, shape: shape.value)
    return compound(value, [("least", least.text), ("shape", shape.text)])
  }

  func shifted(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let shift = try fields.required("shift", as: duration, Duration.self)
    let longer = DurationNotation(
      range: min(shift.value + .nanoseconds(1), range.upperBound)...range.upperBound
    )
    let median = try fields.required("median", as: longer, Duration.self)
    guard median.value > shift.value else {
      throw ValueProblem(.outOfRange, "the median is no longer than the shift")
    }
    let sigma = try fields.required("sigma", as: Self.spread, Double.self)
    let value = DurationDistribution.shiftedLogNormal(
      shift: shift.value,
      median: median.value,
      sigma: sigma.value
    )
    let parts = [("shift", shift.text), ("median", median.text), ("sigma", sigma.text)]
    return compound(value, parts)
  }

  func exGaussian(_ fields: ValueFields, mark: YAMLMark) throws(ValueProblem) -> ReadValue {
    let mu = try fields.required("mu", as: duration, Duration.self)
    let sigma = try positive("sigma", fields)
    let tau = try positive("tau", fields)
    guard sigma.value <= tau.value * 1_000, tau.value <= sigma.value * 1_000 else {
      throw ValueProblem(
        .outOfRange,
        "one of sigma and tau is negligible beside the other",
        remedy: "Keep them within a factor of 1,000, or write {mean, sd} or {exponential}.",
        mark: mark
      )
    }
    let value = DurationDistribution.exGaussian(
      mu: mu.value,
      sigma: sigma.value,
      tau: tau.value
    )
    return compound(value, [("mu", mu.text), ("sigma", sigma.text), ("tau", tau.text)])
  }
}

extension DistributionNotation {
  func hasFinerQuantiles(_ fields: ValueFields) -> Bool {
    Self.finerQuantiles.contains { fields.keys.contains($0.key) }
  }

  func table(_ fields: ValueFields, mark: YAMLMark) throws(ValueProblem) -> ReadValue {
    let samples = try samples(fields, mark: mark)
    for key in ["p50", "p95"] { _ = try positive(key, fields) }
    var points: [(p: Double, x: Duration)] = []
    var parts: [(String, String)] = []
    for (key, p) in Self.quantileKeys where fields.keys.contains(key) {
      let found = try positive(key, fields)
      if let last = points.last, found.value < last.x {
        throw ValueProblem(
          .outOfRange,
          "\(key) is less than \(parts[parts.count - 1].0)",
          remedy: "Make the quantiles rise: min, p1, p5, ..., p99.9, max.",
          mark: mark
        )
      }
      points.append((p, found.value))
      parts.append((key, found.text))
    }
    let value = DurationDistribution.quantileTable(points, samples: samples ?? 300)
    return compound(value, parts + (samples.map { [("samples", "\($0)")] } ?? []))
  }

  /// How many samples the extremes are of; enough for them to lie beyond the other quantiles.
  func samples(_ fields: ValueFields, mark: YAMLMark) throws(ValueProblem) -> Int? {
    let given = try fields.optional("samples", as: Self.sampleCount, Int.self)?.value
    let hasEnds = fields.keys.contains("max") || fields.keys.contains("min")
    if let given, !hasEnds {
      let message =
        "samples: \(given) says what the extremes are of, but neither min nor max is there"
      throw ValueProblem(
        .contradiction,
        message,
        remedy: "Add max, or leave samples out.",
        mark: mark
      )
    }
    guard hasEnds, fields.keys.contains("p99.9"), (given ?? 300) <= 1_000 else { return given }
    throw ValueProblem(
      .contradiction,
      "the extremes of \(given ?? 300) samples lie within p99.9",
      remedy: "Add samples: with over 1000, or leave p99.9 out.",
      mark: mark
    )
  }

  var fittedSchemas: [SchemaValue] {
    let duration = self.duration.schema
    let required = ["p50", "p95"].map { ($0, duration) }
    let optional = Self.quantileKeys.map(\.key).filter { $0 != "p50" && $0 != "p95" }
    return [
      .object(
        required: required,
        optional: optional.map { ($0, duration) } + [("samples", Self.sampleCount.schema)]
      ),
      .object(required: [("mean", duration), ("shape", Self.gammaShape.schema)], optional: []),
      .object(
        required: [("shift", duration), ("median", duration), ("sigma", Self.spread.schema)],
        optional: []
      ),
      .object(required: ["mu", "sigma", "tau"].map { ($0, duration) }, optional: []),
      .object(required: [("least", duration), ("shape", Self.tailShape.schema)], optional: []),
    ]
  }
}
