import Foundation
import Testing

@Suite("The diff-trace verb")
struct DiffTraceTests {
  /// A folder with a scenario and two runs of it, of the seeds 1 and 2.
  private func campaign(_ simrun: Binary = .debug) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("good.yaml", BadInput.good)
    let lines = (0..<40).map { "+1212\(2_340_000 + $0),America/New_York,1,yes,no\n" }
    try folder.write("leads.csv", BadInput.header + lines.joined())
    for seed in ["1", "2"] {
      let words = ["run", "good.yaml", "--seed", seed, "--out", "run-\(seed)"]
      let ending = try simrun.run(words, in: folder.url)
      try #require([0, 1, 2].contains(ending.code), "\(ending.errors)")
    }
    return folder
  }

  @Test(arguments: Binary.built)
  func `equal runs end 0, and different ones 1 with the first event`(simrun: Binary) throws {
    let folder = try campaign(simrun)
    for words in [["run-1", "run-1"], ["run-1", "good.yaml", "--seed", "1"]] {
      let equal = try simrun.run(["diff-trace"] + words, in: folder.url)
      #expect(equal.code == 0, "\(equal.output)\(equal.errors)")
      #expect(equal.output.hasPrefix("equal: "))
      #expect(equal.errors.isEmpty)
    }
    let different = try simrun("diff-trace", "run-1", "run-2", in: folder.url)
    #expect(different.code == 1, "\(different.output)\(different.errors)")
    #expect(different.output.hasPrefix("different: the runs part 0:0"))
    #expect(different.output.contains("\nthe first that differs\n  A  0:0"))
    #expect(different.output.contains("\n  B  0:0"))
    #expect(different.output.contains("call "))
    let same = try simrun("diff-trace", "run-1", "--seed", "2", in: folder.url)
    let rest = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("  B  run") }
    }
    #expect(rest(same.output) == rest(different.output))
  }

  @Test func `json says the same`() throws {
    let folder = try campaign()
    let ending = try Binary.debug("diff-trace", "run-1", "run-2", "--json", in: folder.url)
    #expect(ending.code == 1)
    let json = try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any]
    #expect(json?["equal"] as? Bool == false)
    #expect((json?["first"] as? [String: Any])?["a"] != nil)
    #expect(try #require(json?["instant_ns"] as? Int) >= 0)
    let equal = try Binary.debug("diff-trace", "run-1", "run-1", "--json", in: folder.url)
    #expect(equal.code == 0 && equal.output.contains("\"equal\": true"))
  }

  @Test func `what cannot be compared ends 2 or 65, with a remedy`() throws {
    let folder = try campaign()
    let json = try folder.text("run-2/run.json")
    let digest = try #require(json.split(separator: "\n").first { $0.contains("source_digest") })
    try folder.write("run-2/run.json", json.replacing(digest, with: "\"source_digest\": \"0\","))
    let cases: [(words: [String], code: Int32, error: String)] = [
      (["run-1", "run-2"], 2, "TRC-001"), (["run-1", "nowhere"], 65, "FIL-001"),
      (["run-1", "."], 65, "RUN-004"), (["run-1"], 64, "CLI-005"),
      (["good.yaml", "--seed", "2", "--call", "99999"], 65, "TRC-004"),
      (["good.yaml", "--set", "nothing.such=1"], 65, "SCN-"),
    ]
    for (words, code, error) in cases {
      let ending = try Binary.debug.run(["diff-trace"] + words, in: folder.url)
      #expect(ending.code == code, "\(words): \(ending.output)\(ending.errors)")
      #expect(ending.errors.hasPrefix("simrun: error[\(error)"), "\(ending.errors)")
      #expect(ending.errors.contains("\n  remedy: "))
      #expect(ending.output.isEmpty)
    }
    try folder.write("run-2/run.json", json)
    try FileManager.default.removeItem(atPath: folder.path("leads.csv"))
    let missing = try Binary.debug("diff-trace", "run-1", "run-2", in: folder.url)
    #expect(missing.code == 65, "\(missing.errors)")
    #expect(missing.errors.hasPrefix("simrun: error[LEAD-001]: leads.csv"), "\(missing.errors)")
    let other = (0..<40).map { "+1212\(3_340_000 + $0),America/New_York,1,yes,no\n" }
    try folder.write("leads.csv", BadInput.header + other.joined())
    let changed = try Binary.debug("diff-trace", "run-1", "run-2", in: folder.url)
    #expect(changed.code == 2, "\(changed.errors)")
    #expect(changed.errors.hasPrefix("simrun: error[TRC-002]: "))
  }
}
