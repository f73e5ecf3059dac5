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
    var groups: [StatedPlace] = []
    var paths: [[String]] = []
    var numbers: [StatedPlace: Int] = [:]
    for leaf in entries.leaves where leaf.isStatedElsewhere {
      let place = StatedPlace(provenance: leaf.provenance, origin: leaf.origin)
      if let number = numbers[place] {
        paths[number].append(leaf.path)
      } else {
        numbers[place] = groups.count
        groups.append(place)
        paths.append([leaf.path])
      }
    }
    if !groups.isEmpty { lines.append("provenance:") }
    for (group, paths) in zip(groups, paths) {
      let provenance = group.provenance
      lines.append("  - grade: \(YAMLText.quoted(provenance.grade.rawValue))")
      lines.append("    source: \(YAMLText.quoted(provenance.source))")
      if let date = provenance.date { lines.append("    date: \(YAMLText.quoted(date))") }
      lines.append("    origin: \(group.origin.rawValue)")
      lines.append("    paths:")
      lines += paths.map { "      - \(YAMLText.quoted($0))" }
    }
  }
}

/// Where a value comes from.
private struct StatedPlace: Hashable {
  let provenance: Provenance
  let origin: ValueOrigin
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
