package import SimCore
package import VoicePipeline

/// WAV files of 16-bit PCM: a head of 44 bytes and the samples, so that equal sound is equal bytes.
///
/// There is no chunk with a time, a peak or the name of a program.
package enum WaveFile {
  private static let headBytes = 44

  /// The bytes of a file of one sound, or of several of one rate as its channels.
  ///
  /// A channel that is shorter than another ends in silence.
  package static func bytes(of channels: [Sound]) -> [UInt8] {
    guard let first = channels.first else { preconditionFailure("a file has a channel") }
    precondition(channels.allSatisfy { $0.rate == first.rate }, "channels have one rate")
    let frames = channels.map(\.samples.count).max() ?? 0
    let dataBytes = frames * channels.count * 2
    precondition(dataBytes <= Int(UInt32.max) - headBytes, "a WAV file has at most 4 GiB")
    var bytes = head(rate: first.rate, channels: channels.count, dataBytes: dataBytes)
    bytes.reserveCapacity(headBytes + dataBytes)
    for frame in 0..<frames {
      for channel in channels {
        let sample = frame < channel.samples.count ? channel.samples[frame] : 0
        append(UInt16(bitPattern: sample), to: &bytes)
      }
    }
    return bytes
  }

  /// Writes a file in place of what was there.
  package static func write(_ channels: [Sound], to path: String) throws(FileError) {
    try Files.write(path, bytes(of: channels))
  }

  private static func head(rate: SampleRate, channels: Int, dataBytes: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes += "RIFF".utf8
    append(UInt32(headBytes - 8 + dataBytes), to: &bytes)
    bytes += "WAVEfmt ".utf8
    append(16 as UInt32, to: &bytes)
    append(1 as UInt16, to: &bytes)
    append(UInt16(channels), to: &bytes)
    append(UInt32(rate.hertz), to: &bytes)
    append(UInt32(rate.hertz * channels * 2), to: &bytes)
    append(UInt16(channels * 2), to: &bytes)
    append(16 as UInt16, to: &bytes)
    bytes += "data".utf8
    append(UInt32(dataBytes), to: &bytes)
    return bytes
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
