/// `!` after a value or a type, by text.
enum ForceUnwrap {
  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in
      file.numberedCode.compactMap { number, line in
        unwraps(line) ? file.finding(number, "force unwrap: bind the value or throw") : nil
      }
    }
  }

  private static func unwraps(_ line: Substring) -> Bool {
    let text = Array(line)
    return text.indices.dropFirst().contains { index in
      guard text[index] == "!" else { return false }
      let before = text[index - 1]
      let after = index + 1 < text.count ? text[index + 1] : " "
      let isValue = before.isLetter || before.isNumber || "_)]}>`".contains(before)
      return isValue && after != "="
    }
  }
}

/// Actors run on the executor of a cell, never on the default one.
enum ActorShape {
  /// Where the rule holds.
  static let modules: Set = ["VoicePipeline", "Scenarios", "LiveAdapters", "Experiments"]

  /// What gives an actor the executor of its cell.
  private static let cellProtocols = ["CellActor", "TimedActor", "MessageActor", "RemoteServer"]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.filter { modules.contains($0.module) }.flatMap { file in
      file.numberedCode.compactMap { number, line in
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "actor"), at + 1 < words.count, !line.contains("=")
        else { return nil }
        let head = file.code[(number - 1)...].prefix(8)
        let end = head.firstIndex { $0.contains("{") } ?? head.endIndex - 1
        let isOnCell = head[...end].contains { line in
          cellProtocols.contains { line.containsWord($0) }
        }
        return isOnCell
          ? nil : file.finding(number, "\(words[at + 1]) is an actor without a cell")
      }
    }
  }
}
