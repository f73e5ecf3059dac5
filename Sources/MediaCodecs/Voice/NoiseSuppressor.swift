private import SimCore
package import VoicePipeline

/// Lowers steady noise in a stream of frames of 20 ms (libspeexdsp).
///
/// Blocks overlap by half, so that sound comes out a frame later than it went in.
package final class NoiseSuppressor {
  /// Samples of a frame, and by which the output is late.
  package let frameSamples: Int
  private let state: SuppressorState

  /// A suppressor that lowers noise by up to so many decibels; 15 is the library's own.
  package init(
    rate: SampleRate = .wideband,
    attenuation: Int = 15
  ) throws(AudioError) {
    precondition((0...60).contains(attenuation), "an attenuation is 0 to 60 dB")
    frameSamples = rate.samples(in: .milliseconds(20))
    state = try SuppressorState(
      frameSamples: frameSamples,
      rate: rate,
      attenuation: attenuation
    )
  }

  /// The cleaned frame.
  package func clean(_ frame: [Int16]) -> [Int16] {
    precondition(frame.count == frameSamples, "a frame has \(frameSamples) samples")
    var frame = frame
    state.clean(&frame)
    return frame
  }
}
