import Experiments
import Foundation
import RunReports
import SimCore
import Testing
import VoicePipeline

@Suite("Runs of several zones")
struct ZonedExperimentTests {
  private static let three = "goals: [{share: 100%, goal: appointment}]"

  private static func bench() throws -> (bench: RunBench, scenario: String) {
    let bench = try RunBench()
    let path = try bench.scenario(three)
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("platform: {pods: 2,", with: "platform: {zones: 3, pods: 3,")
    try Data(text.utf8).write(to: URL(filePath: path))
    return (bench, path)
  }

  private static func run(
    _ bench: RunBench,
    _ path: String,
    threads: Int,
    into name: String
  ) throws -> FinishedRun {
    try RunExperiment.run(
      RunRequest(
        scenarioPath: path,
        build: RunBench.build,
        seed: 1,
        outputDirectory: bench.path(name),
        threads: threads
      )
    )
  }

  @Test func `the directory has the same bytes for one thread and two, and is replayed`() throws {
    let (bench, path) = try Self.bench()
    let one = try Self.run(bench, path, threads: 1, into: "one")
    let two = try Self.run(bench, path, threads: 2, into: "two")
    #expect(one.facts.engine.digest == two.facts.engine.digest)
    #expect(one.facts.engine.zoneDigests.count == 3)
    let names = try FileManager.default.contentsOfDirectory(atPath: bench.path("one")).sorted()
    #expect(names.filter { $0.hasPrefix("audit") } == (1...3).map { "audit-\($0).csv.gz" })
    for name in names
    where !["run.json", "report.html", "summary.md", "calls", "hist"].contains(name) {
      #expect(
        try Files.readAll(bench.path("one/\(name)")) == Files.readAll(bench.path("two/\(name)")),
        "\(name)"
      )
    }
    let replay = try ReplayExperiment.replay(directory: bench.path("one"), build: RunBench.build)
    #expect(replay.identical, "\(replay.differences)")
  }

  @Test func `each zone seals a log of its own`() throws {
    let (bench, path) = try Self.bench()
    let run = try Self.run(bench, path, threads: 2, into: "run")
    var entries = 0
    for zone in 1...3 {
      let bytes = try Files.readAll(bench.path("run/audit-\(zone).csv.gz"))
      guard case .whole(let summary) = AuditVerifier.verify(try Gzip.content(bytes)) else {
        Issue.record("the log of zone \(zone) is broken")
        continue
      }
      #expect(summary.header.run == "bench, zone \(zone) of 3")
      entries += summary.entries
    }
    #expect(run.facts.audit?.zones == 3 && run.facts.audit?.entries == entries && entries > 300)
  }

  @Test func `to look into a call only its zone is lived again`() throws {
    let (bench, path) = try Self.bench()
    _ = try Self.run(bench, path, threads: 2, into: "run")
    let rows = try bench.rows("calls").map { (Int($0[0]) ?? 0, Int($0[14]) ?? 0) }
    for zone in 0..<3 {
      let ofZone = rows.filter { ZonePlace.index(of: $0.0, zones: 3) == zone }
      let call = try #require(ofZone.max { $0.1 < $1.1 })
      #expect(call.1 > 0)
      let outcome = try ZoomExperiment.zoom(
        ZoomRequest(
          directory: bench.path("run"),
          call: call.0,
          build: RunBench.build,
          isLivedAgain: false,
          output: bench.path("zoom-\(zone)"),
          force: false
        )
      )
      #expect(outcome.call.exemplar.record.id.number == call.0)
      #expect(outcome.call.exemplar.record.turns == call.1)
    }
  }
}
