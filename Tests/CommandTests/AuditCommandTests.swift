import Foundation
import Testing

@Suite("The audit verb")
struct AuditCommandTests {
  /// A run directory `run` of 20 calls over a carrier that fails some.
  private static func run(_ options: String...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let scenario = BadInput.scenario(
      "carriers: [{name: north, cps: 5, failure_share: 30%}, {name: south, cps: 5}]",
      for: "agent"
    )
    try folder.write("s.yaml", scenario)
    try folder.write("leads.csv", BadInput.leads)
    let ending = try Binary.debug.run(["run", "s.yaml", "--out", "run"] + options, in: folder.url)
    #expect([0, 1, 2].contains(ending.code), "\(ending.errors)")
    return folder
  }

  /// The lines of a log, each with its end.
  private static func lines(_ folder: TemporaryFolder) throws -> [String] {
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let text = try shell("-c", "gzip -dc '\(folder.path("run/audit.csv.gz"))'").output
    return text.split(separator: "\n").map { $0 + "\n" }
  }

  private static func verify(
    _ folder: TemporaryFolder,
    _ words: String...
  ) throws -> Binary.Ending {
    try Binary.debug.run(["audit", "verify"] + words, in: folder.url)
  }

  @Test(arguments: Binary.built)
  func `a run's log is whole, and every call of it has its story`(simrun: Binary) throws {
    let folder = try Self.run("--set", "audit=collections")
    let ending = try simrun("audit", "verify", "run", in: folder.url)
    #expect(ending.code == 0, "\(ending.output)\(ending.errors)")
    #expect(ending.output.hasPrefix("run: whole\n"))
    #expect(ending.output.contains("retention collections, 3 years: to be kept until 2029-03-02"))
    let lines = try Self.lines(folder)
    #expect(lines.allSatisfy { $0.split(separator: ",").count >= 5 })
    let dials = lines.filter { $0.contains(",dialled,") }
    #expect(dials.count == 20 && lines.contains { $0.contains(",rerouted,") })
    #expect(lines.count { $0.contains(",ended,") } == 20)
    #expect(lines[1].contains("policy=hours 08:00-21:00, require_consent true"))
    #expect(!lines.joined().contains("212234"), "a lead's number")
    for call in 1...20 {
      let story = try simrun("audit", "show", "run", "--call", "\(call)", in: folder.url)
      #expect(story.code == 0, "\(story.errors)")
      let rows = story.output.split(separator: "\n")
      #expect(rows[0].hasPrefix("call \(call), to subject "))
      #expect(rows[1].contains(" dialled ") && rows.last?.contains(" ended ") == true)
    }
    let head = try #require(ending.output.firstRange(of: "head ")).upperBound
    #expect(try folder.text("run/run.json").contains(ending.output[head...].prefix(64)))
    #expect(try folder.text("run/report.html").contains(ending.output[head...].prefix(64)))
    let other = try simrun("audit", "show", "run", "--call", "21", in: folder.url)
    #expect(other.code == 65 && other.errors.contains("[AUD-004]: run/audit.csv.gz: "))
  }

  @Test func `a change in the log is named by its line, and ends 1`() throws {
    let folder = try Self.run()
    let lines = try Self.lines(folder)
    var changed = lines
    changed[7] = changed[7].replacing("over ", with: "via ", maxReplacements: 1)
    try #require(changed != lines)
    try folder.write("run/audit.csv.gz", changed.joined())
    let altered = try Self.verify(folder, "run")
    #expect(altered.code == 1, "\(altered.errors)")
    #expect(
      altered.output.hasPrefix("run: broken\n  run/audit.csv.gz:8: sequence 6 was altered"),
      "\(altered.output)"
    )
    let shown = try Binary.debug("audit", "show", "run", "--call", "1", in: folder.url)
    #expect(shown.code == 65 && shown.errors.contains("[AUD-003]: run/audit.csv.gz:8: "))
    changed = lines
    changed.remove(at: 7)
    try folder.write("run/audit.csv.gz", changed.joined())
    #expect(try Self.verify(folder, "run").output.contains(":8: sequence 6 is missing"))
    try folder.write("run/audit.csv.gz", lines.joined())
    #expect(try Self.verify(folder, "run").code == 0)
    try folder.write("run/audit.csv.gz", lines.dropLast().joined())
    #expect(try Self.verify(folder, "run").output.contains("without its seal"))
  }

  @Test func `compressed bytes that were cut or changed are a broken chain too`() throws {
    let folder = try Self.run()
    let url = folder.url.appending(path: "run/audit.csv.gz")
    let bytes = try Data(contentsOf: url)
    for count in stride(from: 2, to: bytes.count, by: 211) {
      try folder.write("cut.gz", bytes.prefix(count))
      let ending = try Self.verify(folder, "cut.gz")
      #expect(ending.code == 1 && ending.output.contains("cannot be read"), "\(count) bytes")
    }
    try folder.write("more.gz", bytes + Data("x".utf8))
    #expect(try Self.verify(folder, "more.gz").code == 1)
  }

  @Test func `a whole log that is another run's is found by its head and by the calls`() throws {
    let folder = try Self.run()
    let other = try Self.run("--seed", "2")
    let log = try Data(contentsOf: other.url.appending(path: "run/audit.csv.gz"))
    try folder.write("run/audit.csv.gz", log)
    let ending = try Self.verify(folder, "run")
    #expect(ending.code == 1 && ending.output.contains("run.json says "), "\(ending.output)")
    try folder.write("run/run.json", try other.text("run/run.json"))
    let calls = try Self.verify(folder, "run")
    #expect(calls.code == 1 && calls.output.contains("calls.csv"), "\(calls.output)")
    #expect(try Self.verify(folder, "run/audit.csv.gz").code == 0)
  }

  @Test func `the logs of a folder are held against a day`() throws {
    let folder = try Self.run("--set", "audit=service")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "all"),
      withIntermediateDirectories: true
    )
    for name in ["a", "b"] {
      try FileManager.default.copyItem(
        at: folder.url.appending(path: "run"),
        to: folder.url.appending(path: "all/\(name)")
      )
    }
    let early = try Self.verify(folder, "all", "--on", "2028-03-01")
    #expect(early.code == 0)
    #expect(early.output.hasSuffix("0 of 2 logs are past their retention on 2028-03-01\n"))
    let late = try Self.verify(folder, "all", "--on", "2028-03-02")
    #expect(late.code == 0, "\(late.output)")
    #expect(late.output.contains("all/a: whole") && late.output.contains("past it on 2028-03-02"))
    #expect(late.output.hasSuffix("2 of 2 logs are past their retention on 2028-03-02\n"))
  }

  @Test func `what is no log ends 65`() throws {
    let folder = try TemporaryFolder()
    try folder.write("leads.csv", BadInput.leads)
    try folder.write("empty/note.txt", "")
    for (path, code) in [("leads.csv", "AUD-002"), ("empty", "AUD-002"), ("nowhere", "FIL-001")] {
      let ending = try Self.verify(folder, path)
      #expect(ending.code == 65, "\(path)")
      #expect(ending.errors.contains("[\(code)]: \(path)"), "\(ending.errors)")
      #expect(ending.output.isEmpty)
    }
  }
}
