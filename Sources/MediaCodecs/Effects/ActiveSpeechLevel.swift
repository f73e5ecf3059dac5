private import SimCore
package import VoicePipeline

/// The level of speech while somebody speaks, by method B of ITU-T P.56 (2011).
///
/// An envelope of two averages of 30 ms is compared with a ladder of thresholds an octave apart,
/// each held for 200 ms after it was last passed. The active level is where it lies 15.9 dB above
/// the threshold that it was measured with.
package struct ActiveSpeechLevel: Sendable, Hashable {
  /// Root mean square of the active samples, on the scale of 16-bit samples.
  package let rootMeanSquare: Double
  /// The share of the time in which there is speech.
  package let activity: Double

  /// In dBov.
  package var decibels: Double { SoundLevel.decibels(rootMeanSquare: rootMeanSquare) }

  private static let timeConstant = 0.03
  private static let margin = 15.9
  /// Thresholds from half a quantum of 16 bits to half of full scale.
  private static let thresholds = (0..<16).map { Double(1 << $0) * 0.5 }

  /// Measures a sound; nil if there is no speech in it.
  package init?(_ sound: Sound) {
    let activeCounts = Self.activeCounts(sound)
    let energy = sound.samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    guard energy > 0, activeCounts[0] > 0 else { return nil }
    func level(_ index: Int) -> Double {
      10 * Elementary.log10(energy / Double(activeCounts[index]))
    }
    func threshold(_ index: Int) -> Double { 20 * Elementary.log10(Self.thresholds[index]) }
    var active = level(0)
    for index in 1..<Self.thresholds.count where activeCounts[index] > 0 {
      let gap = level(index) - threshold(index)
      guard gap <= Self.margin else {
        active = level(index)
        continue
      }
      let gapBefore = level(index - 1) - threshold(index - 1)
      let part = gapBefore <= Self.margin ? 0 : (gapBefore - Self.margin) / (gapBefore - gap)
      active = level(index - 1) + part * (level(index) - level(index - 1))
      break
    }
    rootMeanSquare = Elementary.pow(10, active / 20)
    activity = min(1, energy / (rootMeanSquare * rootMeanSquare * Double(sound.samples.count)))
  }

  /// Samples at which each threshold was passed within the last 200 ms.
  private static func activeCounts(_ sound: Sound) -> [Int] {
    let hertz = Double(sound.rate.hertz)
    let g = Elementary.exp(-1 / (hertz * timeConstant))
    let hang = sound.rate.hertz / 5
    var counts = [Int](repeating: 0, count: thresholds.count)
    var since = [Int](repeating: hang, count: thresholds.count)
    var (p, q) = (0.0, 0.0)
    for sample in sound.samples {
      p = g * p + (1 - g) * Double(sample).magnitude
      q = g * q + (1 - g) * p
      for index in thresholds.indices {
        if q >= thresholds[index] {
          since[index] = 0
        } else if since[index] < hang {
          since[index] += 1
        } else {
          break
        }
        if since[index] < hang { counts[index] += 1 }
      }
    }
    return counts
  }
}
