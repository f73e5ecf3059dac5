/// Marks of work that is not finished, and doors that stay shut.
enum LooseEnds {
  static let words: [String: String] = [
    "TODO": "finish it, or open an issue",
    "FIXME": "finish it, or open an issue",
    "XXX": "finish it, or open an issue",
    "HACK": "finish it, or open an issue",
    "placeholder": "finish it",
    "not implemented": "finish it",
    "unimplemented": "finish it",
    "@unchecked Sendable": "let the compiler check it",
    "@testable": "package access is enough, and release tests work",
    "@_exported": "import what you use",
    "@preconcurrency": "let the compiler check it",
    "#if false": "delete it",
  ]

  static func findings(in files: [TextFile]) -> [Finding] {
    let sorted = words.sorted { $0.key < $1.key }
    return files.flatMap { file in
      let present = sorted.filter { file.mentions($0.key) }
      guard !present.isEmpty else { return [Finding]() }
      return file.lines.enumerated().flatMap { index, line in
        present.compactMap { word, reason in
          line.contains(word) ? file.finding(index + 1, "\(word): \(reason)") : nil
        }
      }
    }
  }
}
