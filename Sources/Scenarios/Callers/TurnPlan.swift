internal import SimCore
package import VoicePipeline

/// A turn as the caller means to say it, cut where the caller will pause.
package struct TurnPlan: Sendable {
  /// What the caller does after the last word.
  package enum Afterwards: Sendable, Hashable {
    case listen
    case hangUp
    /// Leaves the telephone for so long.
    case leave(Duration)
    /// Says what is due, so much later.
    case speakOn(after: Duration)
  }

  /// What is said in one go.
  package struct Part: Sendable {
    package var words: [String]
    package var kind: SpeechKind
    package var wordDuration: Duration
    /// Behind the words; nil behind a turn's last.
    package var pause: Duration?
  }

  /// A pause behind so many words.
  package struct Break: Sendable, Hashable {
    package var words: Int
    package var pause: Duration
  }

  package var words: [String]
  package var kind: SpeechKind
  package var wordDuration: Duration
  /// In order; a turn without pauses has none.
  package var breaks: [Break] = []
  package var afterwards = Afterwards.listen
  private var said = 0
  private var breaksTaken = 0

  package init(_ words: [String], kind: SpeechKind, wordDuration: Duration) {
    self.words = words
    self.kind = kind
    self.wordDuration = wordDuration
  }

  /// The next words up to a pause, and the pause behind them; nil after the last.
  package mutating func next() -> Part? {
    guard said < words.count else { return nil }
    guard breaksTaken < breaks.count else {
      let rest = said == 0 ? words : Array(words[said...])
      said = words.count
      return Part(words: rest, kind: kind, wordDuration: wordDuration)
    }
    let stop = breaks[breaksTaken]
    let words = Array(words[said..<stop.words])
    said = stop.words
    breaksTaken += 1
    return Part(words: words, kind: kind, wordDuration: wordDuration, pause: stop.pause)
  }
}
