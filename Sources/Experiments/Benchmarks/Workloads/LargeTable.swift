/// Workload 3 with 100,000 calls at once: whether memory and cost hold where caches do not.
enum LargeTable {
  /// In MiB, for all of the process.
  private static let memoryLimit = 400.0

  static func measure(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    let small = Contestant.own(request.events).filter { $0.workload == .dialing }
    let large = try WorkloadRace(
      Contestant.large(request.events),
      runs: 1,
      request,
      progress: { progress("100,000 calls at once, a minute or two: \($0)") }
    )
    // Beside it in time, so that both see the same machine.
    let reference = try WorkloadRace(small, runs: request.runs ?? 3, request, progress: progress)
    let figures = large.entries.flatMap { entry in
      Self.figures(entry, beside: reference[entry.contestant.key])
    }
    return BenchmarkTable(
      title: "W3 with \(OwnWorkload.largeScale) times the arrivals, slots and limits, for one hour",
      figures: figures,
      notes: [
        "Events are those of the kernel here: the calls that are live at the end are cut off.",
        "Against W3: the cost of an event as a multiple of that with 1,600 calls at once.",
      ] + large.entries.compactMap(\.trouble)
    )
  }

  private static func figures(
    _ entry: WorkloadRace.Entry,
    beside small: WorkloadRace.Entry?
  ) -> [BenchmarkFigure] {
    let name = entry.contestant.name
    let isActors = name == "actors"
    let cost = entry.median(nanosecondsPerEvent)
    func figure(
      _ key: String,
      _ column: String,
      _ value: Double?,
      _ unit: String,
      _ bar: BenchmarkFigure.Bar? = nil
    ) -> BenchmarkFigure {
      BenchmarkFigure(
        key: "large.\(name).\(key)",
        label: entry.contestant.label,
        column: column,
        value: value,
        unit: unit,
        bar: bar
      )
    }
    return [
      figure("peak", "calls at once", entry.median { $0.fact("peak") }, "calls"),
      figure("kernel_events", "events", entry.median { $0.fact("kernel_events") }, "events"),
      figure("ns_per_event", "ns/event", cost, "ns"),
      .ratio(
        key: "large.\(name).cost_to_w3.x",
        label: entry.contestant.label,
        column: "against W3",
        of: cost,
        to: small?.median(nanosecondsPerEvent),
        bar: isActors ? .atMost(2.5) : nil
      ),
      figure("heap_per_call_bytes", "heap/call", entry.median(heapPerCall), "bytes"),
      figure("cpu_s", "CPU s", entry.median { $0.cpuSeconds }, "s"),
      figure(
        "rss_mib",
        "RSS MiB",
        entry.median { Double($0.peakKibibytes) / 1_024 },
        "MiB",
        isActors ? .atMost(memoryLimit) : nil
      ),
    ]
  }

  /// Everything on the heap at the end, over the calls that are live then.
  private static func heapPerCall(_ outcome: WorkloadOutcome) -> Double? {
    guard let heap = outcome.fact("heap_kib"), let live = outcome.fact("live"), live > 0 else {
      return nil
    }
    return heap * 1_024 / live
  }

  private static func nanosecondsPerEvent(_ outcome: WorkloadOutcome) -> Double? {
    outcome.fact("kernel_events").map { outcome.cpuSeconds * 1e9 / max($0, 1) }
  }
}
