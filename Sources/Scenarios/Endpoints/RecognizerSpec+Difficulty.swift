internal import SimCore
package import VoicePipeline

extension RecognizerSpec {
  /// The word errors to be expected of one stretch of speech.
  ///
  /// A logistic curve over the signal-to-noise ratio on top of the rate of clean speech, moved by
  /// the kind of noise; then the accent on the odds; then narrowband speech on the rate; words that
  /// are understood so far may still lie in a gap of the line.
  @inline(__always)  // A call would copy the whole spec.
  package func expectedErrors(of speech: SpeechTraits) -> ExpectedErrors {
    if let wordErrors { return wordErrors.expectedErrors(of: speech) }
    let midpoint = noiseMidpointDecibels + noiseShiftDecibels[speech.noise]
    let distance = (speech.snrDecibels - midpoint) / noiseSlopeDecibels
    let drowned = 1 / (1 + Elementary.exp(min(max(distance, -50), 50)))
    let heard = wordErrorRate + (1 - wordErrorRate) * drowned
    let lost = speech.lossErrors(.assumed)
    guard heard > 0 else { return ExpectedErrors(clean: 0, noise: 0, loss: lost) }
    let odds = heard / (1 - heard) * speech.errorOddsFactor
    let narrow = speech.codec.isNarrowband ? narrowbandFactor : 1
    let spoiled = (heard < 1 ? odds / (1 + odds) : 1) * narrow
    let cleanPart = wordErrorRate / heard
    return ExpectedErrors(
      clean: spoiled * cleanPart,
      noise: spoiled * (1 - cleanPart),
      loss: lost * (1 - min(spoiled, 1))
    )
  }
}

extension SpeechTraits {
  /// Frames of 20 ms of one word.
  private var framesPerWord: Double { 3_000 / wordsPerMinute }

  /// The share of words that lost frames spoil.
  func lossErrors(_ gaps: GapCurve) -> Double {
    loss.ratio == 0 ? 0 : loss.wordErrors(framesPerWord: framesPerWord, gaps)
  }
}

extension LineLoss {
  /// The share of words that bursts touch, times that of the touched words which are misheard.
  ///
  /// A burst touches a word of F frames if it begins at one of F + length - 1 places. That is why
  /// the bursts that touch words are longer than those of the line.
  package func wordErrors(framesPerWord: Double, _ gaps: GapCurve = .assumed) -> Double {
    let places = framesPerWord + burstFrames - 1
    let beginning = ratio / burstFrames
    let touched = 1 - Elementary.pow(1 - beginning, places)
    return touched * Self.misheard(gaps, framesPerWord: framesPerWord, burstFrames: burstFrames)
  }

  /// The share of touched words that are misheard, by the lengths of the bursts.
  private static func misheard(
    _ gaps: GapCurve,
    framesPerWord: Double,
    burstFrames: Double
  ) -> Double {
    let goesOn = 1 - 1 / burstFrames
    // Bursts of at least `length` frames, each counted as often as it touches a word.
    let touching = { (length: Double, share: Double) in
      share * (framesPerWord + length + burstFrames - 2)
    }
    let fromTwo = touching(2, goesOn)
    let fromThree = touching(3, goesOn * goesOn)
    let fromSix = touching(6, goesOn * goesOn * goesOn * goesOn * goesOn)
    let all = touching(1, 1)
    let one = all - fromTwo
    let two = fromTwo - fromThree
    let middling = gaps.misheard(.few) * (fromThree - fromSix) + gaps.misheard(.many) * fromSix
    return (gaps.misheard(.one) * one + gaps.misheard(.two) * two + middling) / all
  }
}
