import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Run experiment")
struct RunExperimentTests {
  @Test func `the report's percentiles are those of the turns that it lists`() throws {
    let bench = try RunBench()
    let run = try bench.run(try bench.scenario("warm_up: 2m"))
    let responses = try bench.rows("turns")
      .filter { (Double($0[2]) ?? 0) >= 120_000 && (Double($0[2]) ?? 0) < 600_000 }
      .compactMap { Double($0[3]) }.sorted()
    let latency = try #require(run.facts.latencies.first { $0.metric == .responseLatency })
    #expect(responses.count > 1_000)
    #expect(latency.histogram.count == responses.count)
    for quantile in [0.5, 0.95, 0.99] {
      let rank = Int((quantile * Double(responses.count)).rounded(.up)) - 1
      let reported = Double(try #require(latency.histogram.quantile(quantile)).nanoseconds) / 1e6
      // Three digits of resolution.
      #expect((reported / responses[rank] - 1).magnitude < 0.001_1, "p\(quantile * 100)")
    }
  }

  @Test func `the dominant stage is that of the slowest turns that the run lists`() throws {
    let bench = try RunBench()
    let run = try bench.run(try bench.scenario("warm_up: 2m"))
    let turns = try bench.rows("turns")
      .filter { (Double($0[2]) ?? 0) >= 120_000 && (Double($0[2]) ?? 0) < 600_000 }
      .sorted { (Double($0[3]) ?? 0) < (Double($1[3]) ?? 0) }
    let slowest = turns.suffix((turns.count + 19) / 20)
    func mean(_ column: Int) -> Double {
      slowest.reduce(0) { $0 + (Double($1[column]) ?? 0) } / Double(slowest.count)
    }
    for (metric, column) in [(MetricName.endpointing, 4), (.synthesis, 11), (.network, 12)] {
      let stage = try #require(run.facts.stages.first { $0.metric == metric })
      #expect((Double(stage.slowest.nanoseconds) / 1e6 - mean(column)).magnitude < 0.01)
    }
    let dominant = try #require(DominantStage(run.facts.stages))
    let total = run.facts.stages.reduce(Duration.zero) { $0 + $1.slowest }
    let most = try #require(run.facts.stages.map(\.slowest).max())
    #expect(dominant.slow.share == most / total)
    // Stages are parts of one response: nothing is left over.
    #expect((Double(total.nanoseconds) / 1e6 - mean(3)).magnitude < 0.01)
  }

  @Test func `the exemplar calls are written, and the digest covers them`() throws {
    let bench = try RunBench()
    let facts = try bench.run(try bench.scenario()).facts
    #expect(facts.exemplars.count == 3)
    var hash = SHA256()
    for (exemplar, worst) in zip(facts.exemplars, facts.worstCalls) {
      let bytes = try Files.readAll(bench.path("run/calls/\(worst.call).json"))
      #expect(bytes == Array(CallFile.text(exemplar).utf8))
      hash.update(bytes)
    }
    #expect(hash.hexDigest == facts.engine.exemplarsDigest)
    let digest = try String(contentsOfFile: bench.path("run/digest.txt"), encoding: .utf8)
    #expect(digest.contains("calls/*.json \(facts.engine.exemplarsDigest)\n"))
  }

  @Test func `the report's counts are those of the calls that it lists`() throws {
    let bench = try RunBench()
    let facts = try bench.run(try bench.scenario()).facts
    let calls = try bench.rows("calls")
    #expect(facts.attempts.offered == 400)
    #expect(facts.attempts.started == calls.count)
    for row in facts.outcomes {
      #expect(calls.filter { $0[9] == row.outcome.rawValue }.count == row.count)
    }
    let blocked = calls.filter { $0[9] == "blocked" }.count
    #expect(blocked > 0, "the bench is meant to overload its thirty slots")
    #expect(facts.load.blocked.reduce(0, +) == blocked)
    #expect(facts.load.activePeak <= 30)
    let measured = try bench.rows("turns").filter { (Double($0[2]) ?? 0) < 600_000 }
    let words = measured.reduce(0) { $0 + (Int($1[13]) ?? 0) }
    #expect(facts.wordErrors.reduce(0) { $0 + $1.words } == words)
  }

  @Test func `demand exceeds what is active only while calls are blocked`() throws {
    let bench = try RunBench()
    let tight = try bench.run(try bench.scenario(), into: "tight").facts.load
    #expect(zip(tight.offered, tight.active).contains { $0 > $1 + 1 })
    let text = try String(contentsOfFile: bench.path("bench.yaml"), encoding: .utf8)
    try Data(text.replacing("slots_per_pod: 15", with: "slots_per_pod: 500").utf8)
      .write(to: bench.folder.appending(path: "bench.yaml"))
    let wide = try bench.run(bench.path("bench.yaml"), into: "wide").facts.load
    #expect(zip(wide.offered, wide.active).allSatisfy { ($0 - $1).magnitude < 0.05 })
  }

  @Test func `a replay is identical, and names what differs when it is not`() throws {
    let bench = try RunBench()
    _ = try bench.run(try bench.scenario())
    let replay = try ReplayExperiment.replay(directory: bench.path("run"), build: RunBench.build)
    #expect(replay.identical, "\(replay.differences)")
    try LeadGenerator(seed: 4).write(rows: 3_000, to: bench.path("leads.csv"))
    let other = try ReplayExperiment.replay(directory: bench.path("run"), build: RunBench.build)
    #expect(!other.identical)
    #expect(other.differences.contains { $0.contains("leads.csv") })
    #expect(other.recordedDigest != other.observedDigest)
  }

  @Test func `an interrupted run leaves nothing behind`() throws {
    let bench = try RunBench()
    let request = RunRequest(
      scenarioPath: try bench.scenario(),
      build: RunBench.build,
      outputDirectory: bench.path("run"),
      isInterrupted: { true }
    )
    let failure = #expect(throws: RunFailure.self) { try RunExperiment.run(request) }
    #expect(failure?.class == .interrupted)
    let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder.path).sorted()
    #expect(left == ["bench.yaml", "leads.csv"])
  }

  @Test func `a claim is judged over its replications`() throws {
    let bench = try RunBench()
    let claim = """
      replications: 4
      claim:
        {id: X1, quote: never above three, source: test, metric: active_calls.max, range: [0, 3],
         expected: refuted}
      """
    let facts = try bench.run(try bench.scenario(claim)).facts
    let found = try #require(facts.claim)
    #expect(found.samples.count == 4)
    #expect(found.finding == .refuted)
    #expect(facts.verdict != .fail)
    let wrong = claim.replacing("expected: refuted", with: "expected: confirmed")
    #expect(try bench.run(try bench.scenario(wrong), into: "other").facts.verdict == .fail)
  }

  @Test func `a run that cannot go on is a defect, and names who waits for what`() throws {
    let cell = Cell(seed: 1)
    let gate = Gate("door", cell: cell)
    cell.spawn(as: EntityName("call", 7)) { try? await gate.pass() }
    cell.run()
    let failure = RunFailure(try #require(cell.deadlock))
    #expect(failure.class == .internalError)
    #expect(failure.code == "INT-002")
    #expect(failure.message.contains("call 7 (no actor) waits for gate door"))
    cell.shutdown()
  }
}
