internal import SimCore

/// A program that runs one workload: ours, or a peer's.
struct Contestant: Sendable {
  let workload: CommonWorkload
  /// The part of a key that names it, such as `c_heap`.
  let name: String
  /// The row of the table.
  let label: String
  /// Path and arguments.
  let words: [String]
  /// At most so often, because it is slow.
  var runsMax = 100
  /// What has to be there.
  var needs: String?

  var key: String { "\(workload.rawValue).\(name)" }

  /// Ours, each in a process of its own, as the peers are.
  static func own(_ events: Int?) -> [Contestant] {
    [
      own(.holdCallbacks, .hold, "callbacks", "simrun, callbacks to one actor", events),
      own(.holdSinks, .hold, "sinks", "simrun, an actor each", events),
      own(.holdActors, .hold, "actors", "simrun, actors that sleep", events),
      own(.queueingCallbacks, .queueing, "callbacks", "simrun, callbacks", events),
      own(.queueingActors, .queueing, "actors", "simrun, actors", events),
      own(.dialingCallbacks, .dialing, "callbacks", "simrun, callbacks", events),
      own(.dialingActors, .dialing, "actors", "simrun, actors", events),
    ]
  }

  /// Ours with 100,000 calls at once.
  static func large(_ events: Int?) -> [Contestant] {
    [
      own(.largeCallbacks, .dialing, "callbacks", "simrun, callbacks", events),
      own(.largeActors, .dialing, "actors", "simrun, actors", events),
    ]
  }

  private static func own(
    _ program: OwnWorkload,
    _ workload: CommonWorkload,
    _ name: String,
    _ label: String,
    _ events: Int?
  ) -> Contestant {
    let size = events.map { ["--events", String($0)] } ?? []
    return Contestant(
      workload: workload,
      name: name,
      label: label,
      words: ["/proc/self/exe", "bench", "kernel", "--program", program.rawValue] + size
    )
  }

  /// The programs that `Benchmarks/peers/setup.sh` builds.
  static func peers(in folder: String, _ events: Int?) -> [Contestant] {
    let builder = PeerList(folder: folder, events: events)
    return builder.hold + builder.queueing + builder.dialing
  }
}

/// The peers' command lines.
private struct PeerList {
  let folder: String
  let events: Int?

  var hold: [Contestant] {
    let full = CommonWorkload.holdEvents
    return [
      compiled(.hold, "c_calendar", "C, calendar queue", "hold", ["calendar"], full),
      compiled(.hold, "c_heap", "C, 4-ary heap", "hold", ["heap"], full),
      compiled(.hold, "ns3", "ns-3", "ns3", ["w1"], full),
      python(.hold, "simpy", "SimPy", ["w1"], full / 10),
      python(.hold, "salabim", "salabim", ["w1"], full * 3 / 100, runsMax: 2),
    ]
  }

  var queueing: [Contestant] {
    let full = CommonWorkload.queueingCalls
    return [
      compiled(.queueing, "c", "C++, state machine", "models", ["w2"], full),
      compiled(.queueing, "ns3", "ns-3", "ns3", ["w2"], full),
      python(.queueing, "simpy", "SimPy", ["w2"], full),
      python(.queueing, "simpy_queued", "SimPy, timers as ours", ["w2queued"], full, of: "simpy"),
      python(.queueing, "salabim", "salabim", ["w2"], full, runsMax: 2),
    ]
  }

  var dialing: [Contestant] {
    let full = CommonWorkload.dialingCalls
    return [
      compiled(.dialing, "c_fused", "C++, fused with its heap", "fused", [], full),
      compiled(.dialing, "c", "C++, state machine", "models", ["w3"], full),
      compiled(.dialing, "ns3", "ns-3", "ns3", ["w3"], full),
      python(.dialing, "simpy", "SimPy", ["w3"], full),
      python(.dialing, "salabim", "salabim", ["w3"], full, runsMax: 2),
    ]
  }

  private func compiled(
    _ workload: CommonWorkload,
    _ name: String,
    _ label: String,
    _ program: String,
    _ words: [String],
    _ full: Int
  ) -> Contestant {
    let path = "\(folder)/out/\(program)"
    return Contestant(
      workload: workload,
      name: name,
      label: label,
      words: [path] + words + size(workload, full),
      needs: path
    )
  }

  private func python(
    _ workload: CommonWorkload,
    _ name: String,
    _ label: String,
    _ words: [String],
    _ full: Int,
    of library: String? = nil,
    runsMax: Int = 100
  ) -> Contestant {
    let path = "\(folder)/out/venv/bin/python"
    let script = "\(folder)/\(library ?? name)/models.py"
    return Contestant(
      workload: workload,
      name: name,
      label: label,
      words: [path, script] + words + size(workload, full),
      runsMax: runsMax,
      needs: path
    )
  }

  private func size(_ workload: CommonWorkload, _ full: Int) -> [String] {
    let size = [String(workload.size(full: full, events: events))]
    return workload == .hold ? size + [String(CommonWorkload.pending(events: events))] : size
  }
}
