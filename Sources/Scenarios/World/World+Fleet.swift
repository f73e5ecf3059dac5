internal import SimCore
internal import VoicePipeline

extension Scenario {
  /// The pods of a run, where they come and go: those of each region, behind one router.
  func podFleets(
    on cell: Cell,
    faults schedule: FaultSchedule,
    regions: PlatformRegions?,
    defect: PlatformDefect?
  ) -> [PodFleet] {
    let sessions = sessionStore(on: cell, faults: schedule, defect: defect)
    let router = regions.map {
      PodRouter(
        cell: cell,
        platform.placement?.settings ?? RoutingSettings(),
        regions: $0.routing
      )
    }
    let parts = platform.parts
    return parts.enumerated().compactMap { index, part in
      part.elastic.map { pod in
        PodFleet(
          part,
          pod: pod,
          admission: platform.tenancy?.admission(campaigns),
          sessions: sessions,
          awaitsMoments: faults.contains { $0.moment != nil },
          in: FleetRegion(index: index, count: parts.count, router: router),
          on: cell,
          until: duration
        )
      }
    }
  }
}

extension Scenario {
  /// What outlives pods; nil where conversations are kept in them alone.
  private func sessionStore(
    on cell: Cell,
    faults: FaultSchedule,
    defect: PlatformDefect?
  ) -> SimulatedSessionStore? {
    guard let spec = platform.sessions, spec.store == .redis || defect == .memoryOutlives else {
      return nil
    }
    return SimulatedSessionStore(cell: cell, spec: spec, faults: faults, defect: defect)
  }

  /// Whose the calls of each campaign are; none without tenants.
  var tenants: [Int?] {
    guard let tenancy = platform.tenancy, platform.elastic != nil else { return [] }
    let names = tenancy.names(campaigns)
    return campaigns.map { names.firstIndex(of: $0.tenant ?? $0.name) }
  }

  /// Who else is on the pods.
  func neighbours(on fleet: PodFleet) -> [NeighbourLoad] {
    guard let tenancy = platform.tenancy else { return [] }
    let names = tenancy.names(campaigns)
    return tenancy.neighbours.enumerated().map { index, spec in
      NeighbourLoad(
        spec,
        tenant: names.firstIndex(of: spec.tenant),
        on: fleet,
        key: fleet.cell.key.entity(.platform, UInt64(index) + 2),
        until: duration
      )
    }
  }
}

// The pods of a run, where they come and go.
extension World {
  /// How far back a monitor looks for the responses of turns.
  static let responseWindow = Duration.seconds(60)

  /// Puts a proof's eyes and its planted error where things happen.
  func install(_ probe: PlatformProbe) {
    resilience.install(probe)
    for fleet in fleets { fleet.onCell { $0.install(probe) } }
    for service in services { service.onCell { $0.install(probe) } }
  }

  /// Brings up the pods, tells their autoscaler what it may go by, and lays out who dies when.
  func startFleets() {
    guard let first = fleets.first else { return }
    let autoscaler = scenario.platform.autoscaler
    var signals = ScalingSignals()
    if autoscaler?.goesBy(.responseP95) == true {
      log.onCell { $0.keepResponses(of: Self.responseWindow) }
      signals.responseP95 = { [log] in log.onCell { $0.responseP95() } }
    }
    signals.queueDepth = { [dialer, inbound] in
      dialer.onCell { $0.dialsWaiting } + (inbound?.onCell { $0.waiting } ?? 0)
    }
    let forecast = autoscaler?.forecast.map {
      LoadForecast(scenario, spec: $0, key: cell.key.entity(.platform, 1))
    }
    for fleet in fleets {
      fleet.onCell { [services, outcomes, events, signals] fleet in
        fleet.services = services
        fleet.deathWatches = [outcomes?.kill, events?.kill].compactMap(\.self)
        fleet.start(signals, forecast: forecast)
      }
    }
    for service in services { service.onCell { $0.start() } }
    for neighbour in scenario.neighbours(on: first) { neighbour.onCell { $0.start() } }
    for window in faults.windows { plan(window) }
  }

  /// Lays out when a fault takes pods; they, machines and zones are numbered in turn over regions.
  private func plan(_ window: FaultSchedule.Window) {
    let count = fleets.count
    func at(_ index: Int, _ loss: @escaping @Sendable (isolated PodFleet) -> Void) {
      fleets[index].after(SimInstant.zero.duration(to: window.start)) { loss($0) }
    }
    switch (window.kind, window.target) {
    case (.podKill, .pod(let pod)):
      at(pod % count) { $0.kill(pod: pod, at: window.moment) }
    case (.nodeLoss, .node(let node)): at(node % count) { $0.lose(node: node / count) }
    case (.zoneLoss, .zone(let zone)):
      at(zone % count) { $0.lose(zone: zone / count, until: window.end) }
    case (.regionLoss, .region(let name)):
      guard let index = scenario.platform.regions?.sites.firstIndex(where: { $0.region == name })
      else { return }
      at(index) { $0.loseRegion(until: window.end) }
    default: break
    }
  }
}

extension AutoscalerSpec {
  fileprivate func goesBy(_ metric: ScalingMetric) -> Bool {
    triggers.contains { $0.metric == metric }
  }
}
