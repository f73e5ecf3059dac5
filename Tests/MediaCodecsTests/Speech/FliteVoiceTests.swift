import MediaCodecs
import Testing
import VoicePipeline

@Suite("Voices of flite")
struct FliteVoiceTests {
  @Test(arguments: [Voice.slt, .rms, .awb, .kal16])
  func `a line is the same samples whatever was said before it`(voice: Voice) throws {
    let texts = ["yes please", "the zip is 94103, doctor Miller", "who is calling"]
    var heard: [[SpokenLine]] = []
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      // A bank of its own, so that nothing comes from its memory.
      let bank = try SpeechBank()
      var lines: [Int: SpokenLine] = [:]
      for index in order { lines[index] = try bank.line(texts[index], voice) }
      heard.append(texts.indices.compactMap { lines[$0] })
    }
    #expect(heard[0].count == 3)
    #expect(heard[1] == heard[0])
    #expect(heard[2] == heard[0])
  }

  @Test func `voices differ, and so do texts`() throws {
    let bank = try SpeechBank()
    let lines = try [Voice.slt, .rms, .awb, .kal16].flatMap { voice in
      try ["yes please", "no thank you"].map { try bank.line($0, voice) }
    }
    #expect(Set(lines).count == 8)
  }

  @Test(arguments: [Voice.slt, .rms, .awb, .kal16])
  func `a faster pace is a shorter line, and the next one has its own pace again`(
    voice: Voice
  ) throws {
    let bank = try SpeechBank()
    let text = "i would like to pay the whole amount of the bill"
    let slow = try bank.line(text, voice, SpeechStyle(wordsPerMinute: 130))
    let fast = try bank.line(text, voice, SpeechStyle(wordsPerMinute: 220))
    #expect(slow.speech.duration > fast.speech.duration * 1.3)
    #expect(try SpeechBank().line(text, voice) == bank.line(text, voice))
  }

  @Test func `the pace of a line is near the pace asked for`() throws {
    let bank = try SpeechBank()
    let text = "i would like to pay the whole amount of the bill"
    for pace in [120, 150, 180, 220] {
      let line = try bank.line(text, .slt, SpeechStyle(wordsPerMinute: pace))
      let seconds = Double(line.speech.samples.count) / 16_000
      #expect((11 * 60 / seconds / Double(pace) - 1).magnitude < 0.02, "\(pace)")
    }
  }

  @Test func `a voice that flite does not have is an error`() throws {
    let bank = try SpeechBank()
    let error = #expect(throws: SpeechError.self) { try bank.line("yes", Voice(.flite, "ann")) }
    #expect(error?.description.contains("flite:ann") == true)
  }
}
