import Foundation
import SimCore
import Testing

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
      #expect(try file.read(into: &block, from: 2, count: 1) == 1)
      #expect(try file.read(into: &block, from: 0, count: 2) == 2)
      #expect(try file.read(into: &block, from: 0, count: 4) == 0)
      #expect(block == [2, 3, 1, 9])
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
