import Testing

@Suite("Swift text")
struct SwiftTextTests {
  @Test func `comments and literals are blanked, columns stay`() {
    let text = "let a = \"b // c\" + d // e\n/* f\ng */ h"
    #expect(SwiftText.withoutLiterals(text) == "let a =          + d     \n    \n     h")
  }

  @Test func `code in an interpolation stays code`() {
    let code = SwiftText.withoutLiterals(#"x("n \(value.map { "q \($0)" }) m", y)"#)
    #expect(code.contains("value.map {"))
    #expect(code.contains("$0"))
    #expect(code.hasSuffix(", y)"))
    #expect(!code.contains("q"))
  }

  @Test func `raw and multi-line literals end where they end`() {
    let text = "let a = #\"x \" \\(y) \\#(z)\"#; b\nlet c = \"\"\"\n  \"d\"\n  \"\"\"; e"
    let code = SwiftText.withoutLiterals(text)
    #expect(code.identifiers == ["let", "a", "z", "b", "let", "c", "e"])
  }

  @Test func `a sentence in back-ticks is no code`() {
    let code = SwiftText.withoutLiterals("func `a Task { is caught`() {}")
    #expect(
      code
        == "func `__________________`() {}".replacing(
          "__________________",
          with: String(repeating: "_", count: 18)
        )
    )
  }
}
