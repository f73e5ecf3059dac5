import Experiments
import RunReports
import Scenarios
import Testing
import VoicePipeline

@Suite("Verdict")
struct VerdictTests {
  private static func threshold(_ verdict: Verdict) -> ThresholdFacts {
    ThresholdFacts(
      expression: "response_latency.p95 < 1500ms",
      metric: .responseLatency,
      statistic: "p95",
      comparison: "<",
      measured: 1,
      bound: 2,
      interval: nil,
      count: 100,
      verdict: verdict
    )
  }

  @Test func `one failed threshold fails a run, whatever else is undecided`() {
    let verdict = Verdict(
      thresholds: [Self.threshold(.pass), Self.threshold(.inconclusive), Self.threshold(.fail)],
      checks: [ValidityCheck(passed: false, text: "books")],
      claim: nil
    )
    #expect(verdict == .fail)
  }

  @Test func `a run that is not valid is inconclusive even when every threshold passed`() {
    let verdict = Verdict(
      thresholds: [Self.threshold(.pass)],
      checks: [ValidityCheck(passed: false, text: "books")],
      claim: nil
    )
    #expect(verdict == .inconclusive)
  }

  @Test func `a threshold without samples leaves the run undecided`() {
    let verdict = Verdict(thresholds: [Self.threshold(.inconclusive)], checks: [], claim: nil)
    #expect(verdict == .inconclusive)
  }

  @Test func `no threshold at all passes`() {
    #expect(Verdict(thresholds: [], checks: [], claim: nil) == .pass)
  }
}
