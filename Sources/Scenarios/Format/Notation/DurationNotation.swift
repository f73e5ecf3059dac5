internal import SimCore

/// A length of time with its unit: `500ms`, `1.5s`, `5m`, `1h`.
struct DurationNotation: Notation {
  var range: ClosedRange<Duration>

  var form: String { "a duration such as 500ms, 1.5s, 5m or 1h" }
  var limits: String { "\(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))" }
  var schema: SchemaValue { .pattern(Self.pattern) }

  static let pattern = "^[0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h|d)$"

  private static let units: [(suffix: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ("h", 3_600_000_000_000), ("d", 86_400_000_000_000),
  ]

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let duration = try duration(scalar(node))
    return ReadValue(duration, Self.text(duration))
  }

  /// The duration that the text says, within the limits.
  func duration(_ text: String) throws(ValueProblem) -> Duration {
    guard let duration = try parse(text) else {
      throw ValueProblem(
        .outOfRange,
        "\(text) is finer than 1 ns or longer than 200 years",
        remedy: "Choose a duration of \(limits)."
      )
    }
    guard range.contains(duration) else {
      let fault = duration < .zero ? "\(text) is negative" : "\(text) is outside \(limits)"
      throw ValueProblem(.outOfRange, fault, remedy: "Choose a duration of \(limits).")
    }
    return duration
  }

  private func parse(_ text: String) throws(ValueProblem) -> Duration? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }
    let suffix = text.dropFirst(number.count)
    guard let decimal = WrittenDecimal(number) else { throw misread(text) }
    guard let unit = Self.units.first(where: { $0.suffix == suffix }) else {
      let remedy = suffix.isEmpty ? "Add the unit: \(number)ms or \(number)s." : nil
      throw misread(text, remedy: remedy)
    }
    return decimal.times(unit.nanoseconds).map { .nanoseconds($0) }
  }

  /// The whole number of the largest unit that fits: `90m`, `1500ms`, `0s`.
  static func text(_ duration: Duration) -> String {
    let nanoseconds = duration.nanoseconds
    guard nanoseconds != 0 else { return "0s" }
    for unit in units.dropLast().reversed() where nanoseconds % unit.nanoseconds == 0 {
      return "\(nanoseconds / unit.nanoseconds)\(unit.suffix)"
    }
    return "\(nanoseconds)ns"
  }
}
