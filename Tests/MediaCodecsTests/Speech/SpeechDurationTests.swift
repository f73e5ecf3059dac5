import MediaCodecs
import Testing
import VoicePipeline

@Suite("Speech of a duration")
struct SpeechDurationTests {
  @Test(arguments: [Voice.slt, .rms, .awb, .kal16, .american, .caribbean])
  func `speech lasts as long as it is told to, to two per cent`(voice: Voice) throws {
    let bank = try SpeechBank()
    let text = "i would like to pay the whole amount"
    let natural = try bank.line(text, voice).speech.duration
    for factor in [0.4, 0.7, 0.9, 1.0, 1.2, 1.7, 2.6] {
      let wanted = natural * factor
      let line = try bank.line(text, voice, lasting: wanted)
      #expect((line.speech.duration / wanted - 1).magnitude <= 0.02, "\(factor)")
      #expect(try SpeechBank().line(text, voice, lasting: wanted) == line)
    }
  }

  @Test func `a duration that nobody speaks at is an error`() throws {
    let bank = try SpeechBank()
    for seconds in [0.1, 60] {
      #expect(throws: SpeechError.self) {
        try bank.line("i would like to pay", .kal16, lasting: .seconds(seconds))
      }
    }
  }
}
