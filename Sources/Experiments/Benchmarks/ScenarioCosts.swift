internal import RunReports
internal import SimCore

/// `simrun bench SCENARIO`: what whole runs of a scenario file cost.
///
/// Reading the lead file, writing the run directory and compression are included.
package enum ScenarioCosts {
  /// Runs the scenario several times in a directory that is removed afterwards.
  package static func measure(
    scenario: String,
    _ request: BenchmarkRequest,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    let directory = "Reports/.bench-\(HostClock.wallNanoseconds())"
    defer { try? Files.remove(directory, recursive: true) }
    var costs: [Cost] = []
    for _ in 0..<(request.runs ?? 3) {
      costs.append(try cost(of: scenario, in: directory, request, progress))
    }
    var figures = costs.enumerated().flatMap { index, cost in
      row("run \(index + 1)", "scenario.run_\(index + 1)", cost.columns)
    }
    let columns = costs.map(\.columns)
    let medians = columns[0].indices.map { column in
      (
        name: columns[0][column].name,
        key: columns[0][column].key,
        value: columns.map { $0[column].value }.median
      )
    }
    figures += row("median", "scenario", medians)
    return BenchmarkReport(tables: [BenchmarkTable(title: scenario, figures: figures)])
  }

  private typealias Column = (name: String, key: String, value: Double)

  private struct Cost {
    let cpu: Double
    let wall: Double
    let calls: Double
    let turns: Double
    let events: Double
    let memoryPeak: Double

    var columns: [Column] {
      let seconds = max(cpu, 0.001)
      return [
        ("CPU s", "cpu_s", cpu), ("wall s", "wall_s", wall),
        ("calls/CPU s", "calls_per_s", calls / seconds),
        ("turns/CPU s", "turns_per_s", turns / seconds),
        ("events/CPU s", "events_per_s", events / seconds),
        ("peak MB", "peak_mb", memoryPeak),
      ]
    }
  }

  private static func cost(
    of scenario: String,
    in directory: String,
    _ request: BenchmarkRequest,
    _ progress: (RunProgress) -> Void
  ) throws(RunFailure) -> Cost {
    let start = HostMoment.now()
    let run = RunRequest(
      scenarioPath: scenario,
      build: request.build,
      outputDirectory: directory,
      force: true,
      isInterrupted: request.isInterrupted
    )
    let facts = try RunExperiment.run(run, progress: progress).facts
    let end = HostMoment.now()
    return Cost(
      cpu: Double(end.cpu - start.cpu) / 1e9,
      wall: Double(end.wall - start.wall) / 1e9,
      calls: Double(facts.attempts.offered),
      turns: Double(facts.attempts.turns),
      events: Double(facts.engine.events),
      memoryPeak: Double(HostClock.memoryPeakBytes()) / 1e6
    )
  }

  private static func row(
    _ label: String,
    _ key: String,
    _ columns: [Column]
  ) -> [BenchmarkFigure] {
    columns.map { column in
      BenchmarkFigure(
        key: "\(key).\(column.key)",
        label: label,
        column: column.name,
        value: column.value,
        unit: column.key == "peak_mb" ? "MB" : column.key.hasSuffix("_per_s") ? "1/s" : "s"
      )
    }
  }
}
