package import SimCore
package import VoicePipeline

/// A stretch of a caller's speech as it arrives at the agent's side of a simulated line, word by
/// word.
package actor ArrivingSpeech: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let index: Int
  package nonisolated let traits: SpeechTraits
  private var part: SpeechPart
  /// Those before it, if the caller has paused for a moment.
  private var earlier: [SpeechPart] = []

  package init(_ utterance: Utterance, onset: SimInstant, on cell: Cell) {
    self.cell = cell
    part = SpeechPart(utterance: utterance, onset: onset)
    index = utterance.index
    traits = utterance.traits
  }

  /// The caller's last sound arrives then: words that are not whole by that time never come.
  package func stop(at end: SimInstant) { part.end = part.end ?? end }

  /// The caller speaks on after a pause that is too short to end a stretch of speech.
  package func goOn(with utterance: Utterance, onset: SimInstant) {
    earlier.append(part)
    part = SpeechPart(utterance: utterance, onset: onset)
  }

  private func length(by now: SimInstant) -> Duration {
    let first = earlier.first ?? part
    return max(first.onset.duration(to: part.lastSound(by: now)), .zero)
  }

  private func arrived(by now: SimInstant) -> ArraySlice<String> {
    if earlier.isEmpty { return part.arrived(by: now) }
    return earlier.flatMap { $0.arrived(by: now) } + part.arrived(by: now)
  }
}

extension ArrivingSpeech: HeardSpeech {
  package nonisolated func words(at now: SimInstant) -> ArraySlice<String> {
    precondition(now <= cell.now, "nobody hears what has not been said yet")
    return onCell(with: now) { $0.arrived(by: $1) }
  }

  package nonisolated func length(at now: SimInstant) -> Duration {
    precondition(now <= cell.now, "nobody hears what has not been said yet")
    return onCell(with: now) { $0.length(by: $1) }
  }

  package nonisolated func soundsComplete(at now: SimInstant) -> Bool {
    precondition(now <= cell.now, "nobody hears what has not been said yet")
    return onCell(with: now) { $0.part.isComplete(by: $1) }
  }
}

/// What a caller says without a pause.
private struct SpeechPart {
  let utterance: Utterance
  /// When its first sound arrives.
  let onset: SimInstant
  /// When its last sound arrives; nil while the caller speaks on.
  var end: SimInstant?

  func lastSound(by now: SimInstant) -> SimInstant {
    min(now, end ?? now, onset.advanced(by: utterance.duration))
  }

  /// All its words have arrived, and they leave nothing to be said.
  func isComplete(by now: SimInstant) -> Bool {
    utterance.completesTurn && onset.duration(to: lastSound(by: now)) >= utterance.duration
  }

  func arrived(by now: SimInstant) -> ArraySlice<String> {
    let heard = onset.duration(to: min(now, end ?? now))
    guard heard < utterance.duration else { return utterance.words[...] }
    let whole = heard.nanoseconds / utterance.wordDuration.nanoseconds
    return utterance.words.prefix(max(0, Int(whole)))
  }
}
