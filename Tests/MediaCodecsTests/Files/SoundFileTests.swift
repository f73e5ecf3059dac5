import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Sound files", .enabled(if: MediaLibraries.isPresent))
struct SoundFileTests {
  @Test func `what was written is read back, sample for sample`() throws {
    let folder = try SoundFolder()
    let sound = try Signals.speech(seed: 1, rate: .wideband).sound
    try WaveFile.write([sound], to: folder.path("speech.wav"))
    let file = try SoundFile.read(folder.path("speech.wav"))
    #expect(file.sound == sound)
    #expect(file.sourceRate == .wideband && file.channels == 1 && file.clippedShare == 0)
  }

  @Test func `channels are averaged and 96 kHz becomes 16`() throws {
    let folder = try SoundFolder()
    let rate = SampleRate(hertz: 96_000)
    let left = Signals.sine(440, .seconds(1), rate: rate, level: -6)
    let right = Signals.sine(880, .seconds(1), rate: rate, level: -6)
    try WaveFile.write([left, right], to: folder.path("two.wav"))
    let file = try SoundFile.read(folder.path("two.wav"))
    #expect(file.sourceRate == rate && file.channels == 2)
    #expect(file.sound.rate == .wideband && file.sound.samples.count == 16_000)
    // Half of each is 6.02 dB less.
    let ideal = Tone.sound(
      of: [
        Tone([.init(hertz: 440, level: -12.0206), .init(hertz: 880, level: -12.0206)], .seconds(1))
      ]
    )
    #expect(Signals.ratio(ideal, file.sound) > 45)
  }

  @Test func `FLAC is read, and one that was cut off is found`() throws {
    let folder = try SoundFolder()
    let sound = try Signals.speech(seed: 1, words: 3, rate: .wideband).sound
    let bytes = FlacFile.bytes(sound.samples)
    try folder.write(bytes, to: "whole.flac")
    #expect(try SoundFile.read(folder.path("whole.flac")).sound == sound)
    let path = folder.path("cut.flac")
    try folder.write(Array(bytes.prefix(bytes.count / 2)), to: "cut.flac")
    let error = #expect(throws: SoundFileError.self) { _ = try SoundFile.read(path) }
    guard case .truncated(_, let promised, let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(promised == sound.samples.count && found > 0 && found < promised)
  }

  @Test func `Ogg is read, at the rate that is wanted`() throws {
    let folder = try SoundFolder()
    let sound = try Signals.speech(seed: 1, words: 3, rate: .wideband).sound
    let packets = try OpusEncoder.packets(of: sound)
    try folder.write(OggFile.bytes(opus: packets, skip: 312), to: "speech.ogg")
    let file = try SoundFile.read(folder.path("speech.ogg"))
    let direct = try OpusDecoder.sound(of: packets, repair: .silence)
    #expect(file.sound.rate == .wideband && file.channels == 1)
    #expect(abs(file.sound.samples.count - direct.samples.count) <= 320)
    // Without the 104 samples that were skipped it is what our decoder hears.
    #expect(Signals.ratio(file.sound, direct, delay: 104) > 20)
  }

  @Test func `samples of 24 bits are read as what they are`() throws {
    let folder = try SoundFolder()
    try folder.python(
      """
      import wave
      f = wave.open("24.wav", "wb")
      f.setparams((1, 3, 8000, 0, "NONE", ""))
      f.writeframes(b"".join((i * 256).to_bytes(3, "little", signed=True) for i in (0, 1, -1, 300)))
      """
    )
    let file = try SoundFile.read(folder.path("24.wav"), as: .narrowband)
    #expect(file.sound.samples == [0, 1, -1, 300])
  }

  @Test func `clipped samples are counted`() throws {
    let folder = try SoundFolder()
    let samples = (0..<1_000).map { Int16($0 % 10 == 0 ? 32_767 : $0 % 10 == 5 ? -32_768 : 100) }
    let sound = Sound(rate: .narrowband, samples: samples)
    try WaveFile.write([sound], to: folder.path("loud.wav"))
    let file = try SoundFile.read(folder.path("loud.wav"), as: .narrowband)
    #expect(file.clippedShare == 0.2)
    #expect(file.sound == sound)
  }

  @Test func `a file that was cut off is named with what is missing`() throws {
    let folder = try SoundFolder()
    let path = folder.path("cut.wav")
    let bytes = WaveFile.bytes(of: [Sound(silence: 8_000, rate: .narrowband)])
    try folder.write(Array(bytes.prefix(44 + 10_001)), to: "cut.wav")
    let error = #expect(throws: SoundFileError.self) { _ = try SoundFile.read(path) }
    #expect(error == .truncated(path: path, promised: 8_000, found: 5_000))
    #expect(error?.description.contains("cut.wav is cut off") == true)
    #expect(error?.description.contains("copy it again") == true)
  }

  @Test func `a length that was left open is no promise`() throws {
    let folder = try SoundFolder()
    for open in [[0xFF, 0xFF, 0xFF, 0xFF], [0x00, 0xF0, 0xFF, 0x7F]] as [[UInt8]] {
      var bytes = WaveFile.bytes(of: [Signals.sine(440, .seconds(1), rate: .narrowband)])
      bytes.replaceSubrange(4..<8, with: open)
      bytes.replaceSubrange(40..<44, with: open)
      try folder.write(bytes, to: "pipe.wav")
      let file = try SoundFile.read(folder.path("pipe.wav"), as: .narrowband)
      #expect(file.sound.samples.count == 8_000)
    }
  }

  @Test func `what is no sound, empty or not there is told apart`() throws {
    let folder = try SoundFolder()
    try folder.write([], to: "nothing.wav")
    try folder.write(Array("Dear Sir or Madam, here is no sound at all.".utf8), to: "letter.wav")
    try WaveFile.write([Sound(silence: 0, rate: .wideband)], to: folder.path("silent.wav"))
    let nothing = folder.path("nothing.wav")
    let silent = folder.path("silent.wav")
    #expect(throws: SoundFileError.empty(path: nothing)) { _ = try SoundFile.read(nothing) }
    #expect(throws: SoundFileError.empty(path: silent)) { _ = try SoundFile.read(silent) }
    let letter = #expect(throws: SoundFileError.self) {
      _ = try SoundFile.read(folder.path("letter.wav"))
    }
    guard case .notSound = letter else {
      Issue.record("\(String(describing: letter))")
      return
    }
    #expect(letter?.description.contains("give a WAV, FLAC or Ogg file") == true)
    let missing = #expect(throws: SoundFileError.self) {
      _ = try SoundFile.read(folder.path("missing.wav"))
    }
    #expect(missing?.description.hasSuffix("missing.wav: No such file or directory") == true)
  }

  @Test func `a head without a body is refused, wherever it ends`() throws {
    let folder = try SoundFolder()
    let bytes = WaveFile.bytes(of: [Signals.sine(440, .milliseconds(20), rate: .wideband)])
    for length in 0..<bytes.count {
      try folder.write(Array(bytes.prefix(length)), to: "part.wav")
      #expect(throws: SoundFileError.self, "\(length) bytes") {
        _ = try SoundFile.read(folder.path("part.wav"))
      }
    }
  }
}
