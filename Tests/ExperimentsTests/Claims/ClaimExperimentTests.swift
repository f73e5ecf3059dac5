import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Runs of claims that compare")
struct ClaimExperimentTests {
  private static let sweep = """
    replications: 2
    claim:
      id: X2
      quote: q
      source: s
      vary: [{path: agent.endpointing, values: [300ms, 900ms, 1500ms], label: endpointing}]
      figures:
        - {name: response, value: response_latency.p50, range: < 2s}
        - {name: soon, value: share(response_latency <= 2s), better: higher}
      replications_max: 3
      expected: depends
    """

  @Test func `a sweep moves the response by as much as the endpointing, and says from where on`()
    throws
  {
    let bench = try RunBench()
    let facts = try bench.run(try bench.scenario(Self.sweep)).facts
    let claim = try #require(facts.claim)
    let comparison = try #require(claim.comparison)
    #expect(claim.finding == .depends, "\(claim.sentence)")
    #expect(facts.verdict != .fail)
    #expect(claim.sentence.contains("endpointing: confirmed up to"), "\(claim.sentence)")
    #expect(claim.sentence.contains("refuted from"), "\(claim.sentence)")
    let means = comparison.figures[0].cells.compactMap(\.estimate.mean)
    #expect(means.count == 3)
    // Not exactly 600 and 1,200 ms: callers who hang up leave the longest waits unmeasured.
    #expect((500...700).contains((means[1] - means[0]) / 1e6), "\(means)")
    #expect((1_000...1_400).contains((means[2] - means[0]) / 1e6), "\(means)")
    #expect(comparison.figures[0].cells.allSatisfy { $0.samples > 1_000 })
    let shares = comparison.figures[1].cells.compactMap(\.estimate.mean)
    #expect(shares == shares.sorted(by: >), "\(shares)")
    // The body of the report is the first arm's run.
    let body = try #require(facts.latencies.first { $0.metric == .responseLatency })
    let first = try #require(comparison.figures[0].cells[0].values[0])
    #expect(Double(try #require(body.histogram.quantile(0.5)).nanoseconds) == first)
  }

  @Test
  func `a replay of such a run is identical, and so is a run with its seeds in another order`()
    throws
  {
    let bench = try RunBench()
    let first = try bench.run(try bench.scenario(Self.sweep))
    let replay = try ReplayExperiment.replay(directory: bench.path("run"), build: RunBench.build)
    #expect(replay.identical, "\(replay.differences)")
    let values = try #require(first.facts.claim?.comparison?.figures[0].cells[2].values)
    let alone = try bench.run(
      try bench.scenario("agent: {endpointing: 1500ms}"),
      into: "alone",
      seed: 2
    )
    let latency = try #require(alone.facts.latencies.first { $0.metric == .responseLatency })
    #expect(values[1] == latency.histogram.quantile(0.5).map { Double($0.nanoseconds) })
  }

  @Test func `arms of one scenario are alike to the last bit, and their difference is nothing`()
    throws
  {
    let bench = try RunBench()
    let facts = try bench.run(
      try bench.scenario(
        """
        replications: 2
        claim:
          id: X3
          quote: q
          source: s
          arms: [{name: one}, {name: other, set: {agent.endpointing: 500ms}}]
          baseline: other
          figures:
            - {name: gain, range: "> 1%",
               value: "reduction(one.response_latency.p95, other.response_latency.p95)"}
          expected: refuted
        agent: {endpointing: 500ms}
        """
      )
    ).facts
    let comparison = try #require(facts.claim?.comparison)
    #expect(comparison.figures[0].cells[0].values == [0, 0])
    #expect(facts.claim?.finding == .refuted)
    #expect(comparison.baseline == "other")
    #expect(facts.verdict == .pass)
  }

  @Test func `too few samples leave a claim undecided, which is no failure`() throws {
    let bench = try RunBench()
    let facts = try bench.run(
      try bench.scenario(
        """
        claim:
          id: X4
          quote: q
          source: s
          arms: [{name: one}]
          figures: [{name: tail, value: abandoned_calls, range: "> 5%"},
                    {name: p, value: response_latency.p999, range: < 1s}]
          replications_max: 2
          expected: confirmed
        """
      )
    ).facts
    #expect(facts.claim?.finding == .undecided || facts.claim?.finding == .refuted)
    #expect(facts.claim?.comparison?.figures[1].cells[0].finding == .undecided)
  }

  @Test func `progress tells arm and seed, and an interrupt leaves nothing behind`() throws {
    let bench = try RunBench()
    let request = RunRequest(
      scenarioPath: try bench.scenario(Self.sweep),
      build: RunBench.build,
      outputDirectory: bench.path("run")
    )
    var parts: [String] = []
    _ = try RunExperiment.run(request) { progress in
      if let part = progress.part, parts.last != part { parts.append(part) }
      #expect(progress.simulated <= progress.total)
    }
    #expect(parts.prefix(2) == ["arm 2 of 3, seed 1 of 2", "arm 3 of 3, seed 1 of 2"])
    #expect(parts.contains("arm 1 of 3, seed 2 of 2"))
    var stopping = request
    stopping.outputDirectory = bench.path("stopped")
    stopping.isInterrupted = { true }
    let failure = #expect(throws: RunFailure.self) { try RunExperiment.run(stopping) }
    #expect(failure?.class == .interrupted)
    #expect(!FileManager.default.fileExists(atPath: bench.path("stopped")))
  }
}
