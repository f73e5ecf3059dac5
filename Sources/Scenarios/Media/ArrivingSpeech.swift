package import SimCore
package import VoicePipeline

/// A caller's utterance as it arrives at the agent's side of a simulated line, word by word.
package actor ArrivingSpeech: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let index: Int
  package nonisolated let traits: SpeechTraits
  private let utterance: Utterance
  /// When its first sound arrives.
  private let onset: SimInstant
  /// When its last sound arrives; nil while the caller speaks on.
  private var end: SimInstant?

  package init(_ utterance: Utterance, onset: SimInstant, on cell: Cell) {
    self.cell = cell
    self.utterance = utterance
    self.onset = onset
    index = utterance.index
    traits = utterance.traits
  }

  /// The caller's last sound arrives then: words that are not whole by that time never come.
  package func stop(at end: SimInstant) { self.end = self.end ?? end }

  private func arrived(by now: SimInstant) -> ArraySlice<String> {
    let heard = onset.duration(to: min(now, end ?? now))
    guard heard < utterance.duration else { return utterance.words[...] }
    let whole = heard.nanoseconds / utterance.wordDuration.nanoseconds
    return utterance.words.prefix(max(0, Int(whole)))
  }
}

extension ArrivingSpeech: HeardSpeech {
  package nonisolated func words(at now: SimInstant) -> ArraySlice<String> {
    precondition(now <= cell.now, "nobody hears what has not been said yet")
    return onCell { $0.arrived(by: now) }
  }
}
