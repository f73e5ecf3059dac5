import Experiments
import Foundation
import RunReports
import Testing

@Suite("Runs over a trace of arrivals")
struct ArrivalTraceRunTests {
  private func scenario(_ bench: RunBench, _ trace: String) throws -> String {
    let text = """
      scenario: bench
      start: 2026-03-02T18:00:00Z
      duration: 10m
      load: {inbound: {trace: calls.csv}}
      platform: {pods: 2, slots_per_pod: 50}
      """
    try Data(text.utf8).write(to: bench.folder.appending(path: "inbound.yaml"))
    try Data(trace.utf8).write(to: bench.folder.appending(path: "calls.csv"))
    return bench.path("inbound.yaml")
  }

  @Test func `every row is a call, and the record knows the file`() throws {
    let bench = try RunBench()
    let trace = "time\n" + (0..<50).map { "\($0 * 7).5\n" }.joined()
    let run = try bench.run(try scenario(bench, trace))
    #expect(run.facts.attempts.offered == 50)
    #expect(run.facts.arrivalTrace?.rows == 50)
    #expect(try bench.rows("calls").count == 50)
    let json = try String(contentsOfFile: bench.path("run/run.json"), encoding: .utf8)
    #expect(json.contains("\"arrival_trace\""))
    let again = try ReplayExperiment.replay(directory: bench.path("run"), build: RunBench.build)
    #expect(again.identical, "\(again.differences)")
    // Another file of the same name is another run.
    _ = try scenario(bench, trace + "349\n")
    let other = try ReplayExperiment.replay(directory: bench.path("run"), build: RunBench.build)
    #expect(!other.identical)
    #expect(other.differences.contains { $0.contains("trace of arrivals") })
  }

  @Test func `a bad row ends the run with the file, the line and the field`() throws {
    let bench = try RunBench()
    let path = try scenario(bench, "time\n1\n3\n2\n")
    do throws(RunFailure) {
      _ = try RunExperiment.run(
        RunRequest(scenarioPath: path, build: RunBench.build, outputDirectory: bench.path("run"))
      )
      Issue.record("a trace that falls was lived")
    } catch {
      #expect(error.code == "ARR-108" && error.class == .badInput)
      #expect(error.file == "calls.csv" && error.line == 4 && error.column == 1)
    }
  }
}
