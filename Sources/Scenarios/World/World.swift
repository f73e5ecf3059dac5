package import SimCore
package import VoicePipeline

/// One run of a scenario: the system under test wired to the simulated world, on one cell.
///
/// ```
/// LeadStore ─▶ CampaignQueue ─▶ Dialer ─▶ CarrierPool ─▶ SimulatedCarrier ─▶ SyntheticCaller
///                                 │                            │                   │
///                               Call ◀── CallLeg ◀─────────────┘              FlowMediaPath
///                                 └──▶ PodRouter ─▶ VoiceAgent ◀───────────────────┘
///                                                       │
///              SimulatedRecognizer, SimulatedLanguageModel, SimulatedSynthesizer
/// ```
package struct World: Sendable {
  let scenario: Scenario
  let cell: Cell
  let log: RunLog
  private let demand: DemandMeter
  private let detection: DetectionMeter?
  let dialer: Dialer
  let inbound: InboundCalls?
  private let server: BatchingServer?
  private let carriers: [SimulatedCarrier]
  private let pool: CarrierPool
  private let rings: RingMeter
  private let tap: (any WireTap)?
  private let recorder: LineRecorder?
  let faults: FaultSchedule
  let outcomes: OutcomeWriting?
  let events: EventDelivery?
  /// One for each region; none where pods stand.
  let fleets: [PodFleet]
  private let regional: RegionalFleets?
  let services: [ServicePool]
  let resilience: Resilience
  private let probe: PlatformProbe?
  private let leads: [LeadStore]
  /// Length of a slice: short enough for a smooth progress line and a quick answer to ctrl-C.
  private let slice: Duration
  private var slices = 0
  private var isStarted = false

  /// Wires a run; `seed` stands in for the scenario's own, for replications.
  ///
  /// The leads are those of each campaign, in the order of the scenario; the arrivals are those of
  /// the trace that it names, if it names one.
  /// The mode and what the trace keeps change no byte of what a run leaves behind.
  package init(
    scenario: Scenario,
    seed: UInt64,
    isAntithetic: Bool = false,
    leads: [LeadStore],
    arrivals: ArrivalTrace? = nil,
    mode: Cell.Mode = .working,
    keeping retention: TraceRetention = .none,
    bindings: WorldBindings = WorldBindings(),
    compress: @escaping RecordTable.Compressor
  ) {
    (self.scenario, self.leads) = (scenario, leads)
    cell = bindings.cell(seed: seed, isAntithetic: isAntithetic, mode: mode, keeping: retention)
    slice = max(scenario.duration / 200, .seconds(1))
    log = scenario.runLog(on: cell, seed: seed, bindings: bindings, compress: compress)
    faults = scenario.faultSchedule(key: scenario.runKey(cell.key))
    (demand, outcomes) = (DemandMeter(cell: cell), OutcomeWriting(scenario, faults, on: cell))
    (events, probe) = (EventDelivery(scenario, on: cell), bindings.probe)
    detection = scenario.answers.detection.meter(on: cell, window: scenario.window)
    let goals = GoalMix(scenario.goals)
    let settings = AgentTuning(scenario.agent, goals: goals, key: cell.key)
    let regions = PlatformRegions(scenario, faults: faults)
    fleets = scenario.podFleets(on: cell, faults: faults, regions: regions, defect: probe?.defect)
    let ports = bindings.ports(of: scenario, on: cell, goals: goals, faults: faults, fleets.first)
    regional = scenario.regionalFleets(fleets, regions, ports: ports, on: cell)
    server = ports.flatMap { BatchingServer.behind($0.model) }
    recorder = bindings.stories.map { [cell] in LineRecorder($0, on: cell) }
    let assembly = CarrierAssembly(
      scenario,
      on: cell,
      lines: bindings.lines,
      recorder: recorder,
      demand: demand,
      detection: detection,
      goals: goals,
      faults: faults,
      defect: bindings.defect
    )
    (carriers, pool, rings, tap) = (assembly.carriers, assembly.pool, assembly.rings, bindings.tap)
    services = scenario.services(behind: ports, key: cell.key)
    var desk = CallDesk(
      router: fleets.first?.router ?? scenario.podRouter(on: cell),
      agents: ports.map { .here(Shared($0), { settings.settings(of: $0) }) } ?? .beyondTheLine,
      timeouts: scenario.timeouts,
      carriers: assembly.pool,
      log: log,
      pricing: scenario.agent.pricing,
      answering: scenario.answers.detection.policy,
      campaigns: scenario.campaigns.map(\.name),
      scripts: scenario.campaigns.map { $0.script?.recording },
      outcomes: outcomes?.sink,
      texts: bindings.tap.map { TappedTexts(tap: $0) },
      host: regional ?? fleets.first,
      defect: bindings.defect
    )
    resilience = Resilience(scenario, on: cell, ports: ports, router: desk.router, log: log)
    desk.tell(of: scenario, resilience.pools, events?.publisher, probe)
    inbound = scenario.inboundCalls(
      on: cell,
      trunk: assembly.inboundTrunk,
      desk: desk,
      trace: arrivals
    )
    dialer = scenario.dialer(over: leads, faults: faults, desk: desk, defect: bindings.defect)
  }

  /// Simulates a further slice; nil when the last call has ended.
  ///
  /// With a pacer, which holds events back until their wall time, it may be a part of a slice only;
  /// the history is the same.
  package mutating func advance(pacedBy pacer: CellPacer? = nil) -> WorldStep? {
    start()
    switch drive(to: SimInstant.zero.advanced(by: slice * (slices + 1)), pacer) {
    case .ended: return nil
    case .reached: slices += 1
    case .underway: break
    }
    return cell.enter {
      WorldStep(
        elapsed: SimInstant.zero.duration(to: cell.now),
        callsStarted: log.onCell { $0.callsStarted }
      )
    }
  }

  private mutating func start() {
    guard !isStarted else { return }
    isStarted = true
    cell.enter {
      if let probe { install(probe) }
      startFleets()
      resilience.start()
      if let tap { for carrier in carriers { carrier.onCell { $0.install(tap) } } }
      dialer.onCell { $0.start() }
      inbound?.onCell { $0.start() }
      if fleets.isEmpty {
        outcomes?.plan(faults)
        events?.plan(faults)
      }
      for operation in scenario.operations { dialer.onCell { $0.plan(operation, of: scenario) } }
    }
  }

  /// Who still waits once `advance` has answered nil, and for what; nil when the run is whole.
  package var deadlock: DeadlockReport? { cell.deadlock }

  private func drive(to target: SimInstant, _ pacer: CellPacer?) -> CellPacer.Step {
    if let pacer { return pacer.run(cell, until: target) }
    return cell.run(until: target) ? .reached : .ended
  }

  /// What the run measured; asked for once, after `advance` has answered nil.
  package func finish() -> WorldResult {
    var result = cell.enter {
      WorldResult(
        measurements: log.onCell { $0.finish() },
        demand: demand.onCell { $0.curve },
        detection: detection?.onCell { $0.counts },
        compliance: dialer.onCell { $0.compliance },
        campaigns: dialer.onCell { $0.reports },
        waitingRoom: inbound?.onCell { $0.account },
        outcomes: outcomes?.writes,
        platform: regional?.finish() ?? fleets.first?.onCell { $0.finish() },
        server: server?.use,
        carriers: carriers.map { carrier in carrier.onCell { $0.use } },
        watches: pool.onCell { $0.account },
        rangTwice: rings.onCell { $0.rangTwice },
        lines: recorder?.onCell { $0.lines } ?? [],
        leads: leads,
        faults: faults,
        end: cell.now,
        events: cell.eventCount,
        traceDigest: cell.digest,
        traceWindows: cell.traceWindows,
        traceKept: cell.trace.kept
      )
    }
    let (account, dashboards) = cell.enter { (resilience.account, events?.account) }
    cell.shutdown()
    result.resilience = account
    result.dashboards = dashboards
    result.costs = RunCosts(scenario, result).account
    return result
  }
}

/// How far a run has come.
package struct WorldStep: Sendable {
  package var elapsed: Duration
  package var callsStarted: Int
}

/// What a finished run leaves behind.
package struct WorldResult: Sendable {
  package var measurements: RunMeasurements
  /// Conversations that callers wanted, blocked ones included.
  package var demand: ConcurrencyCurve
  /// Nil where the carrier knows who has answered.
  package var detection: DetectionCounts?
  package var compliance: ComplianceReport
  /// In the order of the scenario.
  package var campaigns: [CampaignReport]
  /// Nil when nobody called in.
  package var waitingRoom: WaitingRoomAccount?
  /// Nil where nobody writes the outcomes of calls.
  package var outcomes: OutcomeWrites?
  /// Nil where pods stand.
  package var platform: PlatformAccount?
  /// Of a language model on a machine of ours.
  package var server: ServerUse?
  /// What each carrier counted on its own side, in the order of the scenario.
  package var carriers: [CarrierUse]
  /// What the dialer watched of each of them, in the same order.
  package var watches: [CarrierWatch]
  /// Calls that rang over more than one carrier.
  package var rangTwice: Int
  /// The lines of the calls whose stories are kept, in the order of their answers.
  package var lines: [RecordedLine]
  /// Of each campaign, in the order of the scenario.
  package var leads: [LeadStore]
  /// What went wrong, and when.
  package var faults: FaultSchedule
  /// The end of the last call.
  package var end: SimInstant
  package var events: UInt64
  package var traceDigest: String
  /// Of each zone, where there are several.
  package var zoneDigests: [String] = []
  /// The trace's digests at the ends of windows of simulated time.
  package var traceWindows: TraceWindows
  /// The events that the retention asked for.
  package var traceKept: [TraceEntry]
  /// What breakers, pools and shedding have done.
  package var resilience = ResilienceAccount()
  /// Nil where nobody looks on.
  package var dashboards: EventAccount?
  /// What the run cost.
  package var costs = CostAccount()
}

extension World {
  /// Lives a further while on the wall clock; nil when the last call has ended.
  ///
  /// The bindings have put the world on the cell of `live`.
  package mutating func advance(
    on live: LiveCell,
    isStopped: () -> Bool = { false }
  ) -> WorldStep? {
    start()
    let turn = cell.now.advanced(by: .milliseconds(100))
    _ = live.run(until: turn, whenIdle: .waits, isStopped: isStopped)
    return cell.enter {
      let isFinished =
        dialer.onCell { $0.isFinished } && inbound?.onCell { $0.isFinished } ?? true
      if isFinished, cell.taskCount == 0, outcomes?.isSettled ?? true { return nil }
      return WorldStep(
        elapsed: SimInstant.zero.duration(to: cell.now),
        callsStarted: log.onCell { $0.callsStarted }
      )
    }
  }
}

extension Scenario {
  /// What counts: the duration without its warm-up.
  fileprivate var window: MeasuredWindow {
    MeasuredWindow(
      start: SimInstant.zero.advanced(by: warmUp),
      end: SimInstant.zero.advanced(by: duration)
    )
  }

  /// Calls go on for a while after the last dial.
  package func faultSchedule(key: DrawKey) -> FaultSchedule {
    let horizon = SimInstant.zero.advanced(by: duration + .seconds(86_400))
    let own = FaultSchedule(faults, key: key, horizon: horizon).windows
    return FaultSchedule(windows: own + outages(ofLayersIn: own))
  }

  fileprivate var timeouts: LegTimeouts {
    LegTimeouts(
      invite: routing.inviteTimeout,
      setup: routing.setupTimeout,
      ring: max(answers.ringTimeout, compliance.ringMin)
    )
  }
}

extension Scenario {
  fileprivate func regionalFleets(
    _ fleets: [PodFleet],
    _ regions: PlatformRegions?,
    ports: AgentPorts?,
    on cell: Cell
  ) -> RegionalFleets? {
    regions.map { RegionalFleets(fleets, $0, ports: ports, within: window, on: cell) }
  }

  fileprivate func dialer(
    over leads: [LeadStore],
    faults: FaultSchedule,
    desk: CallDesk,
    defect: PlantedDefect?
  ) -> Dialer {
    let cell = desk.carriers.cell
    return Dialer(
      cell: cell,
      campaigns: campaigns(over: leads, key: cell.key, faults: faults, defect: defect),
      audit: ComplianceAudit(registry: registry(key: cell.key), start: start),
      desk: desk
    )
  }

  fileprivate func runLog(
    on cell: Cell,
    seed: UInt64,
    bindings: WorldBindings,
    compress: @escaping RecordTable.Compressor
  ) -> RunLog {
    RunLog(
      cell: cell,
      window: window,
      wish: bindings.stories,
      desk: agent.desk?.account(start: start, key: cell.key),
      audit: auditLog(seed: seed, subjects: bindings.subjects, compress: compress),
      comparesTiers: fidelity.audio > 0 && fidelity.audio < 1,
      zone: zone.place,
      compress: compress
    )
  }

  fileprivate func podRouter(on cell: Cell) -> PodRouter {
    PodRouter(cell: cell, pods: platform.podCount, slotsPerPod: platform.slotsPerPod)
  }
}

extension CallDesk {
  /// What calls come by on their way that not every run has.
  fileprivate mutating func tell(
    of scenario: Scenario,
    _ pools: RealtimePools?,
    _ events: EventPublisher?,
    _ probe: PlatformProbe?
  ) {
    (tenants, records) = (scenario.tenants, scenario.records.shares)
    (self.pools, self.events, self.probe) = (pools, events, probe)
  }
}

extension WorldBindings {
  /// The cell that a run lives on.
  fileprivate func cell(
    seed: UInt64,
    isAntithetic: Bool,
    mode: Cell.Mode,
    keeping retention: TraceRetention
  ) -> Cell {
    let cell = self.cell ?? Cell(seed: seed, isAntithetic: isAntithetic, mode: mode)
    cell.keepTrace(retention)
    cell.useOffload(offload)
    return cell
  }

  /// What our agents speak through; nil where the agents are somebody else's.
  fileprivate func ports(
    of scenario: Scenario,
    on cell: Cell,
    goals: GoalMix,
    faults: FaultSchedule,
    _ fleet: PodFleet?
  ) -> AgentPorts? {
    guard !agentsAreBeyondLines else { return nil }
    var ports = ports(
      scenario.agentOnPods.ports(
        on: cell,
        goals: goals,
        faults: faults,
        listener: listener,
        start: scenario.start
      )
    )
    if let sessions = fleet?.sessions { ports.sessions = sessions }
    return ports
  }
}

extension DetectionSpec {
  /// Counts what detection comes to, where there is something to detect.
  fileprivate func meter(on cell: Cell, window: MeasuredWindow) -> DetectionMeter? {
    guard mode != .perfect else { return nil }
    let price = Nanodollars(Int64((price * 1e9).rounded()))
    return DetectionMeter(cell: cell, window: window, policy: policy, price: price)
  }
}

extension Dialer {
  /// Sees to it that an operator's action is taken in time.
  fileprivate func plan(_ operation: OperationSpec, of scenario: Scenario) {
    // The registry knows by itself when whose number joins.
    guard let action = operation.action, let name = operation.campaign else { return }
    let index = scenario.campaigns.firstIndex { $0.name == name }
    guard let index else { preconditionFailure("no campaign \(name)") }
    after(operation.at) { $0.apply(action, to: index) }
  }
}
