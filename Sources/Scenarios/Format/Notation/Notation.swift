/// How values of one kind are written, read and described; each key of the format names one.
protocol Notation: Sendable {
  /// What a value looks like, as the object of "expected ...": `a duration such as 500ms`.
  var form: String { get }
  /// The limits on the value, such as `0s to 10s`; empty when the form says it all.
  var limits: String { get }
  /// The JSON Schema of a written value.
  var schema: SchemaValue { get }
  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue
}

extension Notation {
  var limits: String { "" }

  /// The text of a single value.
  func scalar(_ node: YAMLNode) throws(ValueProblem) -> String {
    guard let text = node.text, !node.isMissing else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    return text
  }

  /// The problem of a text that is not in this form.
  func misread(_ text: String, remedy: String? = nil) -> ValueProblem {
    let shown = text.count <= 40 ? text : text.prefix(37) + "..."
    let message = "'\(shown)' is not \(form)"
    return ValueProblem(.badValue, message, remedy: remedy ?? "Write \(form).")
  }
}

/// A value as the scenario uses it, with the one way to write it.
struct ReadValue: Sendable {
  var value: any Sendable
  /// For a reader, without quotes.
  var display: String
  /// For a YAML file; reading it gives this value again.
  var yaml: String

  init(_ value: any Sendable, _ text: String) {
    self.value = value
    display = text
    yaml = text
  }

  /// A value whose text may need quotes in YAML.
  init(_ value: any Sendable, quoting text: String) {
    self.value = value
    display = text
    yaml = YAMLText.quoted(text)
  }
}
