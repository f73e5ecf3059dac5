private import SimCore

/// The tables behind speech-like audio: made once, with the same bits on every host.
enum VoiceTables {
  /// Samples of one period of a voice.
  static var period: Int { 512 }

  /// How many voices `waves` holds, one after the other.
  static var timbres: Int { harmonics.count }

  /// One period of each voice, with the same power in each.
  static let waves: [Int16] = harmonics.flatMap { wave($0) }

  /// The loudness over one syllable, 16,384 at its loudest: it swings between half and full.
  static let syllable: [Int16] = (0..<256).map { index in
    let angle = 2 * Double.pi * Double(index) / 256
    return Int16((16_384 * (swingMean - swing * Elementary.cos(angle))).rounded())
  }

  /// The level of speech, as telephone networks plan for it.
  private static let level = -20.0

  private static let swingMean = 0.75
  private static let swing = 0.25

  /// Amplitudes of the harmonics of four vowels (as in "father", "see", "food" and "bed"), from
  /// resonances at the formants of Peterson and Barney (1952) over a pitch of 140 Hz.
  private static let harmonics: [[Double]] = [
    [38, 38, 49, 78, 122, 111, 95, 89, 57, 35, 25, 20, 18, 18],
    [96, 118, 79, 46, 30, 23, 19, 16, 15, 14, 15, 16, 19, 26],
    [91, 123, 98, 68, 67, 82, 64, 39, 27, 21, 18, 17, 19, 24],
    [47, 58, 93, 112, 72, 42, 30, 24, 23, 25, 32, 49, 72, 58],
  ]

  /// One period of a sum of harmonics.
  ///
  /// The phases are Schroeder's (1970), which spread the power over the period: at any pitch no
  /// stretch of 1 ms is quiet, so the edges of a word stay sharp to a detector.
  private static func wave(_ amplitudes: [Double]) -> [Int16] {
    let power = amplitudes.reduce(0) { $0 + $1 * $1 }
    let phases = schroederPhases(amplitudes.map { $0 * $0 / power })
    let swingPower = swingMean * swingMean + swing * swing / 2
    let target = TelephoneAudio.rootMeanSquare(dBm0: level) / swingPower.squareRoot()
    let scale = target / (power / 2).squareRoot()
    return (0..<period).map { index in
      var sum = 0.0
      for (harmonic, amplitude) in amplitudes.enumerated() {
        let turns = Double((index * (harmonic + 1)) % period) / Double(period)
        sum += amplitude * Elementary.cos(2 * Double.pi * turns + phases[harmonic])
      }
      return Int16((scale * sum).rounded())
    }
  }

  /// The phase of each harmonic, from the share of the power that each has.
  private static func schroederPhases(_ shares: [Double]) -> [Double] {
    var phase = 0.0
    var below = 0.0
    return shares.map { share in
      defer {
        below += share
        phase -= 2 * Double.pi * below
      }
      return phase
    }
  }
}
