package import SimCore
package import VoicePipeline

/// A stretch of speech on a real stream, with the words that have come beside its frames so far.
package actor StreamedSpeech: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let index: Int
  package nonisolated let traits: SpeechTraits
  private let onset: SimInstant
  private var arrived: [String] = []
  private var latest: SimInstant
  private var isComplete = false

  package init(index: Int, traits: SpeechTraits, on cell: Cell) {
    self.cell = cell
    onset = cell.now
    latest = cell.now
    self.index = index
    self.traits = traits
  }

  /// Takes further words; whether the speaker sounds as if they were the last.
  package nonisolated func append(_ words: [String], soundsComplete: Bool) {
    onCell(with: (words, soundsComplete)) { speech, news in
      speech.arrived += news.0
      speech.isComplete = news.1
      speech.latest = speech.cell.now
    }
  }
}

extension StreamedSpeech: HeardSpeech {
  /// What has come; there is no way to know more.
  package nonisolated func words(at now: SimInstant) -> ArraySlice<String> {
    onCell(with: ()) { speech, _ in speech.arrived[...] }
  }

  package nonisolated func length(at now: SimInstant) -> Duration {
    onCell(with: ()) { speech, _ in speech.onset.duration(to: speech.latest) }
  }

  package nonisolated func soundsComplete(at now: SimInstant) -> Bool {
    onCell(with: ()) { speech, _ in speech.isComplete }
  }
}
