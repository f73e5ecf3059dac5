/// A number with decimals.
struct NumberNotation: Notation {
  var range: ClosedRange<Double>
  var unit: String

  var form: String { "a number" + (unit.isEmpty ? "" : " (\(unit))") }
  var limits: String { "\(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))" }
  var schema: SchemaValue { .number(range) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let decimal = try decimal(node)
    return ReadValue(decimal.double, decimal.text)
  }

  /// The number within the limits.
  func decimal(_ node: YAMLNode) throws(ValueProblem) -> WrittenDecimal {
    let text = try scalar(node)
    guard let decimal = WrittenDecimal(text) else { throw misread(text) }
    guard range.contains(decimal.double) else {
      let message = "\(decimal.text) is outside \(limits)"
      throw ValueProblem(.outOfRange, message, remedy: "Choose a number of \(limits).")
    }
    return decimal
  }

  static func text(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}

/// A whole number.
struct IntegerNotation: Notation {
  var range: ClosedRange<Int>

  var form: String { "a whole number" }
  var limits: String { "\(range.lowerBound) to \(range.upperBound)" }
  var schema: SchemaValue { .integer(range) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    guard let decimal = WrittenDecimal(text) else { throw misread(text) }
    guard let value = decimal.times(1).flatMap({ Int(exactly: $0) }) else {
      throw decimal.text.contains(".") ? misread(text) : outside(text)
    }
    guard range.contains(value) else { throw outside(text) }
    return ReadValue(value, "\(value)")
  }

  private func outside(_ text: String) -> ValueProblem {
    let remedy = "Choose a whole number of \(limits)."
    return ValueProblem(.outOfRange, "\(text) is outside \(limits)", remedy: remedy)
  }
}

/// The root of all random draws.
struct SeedNotation: Notation {
  var form: String { "a whole number of 0 to 18446744073709551615" }
  var schema: SchemaValue { .seed }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    let isNumber = text.utf8.allSatisfy { (48...57).contains($0) }
    guard isNumber, let seed = UInt64(text) else { throw misread(text) }
    return ReadValue(seed, "\(seed)")
  }
}

/// A part of a whole: `60%` or `0.6`.
struct ShareNotation: Notation {
  var range: ClosedRange<Double> = 0...1

  var form: String { "a share such as 60% or 0.6" }
  var limits: String {
    "\(NumberNotation.text(range.lowerBound * 100))% to "
      + "\(NumberNotation.text(range.upperBound * 100))%"
  }
  var schema: SchemaValue { .any([.pattern("^[0-9]+(\\.[0-9]+)?%$"), .number(range)]) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let decimal = try decimal(scalar(node))
    return ReadValue(decimal.double, Self.text(decimal))
  }

  /// The share of 0 to 1 that the text says.
  func decimal(_ text: String) throws(ValueProblem) -> WrittenDecimal {
    let isPercent = text.last == "%"
    guard let written = WrittenDecimal(isPercent ? text.dropLast() : text[...]) else {
      throw misread(text)
    }
    let decimal = isPercent ? written.scaled(byPowerOfTen: -2) : written
    guard range.contains(decimal.double) else {
      let isForgotten = !isPercent && decimal.double > 1 && decimal.double <= 100
      let remedy = isForgotten ? "Did you mean \(text)%?" : "Choose a share of \(limits)."
      throw ValueProblem(.outOfRange, "\(text) is outside \(limits)", remedy: remedy)
    }
    return decimal
  }

  static func text(_ share: WrittenDecimal) -> String {
    share.scaled(byPowerOfTen: 2).text + "%"
  }
}

/// Events per time: `20000/h`, `300/m`, `5.5/s`; its value is per second.
struct RateNotation: Notation {
  /// Per second.
  var range: ClosedRange<Double>

  var form: String { "a rate such as 20000/h, 300/m or 5.5/s" }
  var limits: String {
    "\(NumberNotation.text(range.lowerBound * 3600))/h to "
      + "\(NumberNotation.text(range.upperBound))/s"
  }
  var schema: SchemaValue { .pattern("^[0-9]+(\\.[0-9]+)?/[smh]$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let decimal = WrittenDecimal(parts[0]) else { throw misread(text) }
    guard parts.count == 2, let seconds = Self.seconds(in: parts[1]) else {
      let remedy = parts.count == 1 ? "Add the unit: \(text)/h or \(text)/s." : nil
      throw misread(text, remedy: remedy)
    }
    let rate = decimal.double / seconds
    guard range.contains(rate) else {
      let remedy = "Choose a rate of \(limits)."
      throw ValueProblem(.outOfRange, "\(text) is outside \(limits)", remedy: remedy)
    }
    return ReadValue(rate, "\(decimal.text)/\(parts[1])")
  }

  private static func seconds(in unit: Substring) -> Double? {
    switch unit {
    case "s": 1
    case "m": 60
    case "h": 3600
    default: nil
    }
  }
}
