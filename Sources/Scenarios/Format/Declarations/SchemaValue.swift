/// A JSON Schema (draft 2020-12) of one value, in the order that it is written.
struct SchemaValue: Sendable, Hashable {
  /// A JSON value with ordered members.
  enum JSON: Sendable, Hashable {
    case string(String)
    /// Any other scalar, as its JSON text.
    case literal(String)
    case array([JSON])
    case object([Member])
  }

  struct Member: Sendable, Hashable {
    var key: String
    var value: JSON
  }

  private(set) var members: [Member]

  private init(_ members: [(String, JSON)]) {
    self.members = members.map { Member(key: $0.0, value: $0.1) }
  }

  static func text(lengthMax: Int, lengthMin: Int = 1) -> SchemaValue {
    SchemaValue([
      ("type", .string("string")), ("minLength", .literal("\(lengthMin)")),
      ("maxLength", .literal("\(lengthMax)")),
    ])
  }

  static func pattern(_ pattern: String) -> SchemaValue {
    SchemaValue([("type", .string("string")), ("pattern", .string(pattern))])
  }

  static func number(_ range: ClosedRange<Double>) -> SchemaValue {
    SchemaValue([
      ("type", .string("number")),
      ("minimum", .literal(NumberNotation.text(range.lowerBound))),
      ("maximum", .literal(NumberNotation.text(range.upperBound))),
    ])
  }

  static func integer(_ range: ClosedRange<Int>) -> SchemaValue {
    SchemaValue([
      ("type", .string("integer")), ("minimum", .literal("\(range.lowerBound)")),
      ("maximum", .literal("\(range.upperBound)")),
    ])
  }

  static let seed = SchemaValue([
    ("type", .string("integer")), ("minimum", .literal("0")),
    ("maximum", .literal("\(UInt64.max)")),
  ])

  /// Any value at all.
  static let anything = SchemaValue([])

  /// A mapping with any keys.
  static let mapping = SchemaValue([("type", .string("object"))])

  static let flag = SchemaValue([("type", .string("boolean"))])

  static func choice(_ words: [String]) -> SchemaValue {
    SchemaValue([("enum", .array(words.map { .string($0) }))])
  }

  static func any(_ choices: [SchemaValue]) -> SchemaValue {
    SchemaValue([("anyOf", .array(choices.map(\.json)))])
  }

  static func list(of element: SchemaValue, count: ClosedRange<Int>) -> SchemaValue {
    SchemaValue([
      ("type", .string("array")), ("items", element.json),
      ("minItems", .literal("\(count.lowerBound)")), ("maxItems", .literal("\(count.upperBound)")),
    ])
  }

  /// A mapping whose keys all follow one pattern.
  static func table(keyPattern: String, value: SchemaValue) -> SchemaValue {
    SchemaValue([
      ("type", .string("object")),
      ("patternProperties", .object([Member(key: keyPattern, value: value.json)])),
      ("additionalProperties", .literal("false")),
    ])
  }

  /// A mapping with these keys and no others.
  static func object(
    required: [(String, SchemaValue)],
    optional: [(String, SchemaValue)]
  ) -> SchemaValue {
    let all = (required + optional).map { Member(key: $0.0, value: $0.1.json) }
    var members: [(String, JSON)] = [("type", .string("object")), ("properties", .object(all))]
    if !required.isEmpty {
      members.append(("required", .array(required.map { .string($0.0) })))
    }
    return SchemaValue(members + [("additionalProperties", .literal("false"))])
  }

  /// The same schema with a description in front.
  func described(_ text: String) -> SchemaValue {
    var result = self
    result.members.insert(Member(key: "description", value: .string(text)), at: 0)
    return result
  }

  /// The same schema as the root of a document.
  func rooted(title: String) -> SchemaValue {
    let draft = "https://json-schema.org/draft/2020-12/schema"
    var result = SchemaValue([("$schema", .string(draft)), ("title", .string(title))])
    result.members += members
    return result
  }

  var json: JSON { .object(members) }

  /// The schema as JSON text, indented, with a line break at the end.
  var text: String { Self.text(json, indent: "") + "\n" }

  private static func text(_ json: JSON, indent: String) -> String {
    let inner = indent + "  "
    switch json {
    case .string(let string): return quoted(string)
    case .literal(let literal): return literal
    case .array(let elements):
      let isShort = elements.allSatisfy { if case .object = $0 { false } else { true } }
      let texts = elements.map { text($0, indent: inner) }
      let oneLine = "[" + texts.joined(separator: ", ") + "]"
      if isShort && oneLine.count + indent.count <= 90 { return oneLine }
      return "[\n" + texts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      let texts = members.map { "\(inner)\(quoted($0.key)): \(text($0.value, indent: inner))" }
      return "{\n" + texts.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
