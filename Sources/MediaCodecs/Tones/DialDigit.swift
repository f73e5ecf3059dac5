private import SimCore
package import VoicePipeline

/// A key of a telephone, which sounds as two tones (ITU-T Q.23).
package struct DialDigit: Sendable, Hashable, CustomStringConvertible {
  /// 0 to 9, `*`, `#`, or A to D.
  package let character: Character

  private static let keys = Array("123A456B789C*0#D")
  private static let rows = [697, 770, 852, 941]
  private static let columns = [1_209, 1_336, 1_477, 1_633]

  /// Nil for a character that is on no key.
  package init?(_ character: Character) {
    guard Self.keys.contains(character) else { return nil }
    self.character = character
  }

  package var description: String { String(character) }

  /// Its low and its high frequency in hertz.
  package var frequencies: (low: Int, high: Int) {
    let place = Self.keys.firstIndex(of: character) ?? 0
    return (Self.rows[place / 4], Self.columns[place % 4])
  }

  /// The digits with a pause after each; 80 ms are twice what a receiver must accept (ITU-T Q.24).
  ///
  /// The high tone is the louder by 2 dB, for lines weaken it more.
  package static func sound(
    of digits: [DialDigit],
    on: Duration = .milliseconds(80),
    off: Duration = .milliseconds(80),
    rate: SampleRate = .wideband
  ) -> Sound {
    let tones = digits.flatMap { digit in
      let (low, high) = digit.frequencies
      let sines = [Tone.Sine(hertz: low, level: -9), Tone.Sine(hertz: high, level: -7)]
      return [Tone(sines, on), .silence(off)]
    }
    return Tone.sound(of: tones, rate: rate)
  }
}
