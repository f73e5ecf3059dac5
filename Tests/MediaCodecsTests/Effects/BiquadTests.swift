import MediaCodecs
import Testing
import VoicePipeline

@Suite("Biquad")
struct BiquadTests {
  @Test func `a low pass lets a constant through, a high pass none of it`() {
    var low = Biquad(.low, hertz: 1_000, quality: 0.707, sampleHertz: 16_000)
    var high = Biquad(.high, hertz: 1_000, quality: 0.707, sampleHertz: 16_000)
    let ends = (0..<4_000).map { _ in (low.next(1), high.next(1)) }
    #expect((ends[3_999].0 - 1).magnitude < 1e-9)
    #expect(ends[3_999].1.magnitude < 1e-9)
  }
}
