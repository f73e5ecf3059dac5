import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Reverberation")
struct ReverberationTests {
  @Test func `an impulse dies down by 60 dB in the room's time`() {
    for seconds in [0.3, 0.6, 1.2] {
      var room = Reverberation(seconds: seconds, wetDecibels: 0, rate: .wideband)
      let count = Int(2.2 * seconds * 16_000)
      let powers = (0..<count).map { index -> Double in
        let value = room.room(index == 0 ? 1 : 0)
        return value * value
      }
      // Schroeder's backward integration (1965): the slope between -5 and -25 dB.
      var rest = powers
      for index in (0..<count - 1).reversed() { rest[index] += rest[index + 1] }
      let levels = rest.map { 10 * Elementary.log10(max($0, 1e-30) / rest[0]) }
      let first = levels.firstIndex { $0 < -5 } ?? 0
      let last = levels.firstIndex { $0 < -25 } ?? 0
      let time = Double(last - first) / 16_000 * 3
      #expect((time / seconds - 1).magnitude < 0.15, "\(seconds): \(time)")
    }
  }

  @Test func `a room far below the sound changes next to nothing`() {
    let tone = SpeechSamples.sine(hertz: 500, peak: 8_000, count: 8_000)
    var room = Reverberation(seconds: 0.5, wetDecibels: -80, rate: .wideband)
    let result = room.filter(tone.samples)
    let worst = zip(result, tone.samples).map { (Int($0) - Int($1)).magnitude }.max() ?? 99
    #expect(worst <= 8)
  }

  @Test func `a louder room adds more`() {
    let tone = SpeechSamples.sine(hertz: 500, peak: 8_000, count: 16_000)
    let added = [-30.0, -20, -10].map { level -> Double in
      var room = Reverberation(seconds: 0.5, wetDecibels: level, rate: .wideband)
      let result = room.filter(tone.samples)
      let rest = zip(result, tone.samples).map { Int16(clamping: Int($0) - Int($1)) }
      return SoundLevel.rootMeanSquare(rest)
    }
    #expect(added[0] < added[1] && added[1] < added[2])
    #expect((added[2] / added[0] / 10 - 1).magnitude < 0.05)
  }
}
