package import SimCore
package import VoicePipeline

extension WaveFile {
  /// The bytes of a file of one sound, or of several of one rate as its channels.
  ///
  /// A channel that is shorter than another ends in silence. There is no chunk with a time, a peak
  /// or the name of a program: equal sound is equal bytes.
  package static func bytes(of channels: [Sound]) -> [UInt8] {
    guard let first = channels.first else { preconditionFailure("a file has a channel") }
    precondition(channels.allSatisfy { $0.rate == first.rate }, "channels have one rate")
    if channels.count == 1 { return file(first.samples, rate: first.rate, channels: 1, []) }
    let frames = channels.map(\.samples.count).max() ?? 0
    var samples: [Int16] = []
    samples.reserveCapacity(frames * channels.count)
    for frame in 0..<frames {
      for channel in channels {
        samples.append(frame < channel.samples.count ? channel.samples[frame] : 0)
      }
    }
    return file(samples, rate: first.rate, channels: channels.count, [])
  }

  /// Writes a file in place of what was there.
  package static func write(_ channels: [Sound], to path: String) throws(FileError) {
    try Files.write(path, bytes(of: channels))
  }
}
