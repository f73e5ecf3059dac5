import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Clipping")
struct ClippingTests {
  @Test func `nothing passes the peak, and what lies below stays as it is`() {
    let tone = SpeechSamples.sine(hertz: 440, peak: 20_000, count: 4_000)
    let limited = tone.limited(toPeak: -12.041)
    for (before, after) in zip(tone.samples, limited.samples) {
      #expect(after == max(-8_192, min(8_192, before)))
    }
  }

  @Test func `an overdriven microphone cuts at full scale`() {
    let tone = SpeechSamples.sine(hertz: 440, peak: 20_000, count: 4_000)
    let driven = tone.clipped(overload: 12)
    #expect(driven.samples.max() == 32_767)
    #expect(driven.samples.filter { $0 == 32_767 }.count > 500)
    #expect(tone.amplified(decibels: 0) == tone)
  }
}
