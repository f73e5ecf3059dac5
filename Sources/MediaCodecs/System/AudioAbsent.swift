#if !Audio
  internal import VoicePipeline

  // What a build without the audio libraries has in their place: no object of it can be made.

  private func absent() -> Never {
    preconditionFailure("there is no object of a library that this build does not have")
  }

  enum OpusLibrary {
    static var isPresent: Bool { false }
    static var version: String? { nil }
  }

  final class OpusEncoderState {
    init(_ settings: OpusSettings) throws(AudioError) { throw .absent(library: "libopus") }

    var lookahead: Int { absent() }

    func encode(_ frame: Span<Int16>) throws(AudioError) -> [UInt8] { absent() }
  }

  final class OpusDecoderState {
    init(rate: SampleRate) throws(AudioError) { throw .absent(library: "libopus") }

    func decode(_ packet: [UInt8]?, samples: Int, correcting: Bool) throws(AudioError) -> [Int16] {
      absent()
    }
  }

  final class ResamplerState {
    init(from: SampleRate, to: SampleRate, quality: Int) throws(AudioError) {
      throw .absent(library: "libspeexdsp")
    }

    var inputLatency: Int { absent() }
    var outputLatency: Int { absent() }

    func skipZeros() { absent() }

    func convert(
      _ input: Span<Int16>,
      into output: inout [Int16],
      from start: Int
    ) throws(AudioError) -> (read: Int, written: Int) { absent() }
  }

  final class SuppressorState {
    init(frameSamples: Int, rate: SampleRate, attenuation: Int) throws(AudioError) {
      throw .absent(library: "libspeexdsp")
    }

    func clean(_ frame: inout [Int16]) { absent() }
  }

  enum SpanDSPLibrary {
    static var version: String? { nil }
  }

  final class ConcealmentState {
    init() throws(AudioError) { throw .absent(library: "libspandsp") }

    func hear(_ frame: inout [Int16]) { absent() }
    func fill(_ frame: inout [Int16]) { absent() }
  }

  final class DigitReceiverState {
    init() throws(AudioError) { throw .absent(library: "libspandsp") }

    func hear(_ samples: Span<Int16>) -> [UInt8] { absent() }
  }

  final class VoiceClassifierState {
    init(rate: SampleRate, mode: Int) throws(AudioError) {
      throw .absent(library: "libwebrtc_audio_processing")
    }

    func isSpeech(_ frame: Span<Int16>) throws(AudioError) -> Bool { absent() }
  }

  enum SndFileLibrary {
    static var version: String? { nil }
  }

  final class SoundFileHandle {
    private init() {}

    static func open(_ path: String) -> Result<SoundFileHandle, SoundFileRefusal> {
      .failure(
        SoundFileRefusal(
          isUnknownFormat: false,
          reason: "\(AudioError.absent(library: "libsndfile"))"
        )
      )
    }

    var channels: Int { absent() }
    var rate: Int { absent() }
    var frames: Int { absent() }
    var failure: String? { absent() }

    func read(into block: inout [Float]) -> Int { absent() }
  }
#endif
