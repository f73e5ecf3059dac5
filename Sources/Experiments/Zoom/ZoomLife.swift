internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// A run that was simulated for the story of one call.
struct ZoomLife {
  /// Nil when the call was never made.
  var exemplar: ExemplarCall?
  /// Nil when there was no sound on its line.
  var line: RecordedLine? { lines.first }
  /// Those of all calls that were asked for.
  var lines: [RecordedLine]
  /// Calls that the run planned.
  var planned: Int
  var traceDigest: String
}

/// Simulates a recorded run again and again for one call.
struct ZoomSource {
  let scenario: Scenario
  let leads: LoadedLeads
  let audio: AudioBinding?
  /// The only one that is simulated again, of several.
  var zone: Int?
  let isInterrupted: @Sendable () -> Bool

  /// `codec` is that of a call that is raised to sound.
  func life(
    of wish: StoryWish,
    codec: LineCodec? = nil,
    part: String? = nil,
    progress: (RunProgress) -> Void
  ) throws(RunFailure) -> ZoomLife {
    let listener = try listener(wish, codec)
    let whole = (scenario: scenario, seed: scenario.seed)
    let lived = zone.map { scenario.zone($0, seed: scenario.seed) } ?? whole
    let zone = lived.scenario.zone.place
    var world = World(
      scenario: lived.scenario,
      seed: lived.seed,
      leads: leads.stores.map { $0.part(of: zone) },
      arrivals: leads.arrivals?.part(of: zone),
      bindings: WorldBindings(
        listener: listener,
        offload: listener == nil ? nil : audio?.pool,
        stories: wish
      ),
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
    if let failure = listener?.failure { throw RunFailure(failure) }
    let result = world.finish()
    return ZoomLife(
      exemplar: result.measurements.wanted.first,
      lines: result.lines,
      planned: zone.number(of: result.measurements.attempts.offered),
      traceDigest: result.traceDigest
    )
  }

  /// Who hears what is rendered: the run's own calls, and one that is raised to them.
  private func listener(
    _ wish: StoryWish,
    _ codec: LineCodec?
  ) throws(RunFailure) -> (any SpeechListener)? {
    let isHeard = scenario.fidelity.audio > 0
    guard isHeard || wish.raisesToSound else { return nil }
    guard let audio else { throw RunFailure.noAudio }
    let codecs = isHeard ? scenario.callers.map(\.codec) : [codec].compactMap(\.self)
    return try audio.renderer(of: scenario, codecs)
  }
}
