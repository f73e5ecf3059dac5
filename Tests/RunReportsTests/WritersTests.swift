import Foundation
import RunReports
import SimCore
import Testing
import VoicePipeline

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("JSON")
struct JSONTests {
  @Test func `keys are sorted, values stand alone on their lines`() {
    let value = JSONValue.object([
      .init("b", .array([.integer(1), .null, .boolean(true)])), .init("a", .object([])),
      .init("ab", .fixed(1.0 / 3, decimals: 3)), .init("é", .string("\"\\\n\u{1}ü")),
    ])
    #expect(
      JSONWriter.text(value) == """
        {
          "a": {},
          "ab": 0.333,
          "b": [
            1,
            null,
            true
          ],
          "é": "\\"\\\\\\n\\u0001ü"
        }

        """
    )
  }

  @Test func `numbers have fixed decimals, and what is no number is null`() {
    #expect(JSONValue.fixed(-0.0001, decimals: 3) == .number("0.000"))
    #expect(JSONValue.fixed(.nan, decimals: 3) == .null)
    #expect(JSONValue.milliseconds(.nanoseconds(1_234_567)) == .number("1.235"))
    #expect(JSONValue.milliseconds(nil) == .null)
    #expect(JSONValue.seconds(.milliseconds(90_061)) == .number("90.061"))
  }

  @Test(arguments: EdgeCase.allCases)
  func `run.json reads back, and only host tells of the machine`(edge: EdgeCase) throws {
    let text = RunJSON.text(edge.facts)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["format"] as? Int == 1)
    let scenario = object?["scenario"] as? [String: Any]
    #expect(scenario?["name"] as? String == edge.facts.scenario.name)
    var other = edge.facts
    other.host = HostFacts(
      cpuSeconds: 9,
      wallSeconds: 9,
      memoryPeakBytes: 9,
      scenarioPath: "/x",
      leadPath: "/y",
      machine: "aarch64",
      kernel: "9"
    )
    let changed = zip(text.split(separator: "\n"), RunJSON.text(other).split(separator: "\n"))
      .filter { $0.0 != $0.1 }
    #expect(changed.count == 7)
    #expect(HTMLReport.text(other) == HTMLReport.text(edge.facts))
    #expect(SummaryMarkdown.text(other) == SummaryMarkdown.text(edge.facts))
    #expect(JUnitReport.text(other) == JUnitReport.text(edge.facts))
  }
}

@Suite("JUnit")
struct JUnitTests {
  private final class Counter: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
    }
  }

  @Test(arguments: EdgeCase.allCases)
  func `it is XML with one case for each threshold, check and claim`(edge: EdgeCase) {
    let facts = edge.facts
    let parser = XMLParser(data: Data(JUnitReport.text(facts).utf8))
    let counter = Counter()
    parser.delegate = counter
    #expect(parser.parse(), "\(parser.parserError.map(String.init(describing:)) ?? "")")
    let cases = facts.thresholds.count + facts.checks.count + (facts.claim == nil ? 0 : 1)
    #expect(counter.elements["testcase", default: 0] == cases)
    let failed = facts.thresholds.count { $0.verdict == .fail }
    let unexpected = facts.claim.map { $0.finding == $0.expected ? 0 : 1 } ?? 0
    #expect(counter.elements["failure", default: 0] == failed + unexpected)
  }
}

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

@Suite("Figures")
struct FiguresTests {
  @Test func `shares are never rounded to all or nothing`() {
    let texts: [(Double, String)] = [
      (0, "0"), (1, "100"), (0.97404, "97.4"), (0.9999, "99.99"), (0.99996, "99.996"),
      (0.0084, "0.84"), (0.00065, "0.065"), (0.0000004, "0.00004"), (1.5, "150.0"),
      (0.0781, "7.81"),
    ]
    for (share, text) in texts { #expect(Figures.percent(share) == text) }
  }

  @Test func `spans take their two largest units`() {
    let texts: [(Duration, String)] = [
      (.milliseconds(250), "250 ms"), (.milliseconds(1_500), "1.5 s"), (.seconds(40), "40 s"),
      (.seconds(290), "4 min 50 s"), (.seconds(3_600), "1 h"), (.seconds(5_400), "1 h 30 min"),
      (.seconds(200_000), "2 d 7 h"), (.zero, "0 ms"),
    ]
    for (span, text) in texts { #expect(Figures.plain(Figures.span(span)) == text) }
  }

  @Test func `points of the run read like a clock`() {
    #expect(Figures.clock(SimInstant(nanoseconds: 1_430_900_000_000)) == "23:50")
    #expect(Figures.clock(SimInstant(nanoseconds: 5_025_000_000_000)) == "1:23:45")
  }

  @Test func `counts are grouped, minus is a minus`() {
    #expect(Figures.count(-1_234_567) == "\u{2212}1,234,567")
    #expect(Figures.fixed(-0.04, decimals: 1) == "0.0")
    #expect(Figures.milliseconds(.microseconds(1_612_400)) == "1,612")
    #expect(Figures.milliseconds(.microseconds(420)) == "0.4")
  }

  @Test func `a command survives the shell`() throws {
    let words = ["plain", "two words", "it's", "$HOME `x`", "", "a\\b", EdgeCase.attack]
    for word in words where !word.contains("\0") {
      let program = "import shlex, sys; print(shlex.split(sys.stdin.read())[0], end='')"
      let quoted = Data(RunFacts.shellQuoted(word).utf8)
      guard let read = try Oracle.python(program, input: quoted) else { return }
      #expect(String(decoding: read, as: UTF8.self) == word)
    }
  }
}

@Suite("Shares")
struct ShareTests {
  @Test func `each ratio has its own whole, and unfinished calls count nowhere`() {
    let facts = EdgeCase.overloaded.facts
    #expect(facts.share(.callSuccessRate) == Share(11_703, of: 12_013))
    #expect(facts.share(.blockedCalls) == Share(166, of: 12_013))
    #expect(facts.share(.abandonedCalls) == Share(131, of: 12_013))
    #expect(facts.share(.answerSeizureRatio) == Share(16_033, of: 19_974))
    #expect(facts.share(.responseLatency) == nil)
    #expect(EdgeCase.noCall.facts.share(.callSuccessRate)?.value == nil)
  }
}
