/// A value of a YAML document, with the place of everything in it.
package struct YAMLNode: Sendable, Hashable {
  /// A scalar's text, or the nodes inside.
  package enum Content: Sendable, Hashable {
    /// `isPlain` is false for quoted and block text, which is never empty, a number or a word.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package var content: Content
  package var mark: YAMLMark

  /// What the node is, for messages.
  package var kindName: String {
    switch content {
    case .scalar: isMissing ? "nothing" : "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Whether the value is empty, `~` or `null`.
  package var isMissing: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return text.isEmpty || text == "~" || text == "null"
  }

  /// The text of a scalar.
  package var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  package var elements: [YAMLNode]? {
    guard case .sequence(let elements) = content else { return nil }
    return elements
  }

  package var entries: [YAMLEntry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }

  /// The value of a key of a mapping.
  package subscript(key: String) -> YAMLNode? { entries?.first { $0.key == key }?.value }
}

/// A key of a mapping and its value.
package struct YAMLEntry: Sendable, Hashable {
  package var key: String
  package var keyMark: YAMLMark
  package var value: YAMLNode
}

/// A place in a text: line and column from 1, the column in characters.
package struct YAMLMark: Sendable, Hashable {
  package var line: Int
  package var column: Int
  package var source: YAMLSource

  package init(line: Int, column: Int, source: YAMLSource = .file) {
    self.line = line
    self.column = column
    self.source = source
  }
}

/// The text that a node was written in.
package enum YAMLSource: Sendable, Hashable {
  case file
  /// A `--set` argument.
  case override
  /// A `--threshold` argument.
  case threshold
  /// A file of presets, as messages name it.
  case presets(String)
  /// What an arm of a claim sets, in the scenario file.
  case arm
  /// A preset or default of simrun.
  case builtIn(String)

  func fileName(for scenario: String) -> String {
    switch self {
    case .file, .arm: scenario
    case .override: "--set"
    case .threshold: "--threshold"
    case .presets(let name): name
    case .builtIn(let name): name
    }
  }
}

/// Bounds on a YAML text, so that a hostile one costs little.
package struct YAMLLimits: Sendable, Hashable {
  package var bytes: Int
  package var depth: Int
  /// Scalars, lists and mappings, with every alias expanded.
  package var nodes: Int

  package init(bytes: Int, depth: Int, nodes: Int) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }

  package static let scenario = YAMLLimits(bytes: 4 << 20, depth: 64, nodes: 100_000)
  /// For the files that simrun itself writes, such as `run.json`.
  package static let runFile = YAMLLimits(bytes: 256 << 20, depth: 64, nodes: 10_000_000)
}
