import Foundation
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Goals")
struct GoalTests {
  @Test(arguments: GoalLibrary.names)
  func `a perfect recognizer brings every goal to its end`(_ name: String) throws {
    let kind = try DialogueBench.kind()
    let goals = try DialogueBench.goal(name)
    for seed in 1...200 as ClosedRange<UInt64> {
      let call = DialogueBench.run(kind, goals: goals, seed: seed)
      let talk = call.lines.joined(separator: "\n")
      let result = try #require(call.result, "\(name) \(seed)\n\(talk)")
      #expect(result.isReached && result.isComplete, "\(name) \(seed) \(result)\n\(talk)")
      #expect(result.repairs == 0, "\(name) \(seed)\n\(talk)")
      #expect(call.hangUp == .done)
      if name == "technical-support" && !result.needsHuman {
        #expect(call.end >= SimInstant.zero.advanced(by: .seconds(420)), "\(seed) \(call.end)")
      }
    }
  }

  @Test(arguments: GoalLibrary.names, [ModelTier.light, .heavy])
  func `a conversation read in parts is answered as one that is read whole`(
    _ name: String,
    _ tier: ModelTier
  ) throws {
    let kind = try DialogueBench.kind()
    let goals = try DialogueBench.goal(name)
    for seed in 1...50 as ClosedRange<UInt64> {
      for errors in [0, 0.2] {
        let calls = [false, true].map { remembers in
          DialogueBench.run(
            kind,
            goals: goals,
            seed: seed,
            errors: errors,
            tier: tier,
            remembers: remembers
          )
        }
        #expect(calls[0].lines == calls[1].lines, "\(name) \(seed) \(errors)")
        #expect(calls[0].end == calls[1].end && calls[0].result == calls[1].result)
      }
    }
  }

  @Test func `word errors lower the share of goals that are reached`() throws {
    let kind = try DialogueBench.kind()
    for name in ["appointment", "payment"] {
      let goals = try DialogueBench.goal(name)
      var last = 201
      for errors in [0, 0.05, 0.15, 0.4] {
        let reached = (1...200).count { seed in
          DialogueBench.run(kind, goals: goals, seed: UInt64(seed), errors: errors)
            .result?.isReached == true
        }
        #expect(reached < last, "\(name) \(errors): \(reached)")
        last = reached
      }
      #expect(last < 100)
    }
  }

  @Test func `a light model takes more turns over what is complex`() throws {
    let kind = try DialogueBench.kind()
    let goals = try DialogueBench.goal("appointment")
    func repairs(_ tier: ModelTier) -> Int {
      (1...100).reduce(0) {
        $0
          + (DialogueBench.run(kind, goals: goals, seed: UInt64($1), tier: tier).result?.repairs
            ?? 0)
      }
    }
    #expect(repairs(.heavy) == 0)
    #expect(repairs(.light) > 15)
  }

  @Test func `where only the sound is known, callers go by the script's order`() throws {
    let kind = try DialogueBench.kind()
    let goals = try DialogueBench.goal("survey")
    let call = DialogueBench.run(kind, goals: goals, seed: 3, voiceOnly: true)
    #expect(call.hangUp == .done)
    #expect(call.result?.isComplete == true)
    #expect(call.spoken.count >= 7)
  }

  @Test(arguments: GoalLibrary.names)
  func `the committed goal file is the library's text`(_ name: String) throws {
    let url = ScenarioFiles.root.appending(path: "Scenarios/goals/\(name).yaml")
    let text = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    #expect(GoalLibrary.text(named: name) == text)
    let byPath = try GoalLoader.load(bytes: Array(text.utf8), fileName: name + ".yaml")
    #expect(byPath.name == name)
    #expect(PresetCatalogue.listing.contains("  \(name) "))
    #expect(PresetCatalogue.details(of: name) == text)
  }

  @Test func `a scenario takes goals by name and by path`() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "goals-\(UUID())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let text = try #require(GoalLibrary.text(named: "survey"))
    try text.write(to: directory.appending(path: "mine.yaml"), atomically: true, encoding: .utf8)
    let goals = "\ngoals: [{share: 40%, goal: appointment}, {share: 60%, goal: mine.yaml}]\n"
    let scenario = try ScenarioLoader.load(
      bytes: Array((Loading.minimal + goals).utf8),
      fileName: "s.yaml",
      directory: directory.path
    )
    #expect(scenario.goals.map(\.goal.name) == ["appointment", "survey"])
    #expect(scenario.goals.map(\.share) == [0.4, 0.6])
  }

  private func problems(_ change: (String, String)) -> [ScenarioProblem] {
    let text = (GoalLibrary.text(named: "survey") ?? "")
    #expect(text.contains(change.0))
    do throws(ScenarioError) {
      _ = try GoalLoader.load(
        bytes: Array(text.replacingOccurrences(of: change.0, with: change.1).utf8),
        fileName: "g.yaml"
      )
      return []
    } catch {
      return error.problems
    }
  }

  @Test func `what is wrong with a goal is said with its place and a remedy`() {
    let cases: [((String, String), ScenarioProblemCode, String)] = [
      (("language:", "lang:"), .unknownKey, "lang"),
      (("vertical: market-research\n", ""), .missingKey, "vertical"),
      (("asks: [score]", "asks: [scores]"), .goalScript, "steps[1].asks[0]"),
      (("i would say {score}", "i would say so"), .goalScript, "steps[1].answer[1]"),
      (("Why did you choose that score?", "How did you first find us?"), .goalScript, ""),
      (("maybe {score}", "maybe {scor}"), .goalScript, "steps[1].answer[2]"),
      (("endpointing: 400ms", "endpointing: 400"), .badValue, "endpointing"),
    ]
    for (change, code, path) in cases where !path.isEmpty {
      let found = problems(change)
      #expect(found.contains { $0.code == code && $0.path == path }, "\(change): \(found)")
      for problem in found {
        #expect((problem.line ?? 0) > 0 && (problem.column ?? 0) > 0)
        #expect(!problem.remedy.isEmpty)
      }
    }
    // Two lines that begin alike leave nobody a way to tell them apart.
    let alike = problems(("What could we do better next time?", "Would you buy from us again?"))
    #expect(alike.contains { $0.code == .goalScript && $0.path.hasPrefix("steps[") }, "\(alike)")
  }

  @Test func `a scenario whose goals are not there or not whole is refused`() {
    let missing = Loading.problems(Loading.minimal + "\ngoals: [{share: 100%, goal: no.yaml}]\n")
    #expect(missing.map(\.code) == [.goalFile])
    #expect(missing.first?.path == "goals[0].goal")
    let unknown = Loading.problems(Loading.minimal + "\ngoals: [{share: 100%, goal: surveys}]\n")
    #expect(unknown.map(\.code) == [.unknownPreset])
    #expect(unknown.first?.remedy == "Did you mean 'survey'?")
    let half = Loading.problems(Loading.minimal + "\ngoals: [{share: 50%, goal: survey}]\n")
    #expect(half.map(\.code) == [.shares])
  }
}
