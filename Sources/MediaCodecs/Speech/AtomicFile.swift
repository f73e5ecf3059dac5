internal import SimCore
private import Synchronization

/// Files that are there whole, or not at all.
enum AtomicFile {
  /// Tells the unfinished files of this process apart.
  private static let count = Atomic(0)

  /// Writes a file under another name and moves it into its place.
  static func write(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let number = count.add(1, ordering: .relaxed).newValue
    let unfinished = "\(path).\(HostProcess.identifier)-\(number).part"
    do {
      try Files.write(unfinished, bytes)
      try Files.rename(unfinished, to: path)
    } catch {
      try? Files.remove(unfinished)
      throw error
    }
  }
}
