#if Audio
  internal import CWebRTCVoice
  internal import VoicePipeline

  /// The state of WebRTC's voice activity detector.
  @safe
  final class VoiceClassifierState {
    private let detector: OpaquePointer
    private let rate: SampleRate

    /// A detector of a mode from 0, which lets most through, to 3.
    init(rate: SampleRate, mode: Int) throws(AudioError) {
      guard let made = unsafe WebRtcVad_Create() else {
        throw Self.refusal("start", "no memory is left")
      }
      unsafe detector = made
      self.rate = rate
      guard unsafe WebRtcVad_Init(made) == 0 && WebRtcVad_set_mode(made, Int32(mode)) == 0 else {
        throw Self.refusal("start", "there is no mode \(mode)")
      }
    }

    deinit { unsafe WebRtcVad_Free(detector) }

    func isSpeech(_ frame: Span<Int16>) throws(AudioError) -> Bool {
      let code = unsafe frame.withUnsafeBufferPointer { frame in
        unsafe WebRtcVad_Process(
          detector,
          Int32(clamping: rate.hertz),
          frame.baseAddress,
          frame.count
        )
      }
      if code < 0 {
        let subject = "a frame of \(frame.count) samples at \(rate.hertz) Hz"
        throw Self.refusal("judge \(subject)", "frames last 10, 20 or 30 ms, at 8 or 16 kHz")
      }
      return code == 1
    }

    private static func refusal(_ operation: String, _ reason: String) -> AudioError {
      .refused(library: "the detector of voices", operation: operation, reason: reason)
    }
  }
#endif
