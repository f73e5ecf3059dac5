import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Tones")
struct ToneTests {
  @Test func `a sine has its level and its zero crossings`() {
    let sound = Signals.sine(1_000, .seconds(1), rate: .narrowband, level: 3.17)
    #expect(sound.samples.count == 8_000)
    // ITU-T G.711, table 5: a period of eight samples at 1 kHz; here its peak is full scale.
    let period: [Int16] = [0, 23_077, 32_636, 23_077, 0, -23_077, -32_636, -23_077]
    #expect(Array(sound.samples[..<16]) == period + period)
  }

  @Test func `energy is that of the levels, also of two sines`() {
    let sound = CallProgressTone.busy.sound(rate: .narrowband)
    let on = sound.samples[..<4_000]
    let energy = on.reduce(0.0) { $0 + Double($1) * Double($1) } / 4_000
    let level = TelephoneAudio.level(rootMeanSquare: energy.squareRoot())
    // Two of -24 dBm0 are 3.01 dB more.
    #expect((level + 20.99).magnitude < 0.05, "\(level)")
    #expect(sound.samples[4_000...].allSatisfy { $0 == 0 })
  }

  @Test func `cadences last as published`() {
    let lengths = CallProgressTone.allCases.map { $0.sound().duration }
    let expected: [Duration] = [
      .seconds(6), .seconds(1), .milliseconds(500), .milliseconds(990), .milliseconds(500),
      .milliseconds(3_500), .seconds(3),
    ]
    #expect(lengths == expected)
  }

  @Test func `keys have their published pairs`() throws {
    let five = try #require(DialDigit("5"))
    #expect(five.frequencies == (770, 1_336))
    let hash = try #require(DialDigit("#"))
    #expect(hash.frequencies == (941, 1_477))
    let letter = try #require(DialDigit("A"))
    #expect(letter.frequencies == (697, 1_633))
    #expect(DialDigit("x") == nil)
    let sound = DialDigit.sound(of: [five, hash], rate: .narrowband)
    #expect(sound.duration == .milliseconds(320))
  }

  @Test func `a rate of halves of samples loses nothing over time`() {
    let tones = Array(
      repeating: Tone([.init(hertz: 440, level: -10)], .microseconds(10_333)),
      count: 300
    )
    #expect(Tone.sound(of: tones, rate: .narrowband).samples.count == 24_799)
  }
}
