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

/// One scenario with its inputs, simulated in memory: what `run` writes and `replay` compares.
struct ScenarioRun {
  let scenario: Scenario
  let request: RunRequest

  /// Simulated time of all replications.
  var simulatedTotal: Duration { scenario.duration * scenario.replications }

  func simulate(progress: (RunProgress) -> Void) throws(RunFailure) -> RunArtifacts {
    let started = HostMoment.now()
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
    let leads = try LoadedLeads.read(scenario.load, strict: request.strictLeads)
    let first: WorldResult
    var health: GeneratorHealth?
    if let binder = request.live {
      (first, health) = try liveWorld(binder, leads: leads, progress: progress)
    } else {
      first = try world(
        seed: scenario.seed,
        replication: 0,
        leads: leads,
        pacer: pacer,
        progress: progress
      )
    }
    var result = first
    let tables = result.measurements.finishTables()
    let samples = try claimSamples(
      first: first,
      leads: leads,
      pacer: pacer,
      progress: progress
    )
    let windows = TraceTable.csv(result.traceWindows)
    let assembly = RunFactsAssembly(
      scenario: scenario,
      request: request,
      leads: leads,
      result: result,
      tables: tables,
      windowsDigest: SHA256.hex(of: windows),
      claimSamples: samples,
      health: health
    )
    let host = HostFacts.measured(
      since: started,
      scenarioPath: Self.absolute(request.scenarioPath),
      leadPath: scenario.load.leadsPath,
      pace: pacer?.record
    )
    return RunArtifacts(
      facts: assembly.facts(host: host),
      resolvedScenario: scenario.resolvedText,
      callsCompressed: tables.calls.compressed,
      turnsCompressed: tables.turns.compressed,
      modelCallsCompressed: tables.modelCalls.compressed,
      traceCompressed: Gzip.members(windows),
      rejects: leads.rejects
    )
  }

  /// The claimed figure of every replication, the first included; empty without a claim.
  private func claimSamples(
    first: WorldResult,
    leads: LoadedLeads,
    pacer: CellPacer?,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> [ClaimSample] {
    guard let claim = scenario.claim else { return [] }
    var samples = [ClaimSample(claim, result: first)].compactMap { $0 }
    for replication in 1..<max(scenario.replications, 1) {
      let result = try world(
        seed: scenario.seed &+ UInt64(replication),
        replication: replication,
        leads: leads,
        pacer: pacer,
        progress: progress
      )
      if let sample = ClaimSample(claim, result: result) { samples.append(sample) }
    }
    return samples
  }

  private func world(
    seed: UInt64,
    replication: Int,
    leads: LoadedLeads,
    pacer: CellPacer?,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> WorldResult {
    var world = World(
      scenario: scenario,
      seed: seed,
      leads: leads.store,
      compress: { Gzip.member($0) }
    )
    let before = scenario.duration * replication
    defer { pacer?.finish() }
    while let step = world.advance(pacedBy: pacer) {
      guard !request.isInterrupted() else { throw RunFailure.interrupted }
      progress(
        RunProgress(
          phase: .simulating,
          simulated: before + min(step.elapsed, scenario.duration),
          total: simulatedTotal,
          calls: step.callsStarted,
          timerLag: pacer?.record.lag.histogram.quantile(0.99)
        )
      )
    }
    if let deadlock = world.deadlock { throw RunFailure(deadlock) }
    return world.finish()
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
