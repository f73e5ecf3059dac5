/// A value of a kind that another key decides; it is kept as it was written, on one line.
struct WrittenValueNotation: Notation {
  var form: String { "a value" }
  var schema: SchemaValue { .anything }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard !node.isMissing else {
      throw ValueProblem(.wrongType, "expected \(form), found nothing")
    }
    return ReadValue(node, node.line)
  }
}

extension YAMLNode {
  /// The value on one line: reading it gives the same text, keys and elements.
  var line: String {
    switch content {
    case .scalar(let text, _): Self.word(text)
    case .sequence(let elements): "[" + elements.map(\.line).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\(Self.word($0.key)): \($0.value.line)" }.joined(separator: ", ") + "}"
    }
  }

  private static func word(_ text: String) -> String {
    let isSimple = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || "._-%/".utf8.contains(byte)
    }
    let startsPlain = text.utf8.first.map { !"-.%".utf8.contains($0) } ?? false
    return isSimple && startsPlain && text != "null" ? text : YAMLText.quoted(text)
  }
}
