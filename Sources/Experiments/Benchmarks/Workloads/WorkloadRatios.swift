/// What the project promises of its workloads beside those of others.
enum WorkloadRatios {
  /// Costs as multiples of a peer's; the bars are those of the kernel.
  static func table(_ race: WorkloadRace) -> BenchmarkTable {
    let costs: [(key: String, peer: String, bar: BenchmarkFigure.Bar?)] = [
      ("w1.callbacks", "c_heap", .atMost(1.2)), ("w1.callbacks", "c_calendar", nil),
      ("w1.sinks", "c_heap", nil), ("w1.actors", "c_heap", nil),
      ("w2.callbacks", "c", nil), ("w2.actors", "c", nil),
      ("w3.callbacks", "c", .atMost(1.5)), ("w3.callbacks", "c_fused", nil),
      ("w3.actors", "c", .atMost(3.5)), ("w3.actors", "c_fused", nil),
    ]
    let speeds: [(key: String, peer: String, bar: BenchmarkFigure.Bar?)] = [
      ("w1.actors", "simpy", nil), ("w1.actors", "ns3", nil),
      ("w2.actors", "simpy", .atLeast(12)), ("w2.actors", "simpy_queued", nil),
      ("w2.actors", "ns3", nil),
      ("w3.actors", "simpy", .atLeast(6)), ("w3.actors", "salabim", nil), ("w3.actors", "ns3", nil),
    ]
    let costFigures = costs.map { key, peer, bar in
      figure(race, key, peer, "cost", bar) { race.ratio(of: $0, to: $1) }
    }
    let speedFigures = speeds.map { key, peer, bar in
      figure(race, key, peer, "speed", bar) { race.ratio(of: $1, to: $0) }
    }
    return BenchmarkTable(
      title: "beside the peers",
      figures: costFigures + speedFigures,
      notes: [
        "Cost: how many times as long ours takes for an event, call or step; less is better. "
          + "Speed: how many times as long the peer takes; more is better. Each is the median of "
          + "the ratios within one round."
      ]
    )
  }

  private static func figure(
    _ race: WorkloadRace,
    _ key: String,
    _ peer: String,
    _ kind: String,
    _ bar: BenchmarkFigure.Bar?,
    _ ratio: (String, String) -> Double?
  ) -> BenchmarkFigure {
    let parts = key.split(separator: ".")
    let reference = "\(parts[0]).\(peer)"
    let label = race[reference]?.contestant.label ?? peer
    return BenchmarkFigure(
      key: "\(key).\(kind)_to_\(peer).x",
      label: "\(parts[0].uppercased()) \(parts[1]), \(kind) against \(label)",
      value: ratio(key, reference),
      unit: "x",
      bar: bar
    )
  }
}
