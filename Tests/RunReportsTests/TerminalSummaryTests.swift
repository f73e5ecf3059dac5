import RunReports
import Testing

@Suite("Terminal summary")
struct TerminalSummaryTests {
  private func lines(_ edge: EdgeCase, _ style: TerminalStyle) -> [Substring] {
    TerminalSummary.text(edge.facts, style: style).split(separator: "\n")
  }

  @Test(arguments: EdgeCase.allCases)
  func `no line is wider than 80 columns`(edge: EdgeCase) {
    for isVerbose in [false, true] {
      for hasUnicode in [false, true] {
        let style = TerminalStyle(hasUnicode: hasUnicode, isVerbose: isVerbose)
        for line in lines(edge, style) {
          // A word of a command that is to be copied is never cut.
          let words = line.split(separator: " ").filter { $0 != "\\" }
          #expect(line.count <= 80 || words.count == 1 || line.contains("'"), "\(line)")
        }
      }
    }
  }

  @Test(arguments: EdgeCase.allCases)
  func `colour adds nothing but escape sequences`(edge: EdgeCase) {
    let plain = TerminalSummary.text(edge.facts, style: TerminalStyle(isVerbose: true))
    let painted = TerminalSummary.text(
      edge.facts,
      style: TerminalStyle(hasColor: true, isVerbose: true)
    )
    let stripped = painted.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(stripped == plain)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test(arguments: EdgeCase.allCases)
  func `without UTF-8 it is plain ASCII`(edge: EdgeCase) {
    let text = TerminalSummary.text(edge.facts, style: TerminalStyle(hasUnicode: false))
    #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
  }
}
