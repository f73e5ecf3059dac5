/// The shape of test files: one suite each, with a name, and tests that are sentences.
enum TestStyle {
  static func findings(in files: [TextFile]) -> [Finding] {
    files.flatMap { file in suiteFindings(file) + nameFindings(file) }
  }

  private static func suiteFindings(_ file: TextFile) -> [Finding] {
    let suites = numbered(file).filter {
      $0.code.containsWord("Suite") && $0.code.contains("@Suite")
    }
    let hasTests = file.code.contains { isTest($0) }
    var found: [Finding] = []
    if hasTests && suites.count != 1 {
      found.append(file.finding(1, "\(suites.count) suites: a test file holds one"))
    }
    for suite in suites where !suite.raw.contains("@Suite(\"") {
      found.append(file.finding(suite.number, "a suite has a name: @Suite(\"Jitter buffer\")"))
    }
    if hasTests && !file.stem.hasSuffix("Tests") {
      found.append(file.finding(1, "a file with tests is named ...Tests.swift"))
    }
    return found
  }

  /// The name is on the line of `@Test`, or on the first line with `func` after it.
  private static func nameFindings(_ file: TextFile) -> [Finding] {
    let lines = numbered(file)
    return lines.indices.compactMap { index in
      guard isTest(lines[index].code) else { return nil }
      let declaration = lines[index...].prefix(30).first { $0.code.containsWord("func") }
      guard let declaration, !isSentence(declaration.raw) else { return nil }
      return file.finding(declaration.number, "name the test as a sentence in back-ticks")
    }
  }

  private static func isTest(_ code: Substring) -> Bool {
    code.contains("@Test") && code.containsWord("Test")
  }

  private static func isSentence(_ line: Substring) -> Bool {
    guard let open = line.firstRange(of: "func `") else { return false }
    let name = line[open.upperBound...].prefix { $0 != "`" }
    return name.split(separator: " ").count >= 3
  }

  private static func numbered(
    _ file: TextFile
  ) -> [(number: Int, raw: Substring, code: Substring)] {
    zip(file.lines, file.code).enumerated().map { ($0.offset + 1, $0.element.0, $0.element.1) }
  }
}
