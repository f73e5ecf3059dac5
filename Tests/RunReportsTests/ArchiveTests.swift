import Foundation
import RunReports
import SimCore
import Testing

@Suite("Gzip")
struct GzipTests {
  private static func rows(_ count: Int) -> [UInt8] {
    Array(
      (0..<count).map { "\($0),+1212555\(1_000 + $0 % 9_000),completed,\($0 * 37 % 911)\n" }
        .joined().utf8
    )
  }

  @Test func `what goes in comes out, over one member and over many`() throws {
    for content in [[], [0], Self.rows(10), Self.rows(100_000)] {
      #expect(try Gzip.content(Gzip.members(content)) == content)
    }
  }

  @Test func `a member has no time, no name and no system`() {
    let bytes = Gzip.member(Self.rows(10))
    #expect(Array(bytes[..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, bytes[8], 255])
  }

  @Test func `pieces give the bytes of the whole`() {
    let content = Self.rows(60_000)
    var writer = GzipWriter()
    var start = 0
    var size = 1
    while start < content.count {
      writer.append(Array(content[start..<min(start + size, content.count)]))
      start += size
      size = size * 3 % 200_003 + 1
    }
    #expect(writer.finish() == Gzip.members(content))
  }

  @Test(.enabled(if: Oracle.hasPython))
  func `Python reads it`() throws {
    let content = Self.rows(100_000)
    let program =
      "import gzip, sys; sys.stdout.buffer.write(gzip.decompress(sys.stdin.buffer.read()))"
    let read = try Oracle.python(program, input: Data(Gzip.members(content)))
    #expect(read == Data(content))
  }

  @Test func `damaged and swollen input is refused`() {
    let bytes = Gzip.members(Self.rows(1_000))
    for count in [0, 1, 9, 20, bytes.count - 1] {
      #expect(throws: GzipError.damaged) { try Gzip.content(Array(bytes[..<count])) }
    }
    for place in stride(from: 11, to: bytes.count, by: 97) {
      var changed = bytes
      changed[place] ^= 0x10
      #expect((try? Gzip.content(changed)) != Self.rows(1_000))
    }
    #expect(throws: GzipError.tooLong) {
      try Gzip.content(Gzip.members([UInt8](repeating: 0, count: 1 << 20)), limit: 1_000)
    }
  }
}

@Suite("Run directory")
struct RunDirectoryTests {
  private func artifacts(_ edge: EdgeCase = .oneCall) -> RunArtifacts {
    RunArtifacts(
      facts: edge.facts,
      resolvedScenario: "scenario: peak-20k\n",
      callsCompressed: Gzip.members(Array("call\n1\n".utf8)),
      turnsCompressed: Gzip.members(Array("turn\n1\n".utf8))
    )
  }

  /// A directory of its own for a test, removed afterwards.
  private func inScratch(_ body: (String) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "reports-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try body(url.path)
  }

  @Test func `all files are there, and nothing else`() throws {
    try inScratch { scratch in
      var whole = artifacts()
      whole.rejects = Array("line,reason\n".utf8)
      let path = try RunDirectory.write(whole, to: .under("\(scratch)/Reports"))
      #expect(path == "\(scratch)/Reports/peak-20k-42-5be2a7f0")
      #expect(
        try Files.list(path) == [
          "calls.csv.gz", "digest.txt", "junit.xml", "rejects.csv", "report.html", "run.json",
          "scenario.resolved.yaml", "summary.md", "turns.csv.gz",
        ]
      )
      #expect(try Files.list("\(scratch)/Reports") == ["peak-20k-42-5be2a7f0"])
      let calls = try Gzip.content(Files.readAll("\(path)/calls.csv.gz"))
      #expect(String(decoding: calls, as: UTF8.self) == "call\n1\n")
    }
  }

  @Test func `the same run replaces itself, another only with force`() throws {
    try inScratch { scratch in
      let path = "\(scratch)/out"
      try RunDirectory.write(artifacts(), to: .exactly(path))
      try RunDirectory.write(artifacts(), to: .exactly(path))
      var other = artifacts()
      other.facts.engine.digest = String(repeating: "00", count: 32)
      #expect(throws: RunDirectoryError.exists(path: path)) {
        try RunDirectory.write(other, to: .exactly(path))
      }
      try RunDirectory.write(other, to: .exactly(path), force: true)
      let digest = try Files.readAll("\(path)/digest.txt")
      #expect(String(decoding: digest, as: UTF8.self).hasPrefix("run 0000"))
      #expect(try Files.list(scratch) == ["out"])
    }
  }

  @Test func `what is no run directory is never removed`() throws {
    try inScratch { scratch in
      try Files.createDirectory("\(scratch)/home")
      try Files.write("\(scratch)/home/thesis.txt", Array("years".utf8))
      let path = "\(scratch)/home"
      #expect(throws: RunDirectoryError.occupied(path: path)) {
        try RunDirectory.write(artifacts(), to: .exactly(path), force: true)
      }
      #expect(Files.exists("\(path)/thesis.txt"))
      try Files.createDirectory("\(scratch)/empty")
      try RunDirectory.write(artifacts(), to: .exactly("\(scratch)/empty"))
    }
  }

  @Test func `a left-over of a killed run does not stand in the way`() throws {
    try inScratch { scratch in
      try Files.createDirectory("\(scratch)/.out.unfinished")
      try Files.write("\(scratch)/.out.unfinished/run.json", [])
      try RunDirectory.write(artifacts(), to: .exactly("\(scratch)/out"))
      #expect(try Files.list(scratch) == ["out"])
    }
  }

  @Test func `a place that cannot be written is named with the reason`() throws {
    try inScratch { scratch in
      try Files.write("\(scratch)/file", [])
      #expect(throws: RunDirectoryError.self) {
        try RunDirectory.write(artifacts(), to: .under("\(scratch)/file/Reports"))
      }
    }
    for error in [
      RunDirectoryError.exists(path: "a"), .occupied(path: "a"), .diskFull(path: "a"),
      .unwritable(path: "a", reason: "Permission denied"),
    ] {
      #expect(error.description.contains("a"))
      #expect(error.remedy.contains("--out"))
    }
  }

  @Test func `the name is safe for every file system`() {
    for edge in EdgeCase.allCases {
      let name = edge.facts.directoryName
      #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") })
      #expect(name.utf8.count <= 100)
      #expect(!name.hasPrefix("."))
    }
  }
}
