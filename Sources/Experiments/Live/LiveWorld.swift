internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// How well the generator of a live run kept its own time.
struct GeneratorHealth: Sendable {
  /// How late its timers were.
  var lag: TimerLag
  /// Jobs that ran off the loop: each may have been late without a trace.
  var offLoopJobs: UInt64
  /// Messages of other threads that found the inbox full.
  var overflows: UInt64

  init(_ live: LiveCell) {
    lag = live.lag
    offLoopJobs = live.cell.inbox.offLoopJobs
    overflows = live.cell.inbox.overflowCount
  }

  /// Whether the figures of the run may be believed.
  var check: ValidityCheck {
    ValidityCheck(
      passed: lag.isTolerable && offLoopJobs == 0 && overflows == 0,
      text: """
        The generator kept its time: \(lag.text), where a p99 of \
        \(TimerLag.tolerated.shortText) is tolerated; \(offLoopJobs) jobs off its loop, \
        \(overflows) messages lost
        """
    )
  }
}

extension ScenarioRun {
  /// Lives the scenario on the wall clock, with what is bound in place of the simulation.
  func liveWorld(
    _ binder: any LiveBinder,
    leads: LoadedLeads,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> (WorldResult, GeneratorHealth) {
    guard scenario.replications <= 1 else {
      throw RunFailure(
        code: "LIV-009",
        class: .usage,
        file: scenario.fileName,
        message: "a live run is lived once, and the scenario asks for \(scenario.replications)",
        remedy: "add --set replications=1, or leave --live out"
      )
    }
    let live: LiveCell
    do { live = try LiveCell(seed: scenario.seed) } catch {
      throw RunFailure(code: "RUN-005", class: .temporary, message: "\(error)")
    }
    let bound = try binder.bind(scenario, to: live)
    var world = World(
      scenario: scenario,
      seed: scenario.seed,
      leads: leads.stores,
      arrivals: leads.arrivals,
      bindings: bound.bindings,
      compress: { Gzip.member($0) }
    )
    while let step = world.advance(on: live, isStopped: { request.isInterrupted() }) {
      guard !request.isInterrupted() else { throw RunFailure.interrupted }
      progress(
        RunProgress(
          phase: .simulating,
          simulated: min(step.elapsed, scenario.duration),
          total: scenario.duration,
          calls: step.callsStarted,
          timerLag: live.lag.histogram.quantile(0.99)
        )
      )
    }
    live.cell.enter { bound.close() }
    let health = GeneratorHealth(live)
    defer { live.shutdown() }
    return (world.finish(), health)
  }
}
