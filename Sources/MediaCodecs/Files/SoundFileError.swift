package import SimCore

/// Why a sound file cannot be used; each names the file and says what to do about it.
package enum SoundFileError: Error, Hashable, CustomStringConvertible {
  /// The file cannot be opened or read.
  case unreadable(FileError)
  /// It has no format that the library knows.
  case notSound(path: String, reason: String)
  /// It is a sound file without a sample.
  case empty(path: String)
  /// It ends before the length that its head promises, in frames.
  case truncated(path: String, promised: Int, found: Int)
  /// It is longer than is read at once, in seconds.
  case tooLong(path: String, seconds: Int, secondsMax: Int)
  /// It has no rate, or one, that is not converted.
  case strangeRate(path: String, hertz: Int)
  /// A library has failed: in a build without libraries, always.
  case failed(path: String, AudioError)

  package var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .notSound(let path, let reason):
      "\(path) is not a sound file (\(reason)): give a WAV, FLAC or Ogg file"
    case .empty(let path): "\(path) holds no sound: record it again, or leave it out"
    case .truncated(let path, let promised, let found):
      "\(path) is cut off: its head promises \(promised) frames, and there are \(found): "
        + "copy it again from where it came from"
    case .tooLong(let path, let seconds, let secondsMax):
      "\(path) lasts \(seconds) s, and at most \(secondsMax) s are read: split it"
    case .strangeRate(let path, let hertz):
      "\(path) has \(hertz) samples a second: convert it to 8,000 to 192,000"
    case .failed(let path, let error): "\(path): \(error)"
    }
  }
}

/// Why libsndfile has not opened a file.
struct SoundFileRefusal: Error, Hashable {
  let isUnknownFormat: Bool
  let reason: String
}
