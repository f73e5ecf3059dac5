import Testing

@Suite("Doc comments")
struct DocCommentTests {
  @Test func `every type that other modules see is documented`() {
    for finding in DocComments.findings(in: Repository.sources) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: [
    "package struct Call {", "public enum Outcome {", "package final class Cell: Executor {",
    "@frozen package struct Instant {", "package actor Agent: CellActor {",
  ])
  func `a planted type without a word is caught`(line: String) {
    #expect(DocComments.findings(in: [planted("import SimCore\n\n" + line)]).map(\.line) == [3])
  }

  @Test(arguments: [
    "/// A call.\npackage struct Call {", "/// A call.\n@frozen\npackage struct Call {",
    "struct Inner {", "package func run() {", "package static let zero = 0",
  ])
  func `documented types, inner types and members are let through`(text: String) {
    #expect(DocComments.findings(in: [planted(text)]).isEmpty)
  }

  private func planted(_ text: String) -> TextFile {
    TextFile(path: "Sources/Scenarios/Planted.swift", text: text)
  }
}
