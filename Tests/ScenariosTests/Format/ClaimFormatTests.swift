import Scenarios
import Testing
import VoicePipeline

@Suite("Claims that compare")
struct ClaimFormatTests {
  private static let figures = "figures: [{name: f, value: hold_time.p50, range: < 1h}]"

  private static let crossed = """
    \(ClaimLoading.arms)
    vary:
      - {path: agent.llm, values: [gpt-4o-mini, gpt-oss-120b-groq], label: model}
      - {path: platform.pods, values: [1, 2, 3], role: treatment}
    baseline: fast
    figures:
      - {name: own, value: hold_time.p50, range: < 1h}
      - {name: cut, value: "reduction(slow.hold_time.p50, fast.hold_time.p50)"}
      - {name: ends, value: first.hold_time.p50 - last.hold_time.p50, range: [-1s, 1s]}
    replications_max: 9
    """

  private static func crossedScenario(_ overrides: [String] = []) throws -> Scenario {
    let names = PresetCatalogue.families.first { $0.noun == "language model" }?.presets ?? []
    let other = try #require(names.last { $0.name != "gpt-4o-mini" }).name
    return try ClaimLoading.load(
      crossed.replacing("gpt-oss-120b-groq", with: other),
      overrides: overrides
    )
  }

  @Test func `arms and factors are crossed, the last one changing fastest`() throws {
    let scenario = try Self.crossedScenario()
    let grid = ClaimGrid(try #require(scenario.claim))
    #expect(grid.count == 12)
    #expect(scenario.arms.count == 12)
    #expect(grid.dimensions.map(\.label) == ["arm", "model", "platform.pods"])
    for (index, arm) in scenario.arms.enumerated() {
      let levels = grid.levels(of: index)
      #expect(grid.arm(levels) == index)
      #expect(arm.agent.endpointing == .milliseconds(levels[0] == 0 ? 900 : 300))
      #expect((arm.agent.llm.preset == "gpt-4o-mini") == (levels[1] == 0))
      #expect(arm.platform.pods == .standing(levels[2] + 1))
      #expect(arm.seed == scenario.seed)
      #expect(arm.claim == nil && arm.arms.isEmpty)
    }
    #expect(grid.levels(of: grid.baseline) == [1, 0, 0])
    let set = scenario.arms[grid.baseline].assumptions.first { $0.path == "agent.endpointing" }
    #expect(set?.provenance.source == "scenario file (an arm of the claim)")
  }

  @Test func `a figure differs by what its formula leaves open`() throws {
    let claim = try #require(try Self.crossedScenario().claim)
    let grid = ClaimGrid(claim)
    let varied = (claim.figures ?? []).map { figure in
      grid.dimensions.indices.filter { grid.varies(figure.value, along: $0) }
    }
    #expect(varied == [[0, 1, 2], [1, 2], [1]])
    #expect(grid.arm(.named("fast"), from: [0, 1, 2]) == grid.arm([1, 1, 2]))
    #expect(grid.arm(.first, from: [1, 1, 2]) == grid.arm([0, 1, 0]))
    #expect(grid.arm(.last, from: [0, 1, 0]) == grid.arm([1, 1, 2]))
    #expect(grid.arm(.own, from: [0, 1, 0]) == grid.arm([0, 1, 0]))
  }

  @Test func `an override holds in all arms, but for what an arm sets itself`() throws {
    let scenario = try Self.crossedScenario([
      "platform.slots_per_pod=7", "agent.endpointing=100ms",
    ])
    #expect(scenario.arms.allSatisfy { $0.platform.slotsPerPod == 7 })
    #expect(scenario.arms.first?.agent.endpointing == .milliseconds(900))
    let resolved = try Loading.load(scenario.resolvedText)
    #expect(resolved == scenario)
    #expect(resolved.arms.count == 12)
  }

  @Test func `explain lists the arms and the figures`() throws {
    let text = ScenarioExplanation.text(of: try Self.crossedScenario())
    #expect(text.contains("12 arms x 1 seeds, at most 9; shown in full: fast, gpt-4o-mini, 1"))
    #expect(text.contains("slow | fast"))
    #expect(text.contains("agent.endpointing=900ms"))
    #expect(text.contains("published [-1s, 1s]"))
    #expect(ScenarioExplanation.armCount(of: try Self.crossedScenario()) == ", 12 arms")
  }

  @Test func `a level is any value, a mapping too`() throws {
    let scenario = try ClaimLoading.load(
      """
      vary: [{path: answers, values: [warm-list, {human: 100%, voicemail: 0%, no_answer: 0%,
        busy: 0%, unobtainable: 0%, declined: 0%}]}]
      \(Self.figures)
      """
    )
    #expect(scenario.arms.map(\.answers.human) == [0.6, 1])
    #expect(try Loading.load(scenario.resolvedText) == scenario)
  }

  @Test func `a path that leads nowhere and a value that does not fit are named where they stand`()
    throws
  {
    let problems = ClaimLoading.problems(
      """
      arms:
        - {name: a, set: {agent.endpoint: 1s}}
        - {name: b, set: {"carriers[3].cps": 1, platform.pods: many}}
      vary: [{path: agent.endpointing, values: [200ms, 5 minutes]}]
      \(Self.figures)
      """
    )
    #expect(problems.map(\.line) == [11, 12, 12, 13])
    #expect(problems.map(\.column) == [29, 32, 60, 52])
    #expect(problems.map(\.code) == [.badOverride, .badOverride, .badValue, .badValue])
    #expect(problems.map(\.path).last == "agent.endpointing")
    #expect(problems[0].remedy.contains("'endpointing'"))
  }

  @Test(arguments: BadClaim.all)
  func `a claim that cannot be judged is refused with its place`(bad: BadClaim) throws {
    let problems = ClaimLoading.problems(bad.parts)
    let found = try #require(problems.first, "\(bad.parts)")
    #expect(problems.count == 1, "\(problems.map(\.text))")
    #expect(found.code == bad.code, "\(found.text)")
    #expect((found.line, found.column) == (bad.line, bad.column), "\(found.text)")
    #expect(found.path == bad.path, "\(found.text)")
    #expect(found.text.contains(bad.words), "\(found.text)")
  }
}

/// The parts of a claim with one fault.
struct BadClaim: Sendable, CustomTestStringConvertible {
  var parts: String
  var code: ScenarioProblemCode
  var line: Int
  var column: Int
  var path: String
  /// In the message or its remedy.
  var words: String

  var testDescription: String { words }

  private init(
    _ parts: String,
    _ code: ScenarioProblemCode,
    _ line: Int,
    _ column: Int,
    _ path: String,
    _ words: String
  ) {
    self.parts = parts
    self.code = code
    self.line = line
    self.column = column
    self.path = path
    self.words = words
  }

  private static let figures = "figures: [{name: f, value: hold_time.p50, range: < 1h}]\n"

  private static let manyLevels = (1...17).map(String.init).joined(separator: ", ")

  static let all: [BadClaim] = [
    BadClaim("", .missingKey, 6, 3, "claim.metric", "active_calls.max"),
    BadClaim("metric: active_calls.max", .missingKey, 6, 3, "claim.range", "[25, 30]"),
    BadClaim("range: [1, 2]", .missingKey, 6, 3, "claim.metric", "figures"),
    BadClaim("arms: []", .outOfRange, 10, 9, "claim.arms", "0 elements; it takes 1"),
    BadClaim("arms: [{name: a}]", .missingKey, 10, 9, "claim.figures", "figures: ["),
    BadClaim(
      figures + "metric: active_calls.max",
      .contradiction,
      11,
      11,
      "claim.metric",
      "both"
    ),
    BadClaim(
      figures + "arms: [{name: a}, {name: a}]",
      .contradiction,
      11,
      28,
      "claim.arms[1].name",
      "before it is named 'a'"
    ),
    BadClaim(
      figures + "arms: [{name: min}]",
      .badValue,
      11,
      17,
      "claim.arms[0].name",
      "a meaning in formulas"
    ),
    BadClaim(
      figures + "arms: [{name: a-b}]",
      .badValue,
      11,
      17,
      "claim.arms[0].name",
      "letters, digits"
    ),
    BadClaim(
      "figures: [{name: f, value: hold_time.p50, range: < 1h}, {name: f, value: hold_time.p90}]",
      .contradiction,
      10,
      66,
      "claim.figures[1].name",
      "before it is named 'f'"
    ),
    BadClaim(
      figures + "vary: [{path: platform.pods, values: []}]",
      .outOfRange,
      11,
      40,
      "claim.vary[0].values",
      "0 elements; it takes 2"
    ),
    BadClaim(
      figures + "vary: [{path: platform.pods}]",
      .missingKey,
      11,
      10,
      "claim.vary[0].values",
      "200ms, 400ms"
    ),
    BadClaim(
      figures + "vary: [{path: platform.pods, values: [1, 2, 1]}]",
      .contradiction,
      11,
      47,
      "claim.vary[0].values[2]",
      "'1'"
    ),
    BadClaim(
      figures + "vary: [{path: seed, values: [1, 2]}]",
      .contradiction,
      11,
      17,
      "claim.vary[0].path",
      "the same in all arms"
    ),
    BadClaim(
      figures + "arms: [{name: a, set: {agent: {}}}]\n"
        + "vary: [{path: agent.endpointing, values: [1s, 2s]}]",
      .contradiction,
      12,
      17,
      "claim.vary[0].path",
      "set the same value"
    ),
    BadClaim(
      figures + "vary: [{path: platform.pods, values: [\(manyLevels)]}, "
        + "{path: platform.slots_per_pod, values: [\(manyLevels)]}, "
        + "{path: replications, values: [1, 2]}]",
      .contradiction,
      11,
      210,
      "claim.vary[2].path",
      "the same in all arms"
    ),
    BadClaim(
      figures + "vary: [{path: platform.pods, values: [\(manyLevels)]}, "
        + "{path: platform.slots_per_pod, values: [\(manyLevels)]}, "
        + "{path: load.campaign.attempts, values: [\(manyLevels)]}]",
      .outOfRange,
      11,
      9,
      "claim.vary",
      "4913 arms"
    ),
    BadClaim(
      figures + "baseline: b\narms: [{name: a}]",
      .unknownChoice,
      11,
      13,
      "claim.baseline",
      "no arm 'b'"
    ),
    BadClaim(
      figures + "tradeoff: [f, g]",
      .unknownChoice,
      11,
      17,
      "claim.tradeoff[1]",
      "no figure 'g'"
    ),
    BadClaim(
      "figures: [{name: f, value: hold_time.p50}]",
      .missingKey,
      10,
      13,
      "claim.figures[0].range",
      "held against a range"
    ),
    BadClaim(
      "figures: [{name: f, value: hold_time.p50, range: < 5%}]",
      .contradiction,
      10,
      52,
      "claim.figures[0].range",
      "the figure is one"
    ),
    BadClaim(
      "figures: [{name: f, value: call_success_rate, range: [1s, 2s]}]",
      .contradiction,
      10,
      56,
      "claim.figures[0].range",
      "the figure is none"
    ),
    BadClaim(
      "figures: [{name: f, value: call_success_rate, range: [20%, 10%]}]",
      .outOfRange,
      10,
      56,
      "claim.figures[0].range",
      "the first is larger"
    ),
    BadClaim(
      "figures: [{name: f, value: first.hold_time.p50, range: < 1h}]",
      .contradiction,
      10,
      30,
      "claim.figures[0].value",
      "role: treatment"
    ),
    BadClaim(
      figures + "replications_max: 1",
      .outOfRange,
      11,
      21,
      "claim.replications_max",
      "2 to"
    ),
  ]
}
