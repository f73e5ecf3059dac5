import Foundation
import Testing

@Suite("Sealed runs")
struct SealedRunTests {
  static let key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

  /// A folder with a key `k`, another `k2`, and a run `run` of people with payments to make.
  static func folder(_ options: String...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("leads.csv", BadInput.leads)
    try folder.write(
      "s.yaml",
      BadInput.scenario(
        """
        goals: [{goal: payment, share: 100%}]
        audit: {keep_media: 10d}
        """,
        for: "agent"
      ).replacing("2026-03-02", with: "2020-03-02")
    )
    for (name, key) in [("k", key), ("k2", String(key.reversed()))] {
      try folder.write(name, key + "\n")
      try mode(folder, name, 0o600)
    }
    let ending = try Binary.debug.run(["run", "s.yaml", "--out", "run"] + options, in: folder.url)
    #expect([0, 1, 2].contains(ending.code), "\(ending.errors)")
    return folder
  }

  static func mode(_ folder: TemporaryFolder, _ name: String, _ mode: Int) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode],
      ofItemAtPath: folder.path(name)
    )
  }

  /// The numbers of the calls whose words are in a run.
  static func calls(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path("run/calls")).sorted()
      .map { String($0.prefix { $0.isNumber }) }
  }

  private static func open(
    _ folder: TemporaryFolder,
    _ call: String,
    _ key: String,
    environment: [String: String] = [:]
  ) throws -> Binary.Ending {
    try Binary.debug(
      "audit",
      "open",
      "run",
      "--call",
      call,
      "--seal-key",
      key,
      "--reason",
      "case 4",
      in: folder.url,
      environment: environment
    )
  }

  @Test(arguments: Binary.built)
  func `a sealed call opens with its key, and the access log says who did`(
    simrun: Binary
  ) throws {
    let folder = try Self.folder("--seal-key", "k")
    let call = try #require(try Self.calls(folder).first)
    #expect(folder.exists("run/calls/\(call).json.sealed"))
    let right = try simrun(
      "audit",
      "open",
      "run",
      "--call",
      call,
      "--seal-key",
      "k",
      "--reason",
      "case 4",
      in: folder.url,
      environment: ["SIMRUN_USER": "anna"]
    )
    #expect(right.code == 0, "\(right.errors)")
    #expect(right.output.contains("\"caller_speech\"") && right.output.hasSuffix("}\n"))
    let wrong = try Self.open(folder, call, "k2")
    #expect(wrong.code == 65 && wrong.output.isEmpty && wrong.errors.contains("[SEAL-006]"))
    let named = try Self.open(folder, call, "env:KEY", environment: ["KEY": Self.key])
    #expect(named.output == right.output)
    let none = try simrun(
      "audit",
      "open",
      "run",
      "--call",
      call,
      "--reason",
      "x",
      in: folder.url
    )
    #expect(none.code == 64 && none.errors.contains("[CLI-005]"))
    let lines = try folder.text("run/access.csv").split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[2].contains(",anna (uid "))
    #expect(lines[2].contains(",opened,calls/\(call).json.sealed"))
    #expect(lines[3].contains(",refused,") && lines[3].contains(",SEAL-006,"))
    let verified = try simrun("audit", "verify", "run", in: folder.url)
    #expect(verified.code == 0 && verified.output.contains("2 calls opened"), "\(verified.output)")
    let replayed = try simrun("replay", "run", in: folder.url)
    #expect(replayed.code == 0, "\(replayed.output)")
    let again = try simrun("run", "s.yaml", "--out", "run", "--force", in: folder.url)
    #expect(again.code == 65 && again.errors.contains("[OUT-005]"))
  }

  @Test func `a sealed file that was changed, cut or swapped does not open`() throws {
    let folder = try Self.folder("--seal-key", "k")
    let calls = try Self.calls(folder)
    try #require(calls.count > 1)
    let name = "run/calls/\(calls[0]).json.sealed"
    let bytes = try Data(contentsOf: folder.url.appending(path: name))
    for index in stride(from: 0, to: bytes.count, by: 401) {
      var changed = bytes
      changed[index] ^= 4
      try folder.write(name, changed)
      let ending = try Self.open(folder, calls[0], "k")
      #expect(ending.code == 65 && ending.output.isEmpty, "byte \(index)")
      #expect(ending.errors.contains("[SEAL-00"), "byte \(index)")
    }
    try folder.write(name, bytes.dropLast())
    #expect(try Self.open(folder, calls[0], "k").errors.contains("[SEAL-007]"))
    let second = folder.url.appending(path: "run/calls/\(calls[1]).json.sealed")
    let other = try Data(contentsOf: second)
    try folder.write(name, other)
    #expect(try Self.open(folder, calls[0], "k").errors.contains("was sealed as calls/\(calls[1])"))
    let verified = try Binary.debug("audit", "verify", "run", in: folder.url)
    #expect(verified.code == 1 && verified.output.contains("sealed for another place"))
    try folder.write(name, bytes)
    #expect(try Self.open(folder, calls[0], "k").code == 0)
    #expect(try Binary.debug("audit", "verify", "run", in: folder.url).code == 0)
  }

  @Test func `a key that others may read, or that is none, is refused before the run`() throws {
    let folder = try Self.folder()
    func run(_ key: String, _ environment: [String: String] = [:]) throws -> Binary.Ending {
      try Binary.debug(
        "run",
        "s.yaml",
        "--out",
        "other",
        "--seal-key",
        key,
        in: folder.url,
        environment: environment
      )
    }
    for mode in [0o644, 0o640, 0o604, 0o620, 0o601, 0o660] {
      try Self.mode(folder, "k", mode)
      let ending = try run("k")
      #expect(ending.code == 65 && ending.errors.contains("error[SEAL-003]: k: "), "\(mode)")
    }
    try Self.mode(folder, "k", 0o400)
    let given = try run(Self.key)
    #expect(given.code == 64 && given.errors.contains("[SEAL-001]"))
    #expect(!given.errors.contains(Self.key.prefix(16)))
    for (key, code) in [
      ("nowhere", "SEAL-002"), ("env:NONE", "SEAL-002"), ("env:BAD", "SEAL-004"),
    ] {
      let ending = try run(key, ["BAD": "abc"])
      #expect(ending.code == 65 && ending.errors.contains("[\(code)]"), "\(key): \(ending.errors)")
    }
    #expect(!folder.exists("other"))
    #expect(try run("k").code != 65)
    let same = try Binary.debug("run", "s.yaml", "--out", "other", in: folder.url)
    #expect(same.code == 65 && same.errors.contains("[OUT-001]"), "a seal is not taken off unasked")
  }

  @Test func `many at once leave one line each`() throws {
    let folder = try Self.folder()
    let call = try #require(try Self.calls(folder).first)
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let open = "'\(Binary.debug.url.path)' audit open run --call \(call) --reason {}"
    let ending = try shell(
      "-c",
      "seq 12 | xargs -P 12 -I{} \(open) >/dev/null",
      in: folder.url,
      environment: ["PATH": "/usr/bin:/bin"]
    )
    #expect(ending.errors.isEmpty, "\(ending.errors)")
    let rows = try folder.text("run/access.csv").split(separator: "\n").dropFirst(2)
    let reasons = rows.map { $0.split(separator: ",")[5] }
    #expect(reasons.compactMap { Int($0) }.sorted() == Array(1...12))
    #expect(try Binary.debug("audit", "verify", "run", in: folder.url).code == 0)
  }
}
