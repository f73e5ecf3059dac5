import Foundation
import RunReports
import Testing
import VoicePipeline

@Suite("HTML report")
struct HTMLReportTests {
  @Test(arguments: EdgeCase.allCases)
  func `every element is closed and every id is unique`(edge: EdgeCase) {
    let page = PageReader(HTMLReport.text(edge.facts))
    #expect(page.problems == [])
    #expect(page.ids.count == Set(page.ids).count)
    for target in page.references { #expect(page.ids.contains(target), "\(target)") }
  }

  @Test(arguments: EdgeCase.allCases)
  func `nothing is loaded and nothing of the host is told`(edge: EdgeCase) {
    let text = HTMLReport.text(edge.facts)
    let namespaces = text.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
    for banned in ["http:", "https:", "url(//", "@import", "/home/anna/", "x86_64", " style="] {
      #expect(!namespaces.contains(banned), "\(banned)")
    }
    #expect(text.utf8.count <= 1_500_000)
  }

  @Test func `text from outside never becomes markup`() {
    let page = PageReader(HTMLReport.text(EdgeCase.hostile.facts))
    #expect(page.count(of: "script") == 1)
    #expect(!page.text.contains("<script>alert"))
    #expect(!page.text.utf8.contains(0x1B))
    #expect(!page.text.utf8.contains(0))
  }

  @Test func `the policy names the script and the style that are in the page`() throws {
    let text = HTMLReport.text(EdgeCase.overloaded.facts)
    let script = try #require(Self.content(of: "script", in: text))
    let style = try #require(Self.content(of: "style", in: text))
    #expect(script.utf8.count <= 4_096)
    #expect(style.utf8.count <= 16_384)
    for content in [script, style] {
      #expect(text.contains("sha256-\(Oracle.sha256Base64(content))&#39;"))
    }
  }

  @Test func `sections without data do not appear`() {
    let page = PageReader(HTMLReport.text(EdgeCase.noCall.facts))
    #expect(page.ids.contains("provenance"))
    for key in ["load", "latency", "stages", "wer", "outcomes", "carriers", "claim", "worst"] {
      #expect(!page.ids.contains(key), "\(key)")
    }
  }

  @Test func `a table without all calls is not said to have them`() {
    var facts = EdgeCase.overloaded.facts
    let whole = "Every call and turn stands under its number"
    #expect(HTMLReport.text(facts).contains(whole))
    facts.engine.records = RecordShares(turns: 0.25, modelCalls: 0.1)
    let text = PageReader(HTMLReport.text(facts)).text
    #expect(!text.contains(whole))
    #expect(text.contains("the turns of 25.0\u{A0}% of them in turns.csv.gz"))
    #expect(text.contains("turns.csv, of 25.0\u{A0}% of the calls"))
    #expect(text.contains("; turns of 25.0\u{A0}% of the calls"))
    #expect(text.contains("model-calls.csv, of 10.0\u{A0}% of the calls"))
  }

  @Test func `a service without a price is named, and a tool is not`() throws {
    var facts = EdgeCase.overloaded.facts
    let head = "Without a price, and left out: "
    #expect(!HTMLReport.text(facts).contains(head))
    let place = try #require(facts.services.firstIndex { $0.service == .recognizer })
    facts.services[place].cost = nil
    #expect(HTMLReport.text(facts).contains(head + "recognizer."))
  }

  @Test func `curves keep to 600 points`() {
    var facts = EdgeCase.overloaded.facts
    facts.load = SampleWorld(minutes: 2_000, slots: 1_020).load
    facts.responseWindows = SampleWorld(minutes: 2_000, slots: 1_020).windows
    let paths = HTMLReport.text(facts).components(separatedBy: " d=\"").dropFirst()
    for path in paths {
      let points = path.prefix { $0 != "\"" }.count { "MLHV".contains($0) }
      // A band has the points of two curves, a staircase two commands for each step.
      #expect(points <= 1_202)
    }
  }

  private static func content(of tag: String, in text: String) -> String? {
    guard let start = text.range(of: "<\(tag)>"),
      let end = text.range(of: "</\(tag)>", range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }
}
