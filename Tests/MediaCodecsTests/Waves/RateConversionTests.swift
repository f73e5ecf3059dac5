import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Rate conversion")
struct RateConversionTests {
  private func tone(_ hertz: Double, _ rate: Int) -> Sound {
    let samples = (0..<rate).map { index in
      Int16(saturating: 10_000 * Elementary.sin(2 * .pi * hertz * Double(index) / Double(rate)))
    }
    return Sound(rate: SampleRate(hertz: rate), samples: samples)
  }

  @Test(arguments: [(22_050, 16_000), (8_000, 16_000), (16_000, 8_000), (48_000, 16_000)])
  func `a tone is the same tone at the other rate`(from: Int, to: Int) {
    let conversion = RateConversion(
      from: SampleRate(hertz: from),
      to: SampleRate(hertz: to)
    )
    for hertz in [100.0, 440, 1_000, 3_000] {
      let result = conversion.convert(tone(hertz, from))
      #expect((result.samples.count - to).magnitude <= 1)
      let expected = tone(hertz, to).samples
      let worst = (200..<to - 200).map { index in
        Int(result.samples[index] - expected[index]).magnitude
      }.max()
      #expect(worst ?? 9_999 <= 12, "\(hertz)")
    }
  }

  @Test func `what the lower rate cannot carry is gone`() {
    let conversion = RateConversion(from: SampleRate(hertz: 22_050), to: .wideband)
    let result = conversion.convert(tone(9_500, 22_050))
    #expect(SoundLevel.rootMeanSquare(result.samples[400..<15_600]) < 4)
  }

  @Test func `equal rates change nothing`() {
    let sound = tone(440, 16_000)
    #expect(RateConversion(from: .wideband, to: .wideband).convert(sound) == sound)
  }
}
