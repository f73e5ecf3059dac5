private import SimCore
package import VoicePipeline

/// A text as speech at 16 kHz, without the silence around it.
package struct SpokenLine: Sendable, Hashable {
  /// From the first audible sample to the last; digital silence within it is possible.
  package let speech: Sound
  /// Silence that the synthesizer had before it.
  package let trimmedBefore: Duration
  /// And after it.
  package let trimmedAfter: Duration
  /// Root mean square of the active speech (ITU-T P.56).
  package let activeLevel: Double

  /// Cuts the silence off a sound; nil if there is nothing but silence.
  init?(trimming sound: Sound) {
    guard let edges = SpeechEdges(sound) else { return nil }
    let kept = Sound(rate: sound.rate, samples: Array(sound.samples[edges.speech]))
    let after = Sound(silence: sound.samples.count - edges.speech.upperBound, rate: sound.rate)
    self.init(
      speech: kept,
      before: Sound(silence: edges.speech.lowerBound, rate: sound.rate).duration,
      after: after.duration
    )
  }

  init?(speech: Sound, before: Duration, after: Duration) {
    guard let level = ActiveSpeechLevel(speech) else { return nil }
    self.speech = speech
    trimmedBefore = before
    trimmedAfter = after
    activeLevel = level.rootMeanSquare
  }
}

extension SpokenLine {
  /// How far the noise behind speech lies under it, in decibels.
  ///
  /// Digital silence wrecks the cepstral means that recognizers subtract: with it, pocketsphinx got
  /// 52 % of the words of espeak-ng's American wrong, with noise at 40 dB 4.6 %.
  package static let floorDecibels = 40.0

  /// The speech with some room around it, and nowhere digital silence.
  ///
  /// The noise is pink, lies 40 dB under the speech, and is the same whenever it is asked for.
  package func sound(before: Duration = .zero, after: Duration = .zero) -> Sound {
    let rate = speech.rate
    let padded =
      [Int16](repeating: 0, count: rate.samples(in: before)) + speech.samples
      + [Int16](repeating: 0, count: rate.samples(in: after))
    var noise = NoiseTrack(.quiet, key: DrawKey(seed: Self.floorSeed))
    let samples = noise.mixed(
      into: padded[...],
      at: 0,
      factor: activeLevel * SoundLevel.factor(decibels: -Self.floorDecibels)
    )
    return Sound(rate: rate, samples: samples)
  }

  private static let floorSeed: UInt64 = 40
}
