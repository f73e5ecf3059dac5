import Foundation
import SimCore
import Testing

@Suite("File errors")
struct FileErrorTests {
  @Test func `each failure names path, operation and reason`() throws {
    try inTemporaryDirectory { directory in
      try Files.write(directory + "/a", [1])
      try Files.createDirectory(directory + "/full")
      try Files.write(directory + "/full/a", [1])
      let missing = directory + "/missing"
      expect(ENOENT, .open, missing) { try Files.readAll(missing) }
      expect(EISDIR, .read, directory) { try Files.readAll(directory) }
      expect(EISDIR, .open, directory) { try Files.write(directory, []) }
      expect(ENOTDIR, .open, directory + "/a/b") { try Files.readAll(directory + "/a/b") }
      expect(ENOENT, .open, missing + "/b") { try Files.write(missing + "/b", []) }
      expect(EEXIST, .createDirectory, directory) { try Files.createDirectory(directory) }
      expect(ENOENT, .createDirectory, missing + "/b") { try Files.createDirectory(missing + "/b") }
      expect(ENOTDIR, .createDirectory, directory + "/a/b/c") {
        try Files.createDirectory(directory + "/a/b/c", withParents: true)
      }
      expect(ENOTDIR, .createDirectory, directory + "/a") {
        try Files.createDirectory(directory + "/a", withParents: true)
      }
      expect(ENOENT, .list, missing) { try Files.list(missing) }
      expect(ENOENT, .rename, missing) { try Files.rename(missing, to: directory + "/b") }
      expect(ENOTEMPTY, .remove, directory + "/full") { try Files.remove(directory + "/full") }
      expect(ENOENT, .inspect, missing) { try Files.remove(missing) }
      expect(EEXIST, .open, directory + "/a") {
        let file = try OutputFile(path: directory + "/a", existing: .refuse)
        try file.finish(sync: false)
      }
      expect(ENOSPC, .write, "/dev/full") { try Files.write("/dev/full", [1]) }
    }
  }

  @Test func `a path with a NUL never reaches the system`() {
    let path = "/tmp\0/x"
    expect(EINVAL, .open, path) { try Files.readAll(path) }
    expect(EINVAL, .open, path) { try Files.write(path, []) }
    expect(EINVAL, .createDirectory, path) { try Files.createDirectory(path) }
    expect(EINVAL, .list, path) { try Files.list(path) }
    expect(EINVAL, .rename, path) { try Files.rename(path, to: "/tmp/y") }
    expect(EINVAL, .inspect, path) { try Files.remove(path) }
    #expect(!Files.exists(path))
  }

  @Test func `reasons are worded as by the system's C locale`() {
    for code: Int32 in 1..<134 {
      let text = SystemReason.text(code)
      let system = unsafe String(cString: strerror(code))
      #expect(text == "error \(code)" || text == system)
    }
    #expect(SystemReason.text(ENOENT) == "No such file or directory")
    #expect(SystemReason.text(9_999) == "error 9999")
    let error = FileError(path: "a.csv", operation: .open, errno: ENOENT)
    #expect("\(error)" == "cannot open a.csv: No such file or directory")
  }

  private func expect<Result>(
    _ errno: Int32,
    _ operation: FileError.Operation,
    _ path: String,
    _ body: () throws -> Result
  ) {
    let error = #expect(throws: FileError.self) { _ = try body() }
    #expect(error == FileError(path: path, operation: operation, errno: errno))
  }
}
