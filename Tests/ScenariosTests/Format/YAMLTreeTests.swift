import Scenarios
import Testing

@Suite("YAML tree")
struct YAMLTreeTests {
  private static let limits = YAMLLimits(bytes: 10_000, depth: 8, nodes: 100)

  private func parse(_ text: String, limits: YAMLLimits = limits) throws(ScenarioError) -> YAMLNode
  {
    try YAMLNode.parse(Array(text.utf8), fileName: "test.yaml", limits: limits)
  }

  private func problem(_ bytes: [UInt8], limits: YAMLLimits = limits) -> ScenarioProblem? {
    do throws(ScenarioError) {
      _ = try YAMLNode.parse(bytes, fileName: "test.yaml", limits: limits)
      return nil
    } catch {
      return error.problems.first
    }
  }

  private func problem(_ text: String, limits: YAMLLimits = limits) -> ScenarioProblem? {
    problem(Array(text.utf8), limits: limits)
  }

  @Test func `every key and value has its line and column`() throws {
    let root = try parse("a: 1\nbé:\n  - x\n  - {c: 'y'}\n")
    let entries = try #require(root.entries)
    #expect(entries.map(\.key) == ["a", "bé"])
    #expect(entries.map(\.keyMark.line) == [1, 2])
    #expect(root["a"]?.mark == YAMLMark(line: 1, column: 4))
    let list = try #require(root["bé"]?.elements)
    #expect(list[0].mark == YAMLMark(line: 3, column: 5))
    let inner = try #require(list[1].entries?.first)
    #expect(inner.keyMark == YAMLMark(line: 4, column: 6))
    #expect(inner.value.mark == YAMLMark(line: 4, column: 9))
  }

  @Test func `columns count characters and not bytes`() throws {
    let root = try parse("{éé: 1, b: 2}")
    #expect(root["b"]?.mark == YAMLMark(line: 1, column: 12))
  }

  @Test func `quoted text is no number and not missing`() throws {
    let root = try parse("a: ''\nb: ~\nc:\nd: null\ne: 'null'\n")
    #expect(
      ["a", "b", "c", "d", "e"].map { root[$0]?.isMissing } == [false, true, true, true, false]
    )
  }

  @Test func `an alias stands for the whole node`() throws {
    let root = try parse("a: &x [1, 2]\nb: *x\n")
    #expect(root["b"]?.elements?.map(\.text) == ["1", "2"])
  }

  @Test func `an alias bomb is refused before it grows`() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...40 {
      let alias = "*a\(level - 1)"
      let list = Array(repeating: alias, count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let found = problem(text, limits: .scenario)
    #expect(found?.code == .tooManyNodes)
    #expect(found?.line == 5)
    #expect(found?.path.hasPrefix("a4[") == true)
  }

  @Test func `an alias to an outer node cannot contain itself`() {
    #expect(problem("a: &x [*x]\n")?.code == .unknownAlias)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `nesting of 5000 levels is refused at the limit`(opening: String) throws {
    let found = problem(String(repeating: opening, count: 5000), limits: .scenario)
    #expect(found?.code == .tooDeep || found?.code == .wrongType)
    let column = try #require(found?.column)
    #expect(column <= opening.count * 65)
  }

  @Test func `aliases cannot nest deeper than brackets can`() {
    let inner = "a: &a " + String(repeating: "[", count: 4) + String(repeating: "]", count: 4)
    let fits = inner + "\nb: [[[*a]]]\n"
    let tooDeep = inner + "\nb: &b [[*a]]\nc: [[*b]]\n"
    #expect(problem(fits) == nil)
    #expect(problem(tooDeep)?.code == .tooDeep)
    #expect(problem(tooDeep)?.line == 3)
  }

  @Test func `more nodes than the limit are refused`() {
    let many = Array(repeating: "x", count: 100).joined(separator: ", ")
    #expect(problem("[\(many)]")?.code == .tooManyNodes)
    #expect(problem("[\(many)]", limits: .scenario) == nil)
  }

  @Test func `a text over the limit is refused by its size`() {
    let found = problem(Array(repeating: UInt8(ascii: " "), count: 10_001))
    #expect(found?.code == .tooLarge)
    #expect(found?.message.contains("10001") == true)
  }

  @Test func `both places of a duplicate key are named, and the tree goes on`() {
    let found = problem("a: 1\nb: 2\nb: 3\n")
    #expect(found?.code == .duplicateKey)
    #expect((found?.line, found?.column) == (3, 1))
    #expect(found?.path == "b")
    #expect(found?.message.contains("line 2") == true)
  }

  @Test(arguments: [
    ("", ScenarioProblemCode.documents, 1, 1),
    ("# only a comment\n", .documents, 2, 1),
    ("a: 1\n---\nb: 2\n", .documents, 2, 1),
    ("a: !!python/object:os.system x\n", .tag, 1, 4),
    ("a: ! x\n", .tag, 1, 4),
    ("[a]: 1\n", .wrongType, 1, 1),
  ])
  func `what a scenario has no use for is refused`(
    text: String,
    code: ScenarioProblemCode,
    line: Int,
    column: Int
  ) {
    let found = problem(text)
    #expect(found?.code == code)
    #expect((found?.line, found?.column) == (line, column))
    #expect(found?.remedy.isEmpty == false)
  }

  @Test(arguments: [
    ("a:\n\tb: 1\n", 2, 1, "spaces"),
    ("a: b: c\n", 1, 5, "quotes"),
    ("a: [1, 2\nb: 3\n", 2, 2, "','"),
    ("a: 'x\n", 2, 1, "quote"),
    ("a: @x\n", 1, 4, "quotes"),
    ("a: 1\n  b: 2\n", 2, 4, "line"),
    ("a: x\u{1}y\n", 1, 5, "\\x"),
  ])
  func `a syntax error has a place and a remedy`(
    text: String,
    line: Int,
    column: Int,
    remedy: String
  ) {
    let found = problem(text)
    #expect(found?.code == .syntax)
    #expect((found?.line, found?.column) == (line, column), "\(found?.text ?? "")")
    #expect(found?.remedy.contains(remedy) == true, "\(found?.text ?? "")")
  }

  @Test(
    arguments: [
      ([0x61, 0x0A, 0xC3, 0xA9, 0xFF], 2, 2),
      ([0xC0, 0x80], 1, 1),
      ([0xE0, 0x80, 0x80], 1, 1),
      ([0xED, 0xA0, 0x80], 1, 1),
      ([0x61, 0xF4, 0x90, 0x80, 0x80], 1, 2),
      ([0x61, 0x0D, 0x0A, 0x62, 0xE2, 0x82], 2, 2),
      ([0x0D, 0x0D, 0x80], 3, 1),
    ] as [([UInt8], Int, Int)]
  )
  func `a byte that is not UTF-8 is named with its place`(
    bytes: [UInt8],
    line: Int,
    column: Int
  ) {
    let found = problem(bytes)
    #expect(found?.code == .notUTF8)
    #expect((found?.line, found?.column) == (line, column))
  }

  /// The standard library's own decoder is the oracle: it repairs exactly what is malformed.
  @Test func `well-formed UTF-8 is exactly what the standard library takes`() {
    // Every lead byte, each edge of the second byte's ranges, with continuation bytes behind.
    for first in UInt8(0x80)...0xFF {
      for second: UInt8 in [0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
        for count in 1...5 {
          let candidate = Array([first, second, 0x80, 0x80, 0x80].prefix(count))
          let isGood = String(validating: candidate, as: UTF8.self) != nil
          let isRefused = problem([0x22] + candidate + [0x22])?.code == .notUTF8
          #expect(isRefused != isGood, "\(candidate)")
        }
      }
    }
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
  func `UTF-16 is refused with the way out`(bytes: [UInt8]) {
    let found = problem(bytes)
    #expect(found?.code == .notUTF8)
    #expect(found?.remedy.contains("iconv") == true)
  }

  @Test func `a UTF-8 byte-order mark is skipped`() throws {
    let root = try YAMLNode.parse(
      [0xEF, 0xBB, 0xBF] + Array("a: 1".utf8),
      fileName: "test.yaml",
      limits: Self.limits
    )
    #expect(root["a"]?.text == "1")
  }

  @Test func `JSON is read as it is`() throws {
    let json = #"{"a": [1, 2.5, true, null, "x\ny"], "b": {"c/d": "é"}}"#
    let root = try parse(json, limits: .runFile)
    #expect(root["a"]?.elements?.map(\.text) == ["1", "2.5", "true", "null", "x\ny"])
    #expect(root["a"]?.elements?.map(\.isMissing) == [false, false, false, true, false])
    #expect(root["b"]?["c/d"]?.text == "é")
  }
}
