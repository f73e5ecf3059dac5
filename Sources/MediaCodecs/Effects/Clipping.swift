package import VoicePipeline

extension Sound {
  /// The sound amplified and cut off at full scale, as by a microphone that is set too loud.
  package func clipped(overload decibels: Double) -> Sound { amplified(decibels: decibels) }

  /// The sound cut off at a peak in decibels of full scale.
  package func limited(toPeak decibels: Double) -> Sound {
    let peak = Int16(saturating: SoundLevel.rootMeanSquare(decibels: min(0, decibels)))
    return Sound(rate: rate, samples: samples.map { max(-peak, min(peak, $0)) })
  }
}
