import Foundation
import RunReports
import Testing

/// Byte comparison with files that were looked at once; `SIMRUN_UPDATE_GOLDEN=1` rewrites them.
@Suite("Golden reports")
struct GoldenTests {
  @Test(arguments: [EdgeCase.overloaded, .noCall, .oneCall, .hostile, .study])
  func `every writer gives the bytes that were approved`(edge: EdgeCase) throws {
    let facts = edge.facts
    try Golden.check(RunJSON.text(facts), "\(edge.rawValue).run.json")
    try Golden.check(HTMLReport.text(facts), "\(edge.rawValue).report.html")
    try Golden.check(SummaryMarkdown.text(facts), "\(edge.rawValue).summary.md")
    try Golden.check(JUnitReport.text(facts), "\(edge.rawValue).junit.xml")
    let style = TerminalStyle(directory: "Reports/\(facts.directoryName)")
    try Golden.check(TerminalSummary.text(facts, style: style), "\(edge.rawValue).summary.txt")
  }

  @Test func `the summary has an ANSI and an ASCII form`() throws {
    let facts = EdgeCase.overloaded.facts
    let ansi = TerminalStyle(hasColor: true, isVerbose: true)
    try Golden.check(TerminalSummary.text(facts, style: ansi), "overloaded.summary.ansi")
    let ascii = TerminalStyle(hasUnicode: false)
    try Golden.check(TerminalSummary.text(facts, style: ascii), "overloaded.summary.ascii")
  }
}

enum Golden {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Golden")

  static func check(_ text: String, _ name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["SIMRUN_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    if expected == text { return }
    Attachment.record(Array(text.utf8), named: name)
    let lines = zip(
      expected.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let difference = lines.enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) differs in line \((difference?.offset ?? 0) + 1): \
      expected \(difference?.element.0.prefix(200) ?? "fewer lines"), \
      got \(difference?.element.1.prefix(200) ?? "more lines")
      """
    )
  }
}
