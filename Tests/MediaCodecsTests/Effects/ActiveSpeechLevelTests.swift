import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Active speech level")
struct ActiveSpeechLevelTests {
  @Test func `a steady tone is active all the time, at its own level`() throws {
    let tone = SpeechSamples.sine(hertz: 400, peak: 4_000, count: 80_000)
    let level = try #require(ActiveSpeechLevel(tone))
    #expect((level.rootMeanSquare / 2_828 - 1).magnitude < 0.02)
    #expect(level.activity > 0.97)
  }

  @Test func `pauses longer than the hangover do not count`() throws {
    // Two seconds of tone, then two of silence: active for a little over half of the time.
    var samples: [Int16] = []
    for _ in 0..<4 {
      samples += SpeechSamples.sine(hertz: 400, peak: 4_000, count: 32_000).samples
      samples += [Int16](repeating: 0, count: 32_000)
    }
    let level = try #require(ActiveSpeechLevel(Sound(rate: .wideband, samples: samples)))
    #expect((level.activity - 0.57).magnitude < 0.05)
    #expect((level.decibels - SoundLevel.decibels(rootMeanSquare: 2_828)).magnitude < 0.7)
  }

  @Test func `twice the amplitude is 6 dB more, and the same activity`() throws {
    let line = try SpeechBank().line("can you call me back later", .kal16).speech
    let quiet = try #require(ActiveSpeechLevel(line.amplified(decibels: -12.04)))
    let half = try #require(ActiveSpeechLevel(line.amplified(decibels: -6.02)))
    #expect((half.decibels - quiet.decibels - 6.02).magnitude < 0.1)
    #expect((half.activity - quiet.activity).magnitude < 0.02)
  }

  @Test func `silence has no level`() {
    #expect(ActiveSpeechLevel(Sound(silence: 16_000, rate: .wideband)) == nil)
    #expect(ActiveSpeechLevel(Sound(silence: 0, rate: .wideband)) == nil)
  }

  @Test func `speech is brought to a level`() throws {
    let line = try SpeechBank().line("can you call me back later", .slt).speech
    for decibels in [-36.0, -26] {
      let level = try #require(ActiveSpeechLevel(line.leveled(toActive: decibels)))
      #expect((level.decibels - decibels).magnitude < 0.2)
    }
  }
}
