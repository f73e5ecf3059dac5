import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Sound over a line", .enabled(if: MediaLibraries.isPresent))
struct LinePassageTests {
  /// Speech of the bank, which has all that a codec is made for.
  private static let speech = Result { () throws(SpeechError) in
    try SpeechBank().line("which days do you have open on thursday", .slt).sound()
  }

  /// Every fifth frame.
  private static func gone(_ sound: Sound) -> [Bool] {
    (0..<sound.samples.count / 320).map { $0 % 5 == 2 }
  }

  /// Signal over difference, in decibels, over the frames that are gone.
  private static func likeness(_ sound: Sound, _ whole: Sound, _ gone: [Bool]) -> Double {
    var signal = 1.0
    var noise = 1.0
    for (frame, isGone) in gone.enumerated() where isGone {
      for index in frame * 320..<min((frame + 1) * 320, whole.samples.count) {
        let (one, two) = (Double(sound.samples[index]), Double(whole.samples[index]))
        signal += two * two
        noise += (one - two) * (one - two)
      }
    }
    return 10 * Elementary.log10(signal / noise)
  }

  @Test func `frames that came back from redundancy sound more like themselves than made up ones`()
    throws
  {
    let sound = try Self.speech.get()
    let gone = Self.gone(sound)
    let line = LinePassage(codec: .opus, correctsForward: true)
    let whole = try line.passed(sound, .init())
    let recovered = try line.passed(sound, .init(recovered: gone))
    let concealed = try line.passed(sound, .init(concealed: gone))
    #expect(whole.samples.count == recovered.samples.count)
    let (with, without) = (
      Self.likeness(recovered, whole, gone), Self.likeness(concealed, whole, gone)
    )
    #expect(with > without + 2, "\(with) \(without)")
  }

  @Test func `redundancy of G.711 is the frame itself`() throws {
    let sound = try Self.speech.get()
    let line = LinePassage(codec: .muLaw, correctsForward: true)
    let gone = Self.gone(sound)
    let whole = try line.passed(sound, .init())
    #expect(try line.passed(sound, .init(recovered: gone)) == whole)
    #expect(try line.passed(sound, .init(concealed: gone)) != whole)
  }

  @Test func `a last frame that nothing follows is made up`() throws {
    let sound = Sound(rate: .wideband, samples: Array(try Self.speech.get().samples.prefix(3_200)))
    let line = LinePassage(codec: .opus, correctsForward: true)
    let frames = try line.passed(sound, .init()).samples.count / 320
    let last = Array(repeating: false, count: frames - 1) + [true]
    #expect(
      try line.passed(sound, .init(recovered: last)) == line.passed(sound, .init(concealed: last))
    )
  }
}
