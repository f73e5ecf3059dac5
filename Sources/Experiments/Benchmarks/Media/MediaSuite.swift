internal import SimCore

/// `simrun bench media`: packets a second of the packet tier, alone, beside C, and in whole runs.
package enum MediaSuite: BenchmarkSuite {
  package static let name = "media"
  package static let summary =
    "packets a second of the packet tier, its stages, and peak-20k with packets and without; half "
    + "a minute, with --peers beside a plain C program"

  package static func run(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkReport {
    var tables: [BenchmarkTable] = []
    if request.wants("packets") { tables.append(try packets(request, progress)) }
    if request.wants("peer"), request.comparesPeers {
      tables.append(try PacketPeer.table(request, progress: progress))
    }
    if request.wants("stage") { tables.append(try PacketStages.table(request, progress: progress)) }
    if request.wants("peak") { tables.append(try MediaTiers.table(request, progress: progress)) }
    return BenchmarkReport(tables: tables)
  }

  private static func packets(
    _ request: BenchmarkRequest,
    _ progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    var figures: [BenchmarkFigure] = []
    for load in PacketLoad.all where request.wants("packets.\(load.key)") {
      try request.checkInterruption()
      progress(load.label)
      let load = load.scaled(to: request.events)
      let runs = (0..<(request.runs ?? 5)).map { _ in load.run().nanosecondsPerPacket }
      figures += row(load, runs.median, step: request.calibrationStep)
    }
    return BenchmarkTable(
      title: "packets through network, jitter buffer and quality",
      figures: figures,
      notes: [
        "Spurts of 50 to 500 frames after gaps of 20 to 150 slots, 200 legs in turn, unless said "
          + "otherwise. Steps are those of the calibration loop: comparable between machines."
      ]
    )
  }

  private static func row(
    _ load: PacketLoad,
    _ nanoseconds: Double,
    step: Double
  ) -> [BenchmarkFigure] {
    let columns: [(key: String, column: String, value: Double, unit: String)] = [
      ("m_per_s", "M/s", 1e3 / nanoseconds, "M/CPU s"),
      ("ns", "ns/packet", nanoseconds, "ns"),
      ("steps", "steps", nanoseconds / step, "steps"),
    ]
    return columns.map { entry in
      BenchmarkFigure(
        key: "packets.\(load.key).\(entry.key)",
        label: load.label,
        column: entry.column,
        value: entry.value,
        unit: entry.unit,
        bar: entry.key == "m_per_s" ? load.rateMin.map { .atLeast($0) } : nil
      )
    }
  }
}
