internal import RunReports
internal import SimCore
internal import VoicePipeline

/// The pinned load test with a packet for every 20 ms of speech, and without: the price of packets.
enum MediaTiers {
  private static let scenario = "Scenarios/peak-20k.yaml"
  /// Seconds of the processor that 20,000 calls may take more with packets.
  private static let differenceMax = 5.0

  private struct Cost {
    var seconds: [Double] = []
    var packets = 0
  }

  static func table(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    let title = "peak-20k, all of it, files and all"
    guard Files.exists(scenario), Files.exists("Scenarios/leads/us-100k.csv") else {
      let note =
        "Not run: there is no \(scenario) with its lead file; scripts/leads.sh writes that, and "
        + "simrun has to be started in the folder above Scenarios."
      return BenchmarkTable(title: title, figures: [], notes: [note])
    }
    let directory = "Reports/.bench-\(HostClock.wallNanoseconds())"
    defer { try? Files.remove(directory, recursive: true) }
    var flow = Cost()
    var packet = Cost()
    for round in 0..<(request.runs ?? 3) {
      progress("peak-20k, round \(round + 1)")
      try run("flow", in: directory, request, &flow)
      try run("packet", in: directory, request, &packet)
    }
    let differences = zip(packet.seconds, flow.seconds).map { $0 - $1 }
    return BenchmarkTable(
      title: title,
      figures: [
        figure("flow.cpu_s", "flow tier", flow.seconds.median),
        figure("packet.cpu_s", "packet tier", packet.seconds.median),
        figure("difference.cpu_s", "difference", differences.median, bar: .atMost(differenceMax)),
        BenchmarkFigure(
          key: "peak.packet.packets",
          label: "packets of speech",
          value: Double(packet.packets),
          unit: ""
        ),
      ],
      notes: ["Differences are taken within a round; a median of \(flow.seconds.count)."]
    )
  }

  private static func run(
    _ tier: String,
    in directory: String,
    _ request: BenchmarkRequest,
    _ cost: inout Cost
  ) throws(RunFailure) {
    let start = HostClock.cpuNanoseconds()
    let run = RunRequest(
      scenarioPath: scenario,
      build: request.build,
      overrides: ["fidelity=\(tier)"],
      outputDirectory: directory,
      force: true,
      isInterrupted: request.isInterrupted
    )
    let facts = try RunExperiment.run(run, progress: { _ in }).facts
    cost.seconds.append(Double(HostClock.cpuNanoseconds() - start) / 1e9)
    cost.packets =
      facts.media.map { $0.all.uplink.frames.frames + $0.all.downlink.frames.frames } ?? 0
  }

  private static func figure(
    _ key: String,
    _ label: String,
    _ value: Double,
    bar: BenchmarkFigure.Bar? = nil
  ) -> BenchmarkFigure {
    BenchmarkFigure(key: "peak.\(key)", label: label, value: value, unit: "s", bar: bar)
  }
}
