/// Any text.
struct TextNotation: Notation {
  var lengthMax: Int
  /// Whether no text at all says something too.
  var mayBeEmpty = false

  var form: String { "text of at most \(lengthMax) characters" }
  var schema: SchemaValue { .text(lengthMax: lengthMax, lengthMin: mayBeEmpty ? 0 : 1) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    guard mayBeEmpty || !text.isEmpty, text.count <= lengthMax, !text.contains("\0")
    else { throw misread(text) }
    return ReadValue(text, quoting: text)
  }
}

/// A word that can name a file, a column or a row.
struct NameNotation: Notation {
  var code = ScenarioProblemCode.badValue

  var form: String { "a name of at most 64 letters, digits, '-', '_' and '.'" }
  var schema: SchemaValue { .pattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$") }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let name = try scalar(node)
    guard Self.isName(name) else {
      var problem = misread(name)
      problem.code = code
      if name.contains("/") || name.contains("\\") { problem.message += ": it is a path" }
      throw problem
    }
    return ReadValue(name, quoting: name)
  }

  static func isName(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count), let first = text.utf8.first else { return false }
    return isLetterOrDigit(first)
      && text.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}

/// A file, relative to the scenario's own.
struct PathNotation: Notation {
  var form: String { "the path of a file, relative to the scenario file" }
  var schema: SchemaValue { .text(lengthMax: 4096) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let path = try scalar(node)
    let isClean = path.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    guard !path.isEmpty, path.utf8.count <= 4096, isClean, path.last != "/" else {
      throw misread(path)
    }
    return ReadValue(path, quoting: path)
  }
}

/// `true` or `false`.
struct FlagNotation: Notation {
  var form: String { "true or false" }
  var schema: SchemaValue { .flag }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let text = try scalar(node)
    switch text {
    case "true": return ReadValue(true, text)
    case "false": return ReadValue(false, text)
    default: throw misread(text)
    }
  }
}

/// One of a few words.
struct ChoiceNotation: Notation {
  var choices: [String]

  var form: String { "one of " + choices.joined(separator: ", ") }
  var schema: SchemaValue { .choice(choices) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let word = try scalar(node)
    guard choices.contains(word) else {
      let remedy = Suggestion.remedy(for: word, in: choices, listing: "Choose one of")
      throw ValueProblem(.unknownChoice, "'\(word)' is not \(form)", remedy: remedy)
    }
    return ReadValue(word, quoting: word)
  }
}

/// The fidelity tier, or a tier with a share of the calls that are heard for real:
/// `{default: flow, audio: 1%}`.
struct FidelityNotation: Notation {
  private static let audio = "audio"

  var form: String {
    "a fidelity tier (\(names.joined(separator: ", "))) or a mix such as {default: flow, audio: 1%}"
  }
  var schema: SchemaValue {
    let mix = [
      ("default", ChoiceNotation(choices: tiers).schema), (Self.audio, ShareNotation().schema),
    ]
    return .any([.choice(names), .object(required: mix, optional: [])])
  }
  private var tiers: [String] { FidelityTier.allCases.map(\.rawValue) }
  private var names: [String] { tiers + [Self.audio] }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    if case .mapping = node.content {
      let fields = try ValueFields(node, known: ["default", Self.audio])
      let tier = try fields.required("default", as: ChoiceNotation(choices: tiers), String.self)
      let share = try fields.required(Self.audio, as: ShareNotation(), Double.self)
      let value = Fidelity(tier: FidelityTier(rawValue: tier.value) ?? .flow, audio: share.value)
      return ReadValue(value, parts: [("default", tier.text), (Self.audio, share.text)])
    }
    let name = try scalar(node)
    if name == Self.audio { return ReadValue(Fidelity(tier: .packet, audio: 1), name) }
    if let tier = FidelityTier(rawValue: name) {
      return ReadValue(Fidelity(tier: tier, audio: 0), name)
    }
    let remedy = Suggestion.remedy(for: name, in: names, listing: "The tiers are")
    throw ValueProblem(.fidelity, "'\(name)' is not a fidelity tier", remedy: remedy)
  }
}

/// The name of a preset of one family.
struct PresetNotation: Notation {
  var family: PresetFamily

  var form: String { "the name of a preset" }
  var limits: String { "see `simrun presets`" }
  var schema: SchemaValue { .choice(family.presets.map(\.name)) }

  func read(_ node: YAMLNode) throws(ValueProblem) -> ReadValue {
    let name = try scalar(node)
    let names = family.presets.map(\.name)
    guard names.contains(name) else {
      let remedy = Suggestion.remedy(for: name, in: names, listing: "Choose one of")
      throw ValueProblem(.unknownPreset, "there is no \(family.noun) '\(name)'", remedy: remedy)
    }
    return ReadValue(name, quoting: name)
  }
}
