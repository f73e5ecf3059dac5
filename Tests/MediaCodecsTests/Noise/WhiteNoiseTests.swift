import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("White noise")
struct WhiteNoiseTests {
  @Test func `its moments are those of a sum of four uniforms, and neighbours are unrelated`() {
    var track = NoiseTrack(white: DrawKey(seed: 9))
    let samples = track.samples(0..<200_000).map(Double.init)
    let mean = samples.reduce(0, +) / 200_000
    let power = samples.reduce(0) { $0 + $1 * $1 } / 200_000
    let fourth = samples.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 200_000
    let product = zip(samples, samples.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } / 200_000
    #expect(mean.magnitude < 0.01)
    #expect((power - 1).magnitude < 0.01)
    // Kurtosis of a sum of n uniforms: 3 - 6 / (5 n).
    #expect((fourth - 2.7).magnitude < 0.05)
    #expect(product.magnitude < 0.01)
  }
}
