import Foundation
import RunReports
import SimCore
import Testing

@Suite("Run directory")
struct RunDirectoryTests {
  private func artifacts(_ edge: EdgeCase = .oneCall) -> RunArtifacts {
    RunArtifacts(
      facts: edge.facts,
      resolvedScenario: "scenario: peak-20k\n",
      callsCompressed: Gzip.members(Array("call\n1\n".utf8)),
      turnsCompressed: Gzip.members(Array("turn\n1\n".utf8)),
      modelCallsCompressed: Gzip.members(Array("call\n1\n".utf8)),
      traceCompressed: Gzip.members(Array("start_s\n0\n".utf8))
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
      whole.rejects = [NamedTable(name: "rejects.csv", bytes: Array("line,reason\n".utf8))]
      whole.audits = [Gzip.members(Array("sequence\n".utf8))]
      let path = try RunDirectory.write(whole, to: .under("\(scratch)/Reports"))
      #expect(path == "\(scratch)/Reports/peak-20k-42-5be2a7f0")
      #expect(
        try Files.list(path) == [
          "audit.csv.gz", "calls.csv.gz", "digest.txt", "hist", "junit.xml", "model-calls.csv.gz",
          "rejects.csv",
          "report.html", "run.json", "scenario.resolved.yaml", "summary.md", "trace.csv.gz",
          "turns.csv.gz",
        ]
      )
      #expect(try Files.list("\(scratch)/Reports") == ["peak-20k-42-5be2a7f0"])
      let calls = try Gzip.content(Files.readAll("\(path)/calls.csv.gz"))
      #expect(String(decoding: calls, as: UTF8.self) == "call\n1\n")
    }
  }

  @Test func `the exemplar calls stand in a folder of their own`() throws {
    try inScratch { scratch in
      let path = try RunDirectory.write(artifacts(.overloaded), to: .under(scratch))
      #expect(try Files.list("\(path)/calls") == ["17298.json", "17311.json"])
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
