import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("WAV files")
struct WaveFileTests {
  @Test func `a file is its head and its samples, byte for byte`() {
    let bytes = WaveFile.bytes(of: [Sound(rate: .narrowband, samples: [1, -2])])
    let head: [UInt8] = [
      0x52, 0x49, 0x46, 0x46, 40, 0, 0, 0, 0x57, 0x41, 0x56, 0x45, 0x66, 0x6D, 0x74, 0x20, 16, 0,
      0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0, 0x64, 0x61, 0x74, 0x61, 4,
      0, 0, 0,
    ]
    #expect(bytes == head + [1, 0, 0xFE, 0xFF])
  }

  @Test func `channels are interleaved, and the shorter one ends in silence`() {
    let left = Sound(rate: .wideband, samples: [1, 2])
    let right = Sound(rate: .wideband, samples: [3])
    #expect(WaveFile.bytes(of: [left, right]).suffix(8) == [1, 0, 3, 0, 2, 0, 0, 0])
  }

  @Test func `python reads what was written`() throws {
    let folder = try SoundFolder()
    let left = Sound(rate: .wideband, samples: (0..<1_000).map { Int16($0 * 7 % 5_000) })
    let right = Signals.sine(440, .milliseconds(50), rate: .wideband)
    try WaveFile.write([left, right], to: folder.path("two.wav"))
    try folder.python(
      """
      import wave
      f = wave.open("two.wav")
      assert f.getparams()[:4] == (2, 2, 16000, 1000), f.getparams()
      data = f.readframes(1000)
      assert data[4:8] == bytes([7, 0]) + data[6:8]
      """
    )
  }
}
