internal import SimCore
private import Synchronization
internal import VoicePipeline

/// Spoken lines in a folder: WAV files by the digest of what was asked for, each with the digest of
/// its own samples.
///
/// A file that was cut or changed is taken for one that is not there. When the folder is full, the
/// files that this process used longest ago make room. Several processes may share one.
final class SpeechStore: Sendable {
  private let folder: String
  private let limit: Int
  /// Files, those used longest ago first.
  private let files: Mutex<[File]>

  private struct File {
    let name: String
    let size: Int
  }

  private static let digestChunk = "sha2"
  private static let timesChunk = "trim"

  /// Opens a folder, and makes it if it is not there; it holds up to `limit` bytes.
  init(folder: String, limit: Int) throws(FileError) {
    try Files.createDirectory(folder, withParents: true)
    self.folder = folder
    self.limit = limit
    var found: [File] = []
    for name in try Files.list(folder) where name.hasSuffix(".wav") {
      found.append(File(name: name, size: Self.size(folder + "/" + name)))
    }
    files = Mutex(found)
  }

  private static func size(_ path: String) -> Int {
    do { return try InputFile(path: path).size ?? 0 } catch { return 0 }
  }

  /// The line of a key, if the folder has it whole.
  func line(_ key: String) -> SpokenLine? {
    let name = key + ".wav"
    guard let bytes = try? Files.readAll(folder + "/" + name, limit: 1 << 26),
      let file = WaveFile(bytes: bytes), file.sound.rate == .wideband,
      let digest = file.extras.first(where: { $0.name == Self.digestChunk })?.bytes,
      let times = file.extras.first(where: { $0.name == Self.timesChunk })?.bytes,
      digest == Self.digest(key, file.sound, times), times.count == 16
    else { return nil }
    use(File(name: name, size: bytes.count))
    return SpokenLine(
      speech: file.sound,
      before: .nanoseconds(Self.number(times[..<8])),
      after: .nanoseconds(Self.number(times[8...]))
    )
  }

  /// Keeps a line: under its name it is there whole, or not at all.
  func keep(_ line: SpokenLine, _ key: String) throws(FileError) {
    let times =
      Self.bytes(line.trimmedBefore.nanoseconds) + Self.bytes(line.trimmedAfter.nanoseconds)
    let file = WaveFile(
      sound: line.speech,
      extras: [
        WaveFile.Extra(name: Self.timesChunk, bytes: times),
        WaveFile.Extra(name: Self.digestChunk, bytes: Self.digest(key, line.speech, times)),
      ]
    )
    let bytes = file.bytes
    if bytes.count > limit { return }
    try AtomicFile.write(folder + "/" + key + ".wav", bytes)
    use(File(name: key + ".wav", size: bytes.count))
  }

  /// Puts a file at the end of the row, and removes from its front what is too much.
  private func use(_ file: File) {
    let surplus = files.withLock { files -> [String] in
      files.removeAll { $0.name == file.name }
      files.append(file)
      var total = files.reduce(0) { $0 + $1.size }
      var names: [String] = []
      while total > limit, files.count > 1 {
        total -= files[0].size
        names.append(files.removeFirst().name)
      }
      return names
    }
    // Another process may have been faster.
    for name in surplus { try? Files.remove(folder + "/" + name) }
  }

  private static func digest(_ key: String, _ sound: Sound, _ times: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    digest.update(key)
    digest.update(times)
    digest.update(WaveFile(sound: sound).bytes)
    return digest.finalize()
  }

  private static func bytes(_ value: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    bytes.reversed().reduce(0) { $0 << 8 | Int64($1) }
  }
}
