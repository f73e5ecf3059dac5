/// Doc comments of types that other modules see.
enum DocComments {
  private static let access: Set<Substring> = ["package", "public", "open"]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "actor", "protocol", "typealias",
  ]
  private static let modifiers: Set<Substring> = ["final", "indirect", "nonisolated"]

  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in
      file.numberedCode.compactMap { number, line in
        guard let name = declaredType(line), !isDocumented(file, before: number - 1) else {
          return nil
        }
        return file.finding(number, "\(name) needs a doc comment")
      }
    }
  }

  /// The type that a line declares for other modules.
  private static func declaredType(_ line: Substring) -> Substring? {
    var words = line.split(separator: " ").drop { $0.hasPrefix("@") }
    guard let first = words.first, access.contains(first) else { return nil }
    words = words.dropFirst().drop { modifiers.contains($0) }
    guard let kind = words.first, kinds.contains(kind), let name = words.dropFirst().first else {
      return nil
    }
    return name.identifiers.first
  }

  private static func isDocumented(_ file: TextFile, before index: Int) -> Bool {
    let above = file.lines[..<index].last { !$0.trimmed.hasPrefix("@") }
    return above?.trimmed.hasPrefix("///") ?? false
  }
}
