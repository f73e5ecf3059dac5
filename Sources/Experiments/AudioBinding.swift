internal import Scenarios
internal import SimCore
internal import Synchronization
package import VoicePipeline

/// Real voices and a real recognizer for runs that render calls as sound.
///
/// The experiments know no library of sound: the command line injects them. What the libraries made
/// ready for one plan serves all runs of it.
package final class AudioBinding: Sendable {
  private let make: @Sendable (AudioPlan) throws(AudioFailure) -> any CallRenderer
  private let ready = Mutex<Ready?>(nil)
  /// Does what is heavy beside the cells.
  let pool: OffloadPool

  private struct Ready {
    let scenario: String
    let codecs: [LineCodec]
    let renderer: any CallRenderer
  }

  /// `threads` are those beside the one that a run lives on; the bytes are the same for any number.
  package init(
    threads: Int,
    make: @escaping @Sendable (AudioPlan) throws(AudioFailure) -> any CallRenderer
  ) {
    self.make = make
    pool = OffloadPool(threads: threads)
  }

  /// Who hears the calls of a scenario; nil for one that renders none.
  func listener(of scenario: Scenario) throws(RunFailure) -> (any SpeechListener)? {
    guard scenario.fidelity.audio > 0 else { return nil }
    return try renderer(of: scenario, scenario.callers.map(\.codec))
  }

  /// Who renders calls of a scenario and hears them, whatever tier it has.
  ///
  /// Of the codecs only those are looked for that the calls have.
  func renderer(
    of scenario: Scenario,
    _ codecs: [LineCodec]
  ) throws(RunFailure) -> any CallRenderer {
    if let known = ready.withLock({ $0 }), known.scenario == scenario.resolvedText,
      codecs.allSatisfy(known.codecs.contains)
    {
      return known.renderer
    }
    let plan = AudioPlan(
      sentences: CallerCorpus.sentences(of: scenario),
      accents: scenario.callers.map(\.accent),
      codecs: codecs,
      language: scenario.audio.language,
      suppressesNoise: scenario.audio.noiseSuppression
    )
    do {
      let renderer = try make(plan)
      ready.withLock {
        $0 = Ready(scenario: scenario.resolvedText, codecs: codecs, renderer: renderer)
      }
      return renderer
    } catch {
      throw RunFailure(error)
    }
  }
}

extension RunFailure {
  init(_ failure: AudioFailure) {
    self.init(code: "SND-001", class: .unavailable, message: failure.description)
  }

  /// A scenario that renders calls, run by something that cannot.
  static let noAudio = RunFailure(
    code: "SND-002",
    class: .unavailable,
    message: "the scenario renders calls as sound, and nothing here can"
  )
}
