import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Runs small worlds from scenario text, with lead files made on the spot.
struct WorldBench {
  /// Leads of every zone, all callable at the scenario's hour.
  static let leads = leads(30_000)

  static func leads(_ count: Int) -> LeadStore {
    LeadTextReader.store(LeadGenerator.header + LeadGenerator(seed: 7).lines(0..<count))
  }

  /// What a run left behind, its tables as text.
  struct Run {
    var result: WorldResult
    var calls: String
    var turns: String
    var modelCalls: String

    /// The rows of a table with these columns.
    static func rows(_ table: String, _ columns: String...) -> [[String]] {
      let names = table.split(separator: "\n")[0].split(separator: ",").map(String.init)
      let indices = columns.compactMap(names.firstIndex)
      precondition(indices.count == columns.count, "the table has not all of \(columns)")
      return rows(table).map { row in indices.map { String(row[$0]) } }
    }

    /// The rows of a table without its head, each split at its commas.
    static func rows(_ table: String) -> [[Substring]] {
      table.split(separator: "\n").dropFirst().map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
    }
  }

  /// A scenario of an hour's length at most; `body` replaces or adds top-level keys.
  static func scenario(_ body: String, seed: UInt64 = 1) throws -> Scenario {
    let text = """
      scenario: bench
      start: 2026-03-02T18:00:00Z
      \(body)
      """
    return try ScenarioLoader.load(
      bytes: Array(text.utf8),
      fileName: "bench.yaml",
      directory: "/",
      overrides: [],
      seed: seed,
      thresholds: []
    )
  }

  static func run(
    _ body: String,
    seed: UInt64 = 1,
    mode: Cell.Mode = .working,
    keeping retention: TraceRetention = .none
  ) throws -> Run {
    try run(scenario(body, seed: seed), seed: seed, mode: mode, keeping: retention)
  }

  static func run(
    _ scenario: Scenario,
    seed: UInt64,
    leads: LeadStore = leads,
    mode: Cell.Mode = .working,
    keeping retention: TraceRetention = .none
  ) throws -> Run {
    var world = World(
      scenario: scenario,
      seed: seed,
      leads: scenario.campaigns.map { _ in leads },
      mode: mode,
      keeping: retention,
      compress: { $0 }
    )
    while world.advance() != nil {}
    #expect(world.deadlock == nil)
    var result = world.finish()
    let tables = result.measurements.finishTables()
    return Run(
      result: result,
      calls: String(decoding: tables.calls.compressed, as: UTF8.self),
      turns: String(decoding: tables.turns.compressed, as: UTF8.self),
      modelCalls: String(decoding: tables.modelCalls.compressed, as: UTF8.self)
    )
  }
}

/// Leads from text, by way of a file: the reader reads files only.
enum LeadTextReader {
  static func store(_ text: [UInt8]) -> LeadStore {
    let path = "/tmp/simrun-leads-\(SHA256.hex(of: text).prefix(16)).csv"
    do {
      try Files.write(path, text, sync: false)
      defer { try? Files.remove(path) }
      return try LeadFile.load(path).leads
    } catch {
      Issue.record("\(error)")
      return LeadStore()
    }
  }
}
