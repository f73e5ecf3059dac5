import Scenarios
import Testing

@Suite("Inbound format")
struct InboundFormatTests {
  private func problems(_ inbound: String) -> [ScenarioProblem] {
    Loading.problems("scenario: small\nduration: 5m\nload: {inbound: \(inbound)}\n")
  }

  @Test func `calls come in at a rate or by a trace, not both and not neither`() {
    #expect(problems("{rate: 600/h}").isEmpty)
    #expect(problems("{trace: calls.csv}").isEmpty)
    let neither = problems("{patience: 60s}")
    #expect(neither.map(\.code) == [.missingKey])
    #expect(neither.first?.path == "load.inbound.rate")
    #expect(neither.first?.remedy.contains("trace: calls.csv") == true)
    for (key, value) in [
      ("rate", "600/h"), ("arrivals", "poisson"), ("ramp", "1m"), ("day_variation", "0.1"),
      ("surge", "{factor: 2, at: 1m, for: 1m}"),
    ] {
      let both = problems("{trace: calls.csv, \(key): \(value)}")
      #expect(both.map(\.code) == [.contradiction], "\(key)")
      #expect(both.first?.path == "load.inbound.\(key)")
      #expect(both.first?.line == 3)
    }
  }

  @Test func `a trace is a file beside the scenario`() throws {
    let text = "scenario: small\nduration: 5m\nload: {inbound: {trace: ../calls.csv}}\n"
    let scenario = try Loading.load(text)
    #expect(scenario.inbound?.traceFile?.written == "../calls.csv")
    #expect(scenario.inbound?.traceFile?.absolute == "/dir/../calls.csv")
    #expect(try Loading.load(scenario.resolvedText).resolvedText == scenario.resolvedText)
    #expect(problems("{trace: calls/}").map(\.code) == [.badValue])
  }
}
