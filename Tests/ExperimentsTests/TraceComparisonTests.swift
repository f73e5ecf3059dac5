import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Trace comparison")
struct TraceComparisonTests {
  private func compare(
    _ first: String,
    _ second: String?,
    set overrides: [String] = [],
    seed: UInt64? = nil,
    call: Int? = nil,
    build: BuildFacts = RunBench.build
  ) throws -> TraceVerdict {
    try TraceComparison.compare(
      TraceComparisonRequest(
        first: first,
        second: second,
        build: build,
        overrides: overrides,
        seed: seed,
        call: call
      )
    )
  }

  private func difference(_ verdict: TraceVerdict) -> TraceDifference? {
    if case .different(let difference) = verdict { difference } else { nil }
  }

  /// Every event of a scenario's run, from a world of its own.
  private func everything(
    _ path: String,
    set overrides: [String] = [],
    seed: UInt64 = 1,
    kernel: Bool
  ) throws -> [TraceEntry] {
    let scenario = try ScenarioFile.load(path, overrides: overrides, seed: seed)
    var world = World(
      scenario: scenario,
      seed: scenario.seed,
      leads: [try LeadFile.load(scenario.campaigns[0].leadsPath).leads],
      keeping: TraceRetention(.first(.max), includesKernel: kernel),
      compress: { $0 }
    )
    while world.advance() != nil {}
    return world.finish().traceKept
  }

  /// The first place where two whole traces part.
  private func oracle(
    _ first: [TraceEntry],
    _ second: [TraceEntry]
  ) -> (EventTrace.Event?, EventTrace.Event?) {
    let at = zip(first, second).prefix { $0.event == $1.event }.count
    let event = { (entries: [TraceEntry]) in at < entries.count ? entries[at].event : nil }
    return (event(first), event(second))
  }

  private func check(_ found: TraceDifference, _ path: String, set: [String], seed: UInt64) throws {
    for kernel in [true, false] {
      let parting = kernel ? found.parting : try #require(found.recorded)
      let expected = oracle(
        try everything(path, kernel: kernel),
        try everything(path, set: set, seed: seed, kernel: kernel)
      )
      #expect(parting.first?.event == expected.0)
      #expect(parting.second?.event == expected.1)
    }
  }

  @Test func `a run is equal to itself, recorded or not`() throws {
    let bench = try RunBench()
    let scenario = try bench.scenario()
    _ = try bench.run(scenario)
    let run = bench.path("run")
    for (first, second) in [(run, run), (run, scenario), (scenario, scenario)] {
      let verdict = try compare(first, second)
      #expect(verdict.isEqual, "\(verdict.text)")
      guard case .equal(_, _, let events, let records) = verdict else { continue }
      #expect(try #require(events) > 10_000)
      #expect(records > 3_000)
      #expect(verdict.text.hasPrefix("equal: "))
    }
    #expect(try compare(run, nil, call: 7).isEqual)
  }

  @Test func `two seeds part where their whole traces do`() throws {
    let bench = try RunBench()
    let scenario = try bench.scenario()
    _ = try bench.run(scenario, into: "one")
    _ = try bench.run(scenario, into: "two", seed: 2)
    let verdict = try compare(bench.path("one"), bench.path("two"))
    try check(try #require(difference(verdict)), scenario, set: [], seed: 2)
  }

  /// A limit changes nothing until it is reached.
  @Test(arguments: [
    "platform.slots_per_pod=14", "compliance.hours=08:00-13:05", "load.campaign.attempts=300",
    "load.campaign.attempts=399",
  ])
  func `a change that acts late is found late, and right`(change: String) throws {
    let bench = try RunBench()
    let scenario = try bench.scenario()
    _ = try bench.run(scenario)
    let verdict = try compare(bench.path("run"), nil, set: [change])
    let found = try #require(difference(verdict), "\(change) changes nothing")
    try check(found, scenario, set: [change], seed: 1)
    #expect(found.instant > .zero.advanced(by: .seconds(20)), "\(verdict.text)")
    #expect(found.before.count == 6)
    #expect(verdict.text.contains("different: the runs part 0:0"))
    #expect(verdict.json.contains("\"equal\": false"))
  }

  @Test func `a call is followed by itself`() throws {
    let bench = try RunBench()
    let scenario = try bench.scenario()
    let changes = ["agent.endpointing=300ms"]
    let found = try #require(difference(try compare(scenario, nil, set: changes)))
    // The run with the earlier event has done what the other has not.
    let recorded = try #require(found.recorded)
    let sides = [recorded.first, recorded.second].compactMap { $0?.event }
    let event = try #require(sides.min { $0.time < $1.time })
    let call = event.entity
    let verdict = try compare(scenario, nil, set: changes, call: Int(call))
    let own = try #require(difference(verdict))
    #expect(own.parting.first?.event == event || own.parting.second?.event == event)
    #expect(own.before.allSatisfy { $0.event.entity == call })
    #expect(verdict.text.contains("call \(call)  "))
    let failure = #expect(throws: RunFailure.self) { try compare(scenario, nil, call: 100_000) }
    #expect(failure?.code == "TRC-004")
  }

  @Test func `what cannot be compared says why and what to do`() throws {
    let bench = try RunBench()
    let scenario = try bench.scenario()
    _ = try bench.run(scenario, into: "one")
    _ = try bench.run(scenario, into: "two", seed: 2)
    let (one, two) = (bench.path("one"), bench.path("two"))
    var other = RunBench.build
    other.sourceDigest = "another"
    // Equal windows need no simulation.
    #expect(try compare(one, one, build: other).isEqual)
    let failures = [
      "TRC-001": { try compare(one, two, build: other) },
      "FIL-001": { try compare(one, bench.path("nowhere.yaml")) },
      "RUN-004": { try compare(one, bench.folder.path) },
    ]
    for code in failures.keys.sorted() {
      let failure = #expect(throws: RunFailure.self) { _ = try failures[code]?() }
      #expect(failure?.code == code)
      #expect(failure?.class == (code == "TRC-001" ? .invalidRun : .badInput))
    }
    try LeadGenerator(seed: 4).write(rows: 3_000, to: bench.path("leads.csv"))
    let changed = #expect(throws: RunFailure.self) { try compare(one, two) }
    #expect(changed?.code == "TRC-002" && changed?.remedy != nil)
    try FileManager.default.removeItem(atPath: bench.path("leads.csv"))
    let missing = #expect(throws: RunFailure.self) { try compare(one, two) }
    #expect(missing?.class == .badInput)
    try Data("broken".utf8).write(to: bench.folder.appending(path: "one/trace.csv.gz"))
    let damaged = #expect(throws: RunFailure.self) { try compare(one, two) }
    #expect(damaged?.code == "RUN-004")
  }
}
