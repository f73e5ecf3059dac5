internal import SimCore
internal import VoicePipeline

/// What keeps an ill model from taking the platform along, as far as a scenario has it.
struct Resilience: Sendable {
  private let guards: [(model: String, guarded: GuardedLanguageModel)]
  let pools: RealtimePools?
  private let shedding: SheddingWatch?
  private let router: PodRouter
  /// What bounds the requests to the layers of the agent.
  private let layers: [(layer: ServiceLayer, slots: Resource)]
  /// Told to keep the responses of turns, where the shedding goes by them.
  private let responses: RunLog?

  init(
    _ scenario: Scenario,
    on cell: Cell,
    ports: AgentPorts?,
    router: PodRouter,
    log: RunLog
  ) {
    self.router = router
    layers = ServiceLayer.allCases.compactMap { layer in
      ports?.slots(of: layer).map { (layer, $0) }
    }
    let end = SimInstant.zero.advanced(by: scenario.duration)
    guards = ports.map { Self.guards(of: $0.model) } ?? []
    pools = ports.flatMap { ports in
      guard let pool = scenario.agent.realtime?.pool,
        let connector = ports.realtime as? any RealtimeConnector
      else { return nil }
      return RealtimePools(
        cell: cell,
        pool.settings,
        connector: connector,
        ports: ports,
        until: end
      )
    }
    responses = scenario.platform.shedding?.responseP95 == nil ? nil : log
    shedding = scenario.platform.shedding.map { spec in
      let model = ports?.model
      return SheddingWatch(cell: cell, spec.rule, router: router, until: end) { signal in
        switch signal {
        case .responseP95: log.onCell { $0.responseP95() }.map { Double($0.nanoseconds) / 1e9 }
        case .podUtilisation: router.onCell { $0.utilisation }
        case .modelUtilisation: model.flatMap(Self.load)
        }
      }
    }
  }

  func start() {
    responses?.onCell { $0.keepResponses(of: World.responseWindow) }
    shedding?.onCell { $0.start() }
    guard let pools else { return }
    pools.onCell { $0.start() }
    router.onCell { router in
      router.watchPods { pod, isOpen in
        pools.onCell { isOpen ? $0.open(pod: pod) : $0.close(pod: pod) }
      }
    }
  }

  /// Puts a proof's eyes and its planted error where things happen.
  func install(_ probe: PlatformProbe) {
    router.onCell { $0.install(probe) }
    shedding?.onCell { $0.install(probe) }
    for (model, guarded) in guards { guarded.install(probe, as: model) }
    for (layer, slots) in layers {
      slots.onCell { $0.watchUse { probe.saw(.layerUse(layer, $0)) } }
    }
  }

  /// Asked for once, when the run is over.
  var account: ResilienceAccount {
    var account = ResilienceAccount()
    account.breakers = guards.map { ($0.model, $0.guarded.account) }
    account.pool = pools?.onCell { $0.account }
    account.shedding = shedding?.onCell { $0.account }
    return account
  }

  private static func guards(
    of model: any LanguageModel
  ) -> [(model: String, guarded: GuardedLanguageModel)] {
    let tiered = model as? TieredLanguageModel
    let models = [("llm", tiered?.heavy ?? model), ("llm_light", tiered?.light)]
    return models.compactMap { name, model in
      (model as? GuardedLanguageModel).map { (name, $0) }
    }
  }

  /// Requests at a model, those that wait included, of what it works on at a time.
  ///
  /// Nil of one that does not tell; of two models, those of the heavy one.
  private static func load(of model: any LanguageModel) -> Double? {
    if let server = BatchingServer.behind(model) { return server.load }
    guard let slots = SimulatedLanguageModel.behind(model)?.slots, slots.capacity > 0 else {
      return nil
    }
    return Double(slots.inUse + slots.queueLength) / Double(slots.capacity)
  }
}

extension SimulatedLanguageModel {
  /// The pool of slots that a language model asks; of two models, that of the heavy one.
  static func behind(_ model: any LanguageModel) -> SimulatedLanguageModel? {
    switch model {
    case let model as SimulatedLanguageModel: model
    case let hedged as HedgedLanguageModel: behind(hedged.inner)
    case let tiered as TieredLanguageModel: behind(tiered.heavy)
    case let guarded as GuardedLanguageModel: behind(guarded.inner)
    default: nil
    }
  }
}
