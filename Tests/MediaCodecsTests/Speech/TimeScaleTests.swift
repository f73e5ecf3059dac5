import MediaCodecs
import Testing
import VoicePipeline

@Suite("Time scaling")
struct TimeScaleTests {
  @Test func `a sine keeps its pitch and its level at every length`() {
    let sine = SpeechSamples.sine(hertz: 200, peak: 8_000, count: 16_000)
    for count in [8_000, 12_000, 15_900, 17_000, 24_000, 40_000] {
      let scaled = TimeScale.scaled(sine, to: count)
      #expect(scaled.samples.count == count)
      let middle = Array(scaled.samples[800..<count - 800])
      #expect(SpeechSamples.share(of: 200, in: middle, rate: 16_000) > 0.9, "\(count)")
      #expect((SoundLevel.rootMeanSquare(middle) / 5_657 - 1).magnitude < 0.05, "\(count)")
    }
  }

  @Test func `a sound of the right length stays as it is`() {
    let sine = SpeechSamples.sine(hertz: 300, peak: 8_000, count: 5_000)
    #expect(TimeScale.scaled(sine, to: 5_000) == sine)
  }

  @Test func `the shortest sounds have the length asked for`() {
    for (count, target) in [(0, 0), (1, 10), (100, 50), (900, 4_000)] {
      let sound = SpeechSamples.sine(hertz: 300, peak: 8_000, count: count)
      #expect(TimeScale.scaled(sound, to: target).samples.count == target)
    }
  }
}
