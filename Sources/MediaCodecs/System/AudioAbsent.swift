#if !Audio
  internal import VoicePipeline

  // What a build without the audio libraries has in their place: nothing of it can be made.

  enum OpusLibrary {
    static var isPresent: Bool { false }
    static var version: String? { nil }
  }

  final class OpusEncoderState {
    private let never: Never

    init(_ settings: OpusSettings) throws(AudioError) { throw .absent(library: "libopus") }

    var lookahead: Int { switch never {} }

    func encode(_ frame: Span<Int16>) throws(AudioError) -> [UInt8] { switch never {} }
  }

  final class OpusDecoderState {
    private let never: Never

    init(rate: SampleRate) throws(AudioError) { throw .absent(library: "libopus") }

    func decode(_ packet: [UInt8]?, samples: Int, correcting: Bool) throws(AudioError) -> [Int16] {
      switch never {}
    }
  }

  final class ResamplerState {
    private let never: Never

    init(from: SampleRate, to: SampleRate, quality: Int) throws(AudioError) {
      throw .absent(library: "libspeexdsp")
    }

    var inputLatency: Int { switch never {} }
    var outputLatency: Int { switch never {} }

    func skipZeros() { switch never {} }

    func convert(
      _ input: Span<Int16>,
      into output: inout [Int16],
      from start: Int
    ) throws(AudioError) -> (read: Int, written: Int) { switch never {} }
  }

  final class SuppressorState {
    private let never: Never

    init(frameSamples: Int, rate: SampleRate, attenuation: Int) throws(AudioError) {
      throw .absent(library: "libspeexdsp")
    }

    func clean(_ frame: inout [Int16]) { switch never {} }
  }

  enum SpanDSPLibrary {
    static var version: String? { nil }
  }

  final class ConcealmentState {
    private let never: Never

    init() throws(AudioError) { throw .absent(library: "libspandsp") }

    func hear(_ frame: inout [Int16]) { switch never {} }
    func fill(_ frame: inout [Int16]) { switch never {} }
  }

  final class DigitReceiverState {
    private let never: Never

    init() throws(AudioError) { throw .absent(library: "libspandsp") }

    func hear(_ samples: Span<Int16>) -> [UInt8] { switch never {} }
  }

  final class VoiceClassifierState {
    private let never: Never

    init(rate: SampleRate, mode: Int) throws(AudioError) {
      throw .absent(library: "libwebrtc_audio_processing")
    }

    func isSpeech(_ frame: Span<Int16>) throws(AudioError) -> Bool { switch never {} }
  }

  enum SndFileLibrary {
    static var version: String? { nil }
  }

  final class SoundFileHandle {
    private let never: Never

    private init(never: Never) { self.never = never }

    static func open(_ path: String) -> Result<SoundFileHandle, SoundFileRefusal> {
      .failure(
        SoundFileRefusal(
          isUnknownFormat: false,
          reason: "\(AudioError.absent(library: "libsndfile"))"
        )
      )
    }

    var channels: Int { switch never {} }
    var rate: Int { switch never {} }
    var frames: Int { switch never {} }
    var failure: String? { switch never {} }

    func read(into block: inout [Float]) -> Int { switch never {} }
  }
#endif
