package import VoicePipeline

/// Where speech begins and ends within a sound.
package struct SpeechEdges: Sendable, Hashable {
  /// The samples of the speech.
  package let speech: Range<Int>

  /// How far below its loudest stretch of 5 ms a voice still counts, as a ratio of powers: 45 dB,
  /// 5 dB under the noise that is put behind it.
  private static let floor = 3.162e-5
  /// What is kept around it, so that no soft onset is cut.
  private static let margin = 0.010

  /// Looks for the speech; nil if everything is silent.
  package init?(_ sound: Sound) {
    let step = sound.rate.hertz / 200
    let powers = stride(from: 0, to: sound.samples.count, by: step).map { start in
      sound.samples[start..<min(start + step, sound.samples.count)].reduce(0.0) {
        $0 + Double($1) * Double($1)
      }
    }
    guard let loudest = powers.max(), loudest > 0 else { return nil }
    let limit = loudest * Self.floor
    guard let first = powers.firstIndex(where: { $0 > limit }),
      let last = powers.lastIndex(where: { $0 > limit })
    else { return nil }
    let margin = Int(Self.margin * Double(sound.rate.hertz))
    speech = max(0, first * step - margin)..<min(sound.samples.count, (last + 1) * step + margin)
  }
}
