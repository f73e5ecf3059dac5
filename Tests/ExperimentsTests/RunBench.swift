import Experiments
import Foundation
import RunReports
import Scenarios
import SimCore
import VoicePipeline

/// Runs experiments in a folder of their own, which goes when the bench does.
final class RunBench {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "simrun-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try LeadGenerator(seed: 3).write(rows: 3_000, to: path("leads.csv"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  /// Writes a scenario of ten minutes and returns its path.
  func scenario(_ more: String = "") throws -> String {
    let text = """
      scenario: bench
      start: 2026-03-02T18:00:00Z
      duration: 10m
      load: {campaign: {leads: leads.csv, rate: 2400/h}}
      platform: {pods: 2, slots_per_pod: 15}
      \(more)
      """
    try Data(text.utf8).write(to: folder.appending(path: "bench.yaml"))
    return path("bench.yaml")
  }

  static let build = BuildFacts(
    version: "0",
    sourceDigest: "none",
    compiler: "none",
    libraries: [],
    zoneTableVersion: "none"
  )

  func run(_ scenario: String, into name: String = "run", seed: UInt64 = 1) throws -> FinishedRun {
    try RunExperiment.run(
      RunRequest(
        scenarioPath: scenario,
        build: Self.build,
        seed: seed,
        outputDirectory: path(name)
      )
    )
  }

  /// The rows of a table of a run, each split at its commas, without the head.
  func rows(_ table: String, of run: String = "run") throws -> [[Substring]] {
    let bytes = try Files.readAll(path("\(run)/\(table).csv.gz"))
    let text = String(decoding: try Gzip.content(bytes, limit: 1 << 28), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }
}
