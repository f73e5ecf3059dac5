internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Puts together what a report says about one run.
struct RunFactsAssembly {
  let scenario: Scenario
  let request: RunRequest
  let leads: LoadedLeads
  let result: WorldResult
  let tables: FinishedTables
  /// SHA-256 of `trace.csv`, hexadecimal.
  let windowsDigest: String
  let evidence: ClaimEvidence
  /// Of a live run.
  let health: GeneratorHealth?

  func facts(host: HostFacts) -> RunFacts {
    let thresholds = scenario.thresholds.map { $0.judged(by: result) }
    let load = result.loadFacts(
      duration: scenario.duration,
      slots: scenario.platform.slotCount
    )
    let claim = evidence.facts
    let checks = checks(load: load)
    var facts = RunFacts(
      scenario: scenarioFacts,
      build: build,
      verdict: Verdict(thresholds: thresholds, checks: checks, claim: claim),
      thresholds: thresholds,
      attempts: attempts,
      latencies: result.latencyFacts(),
      stages: result.stageFacts(),
      load: load,
      responseWindows: result.responseWindowFacts(),
      wordErrors: result.wordErrorFacts,
      outcomes: result.outcomeFacts,
      conversations: result.measurements.conversations,
      services: services,
      carriers: result.carrierFacts(scenario, bucket: load.bucket),
      compliance: result.compliance.facts,
      leads: leads.facts,
      worstCalls: worstCalls,
      exemplars: result.measurements.exemplars,
      checks: checks,
      assumptions: scenario.assumptions + World.assumptions,
      claim: claim,
      engine: engine,
      audit: audit,
      detection: result.detection,
      isLive: health != nil,
      host: host
    )
    facts.atRest = AtRestFacts(
      media: scenario.mediaRetention,
      mediaEnd: scenario.mediaEnd,
      key: request.sealing?.key.fingerprint ?? request.sealedUnder
    )
    facts.campaigns = result.campaigns
    facts.waitingRoom = result.waitingRoom
    facts.outcomeWrites = result.outcomes
    facts.dashboards = result.dashboards
    facts.scaling = scaling(bucket: load.bucket)
    facts.saturation = result.saturationFacts(duration: scenario.duration)
    facts.resilience = ResilienceFacts(
      result.resilience,
      traffic: result.measurements.traffic,
      window: result.measurements.window,
      duration: scenario.duration
    )
    facts.costs = CostFacts(result.costs, assumptions: scenario.assumptions)
    facts.arrivalTrace = leads.arrivalFacts
    facts.faults = result.faultFacts
    facts.audible = result.measurements.audible
    facts.tiers = result.measurements.tiers
    facts.drawsHeardErrors = scenario.agent.stt.wordErrors != nil
    facts.media = MediaFacts(
      result.measurements,
      isUncalibrated: scenario.callers.contains { $0.codec == .opus }
    )
    return facts
  }

  /// A run that renders calls hangs on the versions of what they are rendered with.
  private var build: BuildFacts {
    guard scenario.fidelity.audio > 0, let audio = request.audio else { return request.build }
    var build = request.build
    build.libraries += audio.libraries()
    build.libraries.sort { $0.name < $1.name }
    return build
  }

  private var scenarioFacts: ScenarioFacts {
    ScenarioFacts(
      name: scenario.name,
      description: scenario.description,
      fileName: Files.name(of: scenario.fileName),
      seed: scenario.seed,
      start: scenario.start.text(),
      duration: scenario.duration,
      warmUp: scenario.warmUp,
      fidelity: scenario.fidelity.text,
      digest: SHA256.hex(of: Array(scenario.resolvedText.utf8)),
      overrides: request.commandWords,
      replications: scenario.replications
    )
  }

  private var attempts: AttemptFacts {
    let counts = result.measurements.attempts
    let completed = result.measurements.count(of: .completed)
    return AttemptFacts(
      offered: counts.offered,
      started: counts.started,
      dropped: counts.dropped,
      late: counts.late,
      answered: result.humanAnswers,
      turns: tables.turns.rows,
      holdMean: result.measurements.holdTotal / max(result.measurements.held, 1),
      turnsPerCall: completed == 0
        ? 0 : Double(result.measurements.completedTurns) / Double(completed)
    )
  }

  private var audit: AuditFacts? {
    let audits = result.measurements.audits
    guard let first = audits.first else { return nil }
    var facts = AuditFacts(
      entries: audits.reduce(0) { $0 + $1.entries },
      head: Self.one(of: audits.map(\.head)),
      seal: Self.one(of: audits.map(\.seal)),
      digest: Self.one(of: audits.map(\.table.digest)),
      retention: scenario.retention,
      retainUntil: first.header.retainUntilText
    )
    facts.zones = audits.count
    return facts
  }

  /// A digest itself, or the SHA-256 of several, a line each.
  private static func one(of digests: [String]) -> String {
    guard digests.count > 1 else { return digests.first ?? "" }
    return SHA256.hex(of: digests.flatMap { Array(($0 + "\n").utf8) })
  }

  private var services: [ServiceCostFacts] {
    let pricing = scenario.agent.pricing
    return ModelCall.Service.allCases.compactMap { service in
      let usage = result.measurements.usage[service]
      guard usage.requests > 0 else { return nil }
      return ServiceCostFacts(service: service, usage: usage, cost: pricing.cost(service, usage))
    }
  }

  private var worstCalls: [WorstCallFacts] {
    result.measurements.worst.compactMap { call in
      guard let answered = call.answered, let response = call.responseMax else { return nil }
      return WorstCallFacts(
        call: call.id.number,
        answeredAt: answered,
        responseMax: response,
        turns: call.turns,
        outcome: call.outcome,
        cause: call.cause
      )
    }
  }

  private var engine: EngineFacts {
    var hash = SHA256()
    let parts =
      [
        scenarioFacts.digest, "\(scenario.seed)", result.traceDigest, tables.calls.digest,
        tables.turns.digest, tables.modelCalls.digest, windowsDigest, leads.facts.digest,
        exemplarsDigest, audit?.digest ?? "",
      ] + (leads.arrivalFacts.map { [$0.digest] } ?? [])
    for part in parts { hash.update(Array((part + "\n").utf8)) }
    for bits in evidence.bits { hash.update(Array("\(bits)\n".utf8)) }
    var facts = EngineFacts(
      events: result.events,
      digest: hash.hexDigest,
      traceDigest: result.traceDigest,
      windowsDigest: windowsDigest,
      windowLength: .nanoseconds(result.traceWindows.length),
      callsDigest: tables.calls.digest,
      turnsDigest: tables.turns.digest,
      modelCallsDigest: tables.modelCalls.digest,
      exemplarsDigest: exemplarsDigest
    )
    facts.records = scenario.records.shares
    facts.zoneDigests = result.zoneDigests
    return facts
  }

  private var exemplarsDigest: String {
    var hash = SHA256()
    for exemplar in result.measurements.exemplars {
      hash.update(Array(CallFile.text(exemplar).utf8))
    }
    return hash.hexDigest
  }
}

extension CallRecord {
  /// What made the call a bad one.
  fileprivate var cause: String {
    switch outcome {
    case .abandoned: "caller hung up on dead air"
    case .cutOff: "the carrier dropped it for want of audio"
    case .failed: "a model endpoint failed"
    default: bargeIns > 0 ? "slow reply, then talk-over" : "slow reply"
    }
  }
}
