/// Iteration over a Dictionary or a Set, whose order changes with every process, as far as the
/// text of one file can tell.
enum HashOrder {
  static let modules: Set = [
    "SimCore", "VoicePipeline", "Scenarios", "RunReports", "MediaCodecs", "LiveAdapters",
    "Experiments", "simrun",
  ]

  /// Members whose result depends on the order.
  private static let ordered = [
    "map", "compactMap", "flatMap", "forEach", "filter", "reduce", "enumerated", "first", "joined",
    "prefix", "dropFirst", "lazy", "makeIterator", "popFirst", "startIndex", "randomElement",
    "keys", "values",
  ]

  /// What makes an order of its own.
  private static let sorting = [".sorted", ".min(", ".max(", ".count", ".isEmpty", ".contains("]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.filter { modules.contains($0.module) }.flatMap { file -> [Finding] in
      let names = hashedNames(in: file)
      return file.numberedCode.compactMap { number, line in
        guard let name = names.first(where: { iterates(line, over: $0) }) else { return nil }
        return file.finding(number, "\(name) has no fixed order: sort it, or keep an array")
      }
    }
  }

  /// Names that the file declares as a Dictionary or a Set, in order of appearance.
  static func hashedNames(in file: TextFile) -> [String] {
    file.code.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(where: { $0 == "let" || $0 == "var" }), at + 1 < words.count
      else { return nil }
      let name = words[at + 1].prefix { $0 != ":" }
      let rest = words[(at + 1)...].joined(separator: " ").dropFirst(name.count)
      return isHashed(rest) ? String(name) : nil
    }
  }

  /// Whether what follows the name of a declaration says Dictionary or Set.
  private static func isHashed(_ rest: Substring) -> Bool {
    let text = rest.trimmed
    if text.hasPrefix(": [") {
      let type = text.dropFirst(3)
      return splitsAtDepthZero(type)
    }
    return [": Set", ": Dictionary", "= Set(", "= Set<", "= [:]", "= Dictionary("].contains {
      text.hasPrefix($0)
    }
  }

  /// Whether `Key: Value]` has its colon inside the outermost brackets.
  private static func splitsAtDepthZero(_ type: Substring) -> Bool {
    var depth = 0
    for character in type {
      switch character {
      case "[", "(", "<": depth += 1
      case "]" where depth == 0: return false
      case "]", ")", ">": depth -= 1
      case ":" where depth == 0: return true
      default: break
      }
    }
    return false
  }

  private static func iterates(_ line: Substring, over name: String) -> Bool {
    guard line.containsWord(name), !sorting.contains(where: { line.contains($0) }) else {
      return false
    }
    let text = line.trimmed
    let looped = ["in \(name) {", "in self.\(name) {", "in \(name) where", "in \(name).keys"]
    let copied = ["Array(\(name))", "Array(self.\(name))"]
    return text.hasPrefix("for ") && looped.contains { text.contains($0) }
      || copied.contains { text.contains($0) }
      || ordered.contains { member in
        text.containsWord("\(name).\(member)")
      }
  }
}
