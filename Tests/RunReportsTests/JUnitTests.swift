import Foundation
import RunReports
import Testing
import VoicePipeline

#if canImport(FoundationXML)
  import FoundationXML
#endif

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
    let unexpected = facts.claim.map {
      $0.finding == $0.expected || $0.finding == .undecided ? 0 : 1
    }
    #expect(counter.elements["failure", default: 0] == failed + (unexpected ?? 0))
  }
}
