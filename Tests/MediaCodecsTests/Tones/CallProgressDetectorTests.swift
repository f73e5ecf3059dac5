import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Call-progress tones")
struct CallProgressDetectorTests {
  /// The tone after half a second of silence, which is not a whole number of blocks.
  private static func line(_ tone: CallProgressTone, periods: Int? = nil) -> Sound {
    var sound = Sound(silence: 4_123, rate: .narrowband)
    let usual = [.busy, .reorder].contains(tone) ? 3 : 1
    sound.samples += tone.sound(periods: periods ?? usual, rate: .narrowband).samples
    return sound
  }

  @Test(arguments: CallProgressTone.allCases)
  func `each is heard as itself and once`(tone: CallProgressTone) throws {
    let findings = CallProgressDetector.findings(in: Self.line(tone))
    let expected = [.busy, .reorder].contains(tone) ? 2 : 1
    #expect(findings.map(\.tone) == Array(repeating: tone, count: expected))
  }

  @Test func `a beep has the place that it was made at`() throws {
    let found = CallProgressDetector.findings(in: Self.line(.answeringBeep))
    let finding = try #require(found.first)
    #expect(abs(finding.start - 4_123) <= 480 && abs(finding.end - 8_123) <= 480, "\(finding)")
    let information = CallProgressDetector.findings(in: Self.line(.specialInformation))
    let first = try #require(information.first)
    #expect(abs(first.start - 4_123) <= 480 && abs(first.end - 12_043) <= 480, "\(first)")
  }

  @Test(arguments: CallProgressTone.allCases)
  func `each is heard through mu-law, with noise 12 dB below it`(tone: CallProgressTone) throws {
    for seed in 0..<3 as Range<UInt64> {
      let sound = Self.line(tone)
      let level = -33.0
      let noise = Signals.noise(level, count: sound.samples.count, rate: .narrowband, seed: seed)
      let heard = Signals.sum(sound, noise)
      let packets = G711.muLaw.packets(of: heard)
      let found = CallProgressDetector.findings(
        in: try G711.muLaw.sound(of: packets, repair: .silence)
      )
      #expect(Set(found.map(\.tone)) == [tone], "seed \(seed): \(found)")
    }
  }

  @Test(.enabled(if: MediaLibraries.isPresent)) func `speech is no tone`() throws {
    for seed in 0..<4 as Range<UInt64> {
      let sound = try Signals.speech(seed: seed, words: 30, noiseFloor: -60).sound
      #expect(CallProgressDetector.findings(in: sound).isEmpty, "seed \(seed)")
    }
    let noise = Signals.noise(-20, count: 8_000 * 4, rate: .narrowband, seed: 1)
    #expect(CallProgressDetector.findings(in: noise).isEmpty)
  }

  @Test(.enabled(if: MediaLibraries.isPresent)) func `digits are no call-progress tones`() throws {
    let digits = "0123456789".compactMap { DialDigit($0) }
    let sound = DialDigit.sound(of: digits, rate: .narrowband)
    #expect(CallProgressDetector.findings(in: sound).isEmpty)
  }

  @Test func `sines between the two of a ringback tone are not one`() {
    for hertz in 445...475 where hertz % 5 == 0 {
      let sound = Signals.sine(hertz, .seconds(2), rate: .narrowband)
      #expect(CallProgressDetector.findings(in: sound).isEmpty, "\(hertz)")
    }
  }

  @Test func `beeps of other machines are heard too, and short ticks are not`() {
    for hertz in [480, 620, 850, 1_000, 1_210, 1_400] {
      for milliseconds in [200, 350, 800] {
        let sound = Signals.sine(hertz, .milliseconds(milliseconds), rate: .narrowband)
        let found = CallProgressDetector.findings(in: sound).map(\.tone)
        #expect(found == [.answeringBeep], "\(hertz) Hz, \(milliseconds) ms")
      }
      let tick = Signals.sine(hertz, .milliseconds(80), rate: .narrowband)
      #expect(CallProgressDetector.findings(in: tick).isEmpty)
    }
  }

  @Test func `it does not matter how the stream is cut, nor at which rate it is`() {
    let sound = Self.line(.specialInformation)
    let whole = CallProgressDetector.findings(in: sound)
    var detector = CallProgressDetector()
    var found: [CallProgressDetector.Finding] = []
    let padded = sound.samples + [Int16](repeating: 0, count: 2_560)
    for start in stride(from: 0, to: padded.count, by: 237) {
      let piece = Array(padded[start..<min(start + 237, padded.count)])
      found += detector.process(piece.span)
    }
    #expect(found == whole)
    let wide = CallProgressDetector.findings(in: CallProgressTone.busy.sound(periods: 2))
    #expect(wide.map(\.tone) == [.busy])
  }
}
