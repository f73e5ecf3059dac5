import MediaCodecs
import SimCore
import Testing
import VoicePipeline

@Suite("Reading WAV files")
struct WaveFileReadingTests {
  @Test func `what is written reads back, with further chunks`() throws {
    let sound = Sound(rate: .narrowband, samples: [0, 1, -1, 32_767, -32_768])
    let file = WaveFile(sound: sound, extras: [WaveFile.Extra(name: "note", bytes: [7, 8, 9])])
    #expect(WaveFile(bytes: file.bytes) == file)
  }

  @Test func `the header is that of a PCM file`() {
    let bytes = WaveFile(sound: Sound(rate: .wideband, samples: [258])).bytes
    #expect(SHA256.hex(of: bytes).isEmpty == false)
    #expect(Array(bytes[..<4]) == Array("RIFF".utf8))
    #expect(Array(bytes[4..<8]) == [38, 0, 0, 0])
    #expect(Array(bytes[8..<16]) == Array("WAVEfmt ".utf8))
    #expect(
      Array(bytes[16..<36])
        == [16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0]
    )
    #expect(Array(bytes[36...]) == Array("data".utf8) + [2, 0, 0, 0, 2, 1])
  }

  @Test func `a length that a pipe could not know means all that comes`() throws {
    var bytes = WaveFile(sound: Sound(rate: .wideband, samples: [1, 2, 3])).bytes
    bytes.replaceSubrange(40..<44, with: [0, 0xF0, 0xFF, 0x7F])
    #expect(WaveFile(bytes: bytes)?.sound.samples == [1, 2, 3])
  }

  @Test func `other kinds of file are none, however short`() {
    let good = WaveFile(sound: Sound(rate: .wideband, samples: [1, 2, 3])).bytes
    for (place, value) in [(0, UInt8(0)), (8, 0), (20, 3), (22, 2), (34, 8)] {
      var bytes = good
      bytes[place] = value
      #expect(WaveFile(bytes: bytes) == nil, "\(place)")
    }
    for count in 0..<44 { #expect(WaveFile(bytes: Array(good.prefix(count))) == nil) }
  }
}
