import Testing

@Suite("Lengths")
struct LengthTests {
  @Test func `files, functions and lines keep their limits`() {
    for finding in Lengths.findings(in: Repository.swift) {
      Issue.record("\(finding)")
    }
  }

  @Test func `medians of the sources stay small`() {
    let files = Repository.sources.filter { Lengths.generated[$0.path] == nil }
    let fileMedian = Lengths.median(files.map(\.lines.count))
    let functions = files.flatMap { Lengths.functions(of: $0).map(\.lineCount) }
    let functionMedian = Lengths.median(functions)
    print("Sources: \(files.count) files, median \(fileMedian) lines;", terminator: " ")
    print("\(functions.count) functions, median \(functionMedian) lines")
    #expect(fileMedian <= 130)
    #expect(functionMedian <= 8)
  }

  @Test func `a long file is caught`() {
    let file = planted(String(repeating: "// a line\n", count: 500))
    #expect(Lengths.findings(in: [file]).map(\.message) == ["501 lines, more than 500"])
  }

  @Test func `a long line is caught`() {
    let file = planted("// " + String(repeating: "x", count: 98))
    #expect(Lengths.findings(in: [file]).map(\.message) == ["101 columns, more than 100"])
  }

  @Test func `a long function is caught, with its signature over several lines`() {
    let body = String(repeating: "    step()\n", count: 66)
    let text = "struct A {\n  func run(\n    _ a: Int\n  ) {\n\(body)  }\n}\n"
    #expect(Lengths.findings(in: [planted(text)]).isEmpty)
    let longer = text.replacing("step()\n  }", with: "step()\n    step()\n  }")
    #expect(Lengths.findings(in: [planted(longer)]).map(\.line) == [2])
  }

  @Test func `requirements and stored properties are not functions`() {
    let text = """
      protocol Port {
        func open(_ name: String) async throws(PortError)
        var isOpen: Bool { get }
      }
      struct A: Port {
        var count = 0
        var isOpen: Bool { count > 0 }
        init() {
          count = 1
        }
        let action = {
          1
        }
      }
      """
    let found = Lengths.functions(of: planted(text))
    #expect(found.map(\.start) == [8])
    #expect(found.map(\.lineCount) == [3])
  }

  private func planted(_ text: String) -> TextFile {
    TextFile(path: "Sources/Scenarios/Planted.swift", text: text)
  }
}
