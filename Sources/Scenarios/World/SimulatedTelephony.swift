internal import SimCore
internal import VoicePipeline

/// The carriers of a scenario, with the people behind their numbers.
struct SimulatedTelephony {
  let scenario: Scenario
  let cell: Cell
  let lines: any LineProvider
  let demand: DemandMeter
  let goals: GoalMix
  let faults: FaultSchedule

  var routes: CarrierRoutes {
    var breaker = BreakerSettings()
    breaker.failuresInRow = scenario.routing.failuresInRow
    breaker.pause = scenario.routing.pause
    breaker.pauseMax = scenario.routing.pause * 12
    return CarrierRoutes(
      scenario.carriers.map { spec in
        CarrierMember(
          carrier: carrier(spec, answers: scenario.answers),
          weight: spec.weight,
          callsPerSecond: spec.callsPerSecond,
          pricePerMinute: spec.pricePerMinute
        )
      },
      order: scenario.routing.order,
      breaker: breaker
    )
  }

  /// What calls come in over.
  var inboundTrunk: SimulatedCarrier {
    let trunk = scenario.inboundTrunk
    return carrier(trunk.carrier, answers: trunk.answers)
  }

  private func carrier(_ spec: CarrierSpec, answers: AnswerSpec) -> SimulatedCarrier {
    SimulatedCarrier(
      cell: cell,
      spec: spec,
      destinations: DestinationModel(answers: answers),
      neighbourhood: CallerNeighbourhood(
        callers: scenario.callers,
        lines: lines,
        timing: LineTiming(agent: scenario.agent, carrier: spec),
        demand: demand,
        goals: goals,
        greeting: answers.voicemailSpeaks ? answers.voicemailGreeting : nil
      ),
      health: faults.health(of: .carrier(spec.name))
    )
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
