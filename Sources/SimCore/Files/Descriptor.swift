import CSimRuntime

/// File descriptors, as the rest of the folder opens them.
enum Descriptor {
  /// Opens a path, trying again when a signal interrupts.
  static func open(
    _ path: String,
    flags: Int32,
    mode: UInt32 = 0o666
  ) throws(FileError) -> Int32 {
    guard !path.utf8.contains(0) else {
      throw FileError(path: path, operation: .open, errno: EINVAL)
    }
    while true {
      let descriptor = unsafe simrun_open(path, flags, mode)
      if descriptor >= 0 { return descriptor }
      let reason = simrun_errno()
      if reason != EINTR { throw FileError(path: path, operation: .open, errno: reason) }
    }
  }
}

/// What kind of thing a path names, and how large it is.
struct FileStatus {
  enum Kind {
    case regular
    case directory
    case link
    case other
  }

  let kind: Kind
  let size: Int
  /// The permission bits, such as 0o600.
  let permissions: UInt32
  /// The number of the user whose it is.
  let owner: UInt32

  init(descriptor: Int32, path: String) throws(FileError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw FileError(path: path, operation: .inspect, errno: simrun_errno())
    }
    self.init(status)
  }

  /// Looks at a path without following a symbolic link in its last component.
  init(path: String, followingLink: Bool) throws(FileError) {
    guard !path.utf8.contains(0) else {
      throw FileError(path: path, operation: .inspect, errno: EINVAL)
    }
    var status = stat()
    let result = unsafe followingLink ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else {
      throw FileError(path: path, operation: .inspect, errno: simrun_errno())
    }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & 0o170000 {
    case 0o100000: kind = .regular
    case 0o040000: kind = .directory
    case 0o120000: kind = .link
    default: kind = .other
    }
    size = Int(status.st_size)
    permissions = status.st_mode & 0o777
    owner = status.st_uid
  }
}
