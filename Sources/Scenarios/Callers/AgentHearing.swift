internal import SimCore

/// What a caller has heard of the agent's turn, sentence by sentence.
struct AgentHearing: Sendable {
  /// The sentence that is being said; nil when only its sound is known.
  private(set) var sentence: String?
  private(set) var start = SimInstant.zero
  /// Of the agent's words, as far as the caller has got used to them: 165 words a minute at first.
  private(set) var wordDuration = Duration.nanoseconds(363_636_364)
  private(set) var isOpen = false

  mutating func begin(_ sentence: String?, at now: SimInstant) {
    self.sentence = sentence
    start = now
    isOpen = true
  }

  /// The sentence is over; how many of its words were heard, all if it was not cut.
  mutating func end(isCut: Bool, at now: SimInstant) -> Int {
    isOpen = false
    guard !isCut else { return wordsHeard(by: now) }
    if let sentence {
      let words = sentence.wordCount
      if words >= 4 { wordDuration = start.duration(to: now) / words }
    }
    return .max
  }

  func wordsHeard(by now: SimInstant) -> Int {
    Int(start.duration(to: now).nanoseconds / max(wordDuration.nanoseconds, 1))
  }

  /// When the sentence will be over, by the pace of the agent so far; nil for what is no question,
  /// for then the agent may go on.
  var expectedEnd: SimInstant? {
    guard let sentence, sentence.utf8.last == UInt8(ascii: "?") else { return nil }
    return start.advanced(by: wordDuration * sentence.wordCount)
  }

  /// When so many words will have been said.
  func instant(ofWord count: Int) -> SimInstant { start.advanced(by: wordDuration * count) }
}

extension String {
  /// Words between single spaces.
  var wordCount: Int {
    let bytes = utf8.span
    var count = bytes.isEmpty ? 0 : 1
    for index in bytes.indices where bytes[index] == 0x20 { count += 1 }
    return count
  }
}
