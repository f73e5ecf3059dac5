import Foundation
import SimCore
import Testing

/// A directory that goes away with the test.
private func inTemporaryDirectory(_ body: (String) throws -> Void) throws {
  let path = NSTemporaryDirectory() + "/simrun-files-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}

@Suite("Files")
struct FilesTests {
  @Test func `what is written is read back, whatever its length`() throws {
    try inTemporaryDirectory { directory in
      for length in [0, 1, 4_095, 4_096, 4_097, 1 << 20, (1 << 20) + 1, 3_000_001] {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try Files.write(directory + "/a", bytes, sync: length < 5_000)
        #expect(try Files.readAll(directory + "/a") == bytes)
        #expect(FileManager.default.contents(atPath: directory + "/a") == Data(bytes))
      }
    }
  }

  @Test func `a file longer than the limit is refused, one of just the limit is not`() throws {
    try inTemporaryDirectory { directory in
      try Files.write(directory + "/a", [1, 2, 3])
      #expect(try Files.readAll(directory + "/a", limit: 3) == [1, 2, 3])
      let error = #expect(throws: FileError.self) { try Files.readAll(directory + "/a", limit: 2) }
      #expect(error?.errno == EFBIG)
    }
  }

  @Test func `a pipe or device without a size is read to its end`() throws {
    #expect(try Files.readAll("/dev/null").isEmpty)
    #expect(try !Files.readAll("/proc/self/cmdline").isEmpty)
  }

  @Test func `blocks of every size give the same bytes`() throws {
    try inTemporaryDirectory { directory in
      let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try Files.write(directory + "/a", bytes)
      for size in [1, 2, 3, 7, 999, 1_000, 1_001] {
        var file = try InputFile(path: directory + "/a")
        #expect(file.size == 1_000)
        var block = [UInt8](repeating: 0, count: size)
        var result: [UInt8] = []
        while true {
          let count = try file.read(into: &block)
          if count == 0 { break }
          result += block[..<count]
        }
        #expect(result == bytes, "block of \(size)")
      }
    }
  }

  @Test func `a block is filled from an offset`() throws {
    try inTemporaryDirectory { directory in
      try Files.write(directory + "/a", [1, 2, 3])
      var file = try InputFile(path: directory + "/a")
      var block: [UInt8] = [9, 9, 9, 9]
      #expect(try file.read(into: &block, from: 2) == 2)
      #expect(block == [9, 9, 1, 2])
    }
  }

  @Test func `blocks appended to a file lie one after the other`() throws {
    try inTemporaryDirectory { directory in
      var file = try OutputFile(path: directory + "/a")
      try file.write([1, 2, 3])
      try file.write([4, 5, 6], count: 2)
      try file.write([])
      try file.finish(sync: true)
      #expect(try Files.readAll(directory + "/a") == [1, 2, 3, 4, 5])
    }
  }

  @Test func `names are listed in the order of their bytes`() throws {
    try inTemporaryDirectory { directory in
      for name in ["b", "a", "é", "Z", ".hidden", "a.b"] {
        try Files.write(directory + "/" + name, [])
      }
      #expect(try Files.list(directory) == [".hidden", "Z", "a", "a.b", "b", "é"])
    }
  }

  @Test func `a directory is removed with all that it holds, but links are not followed`() throws {
    try inTemporaryDirectory { directory in
      try Files.createDirectory(directory + "/keep")
      try Files.write(directory + "/keep/file", [1])
      try Files.createDirectory(directory + "/x/y/z", withParents: true)
      try Files.createDirectory(directory + "/x/y/z", withParents: true)
      try Files.write(directory + "/x/y/z/file", [1])
      try FileManager.default.createSymbolicLink(
        atPath: directory + "/x/link",
        withDestinationPath: directory + "/keep"
      )
      try Files.remove(directory + "/x", recursive: true)
      #expect(!Files.exists(directory + "/x"))
      #expect(try Files.readAll(directory + "/keep/file") == [1])
    }
  }

  @Test func `a file is moved over another one`() throws {
    try inTemporaryDirectory { directory in
      try Files.write(directory + "/a", [1])
      try Files.write(directory + "/b", [2])
      try Files.rename(directory + "/a", to: directory + "/b")
      try Files.fsyncDirectory(directory)
      #expect(try Files.readAll(directory + "/b") == [1])
      #expect(!Files.exists(directory + "/a"))
    }
  }
}

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
      expect(EEXIST, .createDirectory, directory + "/a") {
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

@Suite("Paths")
struct PathTests {
  @Test(arguments: [
    ("/", "/"), ("/a/../b/./c//d/", "/b/c/d"), ("/../..", "/"), ("/a/b/../../..", "/"),
  ])
  func `an absolute path is tidied as text`(_ path: String, _ expected: String) throws {
    #expect(try Files.absolute(path) == expected)
  }

  @Test func `a relative path starts at the working directory`() throws {
    let here = try Files.currentDirectory()
    #expect(here == FileManager.default.currentDirectoryPath)
    #expect(try Files.absolute("a/../b") == Files.normalized(here + "/b"))
  }

  @Test(arguments: [
    ("a/b/c", "a/b", "c"), ("c", ".", "c"), ("/c", "/", "c"), ("/a/b/", "/a", "b"), ("/", "/", "/"),
  ])
  func `a path has a directory and a name`(_ path: String, _ directory: String, _ name: String) {
    #expect(Files.directory(of: path) == directory)
    #expect(Files.name(of: path) == name)
  }
}
