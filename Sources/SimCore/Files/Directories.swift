import CSimRuntime

extension Files {
  /// Creates a directory (mode 0777 less the process's mask).
  ///
  /// With parents, missing directories above are created too, and one that is there already is
  /// fine.
  package static func createDirectory(
    _ path: String,
    withParents: Bool = false
  ) throws(FileError) {
    guard !path.utf8.contains(0) else {
      throw FileError(path: path, operation: .createDirectory, errno: EINVAL)
    }
    if unsafe mkdir(path, 0o777) == 0 { return }
    let reason = simrun_errno()
    if withParents {
      if reason == EEXIST {
        if isDirectory(path) { return }
        throw FileError(path: path, operation: .createDirectory, errno: ENOTDIR)
      }
      let parent = directory(of: path)
      if reason == ENOENT, parent != path {
        try createDirectory(parent, withParents: true)
        return try createDirectory(path, withParents: false)
      }
    }
    throw FileError(path: path, operation: .createDirectory, errno: reason)
  }

  /// Waits until the names in a directory have reached the disk.
  package static func fsyncDirectory(_ path: String) throws(FileError) {
    let descriptor = try Descriptor.open(path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let result = fsync(descriptor)
    let reason = simrun_errno()
    _ = close(descriptor)
    if result != 0, reason != EINVAL {
      throw FileError(path: path, operation: .flush, errno: reason)
    }
  }

  /// The names in a directory without `.` and `..`, in the order of their bytes.
  package static func list(_ path: String) throws(FileError) -> [String] {
    guard !path.utf8.contains(0), let stream = unsafe opendir(path) else {
      let reason = path.utf8.contains(0) ? EINVAL : simrun_errno()
      throw FileError(path: path, operation: .list, errno: reason)
    }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The working directory of the process, absolute.
  package static func currentDirectory() throws(FileError) -> String {
    guard let text = unsafe getcwd(nil, 0) else {
      throw FileError(path: ".", operation: .findCurrentDirectory, errno: simrun_errno())
    }
    defer { unsafe free(text) }
    return unsafe String(cString: text)
  }

  /// The path from the root, with `.`, `..` and doubled slashes taken out as text.
  package static func absolute(_ path: String) throws(FileError) -> String {
    path.utf8.first == UInt8(ascii: "/")
      ? normalized(path) : normalized(try currentDirectory() + "/" + path)
  }

  /// An absolute path without `.`, `..` and doubled slashes; symbolic links are not looked at.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        _ = parts.popLast()
      } else {
        parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The directory part of a path: `a/b` of `a/b/c`, `.` of `c`, `/` of `/c`.
  package static func directory(of path: String) -> String {
    var text = Substring(path)
    while text.count > 1, text.last == "/" { text = text.dropLast() }
    guard let slash = text.lastIndex(of: "/") else { return "." }
    let parent = text[..<slash]
    return parent.isEmpty ? "/" : String(parent)
  }

  /// The last part of a path: `c` of `a/b/c`.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
