private import SimCore
package import VoicePipeline

/// One or two sines for a time, or silence: the letters of call-progress tones.
package struct Tone: Sendable, Hashable {
  /// One sine.
  package struct Sine: Sendable, Hashable {
    /// Thousandths of a hertz, so that every published frequency is whole.
    package let millihertz: Int
    /// The level in dBm0 (ITU-T G.100.1).
    package let level: Double

    package init(hertz: Int, level: Double) {
      self.init(millihertz: hertz * 1_000, level: level)
    }

    package init(millihertz: Int, level: Double) {
      precondition(millihertz > 0 && level <= 3.17, "a sine sounds, and below full scale")
      self.millihertz = millihertz
      self.level = level
    }
  }

  package var sines: [Sine]
  package var duration: Duration

  package init(_ sines: [Sine], _ duration: Duration) {
    self.sines = sines
    self.duration = duration
  }

  package static func silence(_ duration: Duration) -> Tone { Tone([], duration) }

  /// The tones one after the other; each sine begins with its phase at 0.
  ///
  /// Phases are kept in whole numbers, so that a sample depends on its place only.
  package static func sound(of tones: [Tone], rate: SampleRate = .wideband) -> Sound {
    var sound = Sound(rate: rate, samples: [])
    var end = Duration.zero
    for tone in tones {
      end += tone.duration
      tone.append(to: &sound, until: rate.samples(in: end))
    }
    return sound
  }

  private func append(to sound: inout Sound, until end: Int) {
    let start = sound.samples.count
    let rate = sound.rate.hertz * 1_000
    let peaks = sines.map { TelephoneAudio.sinePeak(dBm0: $0.level) }
    sound.samples.reserveCapacity(end)
    for place in 0..<max(0, end - start) {
      var sum = 0.0
      for (sine, peak) in zip(sines, peaks) {
        let phase = place * sine.millihertz % rate
        sum += peak * Elementary.sin(Double(phase) / Double(rate) * 2 * .pi)
      }
      let sample = max(-32_768, min(32_767, sum.rounded()))
      sound.samples.append(Int16(sample))
    }
  }
}
