internal import VoicePipeline

/// Holds a tree against the declarations: normalises values, fills in presets and defaults, and
/// logs what does not fit.
struct Resolver {
  /// What stands in for keys that a mapping leaves out.
  private struct Inherited {
    var preset: Preset?
    /// In front of a key to make a path of the preset, such as `patience.`.
    var prefix = ""

    func value(for key: String) -> PresetValue? {
      preset?.values.first { $0.path == prefix + key }
    }

    /// Whether the preset fills keys of the mapping under a key.
    func hasValues(below key: String) -> Bool {
      preset?.values.contains { $0.path.hasPrefix(prefix + key + ".") } ?? false
    }

    func descending(into key: String) -> Inherited {
      Inherited(preset: preset, prefix: prefix + key + ".")
    }
  }

  /// The layer of values whose text is not the author's.
  private struct Layer {
    var origin: ValueOrigin
    var provenance: Provenance
  }

  private(set) var log: ProblemLog
  private let stated: StatedProvenance
  private let presets: UserPresets

  init(log: ProblemLog, stated: StatedProvenance, presets: UserPresets = UserPresets()) {
    self.log = log
    self.stated = stated
    self.presets = presets
  }

  /// The resolved root; only to be used when the log stays empty.
  mutating func resolve(
    _ root: YAMLNode,
    as format: Section = ScenarioFormat.root
  ) -> ResolvedNode? {
    section(format, root, path: "", inherited: Inherited(), layer: nil)
  }

  /// A mapping by the declaration of its section, such as a preset of a file.
  mutating func resolve(_ node: YAMLNode, as section: Section, path: String = "") -> ResolvedNode? {
    self.section(section, node, path: path, inherited: Inherited(), layer: nil)
  }

  private mutating func node(
    _ shape: Field.Shape,
    _ node: YAMLNode,
    path: String,
    inherited: Inherited,
    layer: Layer?
  ) -> ResolvedNode? {
    switch shape {
    case .value(let notation): return value(notation, node, path: path, layer: layer)
    case .either(let notation, let section):
      guard node.entries == nil else {
        return self.section(section, node, path: path, inherited: inherited, layer: layer)
      }
      return value(notation, node, path: path, layer: layer)
    case .section(let section):
      return self.section(section, node, path: path, inherited: inherited, layer: layer)
    case .list(let element, let count):
      return list(of: element, count: count, node, path: path, layer: layer)
    }
  }

  private mutating func value(
    _ notation: any Notation,
    _ node: YAMLNode,
    path: String,
    layer: Layer?
  ) -> ResolvedNode? {
    do throws(ValueProblem) {
      let value = try presets.widening(notation).read(node)
      return leaf(.value(value), node, path: path, layer: layer)
    } catch {
      log.add(error, at: node.mark, path: path)
      return nil
    }
  }

  private mutating func list(
    of element: Field.Shape,
    count: ClosedRange<Int>,
    _ node: YAMLNode,
    path: String,
    layer: Layer?
  ) -> ResolvedNode? {
    guard let elements = node.elements else {
      log.add(
        .wrongType,
        at: node.mark,
        path: path,
        "expected a list, found \(node.kindName)",
        remedy: "Write each element on a line of its own, after '- '."
      )
      return nil
    }
    guard count.contains(elements.count) else {
      let limits = "\(count.lowerBound) to \(count.upperBound)"
      let message = "the list has \(elements.count) elements; it takes \(limits)"
      log.add(.outOfRange, at: node.mark, path: path, message)
      return nil
    }
    let resolved = elements.enumerated().compactMap { index, value in
      let path = "\(path)[\(index)]"
      return self.node(element, value, path: path, inherited: Inherited(), layer: layer)
    }
    // Half a list would only lead to problems that are none.
    guard resolved.count == elements.count else { return nil }
    return leaf(.list(resolved), node, path: path, layer: layer)
  }

  private mutating func section(
    _ section: Section,
    _ node: YAMLNode,
    path: String,
    inherited: Inherited,
    layer: Layer?
  ) -> ResolvedNode? {
    guard let mapping = mapping(section, node, path: path) else { return nil }
    refuseUnknownKeys(of: section, mapping, path: path)
    var inherited = inherited
    if let family = section.presets {
      inherited = Inherited(preset: preset(of: family, section, mapping))
    }
    var entries: [ResolvedEntry] = []
    for field in section.fields {
      if let value = self.field(field, mapping, path: path, inherited: inherited, layer: layer) {
        entries.append(ResolvedEntry(field: field, node: value))
      }
    }
    return leaf(.section(entries), node, path: path, layer: layer)
  }

  /// The mapping itself, or the one that a preset's name alone stands for.
  private mutating func mapping(
    _ section: Section,
    _ node: YAMLNode,
    path: String
  ) -> YAMLNode? {
    if case .mapping = node.content { return node }
    let family = section.takesNameAlone ? section.presets : nil
    if let family, let expanded = node.expandedPreset(key: family.key) { return expanded }
    let title = family.map { "the name of a \($0.noun) or a mapping" } ?? "a mapping"
    log.add(
      .wrongType,
      at: node.mark,
      path: path,
      "expected \(title), found \(node.kindName)",
      remedy: "Write `key: value` lines; the keys are \(section.keys.joined(separator: ", "))."
    )
    return nil
  }

  private mutating func refuseUnknownKeys(
    of section: Section,
    _ mapping: YAMLNode,
    path: String
  ) {
    for entry in mapping.entries ?? [] where !section.keys.contains(entry.key) {
      let path = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      let remedy =
        entry.key == "<<"
        ? "Merge keys are not part of the format; write the keys out."
        : Suggestion.remedy(for: entry.key, in: section.keys, listing: "The keys here are")
      let message = "the key '\(entry.key)' is not known here"
      log.add(.unknownKey, at: entry.keyMark, path: path, message, remedy: remedy)
    }
  }

  /// The preset that the mapping names or that stands in; nil for an unknown one, which the
  /// field's own reading reports.
  private func preset(
    of family: PresetFamily,
    _ section: Section,
    _ mapping: YAMLNode
  ) -> Preset? {
    let family = presets.widening(family)
    if let name = mapping[family.key] { return name.text.flatMap(family.preset(named:)) }
    guard let field = section.fields.first(where: { $0.key == family.key }),
      case .text(let name, _) = field.fallback
    else { return nil }
    return family.preset(named: name)
  }

  private mutating func field(
    _ field: Field,
    _ mapping: YAMLNode,
    path: String,
    inherited: Inherited,
    layer: Layer?
  ) -> ResolvedNode? {
    let fieldPath = path.isEmpty ? field.key : "\(path).\(field.key)"
    let below = inherited.descending(into: field.key)
    if let value = mapping[field.key] {
      return node(field.shape, value, path: fieldPath, inherited: below, layer: layer)
    }
    if let value = inherited.value(for: field.key) {
      let preset = Layer(origin: .preset, provenance: value.provenance)
      return builtIn(field, value.text, path: fieldPath, inherited: below, layer: preset)
    }
    switch field.fallback {
    case .absent where inherited.hasValues(below: field.key):
      // What the preset says of the mapping makes it present.
      let preset = Layer(origin: .preset, provenance: .ownDefault)
      return builtIn(field, "{}", path: fieldPath, inherited: below, layer: preset)
    case .absent: return nil
    case .text(let text, let provenance):
      let fallback = Layer(origin: .fallback, provenance: provenance)
      return builtIn(field, text, path: fieldPath, inherited: below, layer: fallback)
    case .required(let example):
      log.add(
        .missingKey,
        at: mapping.mark,
        path: fieldPath,
        "the key '\(field.key)' is missing",
        remedy: "Add it, for example `\(field.key): \(example)`."
      )
      return nil
    }
  }

  private mutating func builtIn(
    _ field: Field,
    _ text: String,
    path: String,
    inherited: Inherited,
    layer: Layer
  ) -> ResolvedNode? {
    let source = YAMLSource.builtIn("built-in value of \(path)")
    guard let node = YAMLNode.builtIn(text, source: source, log: &log) else { return nil }
    return self.node(field.shape, node, path: path, inherited: inherited, layer: layer)
  }

  private func leaf(
    _ content: ResolvedNode.Content,
    _ node: YAMLNode,
    path: String,
    layer: Layer?
  ) -> ResolvedNode {
    let layer = layer ?? self.layer(of: node.mark.source, path: path)
    return ResolvedNode(
      content: content,
      path: path,
      mark: node.mark,
      provenance: layer.provenance,
      origin: layer.origin
    )
  }

  private func layer(of source: YAMLSource, path: String) -> Layer {
    if source == .override { return Layer(origin: .override, provenance: .commandLine) }
    if source == .arm { return Layer(origin: .file, provenance: .claimArm) }
    if case .builtIn = source { return Layer(origin: .fallback, provenance: .ownDefault) }
    if let known = stated.entry(at: path) {
      return Layer(origin: known.origin, provenance: known.provenance)
    }
    return Layer(origin: .file, provenance: .scenarioFile)
  }
}

extension YAMLNode {
  /// The mapping that a preset's name alone stands for.
  func expandedPreset(key: String) -> YAMLNode? {
    guard text != nil, !isMissing else { return nil }
    let entry = YAMLEntry(key: key, keyMark: mark, value: self)
    return YAMLNode(content: .mapping([entry]), mark: mark)
  }
}
