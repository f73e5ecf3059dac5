import CSimRuntime

/// A file that grows at its end, held by one process at a time; closed and free again when it goes
/// out of scope.
///
/// The lock is one of `flock`: it holds against programs that ask for it.
package struct LockedFile: ~Copyable {
  package let path: String
  private let descriptor: Int32

  /// Waits for the lock; a file that is not there is created for its user alone (mode 0600).
  package init(path: String) throws(FileError) {
    let opened = try Descriptor.open(
      path,
      flags: O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC,
      mode: 0o600
    )
    while simrun_lock(opened) != 0 {
      let reason = simrun_errno()
      if reason == EINTR { continue }
      _ = close(opened)
      throw FileError(path: path, operation: .open, errno: reason)
    }
    self.path = path
    descriptor = opened
  }

  deinit { _ = close(descriptor) }

  /// All that stands in it; more than `limit` bytes fail with `EFBIG`.
  package func contents(limit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe block.withUnsafeMutableBytes { room in
        unsafe pread(descriptor, room.baseAddress, room.count, bytes.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        let reason = simrun_errno()
        if reason == EINTR { continue }
        throw FileError(path: path, operation: .read, errno: reason)
      }
      guard count <= limit - bytes.count else {
        throw FileError(path: path, operation: .read, errno: EFBIG)
      }
      bytes += block[..<count]
    }
  }

  /// Puts bytes at the end and waits until they have reached the disk: all of them, or none.
  package mutating func append(_ bytes: [UInt8]) throws(FileError) {
    let length = try FileStatus(descriptor: descriptor, path: path).size
    var written = 0
    var reason: Int32 = 0
    while written < bytes.count, reason == 0 {
      let step = unsafe bytes.withUnsafeBytes { source in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: source[written...])
        return unsafe CSimRuntime.write(descriptor, rest.baseAddress, rest.count)
      }
      if step >= 0 { written += step } else if simrun_errno() != EINTR { reason = simrun_errno() }
    }
    if reason == 0, fsync(descriptor) != 0, simrun_errno() != EINVAL { reason = simrun_errno() }
    guard reason != 0 else { return }
    _ = ftruncate(descriptor, length)
    throw FileError(path: path, operation: .write, errno: reason)
  }
}
