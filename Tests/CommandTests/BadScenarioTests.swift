import Foundation
import Testing

@Suite("Bad scenario files")
struct BadScenarioTests {
  static let inputs: [BadInput] = [
    BadInput(
      "an unknown key",
      BadInput.scenario("agent: {endpoint: 500ms}", for: "agent"),
      place: "[SCN-010]: bad.yaml:5:9: ",
      remedy: "endpointing"
    ),
    BadInput(
      "a mapping where a text belongs",
      BadInput.scenario("duration: {a: 1}"),
      place: "[SCN-012]: bad.yaml:3:11: ",
      remedy: "."
    ),
    BadInput(
      "a negative duration",
      BadInput.scenario("duration: -5m"),
      place: "[SCN-014]: bad.yaml:3:11: duration: -5m is negative",
      remedy: "."
    ),
    BadInput(
      "an absurd duration",
      BadInput.scenario("duration: 900000h"),
      place: "[SCN-014]: bad.yaml:3:11: ",
      remedy: "."
    ),
    BadInput(
      "an unknown preset",
      BadInput.scenario("agent: {stt: deepgram-nova-4}", for: "agent"),
      place: "[SCN-015]: bad.yaml:5:14: ",
      remedy: "deepgram-nova-3"
    ),
    BadInput(
      "a duplicate key",
      BadInput.scenario("duration: 2m\nduration: 3m"),
      place: "[SCN-006]: bad.yaml:4:1: ",
      remedy: "."
    ),
    BadInput(
      "a name that is a path",
      BadInput.scenario("scenario: ../../etc/passwd", for: "scenario"),
      place: "[SCN-018]: bad.yaml:1:11: ",
      remedy: "letters"
    ),
    BadInput(
      "nesting 5,000 levels deep",
      BadInput.good + "\ndeep: " + String(repeating: "[", count: 5_000)
        + String(repeating: "]", count: 5_000) + "\n",
      place: "[SCN-004]: bad.yaml:7:",
      remedy: "levels"
    ),
    BadInput(
      "a bomb of aliases",
      aliasBomb,
      place: "[SCN-005]: bad.yaml:",
      remedy: "."
    ),
    BadInput(
      "an unknown path in --set",
      options: ["--set", "agent.endpoint=300ms"],
      place: "[SCN-020]: --set:1:7: ",
      remedy: "endpointing"
    ),
    BadInput(
      "an unknown metric in --threshold",
      options: ["--threshold", "response_latencies.p95 < 1s"],
      place: "[SCN-019]: --threshold:1:1: ",
      remedy: "response_latency"
    ),
  ]

  /// Ten to the ninth values in a few lines.
  private static let aliasBomb =
    BadInput.good + "\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    + (1...9).map { level in
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      return "a\(level): &a\(level) [\(aliases)]\n"
    }.joined()

  @Test(arguments: inputs)
  func `a bad scenario ends 65 with file, line, column and remedy`(input: BadInput) throws {
    for verb in ["run", "validate"] {
      let folder = try TemporaryFolder()
      try folder.write("bad.yaml", input.scenario)
      if let leads = input.leads { try folder.write("leads.csv", leads) }
      let ending = try Binary.debug.run([verb, "bad.yaml"] + input.options, in: folder.url)
      #expect(ending.code == 65)
      #expect(ending.output.isEmpty)
      let lines = ending.errors.split(separator: "\n")
      #expect(lines.first?.hasPrefix("simrun: error\(input.place)") == true, "\(ending.errors)")
      #expect(lines.dropFirst().first?.hasPrefix("  remedy: ") == true, "\(ending.errors)")
      #expect(lines.dropFirst().first?.contains(input.remedy) == true, "\(ending.errors)")
      #expect(!folder.exists("Reports"))
    }
  }

  @Test func `the good scenario of these tests is good`() throws {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    let ending = try Binary.debug("validate", "good.yaml", in: folder.url)
    #expect(ending.code == 0, "\(ending.errors)")
  }

  @Test func `a file that is not there is named`() throws {
    let ending = try Binary.debug("run", "no/such.yaml")
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[FIL-001]: no/such.yaml: "))
    #expect(ending.errors.contains("No such file"))
    #expect(ending.errors.contains("\n  remedy: "))
  }

  @Test func `a folder in a file's place is named`() throws {
    let ending = try Binary.debug("run", "Scenarios")
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[FIL-001]: Scenarios: "))
  }

  @Test func `bytes that are not UTF-8 are placed`() throws {
    let folder = try TemporaryFolder()
    let bytes = Data("scenario: latin\ndescription: caf".utf8) + Data([0xE9, 0x0A])
    try folder.write("bad.yaml", bytes)
    let ending = try Binary.debug("run", "bad.yaml", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[SCN-002]: bad.yaml:2:17: "), "\(ending.errors)")
  }

  @Test func `every problem of a file is told at once`() throws {
    let folder = try TemporaryFolder()
    let text = BadInput.scenario("duration: -5m")
      .replacing("endpointing", with: "endpoint").replacing("us-landline-quiet", with: "nobody")
    try folder.write("bad.yaml", text)
    let ending = try Binary.debug("validate", "bad.yaml", in: folder.url)
    let errors = ending.errors.split(separator: "\n").filter { $0.hasPrefix("simrun: error") }
    #expect(errors.count == 3)
    #expect(zip(errors, [":3:", ":5:", ":6:"]).allSatisfy { $0.contains($1) }, "\(ending.errors)")
  }
}
