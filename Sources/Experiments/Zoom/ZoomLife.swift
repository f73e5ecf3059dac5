internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// A run that was simulated for the story of one call.
struct ZoomLife {
  /// Nil when the call was never made.
  var exemplar: ExemplarCall?
  /// Nil when there was no sound on its line.
  var line: RecordedLine?
  /// Calls that the run planned.
  var planned: Int
  var traceDigest: String
}

/// Simulates a recorded run again and again for one call.
struct ZoomSource {
  let scenario: Scenario
  let leads: LoadedLeads
  let isInterrupted: @Sendable () -> Bool

  func life(
    of wish: StoryWish,
    part: String? = nil,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> ZoomLife {
    var world = World(
      scenario: scenario,
      seed: scenario.seed,
      leads: leads.stores,
      arrivals: leads.arrivals,
      bindings: WorldBindings(stories: wish),
      // The tables are not looked at.
      compress: { _ in [] }
    )
    while let step = world.advance() {
      guard !isInterrupted() else { throw RunFailure.interrupted }
      progress(
        RunProgress(
          phase: .simulating,
          simulated: min(step.elapsed, scenario.duration),
          total: scenario.duration,
          calls: step.callsStarted,
          part: part
        )
      )
    }
    if let deadlock = world.deadlock { throw RunFailure(deadlock) }
    let result = world.finish()
    return ZoomLife(
      exemplar: result.measurements.wanted.first,
      line: result.lines.first,
      planned: result.measurements.attempts.offered,
      traceDigest: result.traceDigest
    )
  }
}
