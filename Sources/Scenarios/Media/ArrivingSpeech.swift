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

  package init(
    _ utterance: Utterance,
    onset: SimInstant,
    arrival: SpurtArrival = SpurtArrival(),
    on cell: Cell
  ) {
    self.cell = cell
    part = SpeechPart(utterance: utterance, onset: onset, trace: arrival.trace)
    index = utterance.index
    var traits = utterance.traits
    if let loss = arrival.loss { traits.loss = loss }
    self.traits = traits
  }

  /// The caller's last sound arrives then: words that are not whole by that time never come.
  package func stop(at end: SimInstant) { part.end = part.end ?? end }

  /// The caller speaks on after a pause that is too short to end a stretch of speech.
  package func goOn(with utterance: Utterance, onset: SimInstant, trace: SpurtTrace? = nil) {
    earlier.append(part)
    part = SpeechPart(utterance: utterance, onset: onset, trace: trace)
  }

  private func length(by now: SimInstant) -> Duration {
    let first = earlier.first ?? part
    return max(first.onset.duration(to: part.lastSound(by: now)), .zero)
  }

  private func arrived(by now: SimInstant) -> ArraySlice<String> {
    if earlier.isEmpty { return part.arrived(by: now) }
    return earlier.flatMap { $0.arrived(by: now) } + part.arrived(by: now)
  }

  private func gaps(by now: SimInstant) -> [Int]? {
    guard part.trace != nil else { return nil }
    return (earlier + [part]).flatMap { $0.gaps(by: now) }
  }
}

extension ArrivingSpeech: HeardSpeech {
  package nonisolated func gapsInWords(at now: SimInstant) -> [Int]? {
    precondition(now <= cell.now, "nobody hears what has not been said yet")
    return onCell(with: now) { $0.gaps(by: $1) }
  }

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
  /// Which of its frames were made up; nil where only the average is known.
  let trace: SpurtTrace?

  init(utterance: Utterance, onset: SimInstant, trace: SpurtTrace?) {
    self.utterance = utterance
    self.onset = onset
    self.trace = trace
  }

  /// Frames of 20 ms in the longest gap that touches each word that has arrived.
  func gaps(by now: SimInstant) -> [Int] {
    let count = arrived(by: now).count
    guard let trace else { return Array(repeating: 0, count: count) }
    let frame = Int64(FrameDuration.micros) * 1_000
    let word = utterance.wordDuration.nanoseconds
    let head = Int64(trace.leadingConcealed)
    let limit = head + onset.duration(to: lastSound(by: now)).nanoseconds / frame
    return (0..<Int64(count)).map { index in
      let first = Int(index * word / frame)
      let last = Int(((index + 1) * word + frame - 1) / frame)
      return trace.longestConcealedRun(touching: first..<last, before: Int(limit))
    }
  }

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
