package import SimCore
package import VoicePipeline

/// A stretch of speech on a real stream, with the words that have come beside its frames so far.
package actor StreamedSpeech: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let index: Int
  package nonisolated let traits: SpeechTraits
  private var arrived: [String] = []

  package init(index: Int, traits: SpeechTraits, on cell: Cell) {
    self.cell = cell
    self.index = index
    self.traits = traits
  }

  package nonisolated func append(_ words: [String]) { onCell(with: words) { $0.arrived += $1 } }
}

extension StreamedSpeech: HeardSpeech {
  /// What has come; there is no way to know more.
  package nonisolated func words(at now: SimInstant) -> ArraySlice<String> {
    onCell(with: ()) { speech, _ in speech.arrived[...] }
  }
}
