import Foundation
import Testing

@Suite("The run verb")
struct RunCommandTests {
  @Test(arguments: Binary.built)
  func `a run leaves a whole directory and names its report`(simrun: Binary) throws {
    let folder = try Self.campaign()
    let ending = try simrun("run", "good.yaml", in: folder.url)
    #expect([0, 1, 2].contains(ending.code), "\(ending.errors)")
    #expect(ending.errors.isEmpty)
    let runs = try FileManager.default.contentsOfDirectory(atPath: folder.path("Reports"))
    let run = try #require(runs.first)
    #expect(runs.count == 1)
    #expect(run.hasPrefix("good-") && run.split(separator: "-").count == 3)
    #expect(ending.output.contains("Reports/\(run)/report.html"))
    let files = try RunFolder(folder.path("Reports/\(run)")).files.keys.sorted()
    let expected = [
      "calls.csv.gz", "digest.txt", "hist/hold_time.hlog", "hist/response_latency.hlog",
      "junit.xml", "report.html", "run.json",
      "scenario.resolved.yaml", "summary.md", "trace.csv.gz", "turns.csv.gz",
    ]
    #expect(Set(expected).isSubset(of: files), "\(files)")
  }

  @Test func `a threshold that fails ends 1, and one that cannot be judged ends 2`() throws {
    let folder = try Self.campaign()
    let failed = try Binary.debug(
      "run",
      "good.yaml",
      "--out",
      "a",
      "--threshold",
      "call_success_rate < 0.001%",
      in: folder.url
    )
    #expect(failed.code == 1, "\(failed.output)\(failed.errors)")
    let unclear = try Binary.debug(
      "run",
      "good.yaml",
      "--out",
      "b",
      "--threshold",
      "response_latency.p999 < 100s",
      in: folder.url
    )
    #expect(unclear.code == 2, "\(unclear.output)\(unclear.errors)")
  }

  @Test func `another run's directory stays unless it is forced away`() throws {
    let folder = try Self.campaign()
    let first = try Binary.debug("run", "good.yaml", "--out", "here", in: folder.url)
    #expect([0, 1, 2].contains(first.code), "\(first.errors)")
    let before = try RunFolder(folder.path("here"))
    let words = ["run", "good.yaml", "--out", "here", "--seed", "9"]
    let refused = try Binary.debug.run(words, in: folder.url)
    #expect(refused.code == 65)
    #expect(refused.errors.hasPrefix("simrun: error[OUT-001]: here: "), "\(refused.errors)")
    #expect(refused.errors.contains("--force"))
    #expect(try RunFolder(folder.path("here")) == before)
    let forced = try Binary.debug.run(words + ["--force"], in: folder.url)
    #expect([0, 1, 2].contains(forced.code), "\(forced.errors)")
    #expect(try RunFolder(folder.path("here")).digest != before.digest)
  }

  @Test func `a folder that holds no run is never replaced`() throws {
    let folder = try Self.campaign()
    try folder.write("mine/letter.txt", "keep me")
    let words = ["run", "good.yaml", "--out", "mine", "--force"]
    let ending = try Binary.debug.run(words, in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[OUT-002]: mine: "), "\(ending.errors)")
    #expect(try folder.text("mine/letter.txt") == "keep me")
  }

  @Test func `a place that cannot be written is told before the run`() throws {
    let folder = try Self.campaign()
    try folder.write("file", "")
    let ending = try Binary.debug("run", "good.yaml", "--out", "file/run", in: folder.url)
    #expect(ending.code == 65)
    #expect(ending.errors.hasPrefix("simrun: error[OUT-003]: file"), "\(ending.errors)")
    #expect(ending.errors.contains("\n  remedy: "))
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func `an interrupted run leaves nothing half-written`(signal: Int32, code: Int32) throws {
    let folder = try Self.campaign(rows: 50_000)
    let words = ["run", "good.yaml", "--set", "duration=4h", "--set", "load.campaign.rate=20000/h"]
    let ending = try Binary.debug.run(words, in: folder.url) { process in
      while process.isRunning, !Self.catches(signal, process.processIdentifier) {}
      // Into the run; at any other moment the end must be the same.
      Thread.sleep(forTimeInterval: 0.3)
      kill(process.processIdentifier, signal)
    }
    #expect(ending.code == code, "\(ending.errors)")
    #expect(ending.output.isEmpty)
    let reports = folder.url.appending(path: "Reports").path
    let left = (try? FileManager.default.contentsOfDirectory(atPath: reports)) ?? []
    #expect(left.isEmpty)
    #expect(try folder.names().filter { $0 != "Reports" } == ["good.yaml", "leads.csv"])
  }

  @Test func `the command that a report prints makes the run again`() throws {
    let folder = try Self.campaign()
    let words = ["--seed", "5", "--set", "agent.endpointing=300ms"]
    let threshold = ["--threshold", "response_latency.p95 < 9s"]
    let first = try Binary.debug.run(
      ["run", "good.yaml", "--out", "one"] + words + threshold,
      in: folder.url
    )
    #expect([0, 2].contains(first.code), "\(first.errors)")
    let line = try #require(
      try folder.text("one/summary.md").split(separator: "\n").first { $0.contains("simrun run ") }
    )
    let command = try #require(line.firstRange(of: "simrun run ")).lowerBound
    let again = line[command...].prefix { $0 != "`" }.dropFirst("simrun".count)
    let shell = Binary(url: URL(filePath: "/bin/sh"))
    let ending = try shell("-c", "\(Binary.debug.url.path)\(again) --out two", in: folder.url)
    #expect(ending.code == first.code, "\(again): \(ending.errors)")
    let runs = try ["one", "two"].map { try RunFolder(folder.path($0)) }
    #expect(runs[1].differences(from: runs[0]) == [])
    #expect(try Binary.debug("replay", "one", in: folder.url).code == 0)
  }

  @Test func `a broken rule of its own ends 70 with the seed and the command line`() throws {
    let folder = try Self.campaign(rows: 50_000)
    let words = ["run", "good.yaml", "--seed", "7", "--set", "duration=24h"]
    let ending = try Binary.debug.run(words, in: folder.url) { process in
      while process.isRunning, !Self.catches(SIGINT, process.processIdentifier) {}
      kill(process.processIdentifier, SIGILL)
    }
    #expect(ending.code == 70, "\(ending.errors)")
    let lines = ending.errors.split(separator: "\n")
    #expect(lines.first?.hasPrefix("simrun: error[INT-001]: ") == true)
    #expect(lines.last?.hasPrefix("  remedy: ") == true)
    #expect(lines.last?.hasSuffix("simrun run good.yaml --seed 7 --set duration=24h") == true)
    #expect(try folder.names() == ["good.yaml", "leads.csv"])
  }

  @Test(arguments: Binary.built)
  func `a replay of a run is identical, and one of a changed run is not`(simrun: Binary) throws {
    let folder = try Self.campaign()
    _ = try simrun("run", "good.yaml", "--out", "run", in: folder.url)
    let same = try simrun("replay", "run", in: folder.url)
    #expect(same.code == 0, "\(same.output)\(same.errors)")
    #expect(same.output.hasPrefix("identical"))

    let resolved = try folder.text("run/scenario.resolved.yaml")
    let seed = try #require(resolved.split(separator: "\n").first { $0.hasPrefix("seed:") })
    try folder.write("run/scenario.resolved.yaml", resolved.replacing(seed, with: "seed: 77"))
    let other = try simrun("replay", "run", in: folder.url)
    #expect(other.code == 1, "\(other.output)\(other.errors)")
    #expect(other.output.hasPrefix("different"))
  }

  @Test func `a replay of something else ends 65`() throws {
    let folder = try TemporaryFolder()
    try folder.write("empty/note.txt", "")
    for path in ["nowhere", "empty"] {
      let ending = try Binary.debug("replay", path, in: folder.url)
      #expect(ending.code == 65)
      #expect(ending.errors.contains("\n  remedy: "), "\(ending.errors)")
    }
  }

  /// Whether a process has a handler of its own for a signal (`SigCgt` of proc(5)).
  private static func catches(_ signal: Int32, _ process: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
    let mask = line.flatMap {
      UInt64($0.dropFirst("SigCgt:".count).trimmingPrefix("\t"), radix: 16)
    }
    return mask.map { $0 & (1 << UInt64(signal - 1)) != 0 } ?? false
  }

  /// A folder with a good scenario and its lead file.
  private static func campaign(rows: Int = 40) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    let lines = (0..<rows).map { index in
      let number = 2_340_000 + index
      return "+1212\(number),America/New_York,1,yes,no\n"
    }
    try folder.write("leads.csv", BadInput.header + lines.joined())
    return folder
  }
}
