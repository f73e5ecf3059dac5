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
  /// Puts something before each listener.
  private let wrap: @Sendable (any SpeechListener) -> any SpeechListener
  /// Name and version of what calls are rendered and heard with, asked for by runs that do.
  let libraries: @Sendable () -> [(name: String, version: String)]
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
    libraries: @escaping @Sendable () -> [(name: String, version: String)] = { [] },
    make: @escaping @Sendable (AudioPlan) throws(AudioFailure) -> any CallRenderer
  ) {
    self.make = make
    self.libraries = libraries
    wrap = { $0 }
    pool = OffloadPool(threads: threads)
  }

  private init(
    _ binding: AudioBinding,
    wrap: @escaping @Sendable (any SpeechListener) -> any SpeechListener
  ) {
    make = binding.make
    libraries = binding.libraries
    pool = binding.pool
    self.wrap = wrap
  }

  /// The same, with something before each listener.
  func wrapping(
    _ wrap: @escaping @Sendable (any SpeechListener) -> any SpeechListener
  ) -> AudioBinding {
    AudioBinding(self, wrap: wrap)
  }

  /// Who hears the calls of a scenario; nil for one that renders none.
  func listener(of scenario: Scenario) throws(RunFailure) -> (any SpeechListener)? {
    guard scenario.fidelity.audio > 0 else { return nil }
    return wrap(try renderer(of: scenario, scenario.callers.map(\.codec)))
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
      suppressesNoise: scenario.audio.noiseSuppression,
      recordings: try scenario.audio.recordings.map { list throws(RunFailure) in
        try RecordingList.read(list.absolute, named: list.written)
      } ?? []
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
    guard let recording = failure.recording else {
      self.init(code: "SND-001", class: .unavailable, message: failure.description)
      return
    }
    self.init(
      code: "SND-006",
      class: .badInput,
      file: recording.list,
      line: recording.line,
      message: failure.description
    )
  }

  /// A scenario that renders calls, run by something that cannot.
  static let noAudio = RunFailure(
    code: "SND-002",
    class: .unavailable,
    message: "the scenario renders calls as sound, and nothing here can"
  )
}
