internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// Runs a scenario and leaves its run directory behind.
package enum RunExperiment {
  /// Reads, simulates, judges and writes; `progress` is told of each phase.
  package static func run(
    _ request: RunRequest,
    progress: (RunProgress) -> Void = { _ in }
  ) throws(RunFailure) -> FinishedRun {
    let scenario = try ScenarioFile.load(
      request.scenarioPath,
      overrides: request.overrides,
      seed: request.seed,
      thresholds: request.thresholds
    )
    try checkPlace(request)
    let run = ScenarioRun(scenario: scenario, request: request)
    let simulated = try run.simulate(progress: progress)
    let place: RunDirectory.Place =
      request.outputDirectory.map { .exactly($0) } ?? .under(request.outputRoot)
    progress(
      RunProgress(
        phase: .writing,
        simulated: run.simulatedTotal,
        total: run.simulatedTotal,
        calls: simulated.facts.attempts.started
      )
    )
    do {
      let directory = try RunDirectory.write(simulated, to: place, force: request.force)
      return FinishedRun(facts: simulated.facts, directory: directory)
    } catch {
      throw RunFailure(error)
    }
  }
}

extension RunExperiment {
  /// Refuses a place that no run can be written to before any time is spent on the run; whether
  /// another run that stands there may be replaced depends on its digest, and is asked at the end.
  private static func checkPlace(_ request: RunRequest) throws(RunFailure) {
    guard let directory = request.outputDirectory else { return }
    do {
      try RunDirectory.checkFree(directory, digest: nil, force: true)
    } catch {
      throw RunFailure(error)
    }
  }
}

/// Where one run stands among those of a command.
struct RunPlace {
  /// Simulated time of the runs before it.
  var before = Duration.zero
  /// Simulated time of all of them.
  var total: Duration
  /// Which run it is, for the progress line.
  var part: String?
}

/// One scenario with its inputs, simulated in memory: what `run` writes and `replay` compares.
struct ScenarioRun {
  let scenario: Scenario
  let request: RunRequest

  /// Simulated time of all replications and arms that are asked for.
  var simulatedTotal: Duration {
    let perSeed = scenario.arms.reduce(Duration.zero) { $0 + $1.duration }
    return (scenario.arms.isEmpty ? scenario.duration : perSeed) * scenario.replications
  }

  func simulate(progress: (RunProgress) -> Void) throws(RunFailure) -> RunArtifacts {
    let started = HostMoment.now()
    try checkLive()
    let body = scenario.body
    let pacer = try pacer()
    progress(
      RunProgress(
        phase: .readingLeads,
        simulated: .zero,
        total: simulatedTotal,
        calls: 0,
        seed: scenario.seed
      )
    )
    let leads = try LoadedLeads.read(body, strict: request.strictLeads)
    let first: WorldResult
    var health: GeneratorHealth?
    if let binder = request.live {
      (first, health) = try liveWorld(binder, leads: leads, progress: progress)
    } else {
      first = try world(
        of: body,
        seed: scenario.seed,
        place: RunPlace(total: simulatedTotal),
        leads: leads,
        pacer: pacer,
        progress: progress
      )
    }
    var result = first
    let tables = result.measurements.finishTables()
    let evidence = try evidence(
      first: first,
      leads: leads,
      pacer: pacer,
      progress: progress
    )
    let windows = TraceTable.csv(result.traceWindows)
    let assembly = RunFactsAssembly(
      scenario: body,
      request: request,
      leads: leads,
      result: result,
      tables: tables,
      windowsDigest: SHA256.hex(of: windows),
      evidence: evidence,
      health: health
    )
    let host = HostFacts.measured(
      since: started,
      scenarioPath: Self.absolute(request.scenarioPath),
      leadPath: body.campaigns.map(\.leadsPath).joined(separator: ", "),
      pace: pacer?.record
    )
    return RunArtifacts(
      facts: assembly.facts(host: host),
      resolvedScenario: scenario.resolvedText,
      callsCompressed: tables.calls.compressed,
      turnsCompressed: tables.turns.compressed,
      modelCallsCompressed: tables.modelCalls.compressed,
      traceCompressed: Gzip.members(windows),
      audits: result.measurements.audits.map(\.table.compressed),
      rejects: leads.rejects,
      sealing: request.sealing
    )
  }

  /// Simulates a scenario with a seed, be it the whole run or a part of it.
  func world(
    of scenario: Scenario,
    seed: UInt64,
    place: RunPlace,
    leads: LoadedLeads,
    pacer: CellPacer?,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> WorldResult {
    if scenario.zones > 1 {
      return try zoned(scenario, seed: seed, place: place, leads: leads, progress: progress)
    }
    let listener = try listener(of: scenario)
    var world = World(
      scenario: scenario,
      seed: seed,
      leads: leads.stores,
      arrivals: leads.arrivals,
      bindings: WorldBindings(
        listener: listener,
        offload: listener == nil ? nil : request.audio?.pool
      ),
      compress: { Gzip.member($0) }
    )
    defer { pacer?.finish() }
    while let step = world.advance(pacedBy: pacer) {
      guard !request.isInterrupted() else { throw RunFailure.interrupted }
      progress(
        RunProgress(
          phase: .simulating,
          simulated: place.before + min(step.elapsed, scenario.duration),
          total: place.total,
          calls: step.callsStarted,
          timerLag: pacer?.record.lag.histogram.quantile(0.99),
          part: place.part
        )
      )
    }
    if let deadlock = world.deadlock { throw RunFailure(deadlock) }
    if let failure = listener?.failure { throw RunFailure(failure) }
    return world.finish()
  }

  private func listener(of scenario: Scenario) throws(RunFailure) -> (any SpeechListener)? {
    guard scenario.fidelity.audio > 0 else { return nil }
    guard let audio = request.audio else { throw RunFailure.noAudio }
    return try audio.listener(of: scenario)
  }

  private func pacer() throws(RunFailure) -> CellPacer? {
    guard let pace = request.pace else { return nil }
    do {
      return try CellPacer(pace: pace)
    } catch {
      throw RunFailure(code: "RUN-005", class: .temporary, message: "\(error)")
    }
  }

  private static func absolute(_ path: String) -> String {
    // Only a host fact: a working directory that has gone must not fail a finished run.
    (try? Files.absolute(path)) ?? path
  }
}
