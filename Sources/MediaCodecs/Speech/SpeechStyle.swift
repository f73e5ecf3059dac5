/// How a line is spoken, in whole steps, so that a style has one name.
package struct SpeechStyle: Sendable, Hashable {
  /// The pace to aim at; nil for the voice's own.
  package let wordsPerMinute: Int?
  /// The pitch in per cent of the voice's own.
  package let pitchPercent: Int

  package init(wordsPerMinute: Int? = nil, pitchPercent: Int = 100) {
    precondition(wordsPerMinute.map { $0 > 0 } ?? true, "a pace is positive")
    precondition((50...200).contains(pitchPercent), "a pitch is within an octave of the voice's")
    self.wordsPerMinute = wordsPerMinute
    self.pitchPercent = pitchPercent
  }

  /// The voice as it is.
  package static let natural = SpeechStyle()
}
