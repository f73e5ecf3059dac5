internal import VoicePipeline

/// One stretch of a caller's speech: behind the seam, so that no agent sees its words or its end.
package final class Utterance: AudioStream {
  package let words: [String]
  package let duration: Duration
  /// Level of the speech over the noise behind it.
  package let snrDecibels: Double
  /// Factor on the odds of a word error, for the accent.
  package let errorOddsFactor: Double
  /// Counts the caller's stretches of speech, from 0: draws of the recognizer hang on it.
  package let index: Int

  package init(
    words: [String],
    duration: Duration,
    snrDecibels: Double,
    errorOddsFactor: Double,
    index: Int
  ) {
    self.words = words
    self.duration = duration
    self.snrDecibels = snrDecibels
    self.errorOddsFactor = errorOddsFactor
    self.index = index
  }
}

/// One synthesized sentence: its length is known to the media path, not to the agent.
package final class SynthesizedSpeech: AudioStream {
  package let duration: Duration
  package let leadingSilence: Duration

  package init(duration: Duration, leadingSilence: Duration) {
    self.duration = duration
    self.leadingSilence = leadingSilence
  }
}
