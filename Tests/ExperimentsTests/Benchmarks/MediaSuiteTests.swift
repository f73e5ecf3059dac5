import Experiments
import Testing

@Suite("Benchmark of media")
struct MediaSuiteTests {
  private func figures(_ change: (inout BenchmarkRequest) -> Void) throws -> BenchmarkReport {
    let suite = try #require(BenchmarkSuites.suite(named: "media"))
    var request = BenchmarkRequest(build: RunBench.build)
    request.events = 20_000
    request.runs = 1
    change(&request)
    return try suite.run(request) { _ in }
  }

  @Test func `every load has its rate, its cost and its steps, and bars stand on rates`() throws {
    let figures = try figures { $0.only = "packets" }.figures
    for load in ["few_losses", "four_states", "reordered", "lossless", "legs_100000"] {
      let rate = try #require(figures.first { $0.key == "packets.\(load).m_per_s" })
      #expect(rate.isMet != nil, "\(load)")
      #expect(figures.contains { $0.key == "packets.\(load).ns" })
      #expect(figures.contains { $0.key == "packets.\(load).steps" })
    }
    #expect(figures.count == 30)
  }

  @Test func `each stage costs something`() throws {
    let figures = try figures { $0.only = "stage" }.figures
    #expect(figures.count == 7)
    for figure in figures where figure.key != "stage.jitter.ns" {
      guard case .number(let value) = figure.value else {
        Issue.record("\(figure.key) is missing")
        continue
      }
      #expect(value > 0, "\(figure.key)")
    }
  }

  @Test func `what is not there is named with the remedy`() throws {
    let report = try figures {
      $0.only = "peer"
      $0.comparesPeers = true
      $0.peerFolder = "/nowhere"
    }
    #expect(report.figures.isEmpty)
    #expect(report.tables[0].notes.contains { $0.contains("Benchmarks/peers/setup.sh") })
  }

  @Test func `a peer's last line is read, and one that says nothing is none`() throws {
    let text = "noise\nworkload=packets program=c events=1000 cpu_s=0.000018 loss=0.01\n"
    let line = try #require(PeerLine(output: text))
    #expect(line["loss"] == 0.01 && line["late"] == nil)
    #expect(abs(line.nanosecondsPerPacket - 18) < 1e-9)
    #expect(PeerLine(output: "workload=packets program=c events=0 cpu_s=1\n") == nil)
    #expect(PeerLine(output: "workload=w1 events=10 cpu_s=1\n") == nil)
  }
}
