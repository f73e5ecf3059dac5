internal import SimCore
internal import VoicePipeline

/// The packet pass beside `Benchmarks/peers/c/packets.c`: the same model, frame by frame, in C.
enum PacketPeer {
  /// How far two independent programs may be apart in what they count.
  ///
  /// Five standard deviations of the difference of two runs of 5.5 million packets, from 20 seeds
  /// of either; over several runs by their square root less.
  struct Tolerance: Sendable {
    let key: String
    let label: String
    let limit: Double
    let unit: String
    let own: @Sendable (PacketLoad.Outcome) -> Double

    /// Of the means of so many runs, to two digits or three.
    func limit(over runs: Int) -> Double {
      let step = limit > 1 ? 1 : 1e-5
      return (limit / Double(runs).squareRoot() / step).rounded() * step
    }
  }

  static let tolerances: [Tolerance] = [
    Tolerance(key: "loss", label: "lost", limit: 0.00125, unit: "") { $0.counts.lossRatio },
    Tolerance(key: "late", label: "late", limit: 0.0005, unit: "") {
      Double($0.counts.late) / Double(max($0.packets, 1))
    },
    Tolerance(key: "burst", label: "mean burst", limit: 0.08, unit: "frames") {
      $0.counts.burstLength
    },
    Tolerance(key: "jitter_us", label: "interarrival jitter", limit: 670, unit: "us") { $0.jitter },
    Tolerance(key: "rating", label: "R", limit: 0.5, unit: "") { $0.rating },
  ]

  static func table(
    _ request: BenchmarkRequest,
    progress: (String) -> Void
  ) throws(RunFailure) -> BenchmarkTable {
    let path = "\(request.peerFolder)/out/packets"
    var figures: [BenchmarkFigure] = []
    var notes = [
      "C is Benchmarks/peers/c/packets.c: one frame at a time, a uniform for each decision, libm, "
        + "gcc -O3 -march=native. It is the plain algorithm, not ours in another language.",
      "Ratios are taken within a round. Both must count the same within five standard errors of "
        + "their difference.",
    ]
    if Files.exists(path) {
      for load in PacketLoad.all.prefix(2) {
        figures += try pair(load.scaled(to: request.events), path, request, progress)
      }
    } else {
      notes.append(
        "C was not run: there is no \(path); Benchmarks/peers/setup.sh builds it, and simrun "
          + "has to be started in the folder above Benchmarks."
      )
    }
    return BenchmarkTable(title: "beside C", figures: figures, notes: notes)
  }

  private static func pair(
    _ load: PacketLoad,
    _ path: String,
    _ request: BenchmarkRequest,
    _ progress: (String) -> Void
  ) throws(RunFailure) -> [BenchmarkFigure] {
    let rate = load.key == "few_losses" ? "0.005" : "0.05"
    let words = [path, rate, String(load.legs), String(load.spurts)]
    var ratios: [Double] = []
    var costs: [Double] = []
    var pairs: [(own: PacketLoad.Outcome, peer: PeerLine)] = []
    for round in 0..<(request.runs ?? 5) {
      try request.checkInterruption()
      progress("beside C, round \(round + 1): \(load.label)")
      let peer = try PeerLine.run(words + [String(round + 1)], request)
      let own = load.run(seed: UInt64(round + 1))
      ratios.append(peer.nanosecondsPerPacket / own.nanosecondsPerPacket)
      costs.append(peer.nanosecondsPerPacket)
      pairs.append((own, peer))
    }
    let key = "peer.\(load.key)"
    let speed = BenchmarkFigure(
      key: "\(key).speed_to_c.x",
      label: load.label,
      column: "speed to C",
      value: ratios.median,
      unit: "x",
      bar: .atLeast(2)
    )
    let cost = BenchmarkFigure(
      key: "\(key).c.ns",
      label: load.label,
      column: "C, ns/packet",
      value: costs.median,
      unit: "ns"
    )
    let isFull = request.events == nil
    return [speed, cost] + tolerances.flatMap { agreement($0, key, load.label, pairs, isFull) }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }

  private static func agreement(
    _ tolerance: Tolerance,
    _ key: String,
    _ label: String,
    _ pairs: [(own: PacketLoad.Outcome, peer: PeerLine)],
    _ isFull: Bool
  ) -> [BenchmarkFigure] {
    let own = mean(pairs.map { tolerance.own($0.own) })
    let peers = pairs.compactMap { $0.peer[tolerance.key] }
    let other = peers.count == pairs.count ? mean(peers) : nil
    let row = "\(label): \(tolerance.label)"
    let name = "\(key).\(tolerance.key)"
    return [
      BenchmarkFigure(
        key: "\(name).own",
        label: row,
        column: "ours",
        value: own,
        unit: tolerance.unit
      ),
      BenchmarkFigure(
        key: "\(name).c",
        label: row,
        column: "C",
        value: other,
        unit: tolerance.unit
      ),
      BenchmarkFigure(
        key: "\(name).difference",
        label: row,
        column: "difference",
        value: other.map { ($0 - own).magnitude },
        unit: tolerance.unit,
        bar: isFull ? .atMost(tolerance.limit(over: pairs.count)) : nil
      ),
    ]
  }
}

/// The line of `name=value` words that a peer ends with.
package struct PeerLine: Sendable {
  private let words: [(name: Substring, value: Double)]

  /// Nil where there is no such line, or it says nothing.
  package init?(output: String) {
    let lines = output.split(separator: "\n")
    guard let line = lines.last(where: { $0.hasPrefix("workload=packets ") }) else { return nil }
    words = line.split(separator: " ").compactMap { word in
      let parts = word.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let value = Double(parts[1]) else { return nil }
      return (parts[0], value)
    }
    guard self["events"] ?? 0 > 0, self["cpu_s"] != nil else { return nil }
  }

  package subscript(name: String) -> Double? { words.first { $0.name == name }?.value }

  package var nanosecondsPerPacket: Double { (self["cpu_s"] ?? 0) * 1e9 / (self["events"] ?? 1) }

  /// Runs the program once.
  static func run(
    _ words: [String],
    _ request: BenchmarkRequest
  ) throws(RunFailure) -> PeerLine {
    let ending: ChildProcess.Ending
    do throws(FileError) {
      ending = try ChildProcess.run(
        words,
        timeLimit: .seconds(120),
        isInterrupted: request.isInterrupted
      )
    } catch {
      throw RunFailure(error, code: "OUT-003", class: .temporary)
    }
    try request.checkInterruption()
    guard ending.code == 0, let line = PeerLine(output: ending.output) else {
      throw RunFailure(
        code: "INT-001",
        class: .internalError,
        message: "\(words[0]) ended \(ending.code) with no figures"
      )
    }
    return line
  }
}
