#if Audio
  private import CPocketSphinx
  private import Synchronization
#endif

/// A decoder of pocketsphinx: one thread at a time.
///
/// It is `Sendable` so that a pool can hand it from one thread to the next; whoever has it from the
/// pool is alone with it.
@safe
final class PocketSphinxDecoder: Sendable {
  /// The Debian package that the library comes from.
  static let package = "libpocketsphinx-dev"

  /// Numbers of a cepstral mean.
  static let meanCount = 13

  #if Audio
    nonisolated(unsafe) private let decoder: OpaquePointer
    nonisolated(unsafe) private let normaliser: UnsafeMutablePointer<cmn_t>

    /// Starts a decoder with arguments in the manner of its command line: `-hmm`, a path.
    init(arguments: [String]) throws(RecognitionError) {
      let made = unsafe Self.starting.withLock { isSilent in
        // The log is not for our users, and is one for all decoders.
        if !isSilent { err_set_logfp(nil) }
        isSilent = true
        return unsafe Self.start(arguments)
      }
      guard let made = unsafe made else { throw .decoderFailed("start with these settings") }
      guard let normaliser = unsafe ps_get_feat(made).pointee.cmn_struct,
        unsafe Int(normaliser.pointee.veclen) == Self.meanCount
      else {
        _ = unsafe ps_free(made)
        throw .decoderFailed("normalise this acoustic model's cepstra")
      }
      unsafe decoder = made
      unsafe self.normaliser = normaliser
    }

    deinit { _ = unsafe ps_free(decoder) }

    /// Whether the library is silent yet; one decoder is started at a time, because it reads its
    /// files with variables of its own.
    private static let starting = Mutex(false)

    private static func start(_ arguments: [String]) -> OpaquePointer? {
      // The phone loop that looks ahead has every codebook evaluated in each frame: without it,
      // those that the search leaves out would keep what they had in the sound before.
      let words = ["simrun"] + arguments + ["-pl_window", "5"]
      var list = unsafe words.map { unsafe strdup($0) } + [nil]
      defer { for index in unsafe list.indices { unsafe free(list[index]) } }
      return unsafe list.withUnsafeMutableBufferPointer { words -> OpaquePointer? in
        let count = Int32(words.count - 1)
        guard let settings = unsafe cmd_ln_parse_r(nil, ps_args(), count, words.baseAddress, 1)
        else { return nil }
        defer { _ = unsafe cmd_ln_free_r(settings) }
        return unsafe ps_init(settings)
      }
    }

    /// The mean that is subtracted from the cepstra, as it stands after what was heard so far.
    var mean: [Float] {
      var mean = [Float](repeating: 0, count: Self.meanCount)
      unsafe mean.withUnsafeMutableBufferPointer { unsafe cmn_live_get(normaliser, $0.baseAddress) }
      return mean
    }

    /// The words that are heard in samples at 16 kHz.
    ///
    /// Without a mean to begin with it goes on from the one that the last sound left. With
    /// `isWhole` the mean is taken of this sound itself instead, all of it.
    func words(
      in samples: [Int16],
      mean: [Float]?,
      isWhole: Bool = false
    ) throws(RecognitionError) -> String {
      if let mean {
        precondition(mean.count == Self.meanCount, "a mean has 13 numbers")
        unsafe mean.withUnsafeBufferPointer { unsafe cmn_live_set(normaliser, $0.baseAddress) }
      }
      // A stream begins, so that the noise estimate of the last sound is forgotten.
      guard unsafe ps_start_stream(decoder) == 0, unsafe ps_start_utt(decoder) == 0 else {
        throw .decoderFailed("begin an utterance")
      }
      // In one piece, also when the mean is given: where a piece is too short for a frame, the
      // features of the first frames are made from the last sound's.
      let isHeard = unsafe samples.withUnsafeBufferPointer { samples in
        unsafe ps_process_raw(decoder, samples.baseAddress, samples.count, 0, isWhole ? 1 : 0) >= 0
      }
      guard unsafe ps_end_utt(decoder) == 0, isHeard else {
        throw .decoderFailed("hear this sound")
      }
      var score: Int32 = 0
      guard let text = unsafe ps_get_hyp(decoder, &score) else { return "" }
      return unsafe String(cString: text)
    }
  #else
    init(arguments: [String]) throws(RecognitionError) {
      throw .builtWithoutAudio(package: Self.package)
    }

    var mean: [Float] { [] }

    func words(
      in samples: [Int16],
      mean: [Float]?,
      isWhole: Bool = false
    ) throws(RecognitionError) -> String {
      throw .builtWithoutAudio(package: Self.package)
    }
  #endif
}
