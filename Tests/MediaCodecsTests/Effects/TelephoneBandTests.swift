import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Telephone band")
struct TelephoneBandTests {
  /// The gain for a tone, in decibels, once the filters have settled.
  private func gain(_ hertz: Double) -> Double {
    var band = TelephoneBand(rate: .wideband)
    let tone = SpeechSamples.sine(hertz: hertz, peak: 10_000, count: 32_000)
    let result = band.filter(tone.samples)
    let level = SoundLevel.rootMeanSquare(result[16_000...])
    return 20 * Elementary.log10(max(level, 0.01) / (10_000 / (2.0).squareRoot()))
  }

  /// The gain of a Butterworth filter of fourth order at each end, with the bilinear transform's
  /// bent frequency axis.
  private func expected(_ hertz: Double) -> Double {
    func bent(_ hertz: Double) -> Double {
      let angle = Elementary.sinCos(.pi * hertz / 16_000)
      return angle.sin / angle.cos
    }
    let low = Elementary.pow(bent(hertz) / bent(3_400), 8)
    let high = Elementary.pow(bent(300) / bent(hertz), 8)
    return -10 * Elementary.log10((1 + low) * (1 + high))
  }

  @Test func `every tone comes through as the formula says`() {
    for hertz in [100.0, 200, 300, 400, 1_000, 2_500, 3_400, 4_000, 5_000] {
      #expect((gain(hertz) - expected(hertz)).magnitude < 0.1, "\(hertz)")
    }
  }

  @Test func `the edges are 3 dB down`() {
    #expect((gain(300) + 3.01).magnitude < 0.05)
    #expect((gain(3_400) + 3.01).magnitude < 0.05)
    #expect(gain(1_000).magnitude < 0.05)
  }

  @Test func `a stream in pieces is the same as in one`() {
    let tone = SpeechSamples.sine(hertz: 700, peak: 10_000, count: 3_200).samples
    var whole = TelephoneBand(rate: .wideband)
    var parts = TelephoneBand(rate: .wideband)
    let pieces = stride(from: 0, to: 3_200, by: 320).flatMap {
      parts.filter(Array(tone[$0..<$0 + 320]))
    }
    #expect(whole.filter(tone) == pieces)
  }
}
