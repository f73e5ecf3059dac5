import Testing

@Suite("Test style")
struct TestStyleTests {
  @Test func `test files hold one named suite, and tests are sentences`() {
    for finding in TestStyle.findings(in: Repository.tests) {
      Issue.record("\(finding)")
    }
  }

  @Test func `a short or an old-style name is caught`() {
    let text = """
      @Suite("Jitter buffer")
      struct JitterBufferTests {
        @Test func testLatePacket() {}
        @Test func `late packet`() {}
        @Test(arguments: [1, 2])
        func `a late packet is concealed`(n: Int) {}
        @Test(arguments: [1, 2])
        func again(n: Int) {}
      }
      """
    #expect(TestStyle.findings(in: [planted(text)]).map(\.line) == [3, 4, 8])
  }

  @Test func `a second suite, and a suite without a name, are caught`() {
    let text = """
      @Suite("One") struct One {
        @Test func `one holds its value`() {}
      }
      @Suite struct Two {
      }
      """
    #expect(TestStyle.findings(in: [planted(text)]).map(\.line) == [1, 4])
  }

  @Test func `tests in a file of another name are caught`() {
    let text = "@Suite(\"A\") struct A {\n  @Test func `a holds its value`() {}\n}\n"
    let file = TextFile(path: "Tests/SimCoreTests/Other.swift", text: text)
    #expect(TestStyle.findings(in: [file]).map(\.message).count == 1)
  }

  private func planted(_ text: String) -> TextFile {
    TextFile(path: "Tests/SimCoreTests/PlantedTests.swift", text: text)
  }
}
