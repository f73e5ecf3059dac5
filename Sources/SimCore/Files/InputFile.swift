import CSimRuntime

/// A file open for reading from its start to its end in blocks; closed when it goes out of scope.
package struct InputFile: ~Copyable {
  package let path: String
  /// Bytes of a regular file; nil for a pipe or a device.
  package let size: Int?
  /// Whether nobody but the process's own user, or the system's, may read it or write it.
  package let isPrivate: Bool
  private let descriptor: Int32

  /// Opens a file; a directory is refused with `EISDIR`.
  package init(path: String) throws(FileError) {
    let opened = try Descriptor.open(path, flags: O_RDONLY | O_CLOEXEC)
    let status: FileStatus
    do {
      status = try FileStatus(descriptor: opened, path: path)
    } catch {
      _ = close(opened)
      throw error
    }
    if status.kind == .directory {
      _ = close(opened)
      throw FileError(path: path, operation: .read, errno: EISDIR)
    }
    self.path = path
    descriptor = opened
    size = status.kind == .regular ? status.size : nil
    isPrivate = status.permissions & 0o077 == 0 && [0, getuid()].contains(status.owner)
  }

  deinit { _ = close(descriptor) }

  /// Fills a block with the next bytes of the file.
  ///
  /// - Returns: how many bytes were read; fewer than the block has at the end of the file only,
  ///   and then zero.
  package mutating func read(into block: inout [UInt8]) throws(FileError) -> Int {
    try read(into: &block, from: 0, count: block.count)
  }

  /// Puts the next `count` bytes of the file into a block, from an offset on; fewer at its end.
  package mutating func read(
    into block: inout [UInt8],
    from start: Int,
    count: Int
  ) throws(FileError) -> Int {
    precondition(start >= 0 && count >= 0 && start + count <= block.count, "outside the block")
    return try fill(&block, from: start, count: count, at: nil)
  }

  /// Puts `count` bytes from a place of the file on into a block; fewer at its end.
  ///
  /// Where the other reads go on stays as it is. A pipe fails with `ESPIPE`.
  package func read(
    into block: inout [UInt8],
    count: Int,
    at offset: Int
  ) throws(FileError) -> Int {
    precondition(count >= 0 && count <= block.count && offset >= 0, "outside the block")
    return try fill(&block, from: 0, count: count, at: offset)
  }

  private func fill(
    _ block: inout [UInt8],
    from start: Int,
    count: Int,
    at offset: Int?
  ) throws(FileError) -> Int {
    var filled = 0
    while filled < count {
      let step = unsafe block.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: bytes[start + filled..<start + count]
        )
        guard let offset else {
          return unsafe CSimRuntime.read(descriptor, rest.baseAddress, rest.count)
        }
        return unsafe pread(descriptor, rest.baseAddress, rest.count, offset + filled)
      }
      if step < 0 {
        let reason = simrun_errno()
        if reason == EINTR { continue }
        throw FileError(path: path, operation: .read, errno: reason)
      }
      if step == 0 { break }
      filled += step
    }
    return filled
  }
}
