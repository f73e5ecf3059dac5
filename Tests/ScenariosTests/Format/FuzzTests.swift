import Scenarios
import SimCore
import Testing

/// Hostile text must give typed errors, each with a place inside the text, and never a crash.
@Suite("Hostile scenario text")
struct FuzzTests {
  private static let edits = Purpose("test.edits")
  private static let place = Purpose("test.place")
  private static let kind = Purpose("test.kind")
  private static let piece = Purpose("test.piece")

  /// What an edit puts in: bytes that mean something to YAML, and values that mean something here.
  private static let pieces: [[UInt8]] =
    [
      ": ", "- ", "\n", "  ", "{", "}", "[", "]", "\"", "'", "#", "&a ", "*a", "<<", "!x ", "|",
      ">",
      "%", "\t", ",", "?", "-", "---\n", "...\n", "~", "99999999999999999999", "-1", "1e9", "5%",
      "500ms", "é", "0", ".", "agent:", "preset: ",
    ]
    .map { Array($0.utf8) } + [[0xFF], [0x00], [0xC3], [0xEF, 0xBB, 0xBF], [0x85], [0x1B]]

  private func mutated(_ bytes: [UInt8], seed: Int) -> [UInt8] {
    let key = DrawKey(seed: UInt64(seed))
    var result = bytes
    for edit in 0...UInt64(key.below(4, Self.edits)) {
      let place = key.below(result.count + 1, Self.place, edit)
      let end = min(place + key.below(12, Self.kind, edit), result.count)
      switch key.below(4, Self.kind, edit &+ 100) {
      case 0: result.removeSubrange(place..<end)
      case 1: result.insert(contentsOf: result[place..<end], at: place)
      case 2:
        result.replaceSubrange(place..<end, with: Self.pieces[key.pick(edit, Self.pieces.count)])
      default: result.insert(contentsOf: Self.pieces[key.pick(edit, Self.pieces.count)], at: place)
      }
    }
    return result
  }

  private func check(_ bytes: [UInt8], _ seed: Int) -> Bool {
    do throws(ScenarioError) {
      let scenario = try Loading.load(bytes: bytes)
      let again = try Loading.load(scenario.resolvedText)
      #expect(again == scenario, "seed \(seed)")
      return true
    } catch {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
      let returns = bytes.count { $0 == 0x0D }
      for problem in error.problems {
        #expect(problem.code != .declarations, "seed \(seed): \(problem.text)")
        #expect(problem.file == "test.yaml", "seed \(seed): \(problem.text)")
        #expect(
          (1...(lines + returns + 9)).contains(problem.line ?? 0),
          "seed \(seed): \(problem.text)"
        )
        #expect((problem.column ?? 0) >= 1, "seed \(seed): \(problem.text)")
      }
      return false
    }
  }

  @Test func `mutated scenarios load or name their problems`() throws {
    let files = try ScenarioFiles.all.map(ScenarioFiles.bytes)
    var loaded = 0
    for seed in 0..<600 {
      let isGood = check(mutated(files[seed % files.count], seed: seed), seed)
      loaded += isGood ? 1 : 0
    }
    // Neither all nor none: the edits reach both outcomes.
    #expect((10..<590).contains(loaded))
  }

  @Test func `a scenario cut at any byte loads or names its problems`() throws {
    let text =
      Loading.minimal + """

        agent: {stt: &s {preset: azure, latency: {p50: 1s, p95: 2s}}, greeting: "Hé\\n"}
        carriers: [{name: a, throttle: {queue: 5m}}]
        thresholds:
          - response_latency.p95 < 1500ms
        """
    let bytes = Array(text.utf8)
    for count in 0...bytes.count { _ = check(Array(bytes.prefix(count)), count) }
  }

  @Test func `overrides of random text give typed errors`() throws {
    let key = DrawKey(seed: 11)
    let parts = [
      "agent", ".", "[", "]", "0", "=", "stt", "{", "}", "1s", "carriers", "cps", ":", " ",
    ]
    for index in 0..<400 {
      var text = ""
      for step in 0..<UInt64(1 + key.below(8, Self.edits, UInt64(index))) {
        text += parts[key.below(parts.count, Self.piece, UInt64(index) * 16 + step)]
      }
      for problem in Loading.problems(Loading.minimal, overrides: [text]) {
        #expect(problem.code != .declarations, "\(text): \(problem.text)")
      }
    }
  }
}

extension DrawKey {
  fileprivate func pick(_ index: UInt64, _ count: Int) -> Int {
    below(count, Purpose("test.piece"), index)
  }
}
