import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Noise suppressor", .enabled(if: MediaLibraries.isPresent))
struct NoiseSuppressorTests {
  @Test func `steady noise is lowered by about its attenuation`() throws {
    let noise = Signals.noise(-35, count: 16_000 * 4, rate: .wideband, seed: 1)
    let suppressor = try NoiseSuppressor(attenuation: 15)
    let cleaned = Signals.frames(noise).flatMap { suppressor.clean($0) }
    let before = Sound(rate: .wideband, samples: Array(noise.samples.suffix(16_000)))
    let after = Sound(rate: .wideband, samples: Array(cleaned.suffix(16_000)))
    let drop = Self.level(before) - Self.level(after)
    #expect((8.0...18).contains(drop), "\(drop) dB")
  }

  @Test func `sound comes out a frame later`() throws {
    let suppressor = try NoiseSuppressor(attenuation: 0)
    let sound = try Signals.speech(seed: 2, rate: .wideband).sound
    let cleaned = Signals.frames(sound).flatMap { suppressor.clean($0) }
    let late = Sound(rate: .wideband, samples: cleaned)
    let ratios = [0, 160, 319, 320, 321, 480].map { Signals.ratio(sound, late, delay: $0) }
    #expect(ratios.max() == ratios[3], "\(ratios)")
  }

  private static func level(_ sound: Sound) -> Double {
    let energy = sound.samples.reduce(0.0) { $0 + Double($1) * Double($1) }
    return 10 * Elementary.log10(max(energy, 1) / Double(sound.samples.count))
  }
}
