/// What a carrier does over its limit on dials: `{reject: 503}` or `{queue: 24h}`.
struct ThrottleNotation: Notation {
  var form: String { "{reject: 503} or {queue: 24h}" }
  var schema: SchemaValue {
    .any([
      LimitRefusalNotation().schema,
      .object(
        required: [("queue", wait.schema)],
        optional: [("reject", refusal.status.schema)] + refusal.words
      ),
    ])
  }
  private let wait = DurationNotation(range: .seconds(1) ... .seconds(7 * 86_400))
  private let refusal = LimitRefusalNotation()

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard case .mapping = node.content else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    let fields = try ValueFields(node, known: ["queue"] + LimitRefusalNotation.keys)
    guard let queue = try fields.optional("queue", as: wait, Duration.self) else {
      let found = try refusal.read(fields)
      return ReadValue(ThrottleBehaviour.reject(found.value), parts: found.parts)
    }
    // Unless it is said, a full queue answers as a server that is overloaded.
    let found = try refusal.read(fields, status: 503)
    return ReadValue(
      ThrottleBehaviour.queue(limit: queue.value, found.value),
      parts: [("queue", queue.text)] + found.parts
    )
  }
}

/// What a carrier says over a limit: `{reject: 429, code: 90103}`.
struct LimitRefusalNotation: Notation {
  static let keys = ["reject", "code", "reason"]

  var form: String { "a refusal such as {reject: 403, reason: Channel limit exceeded}" }
  var schema: SchemaValue { .object(required: [("reject", status.schema)], optional: words) }

  let status = IntegerNotation(range: 400...699)
  private let code = IntegerNotation(range: 1...9_999_999)
  private let reason = TextNotation(lengthMax: 200)

  /// The keys that may be left out.
  var words: [(String, SchemaValue)] { [("code", code.schema), ("reason", reason.schema)] }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard case .mapping = node.content else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    let found = try read(ValueFields(node, known: Self.keys))
    return ReadValue(found.value, parts: found.parts)
  }

  /// The refusal in a mapping; `status` stands in where none is written.
  func read(
    _ fields: ValueFields,
    status implied: Int? = nil
  ) throws(ValueProblem) -> (value: LimitRefusal, parts: [(String, String)]) {
    var parts: [(String, String)] = []
    var refusal: LimitRefusal
    if let implied, !fields.keys.contains("reject") {
      refusal = LimitRefusal(status: implied)
    } else {
      let found = try fields.required("reject", as: status, Int.self)
      refusal = LimitRefusal(status: found.value)
      parts.append(("reject", found.text))
    }
    if let found = try fields.optional("code", as: code, Int.self) {
      refusal.code = found.value
      parts.append(("code", found.text))
    }
    if let found = try fields.optional("reason", as: reason, String.self) {
      refusal.text = found.value
      parts.append(("reason", found.text))
    }
    return (refusal, parts)
  }
}
