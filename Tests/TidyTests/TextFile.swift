/// One text file, split into lines; a Swift file also without its comments and literals.
struct TextFile {
  /// Relative to the root of the repository.
  let path: String
  let lines: [Substring]
  /// The same lines with comments, literals and raw names blanked out; empty if not Swift.
  let code: [Substring]
  private let bytes: [UInt8]
  private let lowered: [UInt8]

  init(path: String, text: String) {
    self.path = path
    bytes = Array(text.utf8)
    lowered = Array(text.lowercased().utf8)
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

  /// Whether a text occurs anywhere: a quick look at the bytes, before a slow one at each line.
  func mentions(_ text: String, inLowerCase: Bool = false) -> Bool {
    let (wanted, all) = (Array(text.utf8), inLowerCase ? lowered : bytes)
    guard let first = wanted.first, all.count >= wanted.count else { return wanted.isEmpty }
    for start in 0...(all.count - wanted.count) where all[start] == first {
      if all[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
    }
    return false
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
