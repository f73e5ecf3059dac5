import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Resampler", .enabled(if: MediaLibraries.isPresent))
struct ResamplerTests {
  private static let rates = [8_000, 16_000, 24_000, 44_100, 48_000, 11_025]

  @Test func `a sound keeps its length in time, to the nearest sample`() throws {
    for from in Self.rates {
      for to in Self.rates {
        for count in [0, 1, 7, 160, 1_000, 12_345] {
          let sound = Sound(silence: count, rate: SampleRate(hertz: from))
          let converted = try sound.resampled(to: SampleRate(hertz: to))
          #expect(converted.samples.count == (2 * count * to + from) / (2 * from))
          #expect(converted.rate.hertz == to)
        }
      }
    }
  }

  /// The oracle is the generator: a sine made at the target rate.
  @Test func `a sine at one rate becomes the sine of the other, with no delay`() throws {
    let pairs = [
      (8_000, 16_000), (16_000, 8_000), (16_000, 24_000), (24_000, 16_000), (16_000, 48_000),
      (48_000, 16_000), (44_100, 16_000),
    ]
    for (from, to) in pairs {
      for hertz in [100, 440, 1_000, 2_000, 3_000] {
        let sound = Signals.sine(hertz, .seconds(1), rate: SampleRate(hertz: from))
        let ideal = Signals.sine(hertz, .seconds(1), rate: SampleRate(hertz: to))
        let converted = try sound.resampled(to: SampleRate(hertz: to))
        // The edges ring, for the sine begins and ends at once.
        let middle = to / 10..<to * 9 / 10
        let ratio = Signals.ratio(
          Sound(rate: ideal.rate, samples: Array(ideal.samples[middle])),
          Sound(rate: ideal.rate, samples: Array(converted.samples[middle]))
        )
        #expect(ratio > 55, "\(from) to \(to) Hz, \(hertz) Hz: \(ratio) dB")
      }
    }
  }

  @Test func `what the lower rate cannot carry is taken out`() throws {
    let sound = Signals.sine(6_000, .seconds(1), rate: .wideband)
    let converted = try sound.resampled(to: .narrowband)
    #expect(converted.samples[400..<7_600].allSatisfy { $0.magnitude < 20 })
  }

  @Test func `a stream in pieces is the whole sound, later by its latency`() throws {
    let sound = try Signals.speech(seed: 1, words: 3, rate: .wideband).sound
    for (to, frame) in [(8_000, 320), (24_000, 320), (48_000, 37)] {
      let rate = SampleRate(hertz: to)
      let resampler = try Resampler(from: .wideband, to: rate)
      var samples: [Int16] = []
      for start in stride(from: 0, to: sound.samples.count, by: frame) {
        let piece = Array(sound.samples[start..<min(start + frame, sound.samples.count)])
        samples += try resampler.convert(piece.span)
      }
      let whole = try sound.resampled(to: rate)
      #expect(abs(samples.count - whole.samples.count) <= 1)
      let late = Sound(rate: rate, samples: samples)
      let ratio = Signals.ratio(whole, late, delay: resampler.latency)
      #expect(ratio > 20, "\(to): \(ratio)")
    }
  }

  @Test func `equal sound converts to equal samples`() throws {
    let sound = try Signals.speech(seed: 2).sound
    let rate = SampleRate(hertz: 44_100)
    #expect(try sound.resampled(to: rate) == sound.resampled(to: rate))
  }
}
