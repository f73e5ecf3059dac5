import Experiments
import RunReports
import Testing
import VoicePipeline

@Suite("Takeovers by moment")
struct TakeoverSuiteTests {
  /// With a mean patience of 8 s and 1.5 s for the media, 22, 43 and 76 % of those who wait for an
  /// agent hang up (F1).
  @Test func `no death of a pod loses what the store has, at any moment of a conversation`() throws
  {
    let suite = try #require(BenchmarkSuites.suite(named: "takeover"))
    let request = BenchmarkRequest(build: RunBench.build, seeds: 2, firstSeed: 1)
    let report = try suite.run(request, progress: { _ in })
    for figure in report.figures where figure.bar != nil {
      #expect(figure.isMet == true, "\(figure.key): \(figure.value)")
    }
    #expect(report.tables.last?.notes == [])
    func value(_ key: String) -> Double {
      guard case .number(let value)? = report.figures.first(where: { $0.key == key })?.value else {
        return .nan
      }
      return value
    }
    for moment in ConversationMoment.allCases {
      let key = "takeover.\(moment.rawValue)"
      // The moment has come, in both runs, for at least one conversation each.
      #expect(value("\(key).at") >= 2, "\(moment)")
      #expect(value("\(key).resumed") > 30 && value("\(key).lost") == 100, "\(moment)")
    }
    let expected = [500, 3_000, 10_000].map { value("takeover.hang_ups.\($0)_ms.expected") }
    #expect(zip(expected, [22.1, 43.0, 76.2]).allSatisfy { abs($0 - $1) < 0.1 }, "\(expected)")
  }
}
