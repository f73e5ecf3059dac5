import Foundation
import Testing

@Suite("Help and usage")
struct HelpTests {
  static let verbs = [
    "init", "run", "replay", "diff-trace", "audit", "validate", "explain", "presets", "fit",
    "leads",
    "doctor",
    "bench", "errors", "help",
  ]

  @Test(arguments: Binary.built, HelpTests.verbs)
  func `every verb explains itself with an example`(simrun: Binary, verb: String) throws {
    let page = try simrun(verb, "--help")
    #expect(page.code == 0)
    #expect(page.output.hasPrefix("usage: simrun \(verb)"))
    #expect(page.output.contains("examples\n  simrun \(verb)"))
    #expect(page.errors.isEmpty)
    #expect(try simrun("help", verb).output == page.output)
    #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test(arguments: Binary.built)
  func `the overview lists every verb, and no verb at all is a usage error`(simrun: Binary) throws {
    let overview = try simrun("--help")
    #expect(overview.code == 0)
    for verb in Self.verbs { #expect(overview.output.contains("\n  \(verb) "), "\(verb)") }
    let none = try simrun.run([])
    #expect(none.code == 64)
    #expect(none.output == overview.output)
  }

  @Test(arguments: [
    (["rnu"], "CLI-001", "'run'"), (["run", "a.yaml", "--sed", "4"], "CLI-002", "'--seed'"),
    (["run", "a.yaml", "--seed"], "CLI-003", "Usage: simrun run SCENARIO"),
    (["run", "a.yaml", "--force=1"], "CLI-004", "Usage: simrun run SCENARIO"),
    (["run"], "CLI-005", "Usage: simrun run SCENARIO"),
    (["run", "a.yaml", "b.yaml"], "CLI-006", "Usage: simrun run SCENARIO"),
    (["run", "a.yaml", "--seed", "-1"], "CLI-007", "Usage: simrun run SCENARIO"),
    (["run", "a.yaml", "--seed", "99999999999999999999"], "CLI-007", "Usage: simrun run"),
    (["run", "a.yaml", "--seed", "1", "--seed=2"], "CLI-009", "Usage: simrun run"),
    (["errors", "XYZ-001"], "CLI-010", "simrun errors"),
    (["presets", "deepgram-nova-4"], "CLI-013", "deepgram-nova-3"),
    (["presets", "nobody-knows-it"], "CLI-013", "simrun presets"),
    (["bench", "kernal"], "CLI-014", "'kernel'"), (["bench", "nothing"], "CLI-014", "kernel"),
    (["bench", "kernel", "--leads", "l.csv"], "CLI-015", "simrun help"),
    (["bench", "--peers"], "CLI-015", "simrun help"),
    (["bench", "a.yaml", "--large"], "CLI-015", "simrun help"),
    (["bench", "--only", "cost.sleep"], "CLI-015", "simrun help"),
    (["bench", "a.yaml", "--events", "1000"], "CLI-015", "simrun help"),
    (["bench", "--program", "w3.actors"], "CLI-015", "simrun help"),
    (["bench", "kernel", "--program", "w3.actor"], "CLI-014", "'w3.actors'"),
    (["bench", "kernel", "--program", "w3.actors", "--json"], "CLI-015", "simrun help"),
    (["bench", "kernel", "--seeds", "3"], "CLI-015", "simrun help"),
    (["bench", "kernel", "--events", "9"], "CLI-007", "Usage: simrun bench [WHAT]"),
    (["bench", "--runs", "0"], "CLI-007", "Usage: simrun bench"),
    (["bench", "--json=yes"], "CLI-004", "Usage: simrun bench"),
    (["audit", "verfy", "run"], "AUD-001", "'verify'"),
    (["audit", "verify", "run", "--on", "soon"], "AUD-001", "simrun audit verify"),
    (["audit", "verify", "run", "--call", "1"], "CLI-015", "simrun help"),
    (["audit", "show", "run", "--on", "2033-03-02", "--call", "1"], "CLI-015", "simrun help"),
    (["audit", "show", "run"], "CLI-005", "simrun help"),
    (["audit", "open", "run", "--call", "1"], "CLI-005", "simrun help"),
    (["audit", "open", "run", "--reason", "x"], "CLI-005", "simrun help"),
    (["audit", "open", "run", "--call", "1", "--reason", " "], "AUD-001", "simrun audit"),
    (["audit", "open", "run", "--call", "1", "--dry-run"], "CLI-015", "simrun help"),
    (["audit", "purge", "run"], "CLI-005", "simrun help"),
    (["audit", "purge", "run", "--on", "2999-01-01"], "AUD-010", "--dry-run"),
    (["audit", "breach", "run", "--from", "soon"], "AUD-001", "simrun audit"),
    (["audit", "verify", "run", "--seal-key", "k"], "CLI-015", "simrun help"),
    (["audit", "show", "run", "--call", "0"], "CLI-007", "Usage: simrun audit ACTION PATH"),
  ])
  func `a wrong command line ends 64 with its code and a remedy`(
    words: [String],
    code: String,
    remedy: String
  ) throws {
    let ending = try Binary.debug.run(words)
    #expect(ending.code == 64)
    #expect(ending.output.isEmpty)
    #expect(ending.errors.hasPrefix("simrun: error[\(code)]: "))
    let last = ending.errors.split(separator: "\n").last ?? ""
    #expect(last.hasPrefix("  remedy: ") && last.contains(remedy), "\(last)")
  }

  @Test func `control characters of a word never reach the terminal`() throws {
    let ending = try Binary.debug("\u{1B}[2Jrun\u{7}")
    #expect(ending.code == 64)
    #expect(!ending.errors.contains("\u{1B}") && !ending.errors.contains("\u{7}"))
  }

  @Test func `a reader that goes away is no error`() throws {
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let simrun = Binary.debug.url.path
    let ending = try shell(
      "-c",
      "\(simrun) errors | head -n 1",
      environment: ["PATH": "/usr/bin:/bin"]
    )
    #expect(ending.output.split(separator: "\n").count == 1)
    #expect(ending.errors.isEmpty)
  }

  @Test func `a full disk behind standard output is an error of its own`() throws {
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let ending = try shell("-c", "\(Binary.debug.url.path) errors > /dev/full")
    #expect(ending.code == 75)
    #expect(ending.errors.hasPrefix("simrun: error[CLI-008]: "))
  }

  @Test(arguments: Binary.built)
  func `doctor finds no problem where the tests run`(simrun: Binary) throws {
    let folder = try TemporaryFolder()
    let ending = try simrun("doctor", in: folder.url)
    #expect(ending.code == 0, "\(ending.output)")
    #expect(ending.output.hasSuffix("no problem found\n"))
    #expect(try folder.names().isEmpty)
  }

  @Test func `nothing is coloured that is not a terminal`() throws {
    for words in [["--help"], ["presets"], ["doctor"], ["errors"]] {
      #expect(!(try Binary.debug.run(words).output.contains("\u{1B}")))
    }
  }
}
