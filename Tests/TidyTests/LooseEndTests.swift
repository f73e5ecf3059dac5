import Testing

@Suite("Loose ends")
struct LooseEndTests {
  /// This folder names what it looks for.
  @Test func `no loose end is committed`() {
    let files = Repository.files.filter { !$0.path.hasPrefix("Tests/TidyTests/") }
    for finding in LooseEnds.findings(in: files) {
      Issue.record("\(finding)")
    }
  }

  @Test(arguments: LooseEnds.words.keys.sorted())
  func `a planted loose end is caught`(word: String) {
    let file = TextFile(
      path: "Sources/SimCore/Planted.swift",
      text: "let a = 1\n// \(word) later\n"
    )
    #expect(LooseEnds.findings(in: [file]).map(\.line) == [2])
  }
}
