import Foundation
import SimCore
import Testing

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
