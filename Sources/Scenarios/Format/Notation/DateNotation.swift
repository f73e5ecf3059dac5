/// A day, or a month, of the Gregorian calendar: `2026-03-02` or `2026-03`.
struct DateNotation: Notation {
  var form: String { "a date such as 2026-03-02 or 2026-03" }
  var schema: SchemaValue { .pattern("^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = parts.map(\.utf8.count)
    let areDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
    let numbers = parts.compactMap { Int($0) }
    guard lengths == [4, 2] || lengths == [4, 2, 2], areDigits,
      (1...12).contains(numbers[1]), numbers.count < 3 || (1...31).contains(numbers[2])
    else { throw misread(text) }
    return ReadValue(text, quoting: text)
  }
}
