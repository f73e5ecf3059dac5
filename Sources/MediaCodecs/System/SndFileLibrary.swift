#if Audio
  internal import CSndFile

  /// What libsndfile says about itself.
  enum SndFileLibrary {
    /// Such as `1.2.0`.
    static var version: String? {
      let text = unsafe String(cString: sf_version_string())
      return text.split(separator: "-").last.map(String.init)
    }
  }

  /// A sound file that libsndfile has opened for reading.
  @safe
  final class SoundFileHandle {
    let channels: Int
    let rate: Int
    /// Frames that the header promises, as far as the file's size allows them.
    let frames: Int
    private let file: OpaquePointer

    /// Opens a file; nil with the library's reason when it is none.
    static func open(_ path: String) -> Result<SoundFileHandle, SoundFileRefusal> {
      var information = SF_INFO()
      guard let file = unsafe sf_open(path, Int32(SFM_READ), &information) else {
        let code = sf_error(nil)
        return .failure(
          SoundFileRefusal(
            isUnknownFormat: code == SF_ERR_UNRECOGNISED_FORMAT,
            reason: unsafe text(sf_strerror(nil))
          )
        )
      }
      return .success(unsafe SoundFileHandle(file, information))
    }

    private init(_ file: OpaquePointer, _ information: SF_INFO) {
      unsafe self.file = file
      channels = Int(information.channels)
      rate = Int(information.samplerate)
      frames = Int(information.frames)
    }

    deinit { _ = unsafe sf_close(file) }

    /// Fills a block with interleaved samples, 1 being full scale; returns the frames read.
    func read(into block: inout [Float]) -> Int {
      let room = block.count / channels
      return Int(unsafe sf_readf_float(file, &block, sf_count_t(room)))
    }

    /// What has gone wrong while reading, if anything.
    var failure: String? {
      unsafe sf_error(file) == 0 ? nil : unsafe Self.text(sf_strerror(file))
    }

    private static func text(_ words: UnsafePointer<CChar>?) -> String {
      unsafe words.map { unsafe String(cString: $0) } ?? "no reason is given"
    }
  }
#endif
