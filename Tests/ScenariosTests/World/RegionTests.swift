import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Regions in a run")
struct RegionTests {
  private static let zones =
    "places: [{name: east, zones: [America/New_York, America/Detroit]}, "
    + "{name: west, zones: [America/Los_Angeles]}]"

  private static func run(
    prefer: Bool,
    far: String = "40ms",
    faults: String = "[]"
  ) throws -> WorldBench.Run {
    try WorldBench.run(
      """
      duration: 8m
      load: {campaign: {leads: none.csv, rate: 5000/h}}
      answers: {preset: warm-list}
      callers: [{share: 100%, profile: us-landline-quiet, talk_time: 6s}]
      carriers:
        - {name: atlantic, preset: elastic-trunk, failure_share: 0%, region: east, cps: 20}
        - {name: pacific, preset: elastic-trunk, failure_share: 0%, region: west, cps: 20}
      routing: {\(prefer ? "prefer: region, " : "")regions: {far: \(far), \(zones)}}
      faults: \(faults)
      """
    )
  }

  private static func near(_ result: WorldResult) -> Double {
    let sum = result.watches.reduce(into: RegionCounts()) { $0 += $1.regions }
    return Double(sum.near) / Double(sum.near + sum.far)
  }

  @Test func `with a preference every dial to a known region is near, without half of them`()
    throws
  {
    #expect(try Self.near(Self.run(prefer: true).result) == 1)
    let blind = try Self.near(Self.run(prefer: false).result)
    #expect((0.4...0.6).contains(blind), "\(blind)")
  }

  @Test func `the way to a far region is heard in answers and rings, both ways`() throws {
    // Without a preference the routes are the same whatever lies between regions.
    let (close, apart) = (try Self.run(prefer: false, far: "0ms"), try Self.run(prefer: false))
    let columns = { (run: WorldBench.Run) in
      WorldBench.Run.rows(run.calls, "call", "pdd_ms").reduce(into: [:]) {
        $0[$1[0]] = Double($1[1])
      } as [String: Double]
    }
    let (before, after) = (columns(close), columns(apart))
    let steps = before.keys.sorted().compactMap { call -> Int? in
      guard let early = before[call], let late = after[call] else { return nil }
      return Int((late - early).rounded())
    }
    #expect(Set(steps) == [0, 80])
    let (near, far) = (
      close.result.measurements.latencies.histogram(of: .network)?.mean,
      apart.result.measurements.latencies.histogram(of: .network)?.mean
    )
    let gap = try #require(far) - (try #require(near))
    // Of those whose region is known, half go 40 ms farther, there and back.
    let sum = apart.result.watches.reduce(into: RegionCounts()) { $0 += $1.regions }
    let expected = sum.distance * 2 / apart.result.campaigns[0].account.started
    #expect(expected > .milliseconds(10))
    #expect(gap > expected / 2 && gap < expected * 2, "\(gap) for \(expected)")
  }

  @Test func `the far carrier takes over while the near one is out`() throws {
    let faults = "[{at: 2m, for: 4m, carrier: atlantic, kind: outage}]"
    let result = try Self.run(prefer: true, faults: faults).result
    let pacific = try #require(result.watches.last)
    #expect(pacific.regions.far > 50)
    #expect(result.campaigns[0].account.count(of: .carrierFailure) == 0)
  }

  @Test(arguments: [
    ("prefer: region", "nothing tells which carrier is near"),
    ("regions: {places: [{name: north, zones: [UTC]}]}", "named 'east'"),
    (
      "regions: {\(zones), pairs: [{from: east, to: moon, delay: 1ms}]}", "named 'moon'"
    ),
  ])
  func `regions that nothing tells of are refused`(_ routing: String, _ message: String) throws {
    let error = #expect(throws: ScenarioError.self) {
      try WorldBench.scenario(
        """
        duration: 1m
        load: {campaign: {leads: none.csv, rate: 60/h}}
        carriers: [{name: atlantic, region: east}]
        routing: {\(routing)}
        """
      )
    }
    #expect(try #require(error).problems.contains { $0.message.contains(message) })
  }
}
