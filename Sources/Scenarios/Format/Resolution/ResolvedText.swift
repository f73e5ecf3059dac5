internal import VoicePipeline

/// Writes a resolved scenario as YAML: one value, one way to write it.
struct ResolvedText {
  private var lines: [String] = []

  /// The text of a resolved root, with a provenance list for all that the file did not state.
  static func text(of root: ResolvedNode) -> String {
    var writer = ResolvedText()
    let entries = root.entries.filter { $0.field.key != "provenance" }
    writer.write(entries, indent: "")
    writer.writeProvenance(of: entries)
    return writer.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ entries: [ResolvedEntry], indent: String) {
    for entry in entries { write(entry, indent: indent) }
  }

  private mutating func write(_ entry: ResolvedEntry, indent: String) {
    let head = indent + entry.field.key + ":"
    switch entry.node.content {
    case .value(let read): lines.append("\(head) \(read.yaml)")
    case .section(let entries):
      lines.append(entries.isEmpty ? head + " {}" : head)
      write(entries, indent: indent + "  ")
    case .list(let elements):
      lines.append(elements.isEmpty ? head + " []" : head)
      for element in elements { write(element: element, indent: indent + "  ") }
    }
  }

  private mutating func write(element: ResolvedNode, indent: String) {
    switch element.content {
    case .value(let read): lines.append("\(indent)- \(read.yaml)")
    case .list(let elements):
      lines.append("\(indent)-")
      for element in elements { write(element: element, indent: indent + "  ") }
    case .section(let entries):
      let first = lines.count
      write(entries, indent: indent + "  ")
      if lines.count > first {
        lines[first] = indent + "- " + lines[first].dropFirst(indent.count + 2)
      }
    }
  }

  private mutating func writeProvenance(of entries: [ResolvedEntry]) {
    var groups: [(node: ResolvedNode, paths: [String])] = []
    for leaf in entries.leaves where leaf.isStatedElsewhere {
      let index = groups.firstIndex {
        $0.node.provenance == leaf.provenance && $0.node.origin == leaf.origin
      }
      if let index {
        groups[index].paths.append(leaf.path)
      } else {
        groups.append((leaf, [leaf.path]))
      }
    }
    if !groups.isEmpty { lines.append("provenance:") }
    for group in groups {
      let provenance = group.node.provenance
      lines.append("  - grade: \(YAMLText.quoted(provenance.grade.rawValue))")
      lines.append("    source: \(YAMLText.quoted(provenance.source))")
      if let date = provenance.date { lines.append("    date: \(YAMLText.quoted(date))") }
      lines.append("    origin: \(group.node.origin.rawValue)")
      lines.append("    paths:")
      lines += group.paths.map { "      - \(YAMLText.quoted($0))" }
    }
  }
}

extension [ResolvedEntry] {
  /// The parameters of the model in order: every value with a provenance worth telling.
  var leaves: [ResolvedNode] {
    filter(\.field.isAssumption).flatMap { $0.node.leaves }
  }
}

extension ResolvedNode {
  fileprivate var leaves: [ResolvedNode] {
    switch content {
    case .value: [self]
    case .list(let elements): elements.flatMap(\.leaves)
    case .section(let entries): entries.leaves
    }
  }

  /// Whether loading the resolved text would otherwise give another provenance.
  fileprivate var isStatedElsewhere: Bool {
    origin != .file || provenance != .scenarioFile
  }
}
