import Experiments
import Foundation
import Testing
import VoicePipeline

@Suite("Benchmark of lead files")
struct LeadSuiteTests {
  @Test func `both ways of reading are measured, and the files go`() throws {
    let suite = try #require(BenchmarkSuites.suite(named: "leads"))
    var request = BenchmarkRequest(build: RunBench.build)
    request.events = 2_000
    request.runs = 1
    let report = try suite.run(request) { _ in }
    let keys = report.tables.flatMap(\.figures).map(\.key)
    for way in ["stream", "load"] {
      #expect(keys.contains("leads.\(way).2000.rows_per_s"))
      #expect(keys.contains("leads.\(way).2000.growth_bytes_per_row"))
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: "/tmp")
    #expect(!left.contains { $0.hasPrefix("simrun-leads-2000-") })
  }

  @Test func `a scan takes what a load takes, but for numbers that come twice`() throws {
    let bench = try RunBench()
    let path = bench.path("leads.csv")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let row = try #require(text.split(separator: "\n").dropFirst().first)
    try (text + row + "\nno number,,,,\n").write(toFile: path, atomically: true, encoding: .utf8)
    let file = try LeadFile.load(path)
    var options = LeadFileOptions()
    options.onlyScans = true
    let scan = try LeadFile.load(path, options: options)
    #expect(scan.rows == file.rows && scan.rows == 3_002)
    #expect(file.accepted == 3_000 && scan.accepted == 3_001)
    #expect(scan.leads.count == 0)
    #expect(scan.digest == file.digest)
    #expect(scan.rejects.count == 1)
  }
}
