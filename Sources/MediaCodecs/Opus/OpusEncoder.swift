private import SimCore
package import VoicePipeline

/// One direction of an Opus call at its sending end; frames are 20 ms of mono sound.
package final class OpusEncoder {
  package let settings: OpusSettings
  /// Samples of a frame.
  package let frameSamples: Int
  private let state: OpusEncoderState

  /// - Throws: `AudioError` for a rate that Opus does not have, or without the library.
  package init(_ settings: OpusSettings = OpusSettings()) throws(AudioError) {
    self.settings = settings
    frameSamples = settings.rate.samples(in: .milliseconds(20))
    state = try OpusEncoderState(settings)
  }

  /// Samples by which a decoder's sound is later than what was encoded.
  package var lookahead: Int { state.lookahead }

  /// The packet of the next frame.
  package func encode(_ frame: Span<Int16>) throws(AudioError) -> [UInt8] {
    precondition(frame.count == frameSamples, "a frame has \(frameSamples) samples")
    return try state.encode(frame)
  }

  /// The packets of a whole sound by an encoder of its own: a pure function, worth caching.
  ///
  /// The last frame is filled with silence, and as many frames follow as the lookahead needs.
  package static func packets(
    of sound: Sound,
    _ settings: OpusSettings = OpusSettings()
  ) throws(AudioError) -> [[UInt8]] {
    precondition(sound.rate == settings.rate, "the sound has the rate of the encoder")
    let encoder = try OpusEncoder(settings)
    let count = sound.samples.count == 0 ? 0 : sound.samples.count + encoder.lookahead
    var packets: [[UInt8]] = []
    for start in stride(from: 0, to: count, by: encoder.frameSamples) {
      packets.append(try encoder.encode(sound.frame(at: start, encoder.frameSamples).span))
    }
    return packets
  }
}

extension Sound {
  /// Samples from a place on, with silence after the end.
  func frame(at start: Int, _ count: Int) -> [Int16] {
    let end = min(start + count, samples.count)
    let part = start < end ? Array(samples[start..<end]) : []
    return part + [Int16](repeating: 0, count: count - part.count)
  }
}
