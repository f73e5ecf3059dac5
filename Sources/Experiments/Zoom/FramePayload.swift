internal import SimCore
package import VoicePipeline

/// What is in the frames of a call: the packet tier makes them up, the audio tier encodes speech.
package protocol FramePayload: Sendable {
  /// The payload of the frame that one end sends in a slot of 20 ms since the line was laid.
  func bytes(of slot: Int, from end: LineStory.LineEnd, as codec: RTPCodec) -> [UInt8]
}

/// Faint noise, for calls of which nobody has rendered the sound.
///
/// A pure function of call, end and slot: a capture has the same bytes each time.
package struct ComfortNoise: FramePayload {
  private let key: UInt64

  /// The largest magnitude of a sample: 48 dB below the largest one.
  private static let level = 128

  /// Discontinuous transmission: Opus decodes it to 20 ms of silence (RFC 6716 clause 3.1: full
  /// band, mono, one frame; two bytes that say that nothing is coded).
  private static let opusSilence: [UInt8] = [0xF8, 0xFF, 0xFE]

  package init(call: CallID) { key = call.key }

  package func bytes(of slot: Int, from end: LineStory.LineEnd, as codec: RTPCodec) -> [UInt8] {
    guard codec.clockRate == 8_000 else { return Self.opusSilence }
    let frame = Mix.draw(key, UInt64(slot) &* 2 &+ (end == .agent ? 1 : 0))
    if codec == .g729 {
      // Any bits are two frames of it.
      return (0..<20).map { UInt8(truncatingIfNeeded: Mix.draw(frame, UInt64($0))) }
    }
    return (0..<Int(codec.ticksPerFrame)).map { index in
      let bits = Mix.draw(frame, UInt64(index))
      let sample = Int16(Int(bits % UInt64(2 * Self.level)) - Self.level)
      return codec.payloadType == RTPCodec.pcma.payloadType
        ? ALaw.encode(sample) : MuLaw.encode(sample)
    }
  }
}
