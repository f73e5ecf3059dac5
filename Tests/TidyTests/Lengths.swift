/// How long files, functions and lines are.
enum Lengths {
  static let fileLimit = 500
  static let functionLimit = 70
  static let columnLimit = 100

  /// Files that a table fills, each with its reason.
  static let generated: [String: String] = [
    "Sources/SimCore/Time/ZoneTableData.swift": "generated from the zone database"
  ]

  /// A function, an initializer, a subscript or a computed property with a body.
  struct Function: Hashable {
    /// One-based.
    let start: Int
    let lineCount: Int
  }

  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in fileFindings(file) + columnFindings(file) + functionFindings(file) }
  }

  /// The middle value; of an even number of values the upper one.
  static func median(_ values: [Int]) -> Int {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }

  /// Relies on the formatter's indentation: a body ends at the brace below its declaration.
  static func functions(of file: TextFile) -> [Function] {
    file.code.indices.compactMap { index in
      guard declares(file.code[index]), let open = bodyStart(file.code, from: index) else {
        return nil
      }
      if file.code[open].trimmed.hasSuffix("}") {
        return Function(start: index + 1, lineCount: open - index + 1)
      }
      let close = String(repeating: " ", count: file.code[index].indentation) + "}"
      let end = file.code[open...].firstIndex {
        $0.hasPrefix(close) && $0.indentation == close.count - 1
      }
      return end.map { Function(start: index + 1, lineCount: $0 - index + 1) }
    }
  }

  private static func fileFindings(_ file: TextFile) -> [Finding] {
    file.lines.count > fileLimit && generated[file.path] == nil
      ? [file.finding(1, "\(file.lines.count) lines, more than \(fileLimit)")] : []
  }

  private static func columnFindings(_ file: TextFile) -> [Finding] {
    file.lines.enumerated().compactMap { index, line in
      line.count > columnLimit
        ? file.finding(index + 1, "\(line.count) columns, more than \(columnLimit)") : nil
    }
  }

  private static func functionFindings(_ file: TextFile) -> [Finding] {
    functions(of: file).compactMap { function in
      function.lineCount > functionLimit
        ? file.finding(function.start, "\(function.lineCount) lines, more than \(functionLimit)")
        : nil
    }
  }

  private static func declares(_ line: Substring) -> Bool {
    let words = line.identifiers
    guard let at = words.firstIndex(where: { keywords.contains($0) }) else { return false }
    let isFirst = words[..<at].allSatisfy { modifiers.contains($0) }
    let isStored = (words[at] == "var") && (line.contains("=") || !line.trimmed.hasSuffix("{"))
    return isFirst && !isStored
  }

  /// The line on which the body opens; nil for a requirement without one.
  private static func bodyStart(_ code: [Substring], from start: Int) -> Int? {
    var depth = 0
    for index in code.indices[start...].prefix(40) {
      let line = code[index].trimmed
      depth += line.count { "([".contains($0) } - line.count { ")]".contains($0) }
      if depth == 0 && line.contains("{") { return index }
      let next = index + 1 < code.count ? code[index + 1].trimmed : ""
      let continues = ["where", "->", "throws", "async", "{", ")"].contains { next.hasPrefix($0) }
      if depth == 0 && !continues { return nil }
    }
    return nil
  }

  private static let keywords: Set<Substring> = ["func", "init", "deinit", "subscript", "var"]

  private static let modifiers: Set<Substring> = [
    "package", "public", "private", "fileprivate", "internal", "static", "final", "mutating",
    "nonmutating", "nonisolated", "override", "required", "convenience", "inlinable", "inline",
    "__always", "never", "discardableResult", "usableFromInline", "unsafe", "consuming",
    "borrowing", "Test", "arguments", "class", "isolated", "c", "specialized", "main", "available",
  ]
}
