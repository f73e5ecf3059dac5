private import SimCore
package import VoicePipeline

/// How loud a sound is: root mean squares on the scale of 16-bit samples, and levels in dBov.
///
/// 0 dBov is the root mean square of a square wave at full scale, so a full sine has -3.01 dBov
/// (ITU-T G.100.1).
package enum SoundLevel {
  private static let fullScale = 32_768.0

  /// The root mean square of some samples; 0 of none.
  package static func rootMeanSquare(_ samples: some Collection<Int16>) -> Double {
    if samples.isEmpty { return 0 }
    let power = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    return (power / Double(samples.count)).squareRoot()
  }

  /// The level of a root mean square above 0.
  package static func decibels(rootMeanSquare: Double) -> Double {
    20 * Elementary.log10(rootMeanSquare / fullScale)
  }

  /// The root mean square of a level.
  package static func rootMeanSquare(decibels: Double) -> Double {
    fullScale * factor(decibels: decibels)
  }

  /// The factor on the samples that changes the level by so much.
  package static func factor(decibels: Double) -> Double {
    Elementary.pow(10, decibels / 20)
  }
}

extension Sound {
  /// The sound louder by some decibels, with what is too loud cut off.
  package func amplified(decibels: Double) -> Sound {
    let factor = SoundLevel.factor(decibels: decibels)
    return Sound(rate: rate, samples: samples.map { Int16(saturating: Double($0) * factor) })
  }

  /// The sound with its active speech at a level in dBov; as it is if there is no speech in it.
  package func leveled(toActive decibels: Double) -> Sound {
    guard let speech = ActiveSpeechLevel(self) else { return self }
    return amplified(decibels: decibels - speech.decibels)
  }
}
