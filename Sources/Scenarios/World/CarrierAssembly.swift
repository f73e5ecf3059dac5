internal import SimCore
internal import VoicePipeline

/// The carriers of a scenario, and the pool that dials over them.
struct CarrierAssembly {
  let carriers: [SimulatedCarrier]
  let pool: CarrierPool
  let rings: RingMeter
  /// What calls come in over.
  let inboundTrunk: SimulatedCarrier

  init(
    _ scenario: Scenario,
    on cell: Cell,
    lines: any LineProvider,
    recorder: LineRecorder?,
    demand: DemandMeter,
    detection: DetectionMeter?,
    goals: GoalMix,
    faults: FaultSchedule,
    defect: PlantedDefect?
  ) {
    var plant = CarrierPlant(
      scenario: scenario,
      cell: cell,
      lines: lines,
      recorder: recorder,
      demand: demand,
      goals: goals,
      faults: faults
    )
    rings = plant.rings
    carriers = scenario.carriers.map {
      plant.carrier(
        $0,
        answers: scenario.answers,
        detection: detection,
        attestation: scenario.attestation
      )
    }
    let trunk = scenario.inboundTrunk
    // Who calls in is a person: nobody listens for machines, or signs anything for us.
    inboundTrunk = plant.carrier(
      trunk.carrier,
      answers: trunk.answers,
      detection: nil,
      attestation: nil
    )
    let members = zip(carriers, scenario.carriers).map { carrier, spec in
      CarrierMember(
        carrier: carrier,
        weight: spec.weight,
        callsPerSecond: spec.dialCallsPerSecond ?? spec.callsPerSecond,
        pace: spec.dialCallsPerSecond == nil ? plant.register.scope(of: spec) : nil,
        pricePerMinute: spec.pricePerMinute,
        billingStep: spec.billingStep,
        region: spec.region.flatMap { plant.regions?.region(named: $0) }
      )
    }
    let routes = CarrierRoutes(
      members,
      order: scenario.routing.order,
      regions: plant.regions,
      prefersNear: scenario.routing.prefer == .region,
      breaker: scenario.routing.breaker,
      probeFailures: scenario.routing.probe?.failures,
      defect: defect
    )
    let routing = scenario.routing
    pool = CarrierPool(
      cell: cell,
      routes: routes,
      failoverWait: routing.failover ? routing.failoverWait : nil,
      probing: routing.probe?.settings(until: scenario.duration)
    )
  }
}

/// Makes the carriers of a scenario one by one.
private struct CarrierPlant {
  private let scenario: Scenario
  private let cell: Cell
  private let lines: any LineProvider
  private let recorder: LineRecorder?
  private let demand: DemandMeter
  private let goals: GoalMix
  private let faults: FaultSchedule
  let rings: RingMeter
  let regions: RegionMap?
  private(set) var register: LimitRegister

  init(
    scenario: Scenario,
    cell: Cell,
    lines: any LineProvider,
    recorder: LineRecorder?,
    demand: DemandMeter,
    goals: GoalMix,
    faults: FaultSchedule
  ) {
    self.scenario = scenario
    self.cell = cell
    self.lines = lines
    self.recorder = recorder
    self.demand = demand
    self.goals = goals
    self.faults = faults
    rings = RingMeter(cell: cell)
    regions = scenario.routing.regions?.map
    register = LimitRegister(cell: cell)
  }

  mutating func carrier(
    _ spec: CarrierSpec,
    answers: AnswerSpec,
    detection: DetectionMeter?,
    attestation: AttestationSpec?
  ) -> SimulatedCarrier {
    let health = faults.health(of: .carrier(spec.name))
    let timing = LineTiming(agent: scenario.agent, carrier: spec)
    let callers = CallerNeighbourhood(
      callers: scenario.callers,
      lines: lines(over: spec, timing).map { lines in
        health?.touchesMedia == true
          ? MutedLines(lines, health: health, timeout: spec.mediaTimeout) : lines
      },
      timing: timing,
      demand: demand,
      goals: goals,
      greeting: answers.voicemailSpeaks ? answers.voicemailGreeting : nil,
      detection: detection == nil ? nil : answers.detection,
      meter: detection,
      scripts: scenario.campaigns.map(\.script),
      detectorDelays: DetectorDelays(ear: spec.delay, report: scenario.agent.networkDelay)
    )
    return SimulatedCarrier(
      cell: cell,
      spec: spec,
      destinations: DestinationModel(answers: answers),
      neighbourhood: callers,
      health: health,
      limits: register.limits(of: spec),
      attestation: attestation,
      regions: regions,
      rings: rings,
      inviteTimeout: scenario.routing.inviteTimeout
    )
  }
}

extension CarrierPlant {
  /// The lines of each kind of caller, over their network and the carrier's.
  private func lines(over carrier: CarrierSpec, _ timing: LineTiming) -> [any LineProvider] {
    // Lines from outside have networks of their own.
    guard lines is FlowLines else { return [lines] }
    return scenario.callers.map { caller in
      let network = CallNetwork(
        caller: caller,
        carrier: carrier.network,
        oneWay: timing.uplink,
        playoutBuffer: scenario.agent.playoutBuffer
      )
      return NetworkLines(
        over: network,
        fidelity: scenario.fidelity.tier,
        audio: scenario.fidelity.audioShare(
          ofShare: caller.share,
          kinds: scenario.callers.count
        ),
        accent: caller.accent,
        alarm: scenario.agent.qualityAlarm?.rule,
        recorder: recorder
      )
    }
  }
}

extension LineTiming {
  /// Speech before a voice activity detector reports it: three frames of 20 ms.
  private static let detectionOnset = Duration.milliseconds(60)

  fileprivate init(agent: AgentSpec, carrier: CarrierSpec) {
    let oneWay = agent.networkDelay + carrier.delay
    self.init(
      uplink: oneWay,
      downlink: oneWay + agent.playoutBuffer,
      onset: Self.detectionOnset,
      hangover: agent.vadHangover
    )
  }
}
