internal import SimCore
internal import VoicePipeline

/// `simrun bench --leads FILE`: how fast a lead file is read and checked, without and with its
/// digest.
package enum LeadCosts {
  package static func measure(
    file: String,
    _ request: BenchmarkRequest
  ) throws(RunFailure) -> BenchmarkReport {
    let result: LeadBenchmark.Result
    do {
      result = try LeadBenchmark.measure(file, rounds: request.runs ?? 5) {
        HostClock.cpuNanoseconds()
      }
    } catch {
      throw RunFailure(error, file: file)
    }
    let figures: [(key: String, label: String, value: Double, unit: String)] = [
      ("rows", "rows", Double(result.rows), "rows"),
      ("accepted", "accepted", Double(result.accepted), "rows"),
      ("rows_per_s", "read", result.rowsPerSecond, "rows/CPU s"),
      ("hashed_rows_per_s", "read, with SHA-256", result.rowsPerSecondHashed, "rows/CPU s"),
    ]
    let rows = figures.map { key, label, value, unit in
      BenchmarkFigure(key: "leads.\(key)", label: label, value: value, unit: unit)
    }
    return BenchmarkReport(tables: [BenchmarkTable(title: file, figures: rows)])
  }
}
