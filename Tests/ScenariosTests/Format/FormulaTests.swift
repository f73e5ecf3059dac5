import Scenarios
import Testing
import VoicePipeline

@Suite("Formulas of figures")
struct FormulaTests {
  /// What the sample arms measured: in nanoseconds, and shares.
  private func measured(_ quantity: MeasuredQuantity) -> Double? {
    switch (quantity.arm, quantity.figure) {
    case (.named("slow"), .statistic(.responseLatency, .p50)): 2e9
    case (.named("fast"), .statistic(.responseLatency, .p50)): 1.2e9
    case (.own, .statistic(.responseLatency, .p95)): 3e9
    case (.own, .statistic(.callSuccessRate, .value)): 0.9
    case (.own, .statistic(.activeCalls, .mean)): 25
    case (.first, .share(.responseLatency, .atMost, bound: 500_000_000)): 0.25
    case (.last, .share(.responseLatency, .above, bound: 500_000_000)): 0.5
    default: nil
    }
  }

  @Test(
    arguments: [
      ("reduction(slow.response_latency.p50, fast.response_latency.p50)", 0.4, "ratio"),
      ("response_latency.p95 - 500ms", 2.5e9, "latency"),
      ("-response_latency.p95 + 2 * 1500ms", 0, "latency"),
      ("response_latency.p95 / 1s", 3, "count"),
      ("(1 + 2) * active_calls.mean - 4/2", 73, "count"),
      ("2 - 1 - active_calls.mean", -24, "count"),
      ("1 - call_success_rate", 0.1, "ratio"),
      ("call_success_rate * response_latency.p95", 2.7e9, "latency"),
      ("min(3s, response_latency.p95, 10m)", 3e9, "latency"),
      ("max(25%, call_success_rate)", 0.9, "ratio"),
      ("exceeds(response_latency.p95, 2999ms)", 1, "ratio"),
      ("exceeds(response_latency.p95, 3s)", 0, "ratio"),
      ("exceeds(95%, call_success_rate) * 2", 2, "ratio"),
      ("first.active_calls.mean", .nan, "count"),
      ("share(first.response_latency <= 500ms)", 0.25, "ratio"),
      ("share( last.response_latency>0.5s )*2", 1, "ratio"),
      ("response_latency.p95 / (2 * (1 - 1))", .nan, "latency"),
    ]
  )
  func `a formula has the value of its arithmetic and the kind of its units`(
    text: String,
    value: Double,
    kind: String
  ) throws {
    let formula = try #require(try ClaimLoading.formula(text))
    let found = formula.expression.value(measured)
    if value.isNaN {
      #expect(found == nil, "\(text)")
    } else {
      let found = try #require(found, "\(text)")
      #expect((found - value).magnitude <= 1e-9 * max(1, value.magnitude), "\(text): \(found)")
    }
    #expect("\(formula.kind)" == kind, "\(text)")
    #expect(formula.text == text)
  }

  @Test(
    arguments: [
      ("respons_latency.p95", 1, "no metric 'respons_latency'", "'response_latency'"),
      ("1 + response_latency.p59", 22, "no statistic 'p59'", "'p50'"),
      ("slow.respons_latency.p50", 6, "no metric 'respons_latency'", "'response_latency'"),
      ("fastt.response_latency.p50", 1, "no arm 'fastt'", "'fast'"),
      ("response_latency", 1, "needs a statistic", "response_latency.p50"),
      ("response_latency.p95 + 5", 22, "a time and a number", "unit"),
      ("response_latency.p95 +", 23, "a value is missing", "number"),
      ("(response_latency.p95", 22, "')' is missing", "Add it"),
      ("response_latency.p95)", 21, "')' is not expected", "Join"),
      ("response_latency.p95 response_latency.p50", 22, "'r' is not expected", "Join"),
      ("response_latency.p95 * hold_time.p50", 1, "time to the power of 2", "Make it"),
      ("5% / hold_time.p50", 1, "time to the power of -1", "Make it"),
      ("reduction(hold_time.p50)", 1, "takes two values, not 1", "reduction(a, b)"),
      ("reduction(1,2,hold_time.p50/1s)", 1, "takes two values, not 3", "reduction(a, b)"),
      ("exceeds(1)", 1, "takes two values, not 1", "exceeds(a, b)"),
      ("exceeds(hold_time.p50, 1)", 1, "a time and a number", "unit"),
      ("min(hold_time.p50)", 1, "at least two values, not 1", "min(a, b)"),
      ("mean(hold_time.p50, 1s)", 1, "no function 'mean'", "'min'"),
      ("share(respons_latency <= 1s)", 7, "no latency 'respons_latency'", "'response_latency'"),
      ("share(response_latency == 1s)", 24, "'==' is no comparison", "< <= > >="),
      ("share(response_latency 1s)", 24, "a comparison is missing", "< <= > >="),
      ("share(response_latency <= 5%)", 27, "'5%' is not a duration", "500ms"),
      ("share(response_latency <= 5 s)", 27, "'5' is not a duration", "500ms"),
      ("share(call_success_rate <= 1s)", 7, "no latency 'call_success_rate'", "latencies are"),
      ("500mms + hold_time.p50", 1, "'500mms' is not a duration", "duration"),
      ("1.2.3 * hold_time.p50", 1, "'1.2.3' is no number", "40%"),
      ("1 + 2", 1, "measures nothing", "metric"),
      ("hold_time.p50 & 1", 15, "'&' is not expected", "Join"),
      (String(repeating: "(", count: 60) + "1", 51, "nested too deeply", "flatter"),
      (String(repeating: "-", count: 60) + "1", 51, "nested too deeply", "flatter"),
    ]
  )
  func `what is wrong in a formula is named with its column`(
    text: String,
    column: Int,
    message: String,
    remedy: String
  ) throws {
    let parts =
      ClaimLoading.arms
      + "\nfigures:\n  - name: f\n    value: \"\(text)\"\n    range: < 1h"
    let found = try #require(ClaimLoading.problems(parts).first, "\(text)")
    // Lines: 4 of the scenario, 5 of the claim's head, 3 of the arms, then figures, name, value.
    #expect(found.line == 15, "\(found.text)")
    #expect(found.column == 14 + column, "\(found.text)")
    #expect(found.path == "claim.figures[0].value")
    #expect(found.message.contains(message), "\(found.text)")
    #expect(found.remedy.contains(remedy), "\(found.text)")
  }

  @Test func `what a formula has to measure is listed once`() throws {
    let text = "slow.hold_time.p50 + fast.hold_time.p50 - slow.hold_time.p50 * 2"
    let formula = try #require(try ClaimLoading.formula(text))
    #expect(formula.quantities.map(\.arm) == [.named("slow"), .named("fast")])
  }
}
