internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// `simrun bench leads`: how fast lead files of growing size are read, and what memory that takes.
enum LeadSuite: BenchmarkSuite {
  static let name = "leads"
  static let summary =
    "lead files of 100,000 to 10,000,000 rows: rows a second, memory; half a minute"

  static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let sizes = request.events.map { [$0] } ?? [100_000, 1_000_000, 10_000_000]
    var readings: [LeadReading] = []
    // The peak of a process only grows: what keeps nothing comes first, and the small before the
    // large.
    for way in LeadReading.Way.allCases {
      for rows in sizes {
        try request.checkInterruption()
        progress("\(FixedDecimal.grouped(rows)) rows, \(way.label)")
        readings.append(try LeadReading.measure(rows, way, rounds: request.runs ?? 3))
      }
    }
    return BenchmarkReport(tables: [table(readings, request)])
  }

  private static func table(
    _ readings: [LeadReading],
    _ request: BenchmarkRequest
  ) -> BenchmarkTable {
    BenchmarkTable(
      title: "reading lead files",
      figures: readings.flatMap { $0.figures(step: request.calibrationStep) },
      notes: [
        "Each row is parsed and judged. Streamed: nothing of it is kept, so that no number is "
          + "found that comes twice; in memory: as a campaign reads it, with 8 bytes a lead.",
        "Memory is by how much the largest resident size of the process grew. Steps are those of "
          + "the calibration loop.",
      ]
    )
  }
}

/// What it took to read one file.
private struct LeadReading {
  enum Way: String, CaseIterable {
    case stream
    case load

    var label: String {
      switch self {
      case .stream: "streamed"
      case .load: "in memory"
      }
    }
  }

  let rows: Int
  let way: Way
  let nanosecondsPerRow: Double
  /// By how much the peak of the process grew.
  let growth: Int

  static func measure(_ rows: Int, _ way: Way, rounds: Int) throws(RunFailure) -> LeadReading {
    let path = "/tmp/simrun-leads-\(rows)-\(HostClock.wallNanoseconds()).csv"
    do throws(FileError) {
      try LeadGenerator(seed: 1).write(rows: rows, to: path)
    } catch {
      throw RunFailure(error, code: "OUT-003", class: .temporary)
    }
    defer { try? Files.remove(path) }
    var options = LeadFileOptions()
    options.onlyScans = way == .stream
    let before = HostClock.memoryPeakBytes()
    var spent: [Double] = []
    for _ in 0..<max(rounds, 1) {
      let start = HostClock.cpuNanoseconds()
      do throws(LeadError) {
        let file = try LeadFile.load(path, options: options)
        precondition(file.rows == rows, "a generated file has the rows that were asked for")
      } catch {
        throw RunFailure(error, file: path)
      }
      spent.append(Double(HostClock.cpuNanoseconds() - start) / Double(rows))
    }
    return LeadReading(
      rows: rows,
      way: way,
      nanosecondsPerRow: spent.median,
      growth: HostClock.memoryPeakBytes() - before
    )
  }

  func figures(step: Double) -> [BenchmarkFigure] {
    let key = "leads.\(way.rawValue).\(rows)"
    let label = "\(FixedDecimal.grouped(rows)) rows, \(way.label)"
    let columns: [(key: String, value: Double, unit: String)] = [
      ("rows_per_s", 1e9 / nanosecondsPerRow, "rows/CPU s"),
      ("steps_per_row", nanosecondsPerRow / step, "steps"),
      ("growth_mib", Double(growth) / 1_048_576, "MiB"),
      ("growth_bytes_per_row", Double(growth) / Double(rows), "B/row"),
    ]
    return columns.map { column in
      BenchmarkFigure(
        key: "\(key).\(column.key)",
        label: label,
        column: column.unit,
        value: column.value,
        unit: column.unit
      )
    }
  }
}
