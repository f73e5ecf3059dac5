import Experiments
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Figures of the audit log")
struct AuditMetricTests {
  private func reading(
    _ metric: MetricName,
    _ defect: PlantedDefect?,
    audit: String = "collections"
  ) throws -> MetricReading {
    let text = """
      scenario: bench
      start: 2026-03-02T18:00:00Z
      duration: 10m
      load: {campaign: {leads: leads.csv, rate: 1200/h}}
      platform: {pods: 2, slots_per_pod: 15}
      audit: \(audit)
      """
    let scenario = try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "bench.yaml",
      directory: "/",
      overrides: [],
      seed: 1,
      thresholds: []
    )
    let bench = try RunBench()
    let leads = try LeadFile.load(bench.path("leads.csv")).leads
    var world = World(
      scenario: scenario,
      seed: 1,
      leads: [leads],
      bindings: WorldBindings(defect: defect),
      compress: { Gzip.member($0) }
    )
    while world.advance() != nil {}
    return world.finish().reading(metric, .value)
  }

  @Test func `every chain is closed and nobody stands in clear, and a planted gap is counted`()
    throws
  {
    let whole = try reading(.openAuditChains, nil)
    #expect(whole.value == 0 && whole.count > 150)
    #expect(try reading(.personalDataInLog, nil).value == 0)
    let gaps = try reading(.openAuditChains, .auditForgetful)
    // Every ninth call has no end.
    let expected = Double(gaps.count / 9)
    #expect(gaps.value == expected)
  }

  @Test(arguments: [("collections", 3.0), ("service", 2.0), ("general", 7.0)])
  func `the log says for how many years it is kept`(audit: String, years: Double) throws {
    #expect(try reading(.auditRetentionYears, nil, audit: audit).value == years)
  }
}
