import CSimRuntime

/// A file open for writing from its start; whoever opens it ends with `finish`.
///
/// Without `finish` the file is closed when the value goes out of scope, and a failure to close
/// is lost.
package struct OutputFile: ~Copyable {
  /// What to do with a file that is there already.
  package enum Existing: Sendable {
    case replace
    /// The opening fails with `EEXIST`.
    case refuse
  }

  package let path: String
  private let descriptor: Int32
  private var isOpen = true

  /// Opens a file, and creates it when it is not there (mode 0666 less the process's mask).
  package init(path: String, existing: Existing = .replace) throws(FileError) {
    let flags = existing == .replace ? O_TRUNC : O_EXCL
    descriptor = try Descriptor.open(path, flags: O_WRONLY | O_CREAT | O_CLOEXEC | flags)
    self.path = path
  }

  deinit { if isOpen { _ = close(descriptor) } }

  /// Appends bytes.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try write(bytes, count: bytes.count)
  }

  /// Appends the first `count` bytes of a block.
  package mutating func write(_ bytes: [UInt8], count: Int) throws(FileError) {
    precondition(count <= bytes.count, "the block has fewer bytes")
    var written = 0
    while written < count {
      let step = unsafe bytes.withUnsafeBytes { source in
        let rest = unsafe source[written..<count]
        return unsafe CSimRuntime.write(
          descriptor,
          UnsafeRawBufferPointer(rebasing: rest).baseAddress,
          rest.count
        )
      }
      if step < 0 {
        let reason = simrun_errno()
        if reason == EINTR { continue }
        throw FileError(path: path, operation: .write, errno: reason)
      }
      written += step
    }
  }

  /// Closes the file, after its bytes have reached the disk if `sync` says so.
  package consuming func finish(sync: Bool) throws(FileError) {
    let synced = !sync || fsync(descriptor) == 0 || simrun_errno() == EINVAL
    let reason = simrun_errno()
    isOpen = false
    let closed = close(descriptor) == 0
    if !synced { throw FileError(path: path, operation: .flush, errno: reason) }
    if !closed { throw FileError(path: path, operation: .close, errno: simrun_errno()) }
  }
}
