import Foundation
import Testing

@Suite("Build identity")
struct IdentityTests {
  @Test(arguments: Binary.built)
  func `every binary carries the digest of the sources as they are`(simrun: Binary) throws {
    let output = try simrun("--version").output
    #expect(output.contains("source \(try Self.digest(of: Binary.root))\n"))
    #expect(output.contains("compiler Swift 6."))
    #expect(output.contains("libyaml ") && output.contains("libdeflate "))
    #expect(output.contains("libexpat ") && output.contains("\nzlib "))
    #expect(output.contains("zone table "))
  }

  @Test func `the digest is of the tree, not of the place`() throws {
    let folder = try TemporaryFolder()
    try folder.write("here/Package.swift", "// manifest\n")
    try folder.write("here/Sources/A/a.swift", "let a = 1\n")
    try folder.write("there/deep/Package.swift", "// manifest\n")
    try folder.write("there/deep/Sources/A/a.swift", "let a = 1\n")
    let here = try Self.digest(of: folder.url.appending(path: "here"))
    let there = try Self.digest(of: folder.url.appending(path: "there/deep"))
    #expect(here.count == 64)
    #expect(here == there)
  }

  @Test(arguments: [
    ("Sources/A/a.swift", "let a = 2\n"), ("Sources/A/b.swift", ""), ("Package.swift", "//\n"),
    ("Sources/a.swift", "let a = 1\n"),
  ])
  func `a changed, an added and a moved file change the digest`(
    name: String,
    text: String
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("Package.swift", "// manifest\n")
    try folder.write("Sources/A/a.swift", "let a = 1\n")
    let before = try Self.digest(of: folder.url)
    try folder.write(name, text)
    #expect(try Self.digest(of: folder.url) != before)
  }

  @Test func `hidden and backup files do not count`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Package.swift", "// manifest\n")
    try folder.write("Sources/A/a.swift", "let a = 1\n")
    let before = try Self.digest(of: folder.url)
    try folder.write("Sources/A/.a.swift.swp", "x")
    try folder.write("Sources/A/a.swift~", "x")
    try folder.write("README.md", "x")
    #expect(try Self.digest(of: folder.url) == before)
  }

  private static func digest(of root: URL) throws -> String {
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let script = Binary.root.appending(path: "scripts/build-identity.sh").path
    let ending = try shell(script, root.path, environment: ["PATH": "/usr/bin:/bin"])
    return String(ending.output.prefix { $0 != "\n" })
  }
}
