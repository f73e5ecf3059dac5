import Foundation
import Testing

/// What a person at a terminal sees; a pseudo-terminal of Python's stands for it.
@Suite("At a terminal")
struct TerminalTests {
  /// Runs the words of its command line on a terminal of its own and hands out what that shows.
  private static let terminal = """
    import os, pty, sys
    code = pty.spawn(sys.argv[1:], lambda fd: os.read(fd, 65536))
    sys.exit(os.waitstatus_to_exitcode(code))
    """

  private static let utf8 = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]

  @Test func `progress is drawn on one line and taken away again`() throws {
    let shown = try Self.show(["run", "good.yaml", "--out", "run", "--set", "duration=30m"])
    let draws = shown.split(separator: "\r").filter { $0.hasPrefix("simulating ") }
    #expect(!draws.isEmpty)
    #expect(draws.allSatisfy { $0.contains(" of 0:30:00") && $0.hasSuffix("\u{1B}[K") })
    #expect(draws.allSatisfy { $0.count <= 83 })
    #expect(shown.contains("\r\u{1B}[K"))
    #expect(shown.contains("\u{1B}[1mgood\u{1B}[0m"))
  }

  @Test func `quiet shows no progress`() throws {
    let shown = try Self.show(["run", "good.yaml", "--out", "run", "--quiet"])
    #expect(!shown.contains("simulating"))
    #expect(shown.split(separator: "\r\n").count == 1, "\(shown)")
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
  func `colours can be turned off`(change: [String: String]) throws {
    let words = ["run", "good.yaml", "--out", "run"]
    let shown = try Self.show(words, environment: Self.utf8.merging(change) { $1 })
    #expect(!shown.contains("\u{1B}[1m"))
    #expect(shown.contains("good"))
  }

  @Test func `a terminal without UTF-8 gets ASCII`() throws {
    let environment = ["TERM": "xterm", "LC_ALL": "C", "NO_COLOR": "1"]
    let shown = try Self.show(["run", "good.yaml", "--out", "run"], environment: environment)
    #expect(shown.utf8.allSatisfy { $0 < 0x80 })
    #expect(try Self.show(["run", "good.yaml", "--out", "run"]).contains("✓"))
  }

  private static func show(
    _ words: [String],
    environment: [String: String] = utf8
  ) throws -> String {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    try folder.write("leads.csv", BadInput.leads)
    let python = Binary(url: URL(filePath: "/usr/bin/env"))
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let ending = try python.run(
      ["python3", "-c", terminal, Binary.debug.url.path] + words,
      in: folder.url,
      environment: environment.merging(["PATH": path]) { own, _ in own }
    )
    try #require([0, 1, 2].contains(ending.code), "\(ending.output)\(ending.errors)")
    return ending.output
  }
}
