/// A whole number of days, as calendars count them: `30d`.
struct DaysNotation: Notation {
  var range: ClosedRange<Int>

  var form: String { "a number of days such as 30d" }
  var limits: String { "\(range.lowerBound)d to \(range.upperBound)d" }
  var schema: SchemaValue { .pattern("^[0-9]+d$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    let digits = text.dropLast()
    guard text.hasSuffix("d"), !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      throw misread(text)
    }
    guard let days = Int(digits), range.contains(days) else {
      throw ValueProblem(
        .outOfRange,
        "\(text) is outside \(limits)",
        remedy: "Choose a number of days of \(limits)."
      )
    }
    return ReadValue(days, "\(days)d")
  }
}
