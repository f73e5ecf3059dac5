import Scenarios
import Testing
import VoicePipeline

@Suite("Overrides of the command line")
struct OverrideTests {
  private func provenance(_ path: String, in scenario: Scenario) -> Provenance? {
    scenario.assumptions.first { $0.path == path }?.provenance
  }

  @Test func `a value is replaced wherever it is`() throws {
    let scenario = try Loading.load(
      Loading.minimal + "\nagent: {stt: soniox-stt-rt-v4}\ncarriers: [{name: a}, {name: b}]\n",
      overrides: [
        "load.campaign.rate=55/s", "carriers[1].cps=7", "agent.endpointing=250ms",
        "agent.stt.word_error_rate=9%", "compliance.do_not_call.check_at_dial=false",
        "callers=[{share: 0.5}, {share: 50%, profile: car-us}]", "carriers[0].name=z",
      ]
    )
    #expect(scenario.campaigns[0].rate == 55)
    #expect(scenario.carriers.map(\.name) == ["z", "b"])
    #expect(scenario.carriers[1].callsPerSecond == 7)
    #expect(scenario.agent.endpointing == .milliseconds(250))
    #expect(scenario.agent.stt.preset == "soniox-stt-rt-v4")
    #expect(scenario.agent.stt.wordErrorRate == 0.09)
    #expect(!scenario.compliance.checkDoNotCallAtDial)
    #expect(scenario.callers.map(\.profile) == ["us-landline-quiet", "car-us"])
    #expect(provenance("agent.stt.word_error_rate", in: scenario)?.source == "command line (--set)")
    #expect(provenance("agent.stt.latency", in: scenario)?.grade == .verified)
  }

  @Test func `the last of two overrides wins`() throws {
    let scenario = try Loading.load(
      Loading.minimal,
      overrides: ["platform.pods=3", "platform.pods=4"]
    )
    #expect(scenario.platform.pods == .standing(4))
  }

  @Test func `the seed of the command line replaces the file's`() throws {
    let scenario = try Loading.load(Loading.minimal + "\nseed: 5\n", seed: .max)
    #expect(scenario.seed == .max)
    #expect(try Loading.load(scenario.resolvedText).seed == .max)
  }

  @Test(arguments: [
    ("agent.endpoint=1s", ScenarioProblemCode.badOverride, 7, "'endpointing'"),
    ("agnt.endpointing=1s", .badOverride, 1, "'agent'"),
    ("agent.endpointing.x=1s", .badOverride, 19, "whole value"),
    ("carriers.cps=1", .badOverride, 10, "carriers[0].cps"),
    ("carriers[3].cps=1", .badOverride, 10, "0 to 0"),
    ("agent[0].stt=1", .badOverride, 7, "index"),
    ("carriers[x].cps=1", .badOverride, 1, "carriers[0].cps"),
    ("agent..stt=1", .badOverride, 7, "agent.endpointing"),
    ("agent.endpointing", .badOverride, 1, "--set"),
    ("=5", .badOverride, 1, "--set"),
    ("agent.endpointing=", .badOverride, 19, "--set"),
    ("agent.endpointing=-5s", .outOfRange, 19, "0s to 10s"),
    ("agent.endpointing=[1s", .syntax, 22, "']'"),
    ("agent.endpointing=!x 1s", .tag, 19, "Remove"),
    ("agent.stt=nova", .unknownPreset, 11, "deepgram-nova-3"),
    ("agent.stt={preset: deepgram-nova-3, latncy: 1s}", .unknownKey, 37, "'latency'"),
    ("thresholds[0]=dnc_violations == 0", .badOverride, 12, "whole list"),
  ])
  func `an override has its own file name and columns`(
    argument: String,
    code: ScenarioProblemCode,
    column: Int,
    remedy: String
  ) throws {
    let problems = Loading.problems(Loading.minimal, overrides: [argument])
    let found = try #require(problems.first)
    #expect(problems.count == 1)
    #expect(found.code == code, "\(found.text)")
    #expect((found.file, found.line, found.column) == ("--set", 1, column), "\(found.text)")
    #expect(found.remedy.contains(remedy), "\(found.text)")
  }

  @Test func `another preset in a resolved scenario brings its own values`() throws {
    let text =
      Loading.minimal + """

        agent: {stt: {preset: deepgram-nova-3, word_error_rate: 9%}}
        callers: [{share: 100%, profile: elderly-quiet}]
        """
    let resolved = try Loading.load(text).resolvedText
    let overrides = ["agent.stt.preset=soniox-stt-rt-v4", "callers[0].profile=car-us"]
    let direct = try Loading.load(text, overrides: overrides)
    let replayed = try Loading.load(resolved, overrides: overrides)
    #expect(replayed.agent == direct.agent)
    #expect(replayed.callers == direct.callers)
    #expect(replayed.agent.stt.wordErrorRate == 0.09)
    #expect(replayed.callers[0].wordErrorFactor == 1)
    #expect(replayed.assumptions == direct.assumptions)
  }

  @Test func `a whole section of a resolved scenario can be replaced`() throws {
    let resolved = try Loading.load(Loading.minimal).resolvedText
    let scenario = try Loading.load(
      resolved,
      overrides: ["agent.tts=gradium", "answers=warm-list"]
    )
    #expect(scenario.agent.tts.preset == "gradium")
    #expect(
      provenance("agent.tts.time_to_first_byte", in: scenario)?.source.contains("155") == true
    )
  }
}
