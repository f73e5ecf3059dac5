private import SimCore

/// The audio of a telephone line: 8,000 samples a second, one byte each, in frames of 20 ms.
package enum TelephoneAudio {
  /// Samples a second.
  package static var sampleRate: Int { 8_000 }

  /// Samples of a frame of 20 ms, the size in which carriers send.
  package static var frameSamples: Int { 160 }

  /// Nanoseconds between two samples: a whole number, so that positions convert without rounding.
  package static var sampleNanoseconds: Int64 { 125_000 }

  /// The whole samples of a duration.
  package static func samples(in duration: Duration) -> Int {
    Int(duration.nanoseconds / sampleNanoseconds)
  }

  /// How long some samples play.
  package static func duration(ofSamples count: Int) -> Duration {
    .nanoseconds(Int64(count) * sampleNanoseconds)
  }

  /// The peak of a sine at a level in dBm0: one that just fills the range of mu-law has +3.17 dBm0
  /// (ITU-T G.711, section 4).
  package static func sinePeak(dBm0 level: Double) -> Double {
    fullScale * Elementary.pow(10, (level - sineLevelMax) / 20)
  }

  /// The root mean square of audio at a level in dBm0.
  package static func rootMeanSquare(dBm0 level: Double) -> Double {
    sinePeak(dBm0: level) / (2.0).squareRoot()
  }

  /// The level in dBm0 of audio with a root mean square above 0.
  package static func level(rootMeanSquare: Double) -> Double {
    sineLevelMax + 20 * Elementary.log10(rootMeanSquare * (2.0).squareRoot() / fullScale)
  }

  /// The overload point of mu-law, on the scale of 16-bit samples.
  private static let fullScale = 32_636.0

  private static let sineLevelMax = 3.17
}
