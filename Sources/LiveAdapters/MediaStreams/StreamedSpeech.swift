package import SimCore
package import VoicePipeline

/// A stretch of speech on a real stream, with the words that have come beside its frames so far.
///
/// A carrier may tell no words at all. An agent still has to react to somebody who speaks, so that
/// such speech counts as `untoldWord`, over and over at a usual speaking rate.
package actor StreamedSpeech: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let index: Int
  package nonisolated let traits: SpeechTraits
  private let onset: SimInstant
  private var arrived: [String] = []
  private var latest: SimInstant
  private var isComplete = false
  private let isUntold: Bool

  /// What stands for a word that nobody has told.
  package static let untoldWord = "[speech]"
  /// Of such a word: 140 words a minute.
  package static let untoldWordLength = Duration.milliseconds(429)

  /// Speech whose words will not be told, from now on.
  package init(untoldOn cell: Cell) {
    self.init(
      index: 0,
      traits: SpeechTraits(snrDecibels: 30, errorOddsFactor: 1),
      isUntold: true,
      on: cell
    )
  }

  package init(index: Int, traits: SpeechTraits, on cell: Cell) {
    self.init(index: index, traits: traits, isUntold: false, on: cell)
  }

  private init(index: Int, traits: SpeechTraits, isUntold: Bool, on cell: Cell) {
    self.cell = cell
    self.isUntold = isUntold
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

  /// Takes note of the end of what was heard, where no words say so.
  package nonisolated func fellSilent(for silence: Duration) {
    onCell(with: silence) { speech, silence in
      guard speech.isUntold else { return }
      let end = speech.cell.now.advanced(by: .zero - silence)
      speech.isComplete = true
      speech.latest = end
      let count = max(1, Int(speech.onset.duration(to: end) / StreamedSpeech.untoldWordLength))
      speech.arrived = Array(repeating: StreamedSpeech.untoldWord, count: count)
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
