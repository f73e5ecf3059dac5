/// A log-normal number: `{median: 165, sigma: 0.15}`; a bare number has no spread.
struct LogNormalNotation: Notation {
  var range: ClosedRange<Double>
  var unit: String

  var form: String { "a spread of \(unit) such as {median: 10, sigma: 0.2}" }
  var limits: String { median.limits }
  private var median: NumberNotation { NumberNotation(range: range, unit: unit) }
  private static let spread = NumberNotation(range: 0...3, unit: "")
  var schema: SchemaValue {
    let parts = [("median", median.schema), ("sigma", Self.spread.schema)]
    return .any([median.schema, .object(required: parts, optional: [])])
  }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    if case .scalar = node.content {
      let decimal = try median.decimal(node)
      return ReadValue(LogNormalNumber(median: decimal.double, sigma: 0), decimal.text)
    }
    guard case .mapping = node.content else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    let fields = try ValueFields(node, known: ["median", "sigma"])
    let median = try fields.required("median", as: median, Double.self)
    let sigma = try fields.required("sigma", as: Self.spread, Double.self)
    let value = LogNormalNumber(median: median.value, sigma: sigma.value)
    return ReadValue(value, parts: [("median", median.text), ("sigma", sigma.text)])
  }
}

/// Hang-up hazard per second against silence: `{0s: 0, 800ms: 0.02, 2s: 0.1}`.
struct HazardNotation: Notation {
  var form: String { "hazards per second by length of silence such as {0s: 0, 2s: 0.1}" }
  var limits: String { "from \(from.limits), per second \(rate.limits)" }
  var schema: SchemaValue {
    .table(keyPattern: DurationNotation.pattern, value: rate.schema)
  }
  private let from = DurationNotation(range: .zero ... .seconds(600))
  private let rate = NumberNotation(range: 0...100, unit: "per second")

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard let entries = node.entries, !entries.isEmpty else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    var tiers: [HazardTier] = []
    var parts: [(String, String)] = []
    for entry in entries {
      let (tier, text) = try tier(entry)
      if let last = tiers.last, tier.from <= last.from {
        let message = "the silence '\(entry.key)' is not longer than the one before it"
        let remedy = "Put the tiers in rising order."
        throw ValueProblem(.outOfRange, message, remedy: remedy, mark: entry.keyMark)
      }
      tiers.append(tier)
      parts.append((DurationNotation.text(tier.from), text))
    }
    return ReadValue(tiers, parts: parts)
  }

  private func tier(_ entry: YAMLEntry) throws(ValueProblem) -> (HazardTier, String) {
    do throws(ValueProblem) {
      let start = try from.duration(entry.key)
      let decimal = try rate.decimal(entry.value)
      return (HazardTier(from: start, perSecond: decimal.double), decimal.text)
    } catch {
      var problem = error
      problem.mark = problem.mark ?? entry.keyMark
      throw problem
    }
  }
}
