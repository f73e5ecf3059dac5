import Foundation
import Testing

@Suite("First steps")
struct FirstStepTests {
  @Test(arguments: Binary.built)
  func `lead files of one seed are equal, and a longer one starts with a shorter one`(
    simrun: Binary
  ) throws {
    let folder = try TemporaryFolder()
    for (rows, seed, name) in [
      ("200", "1", "a.csv"), ("200", "1", "b.csv"), ("500", "1", "c.csv"), ("200", "2", "d.csv"),
    ] {
      let words = ["leads", "--rows", rows, "--seed", seed, "--out", name]
      let ending = try simrun.run(words, in: folder.url)
      #expect(ending.code == 0, "\(ending.errors)")
      #expect(ending.output.isEmpty)
    }
    let texts = try ["a.csv", "b.csv", "c.csv", "d.csv"].map { try folder.text($0) }
    #expect(texts[0] == texts[1])
    #expect(texts[2].hasPrefix(texts[0]))
    #expect(texts[3] != texts[0])
    #expect(texts[0].split(separator: "\n").count == 201)
    #expect(try folder.names() == ["a.csv", "b.csv", "c.csv", "d.csv"])
  }

  @Test func `a file that exists is kept unless it is forced away`() throws {
    let folder = try TemporaryFolder()
    try folder.write("l.csv", "mine")
    let words = ["leads", "--rows", "3", "--out", "l.csv"]
    let refused = try Binary.debug.run(words, in: folder.url)
    #expect(refused.code == 65)
    #expect(refused.errors.hasPrefix("simrun: error[CLI-011]: l.csv: it exists"))
    #expect(try folder.text("l.csv") == "mine")
    #expect(try Binary.debug.run(words + ["--force"], in: folder.url).code == 0)
    #expect(try folder.text("l.csv").hasPrefix("phone,"))
  }

  @Test func `leads to a place that cannot be written end 65`() throws {
    let folder = try TemporaryFolder()
    try folder.write("file", "")
    let words = ["leads", "--rows", "3", "--out", "file/l.csv"]
    let ending = try Binary.debug.run(words, in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[CLI-012]: "), "\(ending.errors)")
    #expect(try folder.names() == ["file"])
  }

  @Test(arguments: ["0", "999999999999", "ten"])
  func `a number of rows that cannot be is a usage error`(rows: String) throws {
    let ending = try Binary.debug("leads", "--rows", rows, "--out", "l.csv")
    #expect(ending.code == 64)
    #expect(ending.errors.hasPrefix("simrun: error[CLI-007]: "))
  }

  @Test(arguments: Binary.built)
  func `what init writes can be validated, explained and run`(simrun: Binary) throws {
    let folder = try TemporaryFolder()
    let written = try simrun("init", in: folder.url)
    #expect(written.code == 0, "\(written.errors)")
    let names = try folder.names()
    #expect(names.count == 2, "\(names)")
    let scenario = try #require(names.first { $0.hasSuffix(".yaml") })
    #expect(written.output.contains("simrun run \(scenario)"))
    #expect(try simrun("validate", scenario, in: folder.url).code == 0)
    #expect(try simrun("explain", scenario, in: folder.url).code == 0)
    let ending = try simrun("run", scenario, in: folder.url)
    #expect([0, 1, 2].contains(ending.code), "\(ending.errors)")
    let again = try simrun("init", in: folder.url)
    #expect(again.code == 65)
    #expect(again.errors.contains("CLI-011"))
  }

  @Test func `every scenario and goal of the repository is valid`() throws {
    let folder = Binary.root.appending(path: "Scenarios")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    let scenarios = (names ?? []).filter { $0.hasSuffix(".yaml") }
    #expect(scenarios.count >= 4)
    for name in scenarios.sorted() {
      let ending = try Binary.debug("validate", "Scenarios/\(name)")
      #expect(ending.code == 0, "\(ending.errors)")
    }
  }

  @Test func `a goal file with a wrong key is refused where the key stands`() throws {
    let folder = try TemporaryFolder()
    try folder.write("visit.yaml", "goal: visit\nlanguage: en-US\nsteppes: []\n")
    let ending = try Binary.debug("validate", "visit.yaml", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.contains("error[SCN-010]: visit.yaml:3:1: steppes: the key 'steppes'"))
    #expect(ending.errors.contains("Did you mean 'steps'?"))
    let changed = try Binary.debug("validate", "visit.yaml", "--set", "seed=7", in: folder.url)
    #expect(changed.code == 64)
    #expect(changed.errors.contains("error[CLI-015]: visit.yaml is no scenario"))
  }

  @Test func `a file that can be read once only is read once`() throws {
    let folder = try TemporaryFolder()
    let text = try String(
      contentsOf: Binary.root.appending(path: "Scenarios/smoke.yaml"),
      encoding: .utf8
    )
    let pipe = folder.url.appending(path: "piped.yaml").path
    let maker = try Process.run(URL(filePath: "/usr/bin/mkfifo"), arguments: [pipe])
    maker.waitUntilExit()
    try #require(maker.terminationStatus == 0)
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/sh")
    writer.arguments = ["-c", "printf '%s' \"$1\" > \"$2\"", "sh", text, pipe]
    try writer.run()
    defer { writer.terminate() }
    let ending = try Binary.debug("validate", pipe)
    #expect(ending.output.contains("ok, scenario smoke"), "\(ending.errors)")
  }

  @Test func `a resolved scenario resolves to itself`() throws {
    let folder = try TemporaryFolder()
    let first = try Binary.debug("explain", "Scenarios/first-light.yaml", "--resolved").output
    try folder.write("first-light.yaml", first)
    let second = try Binary.debug("explain", "first-light.yaml", "--resolved", in: folder.url)
      .output
    #expect(first == second)
    #expect(first.contains("endpointing: "))
  }

  @Test func `every preset prints its parameters with a grade`() throws {
    let list = try Binary.debug("presets")
    let names = list.output.split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("    ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.count > 20)
    for name in names {
      let page = try Binary.debug("presets", name)
      // A goal is shown as its file, to begin one's own from.
      let isGoal = page.output.contains("goal: \(name)\n") && page.output.contains("\ngrade: ")
      #expect(page.code == 0 && (page.output.hasPrefix("\(name) (") || isGoal), "\(name)")
    }
  }
}
