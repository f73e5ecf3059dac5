import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Callers who are asked back")
struct AskedBackTests {
  private static let question = QualityAlarmRule(scoreMin: 3.1).confirmation

  /// A caller who has just given a value, and the words of it.
  private func caller(_ seed: UInt64) throws -> (matter: CallerMatter, answer: CallerAnswer) {
    let key = DrawKey(seed: seed)
    let goals = try DialogueBench.goal("appointment")
    let script = try #require(goals.goal(of: CallID(number: 1, key: 7), key: key))
    var matter = CallerMatter(script, draws: key)
    for _ in 0..<6 {
      // Nothing has been heard: the caller goes by the order of the script.
      if let answer = matter.answer(usesKeypad: false), !answer.values.isEmpty {
        return (matter, answer)
      }
    }
    throw NoValue()
  }

  private struct NoValue: Error {}

  private func reply(_ matter: CallerMatter, quoting words: [String]) -> [String] {
    var matter = matter
    matter.agentBegan()
    matter.heard("\(Self.question) \(words.joined(separator: " "))?")
    return matter.answer(usesKeypad: false)?.words ?? []
  }

  @Test func `own words are confirmed, others and fewer are not`() throws {
    for seed in 1...100 as ClosedRange<UInt64> {
      let (matter, answer) = try caller(seed)
      let yes = reply(matter, quoting: answer.words)
      #expect(["yes", "correct", "that"].contains(yes.first), "\(seed): \(yes)")
      let fewer = Array(answer.words[..<answer.values[0]])
      let no = reply(matter, quoting: fewer)
      #expect(no.first == "no", "\(seed): \(no)")
      #expect(no.count > 1, "the value is said again")
    }
  }
}
