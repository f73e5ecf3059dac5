internal import VoicePipeline

/// A mapping of the scenario format: the one declaration of its keys.
///
/// Decoding, the refusal of unknown keys, limits, the JSON Schema, the reference page and `explain`
/// all read it.
struct Section: Sendable {
  var title: String
  var summary: String
  var fields: [Field]
  /// The presets that fill the section; their key is the first field named `preset` or `profile`.
  var presets: PresetFamily?
  /// Whether the path of a file may stand for the mapping: what is in the file then does.
  var takesPathAlone = false

  var keys: [String] { fields.map(\.key) }
}

/// One key of a section.
struct Field: Sendable {
  /// What the value is made of.
  indirect enum Shape: Sendable {
    case value(any Notation)
    case section(Section)
    case list(of: Shape, count: ClosedRange<Int>)
    /// One value, or a mapping that says more.
    case either(any Notation, Section)
  }

  /// What happens without the key.
  enum Fallback: Sendable {
    /// The key must be there; the text is an example for the reference.
    case required(example: String)
    /// Nothing stands in for the key.
    case absent
    /// The YAML text stands in for it.
    case text(String, Provenance)
  }

  var key: String
  /// The Swift property that takes the value.
  var property: String
  var shape: Shape
  var fallback: Fallback
  var summary: String
  /// Whether the value is a parameter of the model, to be listed with its provenance.
  var isAssumption = true

  init(
    _ key: String,
    property: String? = nil,
    _ shape: Shape,
    _ fallback: Fallback,
    isAssumption: Bool = true,
    _ summary: String
  ) {
    self.key = key
    self.property = property ?? Self.camelCase(key)
    self.shape = shape
    self.fallback = fallback
    self.isAssumption = isAssumption
    self.summary = summary
  }

  private static func camelCase(_ key: String) -> String {
    let words = key.split(separator: "_")
    return words.prefix(1).joined()
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}

extension Field.Shape {
  var schema: SchemaValue {
    switch self {
    case .value(let notation): notation.schema
    case .section(let section): section.schema
    case .list(let element, let count): .list(of: element.schema, count: count)
    case .either(let notation, let section): .any([notation.schema, section.schema])
    }
  }
}

extension Section {
  /// Whether the name of a preset can stand for the whole mapping.
  var takesNameAlone: Bool { presets != nil && !fields.contains(where: \.isRequired) }

  /// The schema of the mapping, or of the preset's name alone.
  var schema: SchemaValue {
    let all = fields.map { field in
      (field, (field.key, field.shape.schema.described(field.summary)))
    }
    let object = SchemaValue.object(
      required: all.filter { $0.0.isRequired }.map(\.1),
      optional: all.filter { !$0.0.isRequired }.map(\.1)
    )
    if takesPathAlone { return .any([PathNotation().schema, object]) }
    guard let presets, takesNameAlone else { return object }
    return .any([PresetNotation(family: presets).schema, object])
  }
}

extension Field {
  var isRequired: Bool {
    if case .required = fallback { true } else { false }
  }
}

extension Field.Fallback {
  /// A default of ours: an assumption.
  static func assumed(_ text: String) -> Self { .text(text, .ownDefault) }

  /// An assumption that leans on something.
  static func assumed(_ text: String, _ reason: String) -> Self {
    .text(text, .assumed("simrun default: " + reason))
  }
}
