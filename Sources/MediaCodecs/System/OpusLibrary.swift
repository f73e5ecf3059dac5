#if Audio
  internal import COpus
  internal import VoicePipeline

  /// What libopus says about itself.
  enum OpusLibrary {
    static var isPresent: Bool { true }

    /// Such as `1.3.1`.
    static var version: String? {
      let text = unsafe String(cString: opus_get_version_string())
      return text.split(separator: " ").last.map(String.init)
    }

    static func error(_ code: Int32, _ operation: String) -> AudioError {
      let reason = unsafe String(cString: opus_strerror(code))
      return .refused(library: "libopus", operation: operation, reason: reason)
    }
  }

  /// The state of an encoder of libopus.
  @safe
  final class OpusEncoderState {
    /// The longest packet of one frame (RFC 6716, section 3.4, R2).
    private static let packetBytesMax = 1_275

    private let encoder: OpaquePointer

    init(_ settings: OpusSettings) throws(AudioError) {
      var code: Int32 = 0
      let rate = Int32(clamping: settings.rate.hertz)
      let made = unsafe opus_encoder_create(rate, 1, OPUS_APPLICATION_VOIP, &code)
      guard let made = unsafe made, code == OPUS_OK else {
        throw OpusLibrary.error(code, "start an encoder")
      }
      unsafe encoder = made
      try set(OPUS_SET_BITRATE_REQUEST, settings.bitrate, "set the bit rate")
      try set(OPUS_SET_COMPLEXITY_REQUEST, settings.complexity, "set the complexity")
      try set(OPUS_SET_INBAND_FEC_REQUEST, settings.correctsForward ? 1 : 0, "correct forward")
      try set(OPUS_SET_PACKET_LOSS_PERC_REQUEST, settings.expectedLossPercent, "set the loss")
      try set(OPUS_SET_DTX_REQUEST, settings.pausesInSilence ? 1 : 0, "pause in silence")
      try set(OPUS_SET_SIGNAL_REQUEST, Int(OPUS_SIGNAL_VOICE), "expect speech")
    }

    deinit { unsafe opus_encoder_destroy(encoder) }

    private func set(_ request: Int32, _ value: Int, _ operation: String) throws(AudioError) {
      let code = unsafe copus_encoder_set(encoder, request, Int32(clamping: value))
      if code != OPUS_OK { throw OpusLibrary.error(code, operation) }
    }

    /// Samples by which decoded sound is late.
    var lookahead: Int {
      var value: Int32 = 0
      _ = unsafe copus_encoder_get(encoder, OPUS_GET_LOOKAHEAD_REQUEST, &value)
      return Int(value)
    }

    func encode(_ frame: Span<Int16>) throws(AudioError) -> [UInt8] {
      var packet = [UInt8](repeating: 0, count: Self.packetBytesMax)
      let count = unsafe frame.withUnsafeBufferPointer { frame in
        guard let start = frame.baseAddress else { return OPUS_BAD_ARG }
        return unsafe opus_encode(
          encoder,
          start,
          Int32(clamping: frame.count),
          &packet,
          Int32(Self.packetBytesMax)
        )
      }
      if count < 0 { throw OpusLibrary.error(count, "encode a frame of \(frame.count) samples") }
      packet.removeLast(packet.count - Int(count))
      return packet
    }
  }

  /// The state of a decoder of libopus.
  @safe
  final class OpusDecoderState {
    private let decoder: OpaquePointer

    init(rate: SampleRate) throws(AudioError) {
      var code: Int32 = 0
      let made = unsafe opus_decoder_create(Int32(clamping: rate.hertz), 1, &code)
      guard let made = unsafe made, code == OPUS_OK else {
        throw OpusLibrary.error(code, "start a decoder")
      }
      unsafe decoder = made
    }

    deinit { unsafe opus_decoder_destroy(decoder) }

    /// Decodes a packet, or what it says of the frame before it; without one, conceals.
    func decode(_ packet: [UInt8]?, samples: Int, correcting: Bool) throws(AudioError) -> [Int16] {
      var sound = [Int16](repeating: 0, count: samples)
      let room = Int32(clamping: samples)
      let flag: Int32 = correcting ? 1 : 0
      let count =
        if let packet {
          unsafe opus_decode(decoder, packet, Int32(packet.count), &sound, room, flag)
        } else {
          unsafe opus_decode(decoder, nil, 0, &sound, room, 0)
        }
      if count < 0 { throw OpusLibrary.error(count, "decode a packet") }
      sound.removeLast(samples - Int(count))
      return sound
    }
  }
#endif
