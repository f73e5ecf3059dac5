internal import Scenarios
internal import SimCore
internal import Synchronization
package import VoicePipeline

/// Real voices and a real recognizer for runs that render calls as sound.
///
/// The experiments know no library of sound: the command line injects them. What the libraries made
/// ready for one plan serves all runs of it.
package final class AudioBinding: Sendable {
  private let make: @Sendable (AudioPlan) throws(AudioFailure) -> any SpeechListener
  /// Name and version of what calls are rendered and heard with, asked for by runs that do.
  let libraries: @Sendable () -> [(name: String, version: String)]
  private let ready = Mutex<(scenario: String, listener: any SpeechListener)?>(nil)
  /// Does what is heavy beside the cells.
  let pool: OffloadPool

  /// `threads` are those beside the one that a run lives on; the bytes are the same for any number.
  package init(
    threads: Int,
    libraries: @escaping @Sendable () -> [(name: String, version: String)] = { [] },
    make: @escaping @Sendable (AudioPlan) throws(AudioFailure) -> any SpeechListener
  ) {
    self.make = make
    self.libraries = libraries
    pool = OffloadPool(threads: threads)
  }

  private init(
    pool: OffloadPool,
    libraries: @escaping @Sendable () -> [(name: String, version: String)],
    make: @escaping @Sendable (AudioPlan) throws(AudioFailure) -> any SpeechListener
  ) {
    self.pool = pool
    self.libraries = libraries
    self.make = make
  }

  /// The same, with something before each listener.
  func wrapping(
    _ wrap: @escaping @Sendable (any SpeechListener) -> any SpeechListener
  ) -> AudioBinding {
    let make = make
    return AudioBinding(pool: pool, libraries: libraries) { (plan) throws(AudioFailure) in
      wrap(try make(plan))
    }
  }

  /// Who hears the calls of a scenario; nil for one that renders none.
  func listener(of scenario: Scenario) throws(RunFailure) -> (any SpeechListener)? {
    guard scenario.fidelity.audio > 0 else { return nil }
    if let known = ready.withLock({ $0 }), known.scenario == scenario.resolvedText {
      return known.listener
    }
    let plan = AudioPlan(
      sentences: CallerCorpus.sentences(of: scenario),
      accents: scenario.callers.map(\.accent),
      codecs: scenario.callers.map(\.codec),
      language: scenario.audio.language,
      suppressesNoise: scenario.audio.noiseSuppression,
      recordings: try scenario.audio.recordings.map { list throws(RunFailure) in
        try RecordingList.read(list.absolute, named: list.written)
      } ?? []
    )
    do {
      let listener = try make(plan)
      ready.withLock { $0 = (scenario.resolvedText, listener) }
      return listener
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
