package import SimCore
package import VoicePipeline

/// A stretch of a caller's speech as it arrives at the agent's side of a simulated line, word by
/// word.
package actor ArrivingSpeech: CellActor {
  package nonisolated let cell: Cell
  package nonisolated let index: Int
  package nonisolated let traits: SpeechTraits
  private var part: SpeechPart
  /// Who speaks, where the speech is rendered as sound.
  private let speaker: AudibleSpeaker?
  /// Those before it, if the caller has paused for a moment.
  private var earlier: [SpeechPart] = []

  package init(
    _ utterance: Utterance,
    onset: SimInstant,
    arrival: SpurtArrival = SpurtArrival(),
    on cell: Cell
  ) {
    self.cell = cell
    part = SpeechPart(utterance: utterance, onset: onset, arrival: arrival)
    speaker = arrival.speaker
    index = utterance.index
    traits = utterance.traits
  }

  /// The caller's last sound arrives then: words that are not whole by that time never come.
  package func stop(at end: SimInstant) { part.stop(at: end, saidBy: cell.now) }

  /// The caller speaks on after a pause that is too short to end a stretch of speech.
  package func goOn(
    with utterance: Utterance,
    onset: SimInstant,
    arrival: SpurtArrival = SpurtArrival()
  ) {
    earlier.append(part)
    part = SpeechPart(utterance: utterance, onset: onset, arrival: arrival)
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
    guard part.trace != nil || part.wordGaps != nil else { return nil }
    return (earlier + [part]).flatMap { $0.gaps(by: now) }
  }
}

extension ArrivingSpeech {
  private func sound(by now: SimInstant) -> LineSpeech? {
    guard let speaker else { return nil }
    let first = earlier.first ?? part
    let parts = (earlier + [part]).compactMap { $0.rendered(by: now, since: first.onset) }
    return LineSpeech(
      parts: parts,
      accent: speaker.accent,
      traits: traits,
      key: speaker.key,
      onset: SimInstant.zero.duration(to: first.onset),
      correctsForward: speaker.correctsForward
    )
  }
}

extension ArrivingSpeech: HeardSpeech {
  package nonisolated func sound(at now: SimInstant) -> LineSpeech? {
    precondition(now <= cell.now, "nobody hears what has not been said yet")
    return onCell(with: now) { $0.sound(by: $1) }
  }

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
  /// When its first sound left the caller's mouth.
  private let begun: SimInstant
  /// When its last sound arrives; nil while the caller speaks on.
  private(set) var end: SimInstant?
  /// How much was said; nil while the caller speaks on.
  private var said: Duration?
  /// Which of its frames were made up; nil where only the average is known.
  let trace: SpurtTrace?
  /// The longest gap that touches each word, where it was drawn.
  let wordGaps: [Int]?

  init(utterance: Utterance, onset: SimInstant, arrival: SpurtArrival) {
    self.utterance = utterance
    self.onset = onset
    begun = onset.advanced(by: .zero - arrival.delay)
    trace = arrival.trace
    wordGaps = arrival.wordGaps
  }

  mutating func stop(at end: SimInstant, saidBy now: SimInstant) {
    guard self.end == nil else { return }
    self.end = end
    said = min(begun.duration(to: now), utterance.duration)
  }

  /// How much of it has arrived by then.
  ///
  /// The end may be faster than the beginning was: all that was said has then arrived, though less
  /// time has passed.
  private func heard(by now: SimInstant) -> Duration {
    guard let end, let said else { return onset.duration(to: now) }
    return now >= end ? said : min(onset.duration(to: now), said)
  }

  /// What has arrived of it, as it is to sound; nil before its first whole word.
  func rendered(by now: SimInstant, since start: SimInstant) -> LineSpeech.Part? {
    let words = Array(arrived(by: now))
    guard !words.isEmpty else { return nil }
    let duration = utterance.wordDuration * words.count
    let frames = Int(duration.nanoseconds / (Int64(FrameBlock.frameMicros) * 1_000))
    return LineSpeech.Part(
      words: words,
      start: start.duration(to: onset),
      duration: duration,
      concealed: trace?.concealedFrames(frames) ?? [],
      recovered: trace?.recoveredFrames(frames) ?? []
    )
  }

  /// Frames of 20 ms in the longest gap that touches each word that has arrived.
  func gaps(by now: SimInstant) -> [Int] {
    let count = arrived(by: now).count
    if let wordGaps { return Array(wordGaps.prefix(count)) }
    guard let trace else { return Array(repeating: 0, count: count) }
    let frame = Int64(FrameBlock.frameMicros) * 1_000
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
    utterance.completesTurn && heard(by: now) >= utterance.duration
  }

  func arrived(by now: SimInstant) -> ArraySlice<String> {
    let heard = heard(by: now)
    guard heard < utterance.duration else { return utterance.words[...] }
    let whole = heard.nanoseconds / utterance.wordDuration.nanoseconds
    return utterance.words.prefix(max(0, Int(whole)))
  }
}
