import Foundation
import Testing

/// A run that is shown in real time is the run that it is without.
@Suite("Paced runs")
struct PaceTests {
  @Test(arguments: Binary.built)
  func `a paced run has the bytes of an unpaced one, but for what it says of its host`(
    simrun: Binary
  ) throws {
    let folder = try Self.campaign()
    let words = ["run", "good.yaml", "--out"]
    let plain = try simrun.run(words + ["plain"], in: folder.url)
    let paced = try simrun.run(words + ["paced", "--pace", "600"], in: folder.url)
    #expect(paced.code == plain.code, "\(paced.errors)")
    let runs = try ["plain", "paced"].map { try RunFolder(folder.path($0)) }
    #expect(runs[1].digest == runs[0].digest)
    #expect(runs[1].differences(from: runs[0]) == ["report.html", "summary.md"])
    for name in ["report.html", "summary.md"] {
      let parts = runs[1].text(name).components(separatedBy: "<!-- host -->\n")
      #expect(parts.count == 2)
      let rest = parts[1].components(separatedBy: "<!-- /host -->\n")
      #expect(rest.count == 2)
      #expect(parts[0] + rest[1] == runs[0].text(name))
    }
    #expect(paced.output.contains("  Timer lag           p50 "))
    #expect(!plain.output.contains("Timer lag"))
    let json = try folder.text("paced/run.json")
    #expect(json.contains("\"asked\": 600.000"))
    #expect(try !folder.text("plain/run.json").contains("timer_lag"))
    let replay = try simrun("replay", "paced", in: folder.url)
    #expect(replay.code == 0, "\(replay.output)")
  }

  @Test func `an interrupted paced run ends at once and leaves nothing`() throws {
    let folder = try Self.campaign()
    let words = ["run", "good.yaml", "--pace", "0.01"]
    let ending = try Binary.debug.run(words, in: folder.url) { process in
      Thread.sleep(forTimeInterval: 0.3)
      kill(process.processIdentifier, SIGINT)
    }
    #expect(ending.code == 130, "\(ending.errors)")
    #expect(ending.output.isEmpty)
    #expect(try folder.names() == ["good.yaml", "leads.csv"])
  }

  @Test func `a pace that cannot be kept is a usage error with its limits`() throws {
    for pace in ["0", "-1", "abc", "inf", "nan", "1e3", "0x10", "10x", "", "1..2", "1000001"] {
      let ending = try Binary.debug("run", "a.yaml", "--pace", pace)
      #expect(ending.code == 64, "\(pace)")
      let message = "simrun: error[CLI-016]: --pace takes a number from 0.001 to 1000000, not "
      #expect(ending.errors.hasPrefix(message + "'\(pace)'\n  remedy: "), "\(ending.errors)")
    }
  }

  /// A folder with a scenario of two minutes and its lead file.
  private static func campaign() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    try folder.write("leads.csv", BadInput.leads)
    return folder
  }
}
