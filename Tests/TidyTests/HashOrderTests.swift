import Testing

@Suite("Hash order")
struct HashOrderTests {
  @Test func `no Dictionary and no Set is iterated`() {
    for finding in HashOrder.findings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: [
    "for (name, count) in counts {", "for name in seen {", "let rows = counts.map { $0 }",
    "let names = Array(seen)", "let all = counts.values", "for key in counts.keys {",
    "let first = seen.first",
  ])
  func `a planted iteration is caught`(line: String) {
    #expect(HashOrder.findings(in: [file(line)]).map(\.line) == [4])
  }

  @Test(arguments: [
    "for name in counts.keys.sorted() {", "for row in rows {", "let n = counts[name, default: 0]",
    "if seen.contains(name) {", "let number = counts.count", "let sum = rows.map { $0 }",
  ])
  func `an ordered use is let through`(line: String) {
    #expect(HashOrder.findings(in: [file(line)]).isEmpty)
  }

  @Test func `an array of tuples or dictionaries is not a Dictionary`() {
    let text = "let a: [(name: String, count: Int)] = []\nlet b: [[String: Int]] = []\n"
    let file = TextFile(path: "Sources/Scenarios/Planted.swift", text: text)
    #expect(HashOrder.hashedNames(in: file).isEmpty)
  }

  private func file(_ line: String) -> TextFile {
    let declarations = """
      private var counts: [String: Int] = [:]
      let seen = Set<String>()
      let rows: [Int] = []

      """
    return TextFile(path: "Sources/Scenarios/Planted.swift", text: declarations + line)
  }
}
