import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Dialled digits", .enabled(if: MediaLibraries.isPresent))
struct DialDigitDetectorTests {
  private static let all = "123456789*0#".compactMap { DialDigit($0) }

  @Test func `all sixteen are heard`() throws {
    let digits = "123A456B789C*0#D".compactMap { DialDigit($0) }
    let sound = DialDigit.sound(of: digits, rate: .narrowband)
    #expect(try DialDigitDetector.digits(in: sound) == digits)
  }

  @Test func `twelve of twelve survive G.711 and a tenth of the packets lost`() throws {
    for law in G711.allCases {
      for share in [0, 0.05, 0.1] {
        for seed in 0..<5 as Range<UInt64> {
          let sound = DialDigit.sound(of: Self.all, rate: .narrowband)
          let packets = law.packets(of: sound)
          let lost = Signals.lose(packets, Signals.losses(share, count: packets.count, seed: seed))
          let heard = try law.sound(of: lost, repair: .concealment)
          let digits = try DialDigitDetector.digits(in: heard)
          #expect(digits == Self.all, "\(law), \(share), seed \(seed): \(digits)")
        }
      }
    }
  }

  @Test func `speech and other tones are no digits`() throws {
    let speech = try Signals.speech(seed: 1, words: 60).sound
    #expect(try DialDigitDetector.digits(in: speech).isEmpty)
    for tone in CallProgressTone.allCases {
      #expect(try DialDigitDetector.digits(in: tone.sound(rate: .narrowband)).isEmpty, "\(tone)")
    }
  }
}
