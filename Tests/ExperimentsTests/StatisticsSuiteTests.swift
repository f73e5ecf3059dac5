import Experiments
import RunReports
import Testing

@Suite("Statistics benchmark")
struct StatisticsSuiteTests {
  @Test func `every figure is measured, under a key of its own`() throws {
    let suite = try #require(BenchmarkSuites.suite(named: "statistics"))
    var labels: [String] = []
    let request = BenchmarkRequest(build: RunBench.build, runs: 1, events: 500)
    let report = try suite.run(request) { labels.append($0) }
    let keys = report.figures.map(\.key)
    #expect(Set(keys).count == keys.count)
    #expect(report.figures.allSatisfy { $0.value != .missing })
    #expect(labels.count >= 20)
    for key in [
      "draw.keyed.ns", "draw.exponential.ns", "draw.normal.ns", "draw.lognormal.ns",
      "draw.gamma.ns", "draw.pareto.ns", "draw.poisson.ns", "draw.alias.ns",
      "draw.quantile_table.ns",
      "histogram.record.ns", "histogram.merge.ns", "histogram.encode.mb_per_s",
      "estimate.batch_means.ns", "draw.keyed.steps",
    ] {
      #expect(keys.contains(key), "\(key)")
    }
    let record = report.figures.first { $0.key == "histogram.record.ns" }
    #expect(record?.bar == .atMost(10))
  }

  @Test func `a part can be asked for alone`() throws {
    let suite = try #require(BenchmarkSuites.suite(named: "statistics"))
    let request = BenchmarkRequest(build: RunBench.build, runs: 1, events: 200, only: "draw.gamma")
    let report = try suite.run(request) { _ in }
    #expect(report.figures.map(\.key) == ["draw.gamma.ns", "draw.gamma.steps"])
  }
}
