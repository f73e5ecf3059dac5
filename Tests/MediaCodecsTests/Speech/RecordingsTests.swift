import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Recordings of the user")
struct RecordingsTests {
  /// Reads a tone wherever it is asked to.
  private struct FakeReading: SoundReading {
    let sound: Sound

    func sound(at path: String) throws(SpeechError) -> Sound { sound }
  }

  @Test func `a recording stands for its text in every voice, or in one`() throws {
    let tone = SpeechSamples.sine(hertz: 440, peak: 9_000, count: 16_000)
    let reading = FakeReading(sound: tone)
    let recording = Recordings.Recording(text: "hello", path: "hello.wav")
    let all = try SpeechBank(recordings: Recordings([recording], reading: reading))
    #expect(try all.line("hello", .slt).speech == tone)
    #expect(try all.line("hello", .american).speech == tone)
    #expect(try all.line("goodbye", .kal16) == SpeechBank().line("goodbye", .kal16))
    let own = Recordings.Recording(text: "hello", voice: .slt, path: "hello.wav")
    let one = try SpeechBank(recordings: Recordings([own], reading: reading))
    #expect(try one.line("hello", .slt).speech == tone)
    #expect(try one.line("hello", .kal16).speech != tone)
  }

  @Test func `a WAV file at another rate comes at 16 kHz, and can be made to last`() throws {
    try SpeechSamples.withFolder { folder in
      let samples = (0..<8_000).map { index in
        Int16(saturating: 9_000 * Elementary.sin(2 * .pi * 440 * Double(index) / 8_000))
      }
      let file = WaveFile(sound: Sound(rate: .narrowband, samples: samples))
      try Files.write(folder + "/a.wav", file.bytes)
      let recording = Recordings.Recording(text: "hello", path: folder + "/a.wav")
      let bank = try SpeechBank(recordings: Recordings([recording]))
      let line = try bank.line("hello", .slt)
      #expect((line.speech.samples.count - 16_000).magnitude < 400)
      #expect(SpeechSamples.share(of: 440, in: line.speech.samples, rate: 16_000) > 0.98)
      let longer = try bank.line("hello", .slt, lasting: .seconds(2))
      #expect((longer.speech.duration / .seconds(2) - 1).magnitude < 0.02)
    }
  }

  @Test func `a recording that was overdriven is refused, with what to do`() throws {
    try SpeechSamples.withFolder { folder in
      let samples = (0..<16_000).map { index -> Int16 in index % 20 == 0 ? 32_767 : 3_000 }
      let file = WaveFile(sound: Sound(rate: .wideband, samples: samples))
      try Files.write(folder + "/loud.wav", file.bytes)
      let recordings = Recordings([.init(text: "hello", path: folder + "/loud.wav")])
      let error = #expect(throws: SpeechError.self) {
        try recordings.line(at: folder + "/loud.wav")
      }
      let text = error?.description ?? ""
      #expect(text.contains("5 % of its samples are at full scale: record it again"), "\(text)")
    }
  }

  @Test func `a file that is none, or silent, is an error with its path`() throws {
    try SpeechSamples.withFolder { folder in
      let silence = WaveFile(sound: Sound(silence: 8_000, rate: .wideband))
      for bytes in [[1, 2, 3], silence.bytes] {
        try Files.write(folder + "/a.wav", bytes)
        let recording = Recordings.Recording(text: "hello", path: folder + "/a.wav")
        let bank = try SpeechBank(recordings: Recordings([recording]))
        let error = #expect(throws: SpeechError.self) { try bank.line("hello", .slt) }
        #expect(error?.description.contains(folder + "/a.wav") == true)
      }
    }
  }
}
