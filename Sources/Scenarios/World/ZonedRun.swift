package import SimCore
package import VoicePipeline

/// A run of zones that share nothing: each is a world of its own, lived on whatever thread is free.
///
/// ```
/// Scenario ─▶ zone 1 ─▶ World ─▶ WorldResult ─┐
///         └─▶ zone n ─▶ World ─▶ WorldResult ─┴─▶ merged in the order of the zones
/// ```
package struct ZonedRun: Sendable {
  /// Why a run came to nothing.
  package enum Failure: Error {
    case stopped
    /// In the zone with this place.
    case deadlock(DeadlockReport, zone: Int)
  }

  package let scenario: Scenario
  package let seed: UInt64
  package let isAntithetic: Bool
  package let leads: [LeadStore]
  package let arrivals: ArrivalTrace?
  package let bindings: WorldBindings

  package init(
    scenario: Scenario,
    seed: UInt64,
    isAntithetic: Bool = false,
    leads: [LeadStore],
    arrivals: ArrivalTrace? = nil,
    bindings: WorldBindings = WorldBindings()
  ) {
    self.scenario = scenario
    self.seed = seed
    self.isAntithetic = isAntithetic
    self.leads = leads
    self.arrivals = arrivals
    self.bindings = bindings
  }

  /// Lives all zones.
  ///
  /// `watch` is told of the number that are done, fractions included, and stops them with true;
  /// `expand` undoes what `compress` does.
  package func result(
    threads: Int,
    compress: @escaping RecordTable.Compressor,
    expand: @escaping RecordTable.Compressor,
    watch: (Double) -> Bool
  ) throws(Failure) -> WorldResult {
    var failure: Failure?
    var whole: WorldResult?
    var traces = ZonedTrace()
    ShardCrew.run(
      scenario.zones,
      threads: threads,
      make: { live($0, compress: compress, tell: $1) },
      watch: watch,
      take: { (part: Zone) in
        guard failure == nil else { return }
        switch part {
        case .lived(let result):
          traces.add(result)
          if whole == nil { whole = result } else { whole?.merge(result, expand: expand) }
        case .deadlock(let report, let zone): failure = .deadlock(report, zone: zone)
        }
      }
    )
    if let failure { throw failure }
    guard var whole, traces.count == scenario.zones else { throw .stopped }
    (whole.traceDigest, whole.traceWindows) = traces.merged
    whole.zoneDigests = traces.digests
    whole.leads = leads
    whole.costs = RunCosts(scenario, whole).account
    return whole
  }

  /// What has come of one zone.
  private enum Zone: Sendable {
    case lived(WorldResult)
    case deadlock(DeadlockReport, zone: Int)
  }

  /// Nil when it was given up.
  private func live(
    _ index: Int,
    compress: @escaping RecordTable.Compressor,
    tell: (Double) -> Bool
  ) -> Zone? {
    let (part, seed) = scenario.zone(index, seed: seed)
    let place = part.zone.place
    var world = World(
      scenario: part,
      seed: seed,
      isAntithetic: isAntithetic,
      leads: leads.map { $0.part(of: place) },
      arrivals: arrivals?.part(of: place),
      bindings: bindings,
      compress: compress
    )
    while let step = world.advance() {
      if tell(min(step.elapsed / part.duration, 1)) { return nil }
    }
    if let deadlock = world.deadlock { return .deadlock(deadlock, zone: index) }
    return .lived(world.finish())
  }
}

/// The traces of zones, in their order.
private struct ZonedTrace {
  private(set) var digests: [String] = []
  private var windows: [TraceWindows] = []

  var count: Int { windows.count }

  mutating func add(_ zone: WorldResult) {
    digests.append(zone.traceDigest)
    windows.append(zone.traceWindows)
  }

  /// The digest is that of the zones' digests; 32 hexadecimal digits, as theirs.
  var merged: (String, TraceWindows) {
    let whole = SHA256.hex(of: digests.flatMap { Array(($0 + "\n").utf8) })
    return (String(whole.prefix(32)), TraceWindows.merged(windows))
  }
}

extension ArrivalTrace {
  /// Every n-th arrival.
  package func part(of place: ZonePlace) -> ArrivalTrace {
    if place.count == 1 { return self }
    let indices = stride(from: place.index, to: instants.count, by: place.count)
    return ArrivalTrace(instants: indices.map { instants[$0] }, digest: digest)
  }
}
