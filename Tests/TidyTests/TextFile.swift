/// One text file, split into lines; a Swift file also without its comments and literals.
struct TextFile {
  /// Relative to the root of the repository.
  let path: String
  let lines: [Substring]
  /// The same lines with comments, literals and raw names blanked out; empty if not Swift.
  let code: [Substring]

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    code =
      path.hasSuffix(".swift")
      ? SwiftText.withoutLiterals(text).split(separator: "\n", omittingEmptySubsequences: false)
      : []
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// The folder under `Sources` or `Tests`.
  var module: String {
    let parts = path.split(separator: "/")
    return parts.count > 1 ? String(parts[1]) : ""
  }

  /// Without folders and extension.
  var stem: String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.split(separator: ".").first ?? "")
  }

  /// Code lines with their one-based numbers.
  var numberedCode: [(number: Int, text: Substring)] {
    code.enumerated().map { ($0.offset + 1, $0.element) }
  }

  /// A finding at a one-based line.
  func finding(_ line: Int, _ message: String) -> Finding {
    Finding(path: path, line: line, message: message)
  }
}

extension StringProtocol {
  /// Runs of letters, digits and underscores.
  var identifiers: [SubSequence] {
    split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// Without leading and trailing white space.
  var trimmed: SubSequence {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }

  /// Leading spaces.
  var indentation: Int { prefix { $0 == " " }.count }

  /// Whether the text occurs with no identifier character on either side of it.
  func containsWord(_ word: String) -> Bool {
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      let before = rest[..<range.lowerBound].last ?? self[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      if !isPart(before) && !isPart(after) { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  private func isPart(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber || character == "_"
  }
}
