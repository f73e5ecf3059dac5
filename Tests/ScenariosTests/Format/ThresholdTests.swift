import Scenarios
import Testing
import VoicePipeline

@Suite("Thresholds")
struct ThresholdTests {
  @Test func `metric, statistic, comparison and bound are read`() throws {
    let texts = [
      "response_latency.p95 < 1500ms", "call_success_rate > 97%", "dnc_violations == 0",
      "active_calls.max<=600", "blocked_calls >= 0.01", "hold_time.mean < 3m",
    ]
    let thresholds = try Loading.load(Loading.minimal, thresholds: texts).thresholds
    #expect(
      thresholds.map(\.metric) == [
        .responseLatency, .callSuccessRate, .doNotCallViolations, .activeCalls, .blockedCalls,
        .holdTime,
      ]
    )
    #expect(thresholds.map(\.statistic) == [.p95, .value, .value, .max, .value, .mean])
    #expect(thresholds.map(\.comparison) == [.below, .above, .equal, .atMost, .atLeast, .below])
    #expect(thresholds.map(\.bound) == [1.5e9, 0.97, 0, 600, 0.01, 1.8e11])
    #expect(thresholds[3].text == "active_calls.max <= 600")
  }

  @Test func `every metric takes a threshold in its own unit and in no other`() {
    let levels: [MetricName] = [
      .activeCalls, .contextTokens, .offeredCalls, .pods, .desiredPods, .retryAmplification,
      .warmSessions, .eventBacklog,
    ]
    for metric in MetricName.allCases {
      for (kind, bound) in [(MetricName.Kind.latency, "1s"), (.ratio, "5%"), (.count, "3")] {
        let hasSeveral = metric.kind == .latency || levels.contains(metric)
        let figure = hasSeveral ? ".max" : ""
        let text = "\(metric.rawValue)\(figure) < \(bound)"
        let problems = Loading.problems(Loading.minimal, thresholds: [text])
        #expect(problems.isEmpty == (kind == metric.kind), "\(text)")
      }
    }
  }

  @Test func `comparisons hold as they are written`() {
    let cases: [(Threshold.Comparison, [Bool])] = [
      (.below, [true, false, false]), (.atMost, [true, true, false]),
      (.above, [false, false, true]), (.atLeast, [false, true, true]),
      (.equal, [false, true, false]),
    ]
    for (comparison, expected) in cases {
      #expect([1.0, 2.0, 3.0].map { comparison.holds($0, 2) } == expected)
    }
  }

  @Test(arguments: [
    ("respons_latency.p95 < 5s", 1, "'response_latency'"),
    ("response_latency < 5s", 1, "response_latency.p50"),
    ("response_latency.p96 < 5s", 18, "'p90'"),
    ("call_success_rate.p95 > 97%", 19, "alone"),
    ("call_success_rate ~ 97%", 19, "<="),
    ("call_success_rate = 97%", 19, "=="),
    ("call_success_rate => 97%", 19, ">="),
    ("call_success_rate > 97", 21, "97%"),
    ("response_latency.p95 < 1500", 24, "1500ms"),
    ("response_latency.p95 <", 23, "500ms"),
    ("dnc_violations == 0%", 19, "number"),
    ("< 5s", 1, "metrics"),
    ("", 1, "Write"),
  ])
  func `the column of a bad threshold is that of the bad part`(
    text: String,
    column: Int,
    remedy: String
  ) throws {
    let found = try #require(Loading.problems(Loading.minimal, thresholds: [text]).first)
    #expect(found.code == .badThreshold || text.isEmpty)
    #expect((found.file, found.line, found.column) == ("--threshold", 1, column), "\(found.text)")
    #expect(found.remedy.contains(remedy), "\(found.text)")
  }

  @Test func `columns in a file start at the line, quoted or not`() throws {
    let text = Loading.minimal + "\nthresholds:\n  - blocked_calls < x\n  - 'blocked_calls < x'\n"
    let problems = Loading.problems(text)
    #expect(problems.map(\.line) == [6, 7])
    #expect(problems.map(\.column) == [21, 22])
    #expect(problems.map(\.path) == ["thresholds[0]", "thresholds[1]"])
  }

  @Test func `thresholds of the command line follow those of the file`() throws {
    let scenario = try Loading.load(
      Loading.minimal + "\nthresholds: [blocked_calls < 1%]\n",
      thresholds: ["dnc_violations == 0"]
    )
    #expect(scenario.thresholds.map(\.text) == ["blocked_calls < 1%", "dnc_violations == 0"])
    #expect(try Loading.load(scenario.resolvedText) == scenario)
  }
}
