import Foundation
import Testing

@Suite("Purging and breaches")
struct PurgeCommandTests {
  private static func audit(_ folder: TemporaryFolder, _ words: String...) throws -> Binary.Ending {
    try Binary.debug.run(["audit"] + words, in: folder.url)
  }

  /// The day after the last on which the words may be kept: those of `SealedRunTests` for ten days.
  private static func end(_ folder: TemporaryFolder) throws -> String {
    let text = try folder.text("run/run.json")
    let start = try #require(text.firstRange(of: "\"media_until\": \"")).upperBound
    return String(text[start...].prefix(10))
  }

  @Test(arguments: [[], ["--seal-key", "k"]])
  func `what was said goes on its day, once, and the rest stays verifiable`(
    options: [String]
  ) throws {
    let folder =
      try options.isEmpty ? SealedRunTests.folder() : SealedRunTests.folder("--seal-key", "k")
    let before = try RunFolder(folder.path("run"))
    let end = try Self.end(folder)
    #expect(end == "2020-03-12")
    let early = try Self.audit(folder, "purge", "run", "--on", "2020-03-11")
    #expect(early.code == 0 && early.output.contains("kept until \(end)"), "\(early.output)")
    let dry = try Self.audit(folder, "purge", "run", "--on", end, "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("would be removed"))
    #expect(try RunFolder(folder.path("run")) == before)
    let call = try #require(try SealedRunTests.calls(folder).first)
    let done = try Self.audit(folder, "purge", "run", "--on", end)
    #expect(done.code == 0 && done.output.contains("were removed"), "\(done.errors)")
    #expect(done.output.contains("the audit log stays: it is to be kept until 2027-03-02"))
    #expect(try SealedRunTests.calls(folder).isEmpty)
    #expect(!(try folder.text("run/report.html")).contains("<!--said-->"))
    let log = try folder.text("run/access.csv")
    #expect(log.contains(",purged,calls/\(call).json") && log.contains("digest "))
    let again = try Self.audit(folder, "purge", "run", "--on", end)
    #expect(again.code == 0 && again.output.contains("no words are there"))
    #expect(try folder.text("run/access.csv") == log)
    #expect(try Self.audit(folder, "verify", "run").code == 0)
    let after = try RunFolder(folder.path("run"))
    for name in after.files.keys where !["report.html", "access.csv"].contains(name) {
      #expect(after.files[name] == before.files[name], "\(name)")
    }
    let replayed = try Binary.debug("replay", "run", in: folder.url)
    #expect(replayed.code == 0, "\(replayed.output)")
    let opened = try Self.audit(folder, "open", "run", "--call", call, "--reason", "x")
    #expect(opened.code == 65 && opened.errors.contains("removed when their retention was over"))
    try folder.write("run/calls/\(call).json" + (options.isEmpty ? "" : ".sealed"), "{}")
    let back = try Self.audit(folder, "verify", "run")
    #expect(back.code == 1 && back.output.contains("was removed by the access log, and is there"))
    #expect(try Self.audit(folder, "purge", "run", "--on", end).code == 0)
    #expect(try Self.audit(folder, "verify", "run").code == 0)
  }

  @Test func `a file of a call that was taken away or changed is found`() throws {
    let folder = try SealedRunTests.folder()
    let call = try #require(try SealedRunTests.calls(folder).first)
    let name = "run/calls/\(call).json"
    let text = try folder.text(name)
    try folder.write(name, text + " ")
    let changed = try Self.audit(folder, "verify", "run")
    #expect(changed.code == 1 && changed.output.contains("do not have the digest"))
    try FileManager.default.removeItem(at: folder.url.appending(path: name))
    let gone = try Self.audit(folder, "verify", "run")
    #expect(gone.code == 1 && gone.output.contains("calls/\(call).json is missing"))
  }

  @Test func `an altered access log is named, takes no more, and keeps words closed`() throws {
    let folder = try SealedRunTests.folder()
    let call = try #require(try SealedRunTests.calls(folder).first)
    for reason in ["one", "two"] {
      #expect(
        try Self.audit(folder, "open", "run", "--call", call, "--reason", reason).code == 0
      )
    }
    let text = try folder.text("run/access.csv")
    try folder.write("run/access.csv", text.replacing(",one,", with: ",1,"))
    let verified = try Self.audit(folder, "verify", "run")
    #expect(verified.code == 1 && verified.output.contains("run/access.csv:3: sequence 1"))
    let opened = try Self.audit(folder, "open", "run", "--call", call, "--reason", "x")
    #expect(opened.code == 65 && opened.errors.contains("[AUD-006]: run/access.csv:3: "))
    #expect(opened.output.isEmpty)
    let purged = try Self.audit(folder, "purge", "run", "--on", "2021-01-01")
    #expect(purged.code == 65)
    #expect(try !SealedRunTests.calls(folder).isEmpty)
    let breach = try Self.audit(folder, "breach", "run")
    #expect(breach.code == 0 && breach.output.contains("not as it was written, line 3"))
  }

  @Test func `a breach report names files, keys, people, readers and terms`() throws {
    let folder = try SealedRunTests.folder("--seal-key", "k")
    let call = try #require(try SealedRunTests.calls(folder).first)
    let words = ["--call", call, "--seal-key", "k", "--reason", "case 4"]
    #expect(try Binary.debug.run(["audit", "open", "run"] + words, in: folder.url).code == 0)
    let all = try Self.audit(folder, "breach", "run")
    #expect(all.code == 0, "\(all.errors)")
    for text in [
      "| `calls/\(call).json.sealed` | what one caller and the agent said | sealed, key ",
      "Subjects: 20 persons", "| `calls.csv.gz` | times and outcomes of calls; no name, no number",
      "| opened | `calls/\(call).json.sealed` | case 4 |", "The run was simulated",
    ] {
      #expect(all.output.contains(text), "\(text)\n\(all.output)")
    }
    let early = try Self.audit(folder, "breach", "run", "--to", "2020-03-03T12:00:00Z")
    #expect(early.output.contains("No entry of the access log is in that time"))
    #expect(early.output.contains("72 hours after becoming aware: 2020-03-06T12:00:00Z"))
    #expect(early.output.contains("60 days after discovery: 2020-05-02T12:00:00Z"))
    let late = try Self.audit(folder, "breach", "run", "--from", "2199-01-01")
    #expect(late.output.contains("No entry"))
  }
}
