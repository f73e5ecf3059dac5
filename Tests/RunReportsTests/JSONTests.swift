import Foundation
import RunReports
import SimCore
import Testing

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
