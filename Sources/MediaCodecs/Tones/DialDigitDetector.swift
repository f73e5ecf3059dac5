private import SimCore
package import VoicePipeline

/// Hears dialled digits in a stream of sound at 8 kHz (libspandsp, after ITU-T Q.24).
package final class DialDigitDetector {
  private let state: DigitReceiverState

  package init() throws(AudioError) { state = try DigitReceiverState() }

  /// The digits that became certain with the next piece of the stream.
  package func process(_ samples: Span<Int16>) -> [DialDigit] {
    state.hear(samples).compactMap { DialDigit(Character(Unicode.Scalar($0))) }
  }

  /// The digits of a whole sound.
  package static func digits(in sound: Sound) throws(AudioError) -> [DialDigit] {
    precondition(sound.rate == .narrowband, "digits are heard at 8 kHz")
    let detector = try DialDigitDetector()
    var digits: [DialDigit] = []
    let frame = TelephoneAudio.frameSamples
    for start in stride(from: 0, to: sound.samples.count, by: frame) {
      digits += detector.process(sound.frame(at: start, frame).span)
    }
    return digits
  }
}
