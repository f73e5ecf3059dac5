import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Regions in a scenario")
struct RegionFormatTests {
  private static let base = """
    routing:
      regions:
        preset: aws
        places:
          - {name: us-east-1, zones: [America/New_York]}
          - {name: eu-west-1, zones: [Europe/London]}
    """

  private static func problems(_ platform: String, _ more: String = "") -> [String] {
    Loading.problems("\(Loading.minimal)\n\(base)\nplatform: \(platform)\n\(more)\n").map(\.message)
  }

  private static let pods = "pods: {min: 1, max: 2}"

  @Test(arguments: [
    ("{regions: {sites: [{region: us-east-1}]}}", "stands as it is, and has no regions"),
    (
      "{\(pods), regions: {sites: [{region: mars}]}}", "no place of routing.regions is named 'mars'"
    ),
    (
      "{\(pods), regions: {sites: [{region: us-east-1}, {region: us-east-1}]}}",
      "a site before it is named 'us-east-1'"
    ),
    (
      "{\(pods), regions: {sites: [{region: us-east-1, min: 9}]}}",
      "never fewer than 9 pods, and never more than 2"
    ),
    (
      "{\(pods), regions: {sites: [{region: us-east-1}], stages: {llm: mars}}}",
      "no place of routing.regions is named 'mars'"
    ),
    (
      "{\(pods), regions: {sites: [{region: eu-west-1}], stages: {llm: us-east-1}, "
        + "residency: [{of: eu-west-1, within: [eu-west-1]}]}}",
      "has to stay within eu-west-1, and llm is in us-east-1"
    ),
    (
      "{\(pods), regions: {sites: [{region: eu-west-1}], residency: "
        + "[{of: eu-west-1, within: [eu-west-1]}, {of: eu-west-1, within: [eu-west-1]}]}}",
      "a rule before it is named 'eu-west-1'"
    ),
    ("{\(pods), zones: 2, regions: {sites: [{region: us-east-1}]}}", "zones share nothing"),
    (
      "{\(pods), autoscaler: {triggers: [{metric: queue-depth}]}, "
        + "regions: {sites: [{region: us-east-1}]}}",
      "queue-depth is one figure for all of them"
    ),
    (
      "{\(pods), tenancy: shared, regions: {sites: [{region: us-east-1}]}}",
      "tenants share the pods"
    ),
  ])
  func `what regions cannot have is said with its place`(_ platform: String, _ text: String) {
    let found = Self.problems(platform)
    #expect(found.contains { $0.contains(text) }, "\(found)")
  }

  @Test func `faults of regions and zones befall what there is`() {
    let sites = "{\(Self.pods), regions: {sites: [{region: us-east-1}]}}"
    func problems(_ fault: String, _ platform: String = sites) -> [String] {
      Self.problems(platform, "faults: [\(fault)]")
    }
    let unknown = problems("{region: eu-west-1, kind: region-loss, at: 1m}")
    #expect(unknown.contains { $0.contains("no place of platform.regions") }, "\(unknown)")
    let kind = problems("{region: us-east-1, kind: outage, at: 1m}")
    #expect(kind.contains { $0.contains("outage is no fault of a region") }, "\(kind)")
    let zone = problems("{zone: 0, kind: zone-loss, at: 1m}")
    #expect(zone.contains { $0.contains("there are no nodes") }, "\(zone)")
    let nodes = "{\(Self.pods), nodes: {zones: 2}}"
    let far = problems("{zone: 2, kind: zone-loss, at: 1m}", nodes)
    #expect(far.contains { $0.contains("there is no zone 2") }, "\(far)")
    #expect(problems("{zone: 1, kind: zone-loss, at: 1m}", nodes).isEmpty)
  }

  @Test func `callers and campaigns are in regions that there are`() {
    let inbound = Loading.problems(
      """
      scenario: a
      start: 2026-03-02T18:00:00Z
      duration: 1m
      load: {inbound: {rate: 60/h, regions: [{region: mars, share: 50%}]}}
      callers: [{share: 100%, profile: us-landline-quiet}]

      """ + Self.base + "\n"
    ).map(\.message)
    #expect(inbound.contains { $0.contains("no place of routing.regions is named 'mars'") })
    #expect(inbound.contains { $0.contains("the regions' shares make 50%") }, "\(inbound)")
  }

  @Test func `regions of AWS lie as far apart as was measured, and own pairs come first`() throws {
    func map(_ more: String) throws -> RegionMap {
      let scenario = try WorldBench.scenario(
        "duration: 1m\nload: {inbound: {rate: 60/h}}\n\(Self.base)\n\(more)"
      )
      return try #require(scenario.routing.regions).map
    }
    #expect(try map("").distance(from: 0, to: 1) == .microseconds(40_250))
    let own = try map("    pairs: [{from: eu-west-1, to: us-east-1, delay: 44ms}]")
    #expect(own.distance(from: 0, to: 1) == .milliseconds(44))
  }
}
