package import SimCore

/// The carriers of a run: what one call learns of a carrier, the next one is spared.
package actor CarrierPool: CellActor {
  package nonisolated let cell: Cell
  /// Nil where nobody counts regions.
  package nonisolated let regions: RegionMap?
  /// By carrier.
  package nonisolated let tariffs: [LineTariff]
  private var routes: CarrierRoutes
  /// How long a dial that a carrier has failed waits for another one; nil where it never tries.
  private let failoverWait: Duration?
  private let carriers: [any Carrier]
  private let probing: ProbeSettings?
  private var watches: [ProbeWatch]
  private var readmitted: @Sendable () -> Void = {}

  package init(
    cell: Cell,
    routes: CarrierRoutes,
    failoverWait: Duration? = .seconds(3),
    probing: ProbeSettings? = nil
  ) {
    self.cell = cell
    self.routes = routes
    regions = routes.regionMap
    tariffs = routes.tariffs
    self.failoverWait = failoverWait
    self.probing = probing
    carriers = routes.carriers
    watches = carriers.map { _ in ProbeWatch() }
  }

  /// The first instant, from now on, at which a carrier takes a dial.
  package var earliest: SimInstant { routes.earliest(at: cell.now) }

  /// Where a carrier ends; nil where that is not known.
  package func region(of route: Int) -> Int? { routes.region(of: route) }

  /// Books the next dial, to somebody of a region.
  package func reserve(to region: Int? = nil) -> CarrierReservation {
    guard let reservation = routes.reserve(at: cell.now, to: region) else {
      preconditionFailure("a pool has a carrier that was not tried before")
    }
    return reservation
  }

  /// Books a dial that carriers have failed, with one that was not tried; nil when all were, or
  /// none can take it soon.
  package func reserve(except tried: [Int], to region: Int?) -> CarrierReservation? {
    guard let failoverWait else { return nil }
    let limit = cell.now.advanced(by: failoverWait)
    return routes.reserve(at: cell.now, to: region, except: tried, until: limit)
  }

  /// Whether the carrier of a booked dial has begun to be kept away from in the meantime.
  package func isStale(_ reservation: CarrierReservation) -> Bool { routes.isStale(reservation) }

  /// A refusal has come after its dial was given up.
  package func learn(late refusal: CarrierRefusal, of route: Int) {
    guard let pause = refusal.retryAfter else { return }
    routes.suspend(route, for: pause, at: cell.now)
  }

  package func learn(_ setup: CallSetup, of route: Int) {
    let wasKept = routes.awaitsProbe(route)
    routes.learn(setup, of: route, at: cell.now)
    if wasKept, !routes.awaitsProbe(route) { readmitted() }
  }
}

extension CarrierPool: ProbeReceiver {
  /// Begins to probe the carriers that can be, one after the other within the interval;
  /// `readmitted` is called whenever one of them takes dials again.
  package func startProbing(readmitted: @escaping @Sendable () -> Void) {
    guard let probing else { return }
    self.readmitted = readmitted
    for route in carriers.indices where carriers[route].takesProbes {
      routes.beginProbing(route)
      after(probing.interval * route / carriers.count) { $0.probe(route) }
    }
    after(cell.now.duration(to: probing.end)) { pool in
      pool.routes.endProbing(at: pool.cell.now)
      pool.readmitted()
    }
  }

  package nonisolated func answered(_ probe: CarrierProbe, _ response: SIPResponse) {
    onCell(with: (probe, response)) { $0.settle($1.0, isWell: $1.1.saysWell) }
  }

  /// What was watched of each carrier, in the order of the pool.
  package var account: [CarrierWatch] {
    carriers.indices.map { route in
      var watch = CarrierWatch(name: carriers[route].name)
      watch.probesSent = watches[route].sent
      watch.probesFailed = watches[route].failed
      watch.regions = routes.regionCounts(of: route)
      watch.avoidances = routes.avoidances(of: route)
      return watch
    }
  }

  private func probe(_ route: Int) {
    guard let probing, cell.now < probing.end else { return }
    let probe = CarrierProbe(route: route, number: watches[route].sent)
    watches[route].sent += 1
    let deadline = after(probing.timeout) { $0.settle(probe, isWell: false) }
    watches[route].pending = (probe.number, deadline)
    carriers[route].probe(probe, for: self)
    after(probing.interval) { $0.probe(route) }
  }

  /// A probe is answered, or never will be; what comes later says nothing more.
  private func settle(_ probe: CarrierProbe, isWell: Bool) {
    guard let pending = watches[probe.route].pending, pending.number == probe.number else { return }
    cell.cancel(pending.deadline)
    watches[probe.route].pending = nil
    if !isWell { watches[probe.route].failed += 1 }
    if routes.probed(probe.route, isWell: isWell, at: cell.now) { readmitted() }
  }
}

/// How far the probes of one carrier have come.
private struct ProbeWatch {
  var sent = 0
  var failed = 0
  var pending: (number: Int, deadline: TimerID)?
}
