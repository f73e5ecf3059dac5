internal import SimCore
internal import VoicePipeline

extension Scenario {
  /// The people who call in, and the room that they wait in; nil when nobody does.
  ///
  /// `trunk` is what their calls come in over, `desk` what outbound calls share with them; `trace`
  /// has been read where the scenario names one.
  func inboundCalls(
    on cell: Cell,
    trunk: SimulatedCarrier,
    desk: CallDesk,
    trace: ArrivalTrace?
  ) -> InboundCalls? {
    guard let inbound else { return nil }
    let routes = CarrierRoutes([
      CarrierMember(
        carrier: trunk,
        weight: 1,
        callsPerSecond: Self.trunkCallsPerSecond,
        pricePerMinute: costs.inboundPerMinute.dollars,
        billingStep: carriers[0].billingStep
      )
    ])
    var ownDesk = desk
    ownDesk.carriers = CarrierPool(cell: cell, routes: routes, failoverWait: nil)
    let end = min(inbound.until ?? duration, duration)
    return InboundCalls(
      cell: cell,
      plan: inbound.arrivals(of: trace, draws: cell.key.entity("inbound", 0), until: duration),
      until: SimInstant.zero.advanced(by: end),
      room: WaitingRoom(
        cell: cell,
        router: desk.router,
        settings: inbound.room.settings,
        defect: desk.probe?.defect
      ),
      behaviour: InboundBehaviour(
        patience: inbound.patience,
        tolerance: inbound.tolerance,
        callbackShare: inbound.callbackShare,
        regions: (inbound.regions ?? []).compactMap { spec in
          routing.regions?.map.region(named: spec.region).map { ($0, spec.share) }
        }
      ),
      desk: ownDesk
    )
  }

  /// Where calls come in: the caller is on the line already, and hears an agent at once.
  var inboundTrunk: (carrier: CarrierSpec, answers: AnswerSpec) {
    var carrier = carriers[0]
    carrier.name = "inbound"
    carrier.callsPerSecond = Self.trunkCallsPerSecond
    carrier.account = nil
    carrier.region = nil
    carrier.sourceCallsPerSecond = nil
    carrier.channels = nil
    carrier.trafficProfile = nil
    carrier.throttle = .reject(LimitRefusal(status: 503))
    carrier.postDialDelay = .fixed(.zero)
    carrier.failureShare = 0
    carrier.signalling.loss = 0
    carrier.signalling.duplicates = 0
    carrier.signalling.reorder = 0
    carrier.signalling.earlyMediaShare = 0
    carrier.signalling.falseAnswerShare = 0
    var answers = self.answers
    answers.human = 1
    answers.voicemail = 0
    answers.noAnswer = 0
    answers.busy = 0
    answers.unobtainable = 0
    answers.declined = 0
    answers.ringHuman = .fixed(.zero)
    return (carrier, answers)
  }

  /// More than any scenario asks for: inbound calls are not limited.
  private static let trunkCallsPerSecond = 100_000.0
}

extension InboundSpec {
  fileprivate func arrivals(
    of trace: ArrivalTrace?,
    draws: DrawKey,
    until end: Duration
  ) -> InboundArrivals {
    if traceFile != nil {
      guard let trace else { preconditionFailure("the trace of arrivals was not read") }
      return .trace(trace, offset: from)
    }
    return .plan(plan(draws: draws, until: end))
  }

  private func plan(draws: DrawKey, until end: Duration) -> ArrivalPlan {
    guard let rate else { preconditionFailure("calls come in at a rate or by a trace") }
    var profile = RateProfile(ramp: ramp, surge: surge)
    if dayVariation > 0 {
      let factors = DurationDistribution.gamma(mean: .seconds(1), cv: dayVariation)
      profile = profile.scaled(every: .seconds(86_400), until: end) { day in
        Double(factors.sample(draws.bits(.dayFactor, UInt64(day))).nanoseconds) / 1e9
      }
    }
    return ArrivalPlan(
      process: arrivals,
      callsPerSecond: rate,
      profile: profile,
      offset: from,
      draws: draws
    )
  }
}

extension Purpose {
  fileprivate static let dayFactor = Purpose("inbound.day_factor")
}
