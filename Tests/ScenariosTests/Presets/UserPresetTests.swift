import Foundation
import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Presets of the user's own")
struct UserPresetTests {
  private static let file = """
    presets_version: 1
    presets:
      - name: ours
        family: language_model
        summary: Our gateway
        values:
          - key: time_to_first_token
            value: {shift: 150ms, median: 400ms, sigma: 0.5}
            grade: computed
            source: "calls.csv (SHA-256 0123456789ab), ttft_ms, n = 2000"
            date: 2026-03-02
          - {key: failures.hang, value: 1.25%, grade: computed, source: "25 of 2000 over 10 s"}
      - name: ours
        family: recognizer
        values:
          - {key: latency, value: {mean: 180ms, shape: 4}, grade: computed, source: calls.csv}
    """

  private static let scenario =
    Loading.minimal + "\npresets: [mine/ours.yaml]\nagent: {llm: ours, stt: {preset: ours}}\n"

  /// A folder with a file of presets in it.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    init(_ text: String) throws {
      let place = url.appending(path: "mine")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place.appending(path: "ours.yaml"))
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func load(
      _ text: String = UserPresetTests.scenario,
      overrides: [String] = []
    ) throws(ScenarioError) -> Scenario {
      try ScenarioLoader.load(
        bytes: Array(text.utf8),
        fileName: "deep/test.yaml",
        directory: url.path,
        overrides: overrides
      )
    }

    func problems(_ text: String = UserPresetTests.scenario) -> [ScenarioProblem] {
      do throws(ScenarioError) {
        _ = try load(text)
        return []
      } catch {
        return error.problems
      }
    }
  }

  @Test func `a scenario names them, and their values keep grade, source and date`() throws {
    let scenario = try Folder(Self.file).load()
    #expect(scenario.agent.llm.preset == "ours")
    #expect(scenario.agent.llm.timeToFirstToken.quantile(0.5) == .milliseconds(400))
    #expect(scenario.agent.llm.failures.hang == 0.0125)
    #expect(scenario.agent.stt.latency.mean == .milliseconds(180))
    let first = scenario.assumptions.first { $0.path == "agent.llm.time_to_first_token" }
    let source = "calls.csv (SHA-256 0123456789ab), ttft_ms, n = 2000"
    let provenance = Provenance(grade: .computed, source: source, date: "2026-03-02")
    #expect(first?.provenance == provenance)
    let hang = scenario.assumptions.first { $0.path == "agent.llm.failures.hang" }
    #expect(hang?.provenance.source == "25 of 2000 over 10 s")
    let words = scenario.assumptions.first { $0.path == "agent.stt.word_error_rate" }
    #expect(words?.provenance.grade == .default)
    #expect(ScenarioExplanation.text(of: scenario).contains(source))
  }

  @Test func `the resolved text needs no file, and can still be overridden`() throws {
    let scenario = try Folder(Self.file).load()
    let again = try Loading.load(scenario.resolvedText)
    #expect(again.resolvedText == scenario.resolvedText)
    #expect(again.assumptions == scenario.assumptions)
    #expect(again.agent == scenario.agent)
    let other = try Loading.load(scenario.resolvedText, overrides: ["agent.llm=gpt-4o"])
    #expect(other.agent.llm.failures.hang == 0)
    let back = try Loading.load(other.resolvedText, overrides: ["agent.llm=ours"])
    #expect(back.agent.llm == scenario.agent.llm)
  }

  @Test func `a scenario may state a preset itself`() throws {
    let text =
      Loading.minimal + """

        presets:
          - name: quick
            family: synthesizer
            values: [{key: time_to_first_byte, value: 90ms, grade: default, source: a guess}]
        agent: {tts: quick}
        """
    let scenario = try Loading.load(text)
    #expect(scenario.agent.tts.timeToFirstByte == .fixed(.milliseconds(90)))
    #expect(try Loading.load(scenario.resolvedText) == scenario)
  }

  @Test func `a name of another family is not known`() throws {
    let text = Self.scenario.replacing("stt: {preset: ours}", with: "tts: ours")
    let problems = try Folder(Self.file).problems(text)
    #expect(problems.map(\.code) == [.unknownPreset])
  }

  /// What is written in place of what, and the problem with its line and column in the file.
  private static let faults: [(old: String, new: String, ScenarioProblemCode, Int, Int)] = [
    ("family: recognizer", "family: recogniser", .unknownChoice, 14, 13),
    ("key: failures.hang", "key: failures.hung", .presetKey, 12, 15),
    ("key: latency", "key: preset", .presetKey, 16, 15),
    ("grade: computed\n        source", "grade: sure\n        source", .unknownChoice, 9, 16),
    ("sigma: 0.5", "sigma: 0.5, tau: 1ms", .badValue, 8, 16),
    ("shape: 4", "shape: 0", .outOfRange, 16, 52),
    ("median: 400ms", "median: 100ms", .outOfRange, 8, 39),
    (
      "name: ours\n    family: recognizer", "name: aws\n    family: recognizer", .presetName, 13, 11
    ),
    ("family: recognizer", "family: language_model", .presetName, 13, 11),
    ("summary:", "sumary:", .unknownKey, 5, 5),
    ("presets_version: 1", "presets_version: 2", .presetVersion, 1, 18),
    ("presets_version: 1\n", "", .missingKey, 1, 1),
    ("presets:", "preset:", .unknownKey, 2, 1),
    ("      - {key: latency", "      - {kee: latency", .unknownKey, 16, 10),
  ]

  @Test func `what is wrong in a file is told with line and column of that file`() throws {
    for (old, new, code, line, column) in Self.faults {
      let text = Self.file.replacing(old, with: new)
      try #require(text != Self.file, "\(old)")
      let problems = try Folder(text).problems()
      let found = problems.first { $0.code == code && $0.file == "deep/mine/ours.yaml" }
      #expect(found?.line == line && found?.column == column, "\(new): \(problems.map(\.text))")
    }
  }

  @Test func `a file that is not there is told at its place in the scenario`() throws {
    let text = Self.scenario.replacing("ours.yaml", with: "theirs.yaml")
    let problems = try Folder(Self.file).problems(text)
    let first = try #require(problems.first { $0.code == .presetFile })
    #expect(first.file == "deep/test.yaml" && first.line == 5 && first.column == 11)
  }

  @Test func `a file by itself is read as simrun presets reads it`() throws {
    let families = try UserPresetFile.read(Array(Self.file.utf8), fileName: "ours.yaml")
    #expect(families.map(\.path) == ["agent.stt", "agent.llm"])
    let details = PresetCatalogue.details(of: "ours", in: families)
    #expect(details?.contains("failures.hang") == true)
    #expect(throws: ScenarioError.self) {
      _ = try UserPresetFile.read(Array("presets: []\n".utf8), fileName: "a.yaml")
    }
  }

  @Test func `what is written is read again`() throws {
    let families = try UserPresetFile.read(Array(Self.file.utf8), fileName: "ours.yaml")
    let presets = families.flatMap { family in
      family.presets.map { (family: family, preset: $0) }
    }
    let text = UserPresetText.text(presets, comment: ["One line."])
    let again = try UserPresetFile.read(Array(text.utf8), fileName: "ours.yaml")
    let values = { (families: [PresetFamily]) in
      families.flatMap { $0.presets.flatMap(\.values) }.map { "\($0.path) \($0.text)" }
    }
    #expect(values(again) == values(families))
  }

  @Test func `every family of a fit can be written and read, and draws the same`() throws {
    let key = DrawKey(seed: 3)
    let truth = DurationDistribution.exGaussian(
      mu: .milliseconds(250),
      sigma: .milliseconds(30),
      tau: .milliseconds(90)
    )
    let sample = Sample(
      (0..<3_000).map {
        Double(truth.sample(key.bits(Purpose("test.fit"), UInt64($0))).nanoseconds)
      }
    )
    for family in FamilyFit.Family.allCases {
      guard let fit = FamilyFit.fit(family, to: sample) else { continue }
      let override = "agent.llm.time_to_first_token=\(fit.notation)"
      let scenario = try Loading.load(Loading.minimal, overrides: [override])
      let read = scenario.agent.llm.timeToFirstToken
      for step in 1..<100 {
        let p = Double(step) / 100
        // The curve through four quantiles and the table of them round differently.
        let off = (read.quantile(p) - fit.distribution.quantile(p)).nanoseconds.magnitude
        #expect(off <= (family == .fourQuantiles ? 1 : 0), "\(fit.notation) \(p)")
      }
      #expect(try Loading.load(scenario.resolvedText).agent.llm == scenario.agent.llm)
    }
  }
}
