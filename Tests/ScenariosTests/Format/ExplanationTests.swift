import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Explanation of a scenario")
struct ExplanationTests {
  @Test func `every parameter has a line with value, grade and source`() throws {
    let scenario = try Loading.load(bytes: ScenarioFiles.bytes("peak-20k.yaml"))
    let lines = ScenarioExplanation.text(of: scenario).split(separator: "\n").map(String.init)
    for assumption in scenario.assumptions {
      let line = try #require(lines.first { $0.hasPrefix(assumption.path + " ") })
      #expect(line.contains(assumption.value))
      #expect(line.contains("  \(assumption.provenance.grade.letter)  "))
      #expect(line.contains(assumption.provenance.source))
    }
    for threshold in scenario.thresholds { #expect(lines.contains("  \(threshold.text)")) }
  }

  @Test func `the columns of values stand below one another`() throws {
    let scenario = try Loading.load(Loading.minimal)
    let lines = ScenarioExplanation.text(of: scenario).split(separator: "\n").map(String.init)
    let rows = scenario.assumptions.compactMap { assumption in
      lines.first { $0.hasPrefix(assumption.path + " ") }.map { ($0, assumption.value) }
    }
    let columns = Set(
      rows.map { row, value in
        row.prefix { $0 != " " }.count + row.drop { $0 != " " }.prefix { $0 == " " }.count
      }
    )
    #expect(columns.count == 1)
    #expect(rows.count == scenario.assumptions.count)
  }

  @Test func `assumptions stand in the order of the resolved text`() throws {
    let scenario = try Loading.load(bytes: ScenarioFiles.bytes("first-light.yaml"))
    let paths = scenario.assumptions.map(\.path)
    #expect(Set(paths).count == paths.count)
    let top = paths.map { String($0.prefix { $0 != "." && $0 != "[" }) }
    let keys = scenario.resolvedText.split(separator: "\n").filter { !$0.hasPrefix(" ") }
      .map { String($0.prefix { $0 != ":" }) }
    let order = top.compactMap { keys.firstIndex(of: $0) }
    #expect(order.count == top.count)
    #expect(order == order.sorted())
  }

  @Test func `the template is a scenario, whatever its name`() throws {
    for name in ["mine", "no", "1e3", "a.b-c_d"] {
      let scenario = try Loading.load(ScenarioTemplate.text(name: name, leads: "my leads.csv"))
      #expect(scenario.name == name)
      #expect(scenario.campaigns[0].leads == "my leads.csv")
      #expect(!scenario.thresholds.isEmpty)
    }
  }

  @Test func `the pinned scenario has its pinned figures`() throws {
    let peak = try Loading.load(bytes: ScenarioFiles.bytes("peak-20k.yaml"))
    #expect(peak.campaigns[0].rate * 3600 == 20_000)
    #expect(peak.campaigns[0].attempts == 20_000)
    #expect(peak.duration == .seconds(3600))
    #expect(peak.answers.human == 0.6)
    #expect(peak.campaigns[0].leads.hasSuffix("us-100k.csv"))
    let mean = peak.callers.reduce(Duration.zero) { $0 + $1.talkTime.mean * $1.share }
    #expect(abs((mean - .seconds(180)).nanoseconds) < 1_000_000)
  }

  @Test func `the claim of five hundred leads has its figures`() throws {
    let claim = try Loading.load(bytes: ScenarioFiles.bytes("claims/five-hundred-leads.yaml"))
    #expect(claim.campaigns[0].rate * 3600 == 500)
    #expect(claim.campaigns[0].arrivals == .poisson)
    #expect(claim.warmUp == .seconds(1800))
    #expect(claim.duration == .seconds(5400))
    #expect(claim.replications == 200)
    #expect(claim.claim?.single?.metric == .activeCalls)
    #expect(claim.claim?.single?.statistic == .max)
    #expect(claim.claim?.single?.range == 25...30)
    #expect(claim.claim?.expected == .refuted)
    let held = claim.callers[0].talkTime.mean * (claim.campaigns[0].rate * claim.answers.human)
    #expect(abs(held.nanoseconds - 25_000_000_000) < 1_000_000)
  }
}
