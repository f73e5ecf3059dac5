internal import SimCore
internal import VoicePipeline

extension Scenario {
  /// The pods of a run, where they come and go.
  func podFleet(
    on cell: Cell,
    faults schedule: FaultSchedule,
    defect: PlatformDefect?
  ) -> PodFleet? {
    platform.elastic.map { pod in
      PodFleet(
        platform,
        pod: pod,
        admission: platform.tenancy?.admission(campaigns),
        sessions: sessionStore(on: cell, faults: schedule, defect: defect),
        awaitsMoments: faults.contains { $0.moment != nil },
        on: cell,
        until: duration
      )
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
    fleet?.onCell { $0.install(probe) }
    for service in services { service.onCell { $0.install(probe) } }
  }

  /// Brings up the pods, tells their autoscaler what it may go by, and lays out who dies when.
  func startFleet() {
    guard let fleet else { return }
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
    fleet.onCell { fleet in
      fleet.services = services
      fleet.deathWatches = [outcomes?.kill, events?.kill].compactMap(\.self)
      fleet.start(signals, forecast: forecast)
    }
    for service in services { service.onCell { $0.start() } }
    for neighbour in scenario.neighbours(on: fleet) { neighbour.onCell { $0.start() } }
    for window in faults.windows {
      fleet.after(SimInstant.zero.duration(to: window.start)) { fleet in
        switch (window.kind, window.target) {
        case (.podKill, .pod(let pod)): fleet.kill(pod: pod, at: window.moment)
        case (.nodeLoss, .node(let node)): fleet.lose(node: node)
        default: break
        }
      }
    }
  }
}

extension AutoscalerSpec {
  fileprivate func goesBy(_ metric: ScalingMetric) -> Bool {
    triggers.contains { $0.metric == metric }
  }
}
