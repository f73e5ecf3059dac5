internal import SimCore

/// The table of one workload: a row for each program.
struct WorkloadTable {
  let workload: CommonWorkload
  let race: WorkloadRace
  let events: Int?

  var table: BenchmarkTable {
    let entries = race.entries.filter { $0.contestant.workload == workload }
    let missing = entries.compactMap(\.trouble)
    return BenchmarkTable(
      title: title,
      figures: entries.flatMap(figures) + [sameWork(entries)],
      notes: notes + size + missing
    )
  }

  private var title: String {
    switch workload {
    case .hold: "W1: pending events that come again after an exponential time"
    case .queueing: "W2: 60,000 callers, 1,667 agents, patience"
    case .dialing: "W3: 20,000 calls of 123 timed steps that share 400 model slots"
    }
  }

  private var size: [String] {
    events == nil ? [] : ["Smaller than that here, as --events asks: for a quick look only."]
  }

  private var notes: [String] {
    switch workload {
    case .hold:
      [
        "100,000 are pending. Setting up is not timed, but for SimPy and salabim the first resume "
          + "of each process is."
      ]
    case .queueing:
      [
        "All is timed but the start of the process. SimPy and salabim start a patience timer for "
          + "every caller, the others for callers who have to wait."
      ]
    case .dialing: ["All is timed but the start of the process. A step is one wait for a time."]
    }
  }

  private func figures(_ entry: WorkloadRace.Entry) -> [BenchmarkFigure] {
    costs(entry)
      + facts.map { name, unit in
        figure(entry, unit.isEmpty ? name : "\(name)_\(unit)", name, unit) {
          $0.fact(unit.isEmpty ? name : "\(name)_\(unit)")
        }
      }
  }

  private func costs(_ entry: WorkloadRace.Entry) -> [BenchmarkFigure] {
    let unit = workload.unit
    let process = entry.processSeconds.isEmpty ? nil : entry.processSeconds.median
    return [
      figure(entry, "ns_per_\(unit)", "ns/\(unit)", "ns") { $0.nanosecondsPerEvent },
      figure(entry, "\(unit)s_per_s", "\(unit)s/s", "1/s") { $0.eventsPerSecond },
      figure(entry, "cpu_s", "CPU s", "s") { $0.cpuSeconds },
      BenchmarkFigure(
        key: "\(entry.contestant.key).process_cpu_s",
        label: entry.contestant.label,
        column: "of process",
        value: process,
        unit: "s"
      ),
      figure(entry, "rss_mib", "RSS MiB", "MiB") { Double($0.peakKibibytes) / 1_024 },
    ]
  }

  /// What the model counted, by name and unit.
  private var facts: [(name: String, unit: String)] {
    switch workload {
    case .hold: [("end", "s")]
    case .queueing: [("served", ""), ("abandoned", ""), ("wait", "s"), ("end", "s")]
    case .dialing: [("duration", "s"), ("waited", ""), ("peak", ""), ("end", "s")]
    }
  }

  private func figure(
    _ entry: WorkloadRace.Entry,
    _ key: String,
    _ column: String,
    _ unit: String,
    _ value: (WorkloadOutcome) -> Double?
  ) -> BenchmarkFigure {
    BenchmarkFigure(
      key: "\(entry.contestant.key).\(key)",
      label: entry.contestant.label,
      column: column,
      value: entry.median(value),
      unit: unit
    )
  }

  /// One verdict over all programs and rounds.
  private func sameWork(_ entries: [WorkloadRace.Entry]) -> BenchmarkFigure {
    let pending = CommonWorkload.pending(events: events)
    let checks = entries.flatMap(\.finished).compactMap {
      WorkloadCheck.holds($0, pending: pending)
    }
    return .verdict(
      key: "\(workload.rawValue).same_work",
      label: "every program did the work of \(workload.rawValue.uppercased())",
      holds: checks.isEmpty ? nil : checks.allSatisfy(\.self)
    )
  }
}
