internal import SimCore
internal import VoicePipeline

extension Scenario {
  /// The dialer's side of a scenario: each campaign with its leads, in the order of the file.
  func campaigns(
    over leads: [LeadStore],
    key: DrawKey,
    faults: FaultSchedule,
    defect: PlantedDefect?
  ) -> [Campaign] {
    precondition(leads.count == campaigns.count, "each campaign has its leads")
    return zip(campaigns, leads).enumerated().map { index, pair in
      let (spec, leads) = pair
      return Campaign(
        spec.settings(of: self, defect: defect),
        plan: spec.plan(draws: key.entity("campaign", UInt64(index))),
        leads: leads,
        registry: registry(key: key),
        start: CampaignStart(start, steps: faults.clockSteps)
      )
    }
  }

  func registry(key: DrawKey) -> DoNotCallRegistry {
    DoNotCallRegistry(
      key: key,
      additionsPerHour: compliance.doNotCallAdditions,
      additions: additions
    )
  }
}

extension CampaignSpec {
  fileprivate func settings(of scenario: Scenario, defect: PlantedDefect?) -> CampaignSettings {
    CampaignSettings(
      name: name,
      rank: CampaignRank(priority: priority, tenant: tenant ?? "", weight: weight),
      limits: DialLimits(
        end: SimInstant.zero.advanced(by: min(until ?? scenario.duration, scenario.duration)),
        attempts: attempts
      ),
      pacing: pacing.policy(rate: rate),
      capacity: script == nil ? capacity : .dial,
      overflow: overflow?.policy(rate: rate),
      retry: retry.policy,
      texts: sms?.policy,
      script: script?.recording,
      policy: policy(scenario.compliance),
      region: region.flatMap { scenario.routing.regions?.map.region(named: $0) },
      defect: defect
    )
  }

  fileprivate func plan(draws: DrawKey) -> ArrivalPlan {
    ArrivalPlan(
      process: arrivals,
      callsPerSecond: rate,
      profile: RateProfile(ramp: ramp, surge: surge),
      offset: from,
      draws: draws
    )
  }

  private var capacity: CapacityPolicy {
    switch whenBusy {
    case .dial: .dial
    case .queueBack: .queueBack
    case .wait: .wait(longest: waitMax, most: waitingMax)
    }
  }

  private func policy(_ compliance: ComplianceSpec) -> CompliancePolicy {
    let cap = compliance.callFrequency
    var policy = CompliancePolicy(
      hours: CallingHours(secondsOfDay: hours ?? compliance.hours),
      requiresConsent: compliance.requireConsent,
      checksDoNotCallAtDial: compliance.checkDoNotCallAtDial,
      frequency: vertical == Self.collections
        ? CallFrequency(most: cap.most, window: cap.window, pause: cap.pause) : nil,
      checksFrequency: cap.checkAtDial,
      limitsAbandonment: compliance.limitAbandonment,
      ringMin: compliance.ringMin,
      checksSMSConsent: compliance.checkSmsConsent
    )
    policy.requiresWrittenConsent = script != nil && compliance.requireConsent
    return policy
  }

  /// The trade that collects debts.
  private static let collections = "collections"
}

extension RateProfile {
  /// From nothing to the rate, and a multiple of it for a while.
  init(ramp: Duration?, surge: SurgeSpec?) {
    let growing = ramp.map { Self.ramp(over: $0) } ?? []
    let surging = surge.map { Self.surge(by: $0.factor, at: $0.at, for: $0.length) } ?? []
    self.init(growing + surging)
  }
}

extension PacingSpec {
  fileprivate func policy(rate: Double) -> PacingPolicy {
    let rate = callsPerSecond ?? rate
    switch policy {
    case .open: return .open
    case .bucket: return .bucket(callsPerSecond: rate, burst: burst)
    case .oneAtATime: return .oneAtATime(calm: calm)
    case .backOff:
      return .backOff(
        BackOffSettings(
          rateMax: rate,
          rateMin: rate * Self.leastPart,
          increase: rate * increase,
          decrease: decrease,
          hold: hold
        )
      )
    }
  }

  /// Of the greatest pace, what a campaign that backs off always keeps.
  private static let leastPart = 0.001
}

extension RetrySpec {
  fileprivate var policy: RetryPolicy {
    RetryPolicy(attemptsMax: attempts) { reason in
      switch reason {
      case .busy: busy.rule
      case .noAnswer: noAnswer.rule
      case .voicemail: voicemail.rule
      case .failed: failed.rule
      case .blocked: blocked.rule
      case .callback: callback.rule
      case .dropped: dropped.rule
      }
    }
  }
}

extension RetryRuleSpec {
  fileprivate var rule: RetryRule { RetryRule(after: after, most: most) }
}
