#if Audio
  internal import CSpeexDSP
  internal import VoicePipeline

  private func speexError(_ operation: String, _ code: Int32) -> AudioError {
    let reason = unsafe speex_resampler_strerror(code).map { unsafe String(cString: $0) }
    return .refused(
      library: "libspeexdsp",
      operation: operation,
      reason: reason ?? "error \(code)"
    )
  }

  /// The state of a resampler of libspeexdsp, for one channel.
  @safe
  final class ResamplerState {
    private let state: OpaquePointer

    init(from: SampleRate, to: SampleRate, quality: Int) throws(AudioError) {
      var code: Int32 = 0
      let made = unsafe speex_resampler_init(
        1,
        UInt32(clamping: from.hertz),
        UInt32(clamping: to.hertz),
        Int32(clamping: quality),
        &code
      )
      guard let made = unsafe made, code == 0 else {
        throw speexError("convert \(from.hertz) Hz to \(to.hertz) Hz", code)
      }
      unsafe state = made
    }

    deinit { unsafe speex_resampler_destroy(state) }

    /// Samples of input by which the output is late.
    var inputLatency: Int { Int(unsafe speex_resampler_get_input_latency(state)) }

    /// Samples of output by which it is late.
    var outputLatency: Int { Int(unsafe speex_resampler_get_output_latency(state)) }

    /// Leaves out the zeros that the output would begin with.
    func skipZeros() { _ = unsafe speex_resampler_skip_zeros(state) }

    /// Converts until the input is used up or the output is full; returns both counts.
    func convert(
      _ input: Span<Int16>,
      into output: inout [Int16],
      from start: Int
    ) throws(AudioError) -> (read: Int, written: Int) {
      var read = UInt32(clamping: input.count)
      var written = UInt32(clamping: output.count - start)
      let code = unsafe input.withUnsafeBufferPointer { input in
        unsafe output.withUnsafeMutableBufferPointer { output in
          unsafe speex_resampler_process_int(
            state,
            0,
            input.baseAddress,
            &read,
            output.baseAddress.map { unsafe $0 + start },
            &written
          )
        }
      }
      if code != 0 { throw speexError("convert \(input.count) samples", code) }
      return (Int(read), Int(written))
    }
  }

  /// The state of the noise suppressor of libspeexdsp.
  @safe
  final class SuppressorState {
    private let state: OpaquePointer

    init(frameSamples: Int, rate: SampleRate, attenuation: Int) throws(AudioError) {
      let made = unsafe speex_preprocess_state_init(
        Int32(clamping: frameSamples),
        Int32(clamping: rate.hertz)
      )
      guard let made = unsafe made else {
        throw .refused(
          library: "libspeexdsp",
          operation: "start a noise suppressor",
          reason: "no memory is left"
        )
      }
      unsafe state = made
      set(SPEEX_PREPROCESS_SET_DENOISE, 1)
      set(SPEEX_PREPROCESS_SET_AGC, 0)
      set(SPEEX_PREPROCESS_SET_DEREVERB, 0)
      set(SPEEX_PREPROCESS_SET_NOISE_SUPPRESS, Int32(clamping: -attenuation))
    }

    deinit { unsafe speex_preprocess_state_destroy(state) }

    private func set(_ request: Int32, _ value: Int32) {
      var value = value
      _ = unsafe speex_preprocess_ctl(state, request, &value)
    }

    /// Replaces a frame by the cleaned sound.
    func clean(_ frame: inout [Int16]) {
      _ = unsafe frame.withUnsafeMutableBufferPointer { frame in
        unsafe speex_preprocess_run(state, frame.baseAddress)
      }
    }
  }

  /// The jitter buffer of libspeexdsp: an independent opinion on ours; no call uses it.
  ///
  /// Times are in samples; a packet carries a number instead of sound.
  @safe
  package final class JitterBufferOracle {
    /// What came out for one frame.
    package enum Frame: Sendable, Hashable {
      /// The packet of this number.
      case packet(Int)
      /// The packet is lost or late.
      case missing
      /// Silence was put in, so that the buffer grows.
      case inserted
    }

    private let buffer: OpaquePointer
    private let frameSamples: Int

    package init(frameSamples: Int) throws(AudioError) {
      guard let made = unsafe jitter_buffer_init(Int32(clamping: frameSamples)) else {
        throw .refused(
          library: "libspeexdsp",
          operation: "start a jitter buffer",
          reason: "no memory is left"
        )
      }
      unsafe buffer = made
      self.frameSamples = frameSamples
    }

    deinit { unsafe jitter_buffer_destroy(buffer) }

    /// Takes the packet of a number, which is also its place in the stream.
    package func put(_ number: Int) {
      var content: CChar = 0
      unsafe withUnsafeMutablePointer(to: &content) { content in
        var packet = unsafe JitterBufferPacket(
          data: content,
          len: 1,
          timestamp: UInt32(truncatingIfNeeded: number * frameSamples),
          span: UInt32(clamping: frameSamples),
          sequence: UInt16(truncatingIfNeeded: number),
          user_data: UInt32(truncatingIfNeeded: number)
        )
        unsafe jitter_buffer_put(buffer, &packet)
      }
    }

    /// Gives the frame to be played now, and lets the time of a frame pass.
    package func next() -> Frame {
      var content: CChar = 0
      return unsafe withUnsafeMutablePointer(to: &content) { content in
        var packet = unsafe JitterBufferPacket(
          data: content,
          len: 1,
          timestamp: 0,
          span: 0,
          sequence: 0,
          user_data: 0
        )
        var offset: Int32 = 0
        let code = unsafe jitter_buffer_get(
          buffer,
          &packet,
          Int32(clamping: frameSamples),
          &offset
        )
        unsafe jitter_buffer_tick(buffer)
        switch code {
        case JITTER_BUFFER_OK: return .packet(Int(unsafe packet.user_data))
        case JITTER_BUFFER_INSERTION: return .inserted
        default: return .missing
        }
      }
    }
  }
#endif
