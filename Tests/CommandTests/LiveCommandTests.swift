import Foundation
import Testing

@Suite("Live runs and the emulator")
struct LiveCommandTests {
  private static let address = "ws://127.0.0.1:9/media"

  /// Words after the verb, the code of the error and the exit code.
  private static let mistakes: [([String], String, Int32)] = [
    (["run", "good.yaml", "--live"], "LIV-001", 64),
    (["run", "live.yaml", "--live", "--pace", "2"], "CLI-015", 64),
    (["run", "good.yaml", "--allow", "example.com"], "CLI-015", 64),
    (["run", "live.yaml", "--live", "--allow", "a//b"], "LIV-003", 64),
    (["run", "far.yaml", "--live"], "LIV-002", 64),
    (["run", "twice.yaml", "--live"], "LIV-009", 64),
    (["run", "keyed.yaml", "--live"], "LIV-004", 64),
    (["run", "wrong.yaml", "--live"], "SCN-013", 65),
    (["emulate"], "CLI-005", 64),
    (["emulate", "nowhere.yaml"], "FIL-001", 65),
    (["emulate", "good.yaml", "--listen", "0.0.0.0:80"], "LIV-007", 64),
    (["emulate", "good.yaml", "--listen", "127.0.0.1"], "LIV-007", 64),
    (["emulate", "good.yaml", "--sessions", "/proc/simrun"], "LIV-008", 65),
  ]

  @Test(arguments: mistakes)
  func `a mistake is refused before anything is connected to`(
    words: [String],
    code: String,
    exit: Int32
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write("leads.csv", BadInput.leads)
    let binding = "bindings: {agent: {media_streams: \"\(Self.address)\"}}\n"
    let files = [
      "good": "", "live": binding,
      "far": binding.replacing("127.0.0.1", with: "192.0.2.7"),
      "twice": binding + "replications: 2\n",
      "keyed": """
      bindings:
        llm: {base_url: "http://127.0.0.1:9/v1", model: m, key_variable: SIMRUN_NO_KEY}

      """,
      "wrong": binding.replacing("ws://", with: "http://"),
    ]
    for (name, lines) in files.sorted(by: { $0.key < $1.key }) {
      try folder.write("\(name).yaml", BadInput.good + "\n" + lines)
    }
    let ending = try Binary.debug.run(words, in: folder.url)
    #expect(ending.code == exit, "\(ending.errors)")
    #expect(ending.errors.hasPrefix("simrun: error[\(code)]: "), "\(ending.errors)")
    #expect(ending.errors.contains("\n  remedy: "))
    #expect(!folder.exists("Reports"))
  }

  @Test func `a call between two processes leaves the records of a simulated one`() throws {
    let folder = try TemporaryFolder()
    try folder.write("leads.csv", BadInput.leads)
    try folder.write("call.yaml", Self.call)
    let agent = try Emulator("call.yaml", in: folder)
    defer { agent.stop() }
    let binding = [
      "--set", "bindings.agent.media_streams=ws://\(agent.address)/media",
      "--set", "bindings.agent.carry_text=true",
    ]
    let run = ["run", "call.yaml", "--quiet", "--out"]
    let lived = try Binary.debug.run(run + ["live", "--live"] + binding, in: folder.url)
    let simulated = try Binary.debug.run(run + ["simulated"] + binding, in: folder.url)
    #expect([0, 2].contains(lived.code) && simulated.code == 0, "\(lived.errors)")
    for name in ["calls", "turns"] {
      let tables = try ["live", "simulated"].map { try Self.table("\($0)/\(name).csv.gz", folder) }
      #expect(tables[0].first == tables[1].first)
      #expect(tables[0].count == tables[1].count, "\(tables)")
      try #require(tables[0].count >= 2)
    }
    let call = try Self.table("live/calls.csv.gz", folder)[1]
    #expect(call.contains(",completed,"), "\(call)")
    #expect(try Self.table("live/turns.csv.gz", folder)[1].contains(",measured,"))
    #expect(try folder.text("live/run.json").contains("\"live\": true"))
    let page = try folder.text("live/report.html")
    #expect(page.contains("a live run, made once") && !page.contains("the same bytes"))
    let replay = try Binary.debug("replay", "live", in: folder.url)
    #expect(replay.code == 65 && replay.errors.hasPrefix("simrun: error[RUN-006]"))
    #expect(agent.stop().contains("1 answered"))
  }

  @Test func `an agent that tells nothing of itself is measured by what the caller hears`() throws {
    let folder = try TemporaryFolder()
    try folder.write("leads.csv", BadInput.leads)
    try folder.write("call.yaml", Self.call)
    let agent = try Emulator("call.yaml", in: folder)
    defer { agent.stop() }
    let lived = try Binary.debug.run(
      [
        "run", "call.yaml", "--quiet", "--out", "live", "--live", "--set",
        "bindings.agent.media_streams=ws://\(agent.address)/media", "--set",
        "bindings.agent.carry_text=false",
      ],
      in: folder.url
    )
    #expect([0, 2].contains(lived.code), "\(lived.errors)")
    let turns = try Self.table("live/turns.csv.gz", folder)
    try #require(turns.count >= 2, "\(turns)")
    let names = turns[0].split(separator: ",").map(String.init)
    let row = turns[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(row.count == names.count)
    for (name, text) in zip(names, row) {
      let isKnown = ["call", "turn", "speech_ended_ms", "response_ms", "basis"].contains(name)
      #expect(isKnown == !text.isEmpty, "\(name): \(text)")
    }
    let response = Double(row[3]) ?? 0
    #expect((500...3_000).contains(response), "\(response)")
    #expect(try Self.table("live/calls.csv.gz", folder)[1].contains(",completed,"))
    let page = try folder.text("live/report.html")
    #expect(page.contains("response latency") && !page.contains("Stages of a turn"))
  }

  /// One call that is answered at once, with room for a turn.
  private static let call = """
    scenario: call
    start: 2026-03-02T18:00:00Z
    duration: 10s
    load: {campaign: {leads: leads.csv, rate: 3600/h, attempts: 1}}
    answers:
      {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
       declined: 0%, ring_human: 0s}
    carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%, post_dial_delay: 0s}]
    agent:
      greeting: Hello.
      vad_hangover: 200ms
      stt: {preset: deepgram-nova-3, latency: 100ms}
      llm: {preset: gpt-4o-mini, time_to_first_token: 100ms}
    callers:
      - share: 100%
        profile: us-landline-quiet
        words_per_turn: 3
        talk_time: 9s
        patience: {hazard: {0s: 0}, opening_per_second: 0}
    """

  private static func table(_ path: String, _ folder: TemporaryFolder) throws -> [String] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", folder.path(path)]
    process.standardOutput = pipe
    // Not inherited: whoever reads the tests' own would wait for an emulator that was left over.
    process.standardError = try folder.writer("emulator-errors")
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

/// A running `simrun emulate` on a port that the system gave.
private final class Emulator {
  /// Such as `127.0.0.1:40123`.
  let address: String
  private let process = Process()
  private let pipe = Pipe()
  private var output = ""

  init(_ scenario: String, in folder: TemporaryFolder) throws {
    process.executableURL = Binary.debug.url
    process.arguments = ["emulate", scenario, "--listen", "127.0.0.1:0"]
    process.currentDirectoryURL = folder.url
    process.standardOutput = pipe
    // Not inherited: whoever reads the tests' own would wait for an emulator that was left over.
    process.standardError = try folder.writer("emulator-errors")
    try process.run()
    var head = Data()
    while head.count(where: { $0 == UInt8(ascii: "\n") }) < 3 {
      let piece = pipe.fileHandleForReading.availableData
      if piece.isEmpty { break }
      head += piece
    }
    let text = String(decoding: head, as: UTF8.self)
    let rest = text.split(separator: "http://").dropFirst().first ?? ""
    address = String(rest.prefix { $0 != "/" })
    try #require(!address.isEmpty, "\(text)")
  }

  /// Interrupts it, and gives what it had to say of its work.
  @discardableResult
  func stop() -> String {
    guard process.isRunning else { return output }
    kill(process.processIdentifier, SIGINT)
    output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return output
  }
}
