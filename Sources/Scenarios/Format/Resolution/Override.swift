/// A `--set path=value` argument, or a setting of an arm of a claim.
///
/// It is applied to the tree before that is resolved.
struct Override {
  /// A step of the path with its column in the argument, from 1.
  private enum Step {
    case key(String, column: Int)
    case index(Int, column: Int)
  }

  private let path: String
  /// Where the path starts.
  private let origin: YAMLMark
  private let steps: [Step]
  private let value: YAMLNode

  /// Reads the argument; nil when the log says what is wrong with it.
  init?(_ argument: String, log: inout ProblemLog) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      let mark = YAMLMark(line: 1, column: 1, source: .override)
      let message = "'\(argument)' is not path=value"
      log.add(.badOverride, at: mark, path: "", message)
      return nil
    }
    let path = String(argument[..<equals])
    let text = argument[argument.index(after: equals)...]
    let origin = YAMLMark(line: 1, column: 1, source: .override)
    guard let steps = Self.steps(path, from: origin, log: &log) else { return nil }
    let offset = path.unicodeScalars.count + 1
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else {
      let mark = YAMLMark(line: 1, column: offset + 1, source: .override)
      log.add(.badOverride, at: mark, path: path, "a value is missing after '='")
      return nil
    }
    let value = YAMLTreeBuilder.build(
      bytes,
      source: .override,
      columnOffset: offset,
      log: &log
    )
    guard let value else { return nil }
    self.path = path
    self.origin = origin
    self.steps = steps
    self.value = value
  }

  /// What an arm of a claim sets; nil when the log says what is wrong with its path.
  init?(_ setting: ClaimSetting, log: inout ProblemLog) {
    let steps = Self.steps(setting.path.text, from: setting.path.mark, log: &log)
    guard let steps else { return nil }
    path = setting.path.text
    origin = setting.path.mark
    self.steps = steps
    value = setting.value.node
  }

  private static func steps(
    _ path: String,
    from origin: YAMLMark,
    log: inout ProblemLog
  ) -> [Step]? {
    var steps: [Step] = []
    var column = 1
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      let key = String(pieces[0])
      var isGood = !key.isEmpty
      steps.append(.key(key, column: column))
      var place = column + key.unicodeScalars.count
      for piece in pieces.dropFirst() {
        let index = piece.last == "]" ? Int(piece.dropLast()) : nil
        isGood = isGood && (index ?? -1) >= 0
        steps.append(.index(index ?? 0, column: place + 1))
        place += piece.unicodeScalars.count + 1
      }
      guard isGood else {
        let mark = origin.moved(by: column - 1)
        let remedy = "Write paths like agent.endpointing or carriers[0].cps."
        log.add(.badOverride, at: mark, path: path, "'\(part)' is no step", remedy: remedy)
        return nil
      }
      column += part.unicodeScalars.count + 1
    }
    return steps
  }

  /// The tree with the value put in its place.
  func applied(
    to root: YAMLNode,
    stated: StatedProvenance,
    log: inout ProblemLog
  ) -> YAMLNode {
    let site = Site(shape: .section(ScenarioFormat.root), path: "", isRoot: true)
    do throws(ValueProblem) {
      return try replaced(root, site, steps[...], stated)
    } catch {
      log.add(error, at: origin, path: path)
      return root
    }
  }

  /// A place in the format on the way to the value.
  private struct Site {
    var shape: Field.Shape
    var path: String
    var isRoot = false
  }

  private func replaced(
    _ node: YAMLNode,
    _ site: Site,
    _ steps: ArraySlice<Step>,
    _ stated: StatedProvenance
  ) throws(ValueProblem) -> YAMLNode {
    guard let step = steps.first else { return value }
    switch (step, site.shape) {
    case (.key(let key, let column), .section(let section)):
      return try replaced(node, site, section, key, column, steps, stated)
    case (.index(let index, let column), .list(let element, _)):
      return try replaced(node, site, element, index, column, steps, stated)
    case (.key(let key, let column), .either(_, let section)):
      guard node.entries != nil else {
        let remedy = "Write '\(site.path)' as a mapping in the file, or set the whole value."
        throw misstep(column, "'\(site.path)' is one value here", remedy)
      }
      return try replaced(node, site, section, key, column, steps, stated)
    case (.key(let key, let column), .list):
      throw misstep(column, "'\(site.path)' is a list", "Write \(site.path)[0].\(key).")
    case (.index(_, let column), _):
      throw misstep(column, "'\(site.path)' is no list", "Leave the index out.")
    case (.key(_, let column), .value):
      let option = origin.source == .override ? "--set '\(site.path)=...'" : "\(site.path)"
      let remedy = "Set the whole value: \(option)."
      throw misstep(column, "'\(site.path)' has no parts that can be set", remedy)
    }
  }

  private func replaced(
    _ node: YAMLNode,
    _ site: Site,
    _ section: Section,
    _ key: String,
    _ column: Int,
    _ steps: ArraySlice<Step>,
    _ stated: StatedProvenance
  ) throws(ValueProblem) -> YAMLNode {
    guard let field = section.fields.first(where: { $0.key == key }) else {
      let remedy = Suggestion.remedy(for: key, in: section.keys, listing: "The keys here are")
      let parent = site.isRoot ? "a scenario" : "'\(site.path)'"
      throw misstep(column, "\(parent) has no key '\(key)'", remedy)
    }
    let expanded = section.presets.flatMap { node.expandedPreset(key: $0.key) } ?? node
    // What is no mapping is left for the resolver to report.
    guard var entries = expanded.entries else { return node }
    let path = site.isRoot ? key : "\(site.path).\(key)"
    if key == section.presets?.key {
      // A replayed scenario has its presets written out: they go with the preset that they are of.
      entries = stated.authored(entries, at: site.path, keeping: section.required)
    }
    let mark = origin.moved(by: column - 1)
    let index = entries.firstIndex { $0.key == key }
    let before = index.map { entries[$0].value } ?? field.standIn(at: mark)
    let inner = Site(shape: field.shape, path: path)
    let after = try replaced(before, inner, steps.dropFirst(), stated)
    if let index {
      entries[index].value = after
    } else {
      entries.append(YAMLEntry(key: key, keyMark: mark, value: after))
    }
    return YAMLNode(content: .mapping(entries), mark: node.mark)
  }

  private func replaced(
    _ node: YAMLNode,
    _ site: Site,
    _ element: Field.Shape,
    _ index: Int,
    _ column: Int,
    _ steps: ArraySlice<Step>,
    _ stated: StatedProvenance
  ) throws(ValueProblem) -> YAMLNode {
    guard var elements = node.elements else { return node }
    guard index < elements.count else {
      let count = elements.count
      let remedy =
        count == 0 ? "Set the whole list." : "Use an index of 0 to \(count - 1)."
      throw misstep(column, "'\(site.path)' has \(count) elements", remedy)
    }
    let inner = Site(shape: element, path: "\(site.path)[\(index)]")
    elements[index] = try replaced(elements[index], inner, steps.dropFirst(), stated)
    return YAMLNode(content: .sequence(elements), mark: node.mark)
  }

  private func misstep(_ column: Int, _ message: String, _ remedy: String) -> ValueProblem {
    let mark = origin.moved(by: column - 1)
    return ValueProblem(.badOverride, message, remedy: remedy, mark: mark)
  }
}

extension Section {
  /// The keys that no default would stand in for, were they taken away.
  fileprivate var required: [String] {
    fields.compactMap { field in
      if case .required = field.fallback { field.key } else { nil }
    }
  }
}

extension YAMLMark {
  fileprivate func moved(by columns: Int) -> YAMLMark {
    YAMLMark(line: line, column: column + columns, source: source)
  }
}

extension Field {
  /// What an override changes when the file leaves the key out.
  fileprivate func standIn(at mark: YAMLMark) -> YAMLNode {
    var scratch = ProblemLog(fileName: "")
    let source = YAMLSource.builtIn(key)
    if case .text(let text, _) = fallback,
      let node = YAMLNode.builtIn(text, source: source, log: &scratch)
    {
      return node
    }
    let isList = if case .list = shape { true } else { false }
    return YAMLNode(content: isList ? .sequence([]) : .mapping([]), mark: mark)
  }
}
