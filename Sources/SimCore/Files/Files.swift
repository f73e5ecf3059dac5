import CSimRuntime

/// Whole files and directories; every failure is a `FileError`.
package enum Files {
  /// The bytes of a file; one of more than `limit` bytes fails with `EFBIG`.
  package static func readAll(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    var file = try InputFile(path: path)
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: min(max(file.size ?? 0, 4_095), 1 << 20) + 1)
    if let size = file.size, size <= limit { bytes.reserveCapacity(size) }
    while true {
      let count = try file.read(into: &block)
      if count == 0 { return bytes }
      guard count <= limit - bytes.count else {
        throw FileError(path: path, operation: .read, errno: EFBIG)
      }
      bytes.append(contentsOf: block[..<count])
    }
  }

  /// Writes a whole file in place of what was there; `sync` waits until it has reached the disk.
  package static func write(
    _ path: String,
    _ bytes: [UInt8],
    sync: Bool = false
  ) throws(FileError) {
    var file = try OutputFile(path: path)
    try file.write(bytes)
    try file.finish(sync: sync)
  }

  /// Whether the path names something, after following symbolic links.
  package static func exists(_ path: String) -> Bool {
    (try? FileStatus(path: path, followingLink: true)) != nil
  }

  /// Whether the path names a directory, after following symbolic links.
  package static func isDirectory(_ path: String) -> Bool {
    (try? FileStatus(path: path, followingLink: true))?.kind == .directory
  }

  /// Moves a file or directory within one file system; a file that is there is replaced.
  package static func rename(_ path: String, to target: String) throws(FileError) {
    guard !path.utf8.contains(0), !target.utf8.contains(0) else {
      throw FileError(path: path, operation: .rename, errno: EINVAL)
    }
    guard unsafe CSimRuntime.rename(path, target) == 0 else {
      throw FileError(path: path, operation: .rename, errno: simrun_errno())
    }
  }

  /// Removes a file, a symbolic link or a directory.
  ///
  /// With `recursive`, a directory goes with all that it holds; links inside are removed, never
  /// followed.
  package static func remove(_ path: String, recursive: Bool = false) throws(FileError) {
    let status = try FileStatus(path: path, followingLink: false)
    if status.kind == .directory {
      if recursive {
        for name in try list(path) { try remove(path + "/" + name, recursive: true) }
      }
      guard unsafe rmdir(path) == 0 else {
        throw FileError(path: path, operation: .remove, errno: simrun_errno())
      }
    } else if unsafe unlink(path) != 0 {
      throw FileError(path: path, operation: .remove, errno: simrun_errno())
    }
  }
}
