internal import VoicePipeline

/// The name of an arm, as formulas write it.
struct ArmNameNotation: Notation {
  var form: String { "a name of letters, digits and '_'" }
  var schema: SchemaValue { .pattern("^[A-Za-z_][A-Za-z0-9_]{0,39}$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let name = try scalar(node)
    let isWord = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    guard isWord, name.utf8.count <= 40, name.first?.isNumber == false else { throw misread(name) }
    let taken = FormulaReader.calls + FormulaReader.corners + MetricName.allCases.map(\.rawValue)
    guard !taken.contains(name) else {
      let remedy = "Choose another name."
      throw ValueProblem(.badValue, "'\(name)' has a meaning in formulas", remedy: remedy)
    }
    return ReadValue(name, quoting: name)
  }
}

/// The path of a value of the scenario, as `--set` writes it.
struct SettingPathNotation: Notation {
  /// What makes a run what it is; arms differ in nothing of it, so that their seeds are common.
  static let fixed = [
    "scenario", "description", "seed", "replications", "thresholds", "claim", "bindings",
    "provenance",
  ]

  var form: String { "the path of a value such as agent.endpointing" }
  var schema: SchemaValue { .pattern("^[a-z_]+(\\[[0-9]+\\])?(\\.[a-z_]+(\\[[0-9]+\\])?)*$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let path = try Self.path(scalar(node), at: node.textMark)
    return ReadValue(path, quoting: path.text)
  }

  static func path(_ text: String, at mark: YAMLMark) throws(ValueProblem) -> SettingPath {
    let head = text.prefix { $0 != "." && $0 != "[" }
    if fixed.contains(String(head)) {
      let remedy = "Vary a value of the system, the callers or the load."
      let message = "'\(head)' is the same in all arms"
      throw ValueProblem(.contradiction, message, remedy: remedy, mark: mark)
    }
    return SettingPath(text: text, mark: mark)
  }
}

/// Any value, to be read by the key that it is put at.
struct SettingValueNotation: Notation {
  var form: String { "a value" }
  var schema: SchemaValue { .anything }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let value = try Self.value(node)
    return ReadValue(value, value.yaml)
  }

  static func value(_ node: YAMLNode) throws(ValueProblem) -> SettingValue {
    guard !node.isMissing else {
      let remedy = "Write a value, as the key takes it."
      throw ValueProblem(.wrongType, "expected a value, found nothing", remedy: remedy)
    }
    let yaml = YAMLText.flow(node)
    return SettingValue(display: node.text ?? yaml, yaml: yaml, node: node.asArmValue)
  }
}

/// What an arm sets: paths with their values.
struct ClaimSettingsNotation: Notation {
  var form: String { "paths with values such as {agent.endpointing: 300ms}" }
  var schema: SchemaValue { .mapping }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard let entries = node.entries else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    var settings: [ClaimSetting] = []
    for entry in entries {
      do throws(ValueProblem) {
        let path = try SettingPathNotation.path(entry.key, at: entry.keyMark)
        settings.append(
          ClaimSetting(path: path, value: try SettingValueNotation.value(entry.value))
        )
      } catch {
        var problem = error
        problem.mark = problem.mark ?? entry.value.mark
        throw problem
      }
    }
    let pairs = settings.map { "\(YAMLText.quoted($0.path.text)): \($0.value.yaml)" }
    return ReadValue(ClaimSettings(settings: settings), "{\(pairs.joined(separator: ", "))}")
  }
}

/// The formula of a figure.
struct FormulaNotation: Notation {
  private static let lengthMax = 1_000

  var form: String { "a formula such as reduction(a.response_latency.p50, b.response_latency.p50)" }
  var schema: SchemaValue { .text(lengthMax: Self.lengthMax) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    guard text.count <= Self.lengthMax else { throw misread(text) }
    return ReadValue(try FormulaReader.read(text, at: node.textMark), quoting: text)
  }
}

/// A published range: two figures in rising order, or a bound such as `< 500ms`.
struct PublishedRangeNotation: Notation {
  private static let pattern = "-?[0-9]+(\\.[0-9]+)?(%|ns|us|ms|s|m|h|d)?"

  var form: String { "two figures in rising order such as [40%, 60%], or a bound such as < 500ms" }
  var schema: SchemaValue {
    let figure = SchemaValue.any([
      .pattern("^\(Self.pattern)$"), .number(-1e12...1e12),
    ])
    return .any([.list(of: figure, count: 2...2), .pattern("^[<>]=? *\(Self.pattern)$")])
  }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    guard let elements = node.elements else { return try bound(scalar(node)) }
    guard elements.count == 2 else {
      throw ValueProblem(.wrongType, "expected \(form), found \(node.kindName)")
    }
    let texts = (try scalar(elements[0]), try scalar(elements[1]))
    let low = try FigureLiteral.read(texts.0)
    let high = try FigureLiteral.read(texts.1)
    let text = "[\(texts.0), \(texts.1)]"
    guard low.1 == high.1 else { throw misread(text) }
    guard low.0 <= high.0 else {
      throw ValueProblem(.outOfRange, "the first is larger than the second")
    }
    let range = PublishedRange(kind: low.1, lower: low.0, upper: high.0, text: text)
    return ReadValue(range, text)
  }

  private func bound(_ text: String) throws(ValueProblem) -> ReadValue {
    let sign = String(text.prefix { "<>=".contains($0) })
    let rest = String(text.dropFirst(sign.count).drop { $0 == " " })
    guard ["<", "<=", ">", ">="].contains(sign) else { throw misread(text) }
    let (value, kind) = try FigureLiteral.read(rest)
    let isUpper = sign.first == "<"
    let written = "\(sign) \(rest)"
    let range = PublishedRange(
      kind: kind,
      lower: isUpper ? nil : value,
      upper: isUpper ? value : nil,
      text: written
    )
    return ReadValue(range, quoting: written)
  }
}

extension YAMLNode {
  /// The node as a value that an arm of a claim puts in place.
  fileprivate var asArmValue: YAMLNode {
    var node = self
    if node.mark.source == .file { node.mark.source = .arm }
    switch content {
    case .scalar: break
    case .sequence(let elements): node.content = .sequence(elements.map(\.asArmValue))
    case .mapping(let entries):
      node.content = .mapping(
        entries.map { entry in
          var entry = entry
          entry.value = entry.value.asArmValue
          return entry
        }
      )
    }
    return node
  }
}

extension YAMLText {
  /// A node in one line.
  static func flow(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, let isPlain): isPlain && isFlowSafe(text) ? text : quotedAlways(text)
    case .sequence(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\(quoted($0.key)): \(flow($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  /// Plain text that is the same scalar among commas and brackets.
  private static func isFlowSafe(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "_-./%+".utf8.contains(byte)
        }
      }
  }
}
