internal import SimCore

/// A random duration: its family follows from the keys; a bare duration is fixed.
struct DistributionNotation: Notation {
  var range: ClosedRange<Duration>

  var form: String { "a distribution such as {p50: 250ms, p95: 300ms} or a duration" }
  var limits: String { duration.limits }
  var duration: DurationNotation { DurationNotation(range: range) }
  static let spread = NumberNotation(range: 0...10, unit: "")

  private static let families: [(keys: [String], optional: [String])] = [
    (["fixed"], []), (["mean", "cv"], []), (["median", "sigma"], []), (["mean", "sd"], []),
    (["exponential"], []), (["uniform"], []), (["mean", "shape"], []),
    (["shift", "median", "sigma"], []), (["mu", "sigma", "tau"], []), (["least", "shape"], []),
    (["p50", "p95"], ["p99", "max", "samples"] + finerQuantiles.map(\.key)),
  ]

  /// Every accepted form, for the reference.
  static let examples =
    [
      "`5m` or `{fixed: 5m}`: always the same",
      "`{uniform: [1s, 2s]}`: evenly between the two",
      "`{exponential: 5m}`: exponential with this mean",
      "`{mean: 180s, cv: 0.75}`: log-normal; cv is the standard deviation over the mean",
      "`{median: 8s, sigma: 0.45}`: log-normal; sigma is that of the natural logarithm",
      "`{mean: 20s, sd: 1.5s}`: normal, never negative",
      "`{p50: 247ms, p95: 298ms, p99: 326ms, max: 400ms}`: through these quantiles; p99 and max "
        + "may be left out",
    ] + fittedExamples

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    switch node.content {
    case .scalar: return try fixed(duration.duration(scalar(node)))
    case .sequence: throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    case .mapping(let entries): return try family(of: node, keys: entries.map(\.key))
    }
  }

  private func fixed(_ value: Duration) -> ReadValue {
    ReadValue(DurationDistribution.fixed(value), DurationNotation.text(value))
  }

  private func family(of node: YAMLNode, keys: [String]) throws(ValueProblem) -> ReadValue {
    let fields = try ValueFields(node, known: Self.keys)
    let family = Self.families.first { family in
      keys.allSatisfy { (family.keys + family.optional).contains($0) } && !keys.isEmpty
        && keys.contains(family.keys[0])
    }
    switch family?.keys {
    case ["fixed"]: return try fixed(fields.required("fixed", as: duration, Duration.self).value)
    case ["exponential"]: return try exponential(fields)
    case ["uniform"]: return try uniform(fields)
    case ["median", "sigma"]: return try median(fields)
    case ["mean", "cv"]: return try mean(fields)
    case ["mean", "sd"]: return try normal(fields)
    case ["mean", "shape"]: return try gamma(fields)
    case ["shift", "median", "sigma"]: return try shifted(fields)
    case ["mu", "sigma", "tau"]: return try exGaussian(fields, mark: node.mark)
    case ["least", "shape"]: return try pareto(fields)
    case ["p50", "p95"]:
      return hasFinerQuantiles(fields)
        ? try table(fields, mark: node.mark) : try quantiles(fields, mark: node.mark)
    default:
      throw ValueProblem(
        .badValue,
        "'\(keys.joined(separator: "', '"))' do not make a distribution",
        remedy: "Write one of {fixed}, {uniform}, {exponential}, {mean, cv}, {mean, sd}, "
          + "{median, sigma}, {p50, p95, p99, max}, {mean, shape}, {shift, median, sigma}, "
          + "{mu, sigma, tau}, {least, shape}."
      )
    }
  }

  private func exponential(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let mean = try positive("exponential", fields)
    return compound(.exponential(mean: mean.value), [("exponential", mean.text)])
  }

  private func uniform(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let bounds = try fields.required("uniform", as: BoundsNotation(of: duration), [Duration].self)
    return compound(.uniform(bounds.value[0], bounds.value[1]), [("uniform", bounds.text)])
  }

  private func median(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let median = try positive("median", fields)
    let sigma = try fields.required("sigma", as: Self.spread, Double.self)
    let value = DurationDistribution.logNormal(median: median.value, sigma: sigma.value)
    return compound(value, [("median", median.text), ("sigma", sigma.text)])
  }

  private func mean(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    if fields.keys.contains("sd") { return try normal(fields) }
    let mean = try positive("mean", fields)
    let cv = try fields.required("cv", as: Self.spread, Double.self)
    let value = DurationDistribution.logNormal(mean: mean.value, cv: cv.value)
    return compound(value, [("mean", mean.text), ("cv", cv.text)])
  }

  private func normal(_ fields: ValueFields) throws(ValueProblem) -> ReadValue {
    let mean = try positive("mean", fields)
    let sd = try fields.required("sd", as: duration, Duration.self)
    let value = DurationDistribution.normal(mean: mean.value, sd: sd.value)
    return compound(value, [("mean", mean.text), ("sd", sd.text)])
  }

  private func quantiles(_ fields: ValueFields, mark: YAMLMark) throws(ValueProblem) -> ReadValue {
    let samples = try samples(fields, mark: mark)
    let p50 = try positive("p50", fields)
    let p95 = try fields.required("p95", as: duration, Duration.self)
    let p99 = try fields.optional("p99", as: duration, Duration.self)
    let max = try fields.optional("max", as: duration, Duration.self)
    let rising = [p50.value, p95.value, p99?.value, max?.value].compactMap(\.self)
    guard zip(rising, rising.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      let remedy = "Put them in rising order: p50, p95, p99, max."
      throw ValueProblem(.outOfRange, "the quantiles fall", remedy: remedy, mark: mark)
    }
    let value = DurationDistribution.quantiles(
      p50: p50.value,
      p95: p95.value,
      p99: p99?.value,
      max: max?.value,
      maxOf: samples ?? 300
    )
    let parts = [("p50", p50.text), ("p95", p95.text)]
    let tail = [p99.map { ("p99", $0.text) }, max.map { ("max", $0.text) }].compactMap(\.self)
    return compound(value, parts + tail + (samples.map { [("samples", "\($0)")] } ?? []))
  }

  func positive(
    _ key: String,
    _ fields: ValueFields
  ) throws(ValueProblem) -> (value: Duration, text: String) {
    let notation = DurationNotation(
      range: max(range.lowerBound, .nanoseconds(1))...range.upperBound
    )
    return try fields.required(key, as: notation, Duration.self)
  }

  func compound(_ value: DurationDistribution, _ parts: [(String, String)]) -> ReadValue {
    ReadValue(value, parts: parts)
  }

  var schema: SchemaValue {
    let duration = self.duration.schema
    let number = Self.spread.schema
    func object(
      _ required: [(String, SchemaValue)],
      _ more: [(String, SchemaValue)] = []
    )
      -> SchemaValue
    { .object(required: required, optional: more) }
    return .any(
      [
        duration,
        object([("fixed", duration)]),
        object([("mean", duration), ("cv", number)]),
        object([("mean", duration), ("sd", duration)]),
        object([("median", duration), ("sigma", number)]),
        object([("exponential", duration)]),
        object([("uniform", .list(of: duration, count: 2...2))]),
      ] + fittedSchemas
    )
  }
}

extension ReadValue {
  /// A value that is written as a small mapping.
  init(_ value: any Sendable, parts: [(String, String)]) {
    let text = parts.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    self.init(value, text)
    yaml = "{\(text)}"
  }
}

/// Two values in rising order: `[1s, 2s]`.
struct BoundsNotation: Notation {
  private let element: DurationNotation

  init(of element: DurationNotation) { self.element = element }

  var form: String { "two durations in rising order such as [1s, 2s]" }
  var schema: SchemaValue { .list(of: element.schema, count: 2...2) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard let elements = node.elements else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    guard elements.count == 2 else {
      throw ValueProblem(.badValue, "expected \(form), found \(elements.count) elements")
    }
    let low = try element.duration(element.scalar(elements[0]))
    let high = try element.duration(element.scalar(elements[1]))
    guard low <= high else {
      throw ValueProblem(.outOfRange, "the first is larger than the second", mark: node.mark)
    }
    let text = "[\(DurationNotation.text(low)), \(DurationNotation.text(high))]"
    return ReadValue([low, high], text)
  }
}
