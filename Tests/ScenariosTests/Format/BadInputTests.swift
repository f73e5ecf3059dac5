import Scenarios
import Testing

/// One wrong scenario and the problem that must be found in it.
struct BadInput: Sendable, CustomTestStringConvertible {
  var title: String
  /// Replaces or follows the lines of a good scenario.
  var text: String
  var code: ScenarioProblemCode
  var line: Int
  var column: Int
  var path: String
  var remedy: String

  var testDescription: String { title }

  init(
    _ title: String,
    _ text: String,
    _ code: ScenarioProblemCode,
    _ line: Int,
    _ column: Int,
    _ path: String,
    _ remedy: String
  ) {
    self.title = title
    self.text = text
    self.code = code
    self.line = line
    self.column = column
    self.path = path
    self.remedy = remedy
  }

  /// The four lines of the smallest scenario stand before the text of each.
  static let appended: [BadInput] = [
    BadInput("unknown key", "agnet: {}", .unknownKey, 5, 1, "agnet", "'agent'"),
    BadInput(
      "unknown key, nothing near",
      "zzzzzzzz: 1",
      .unknownKey,
      5,
      1,
      "zzzzzzzz",
      "thresholds"
    ),
    BadInput(
      "unknown nested key",
      "agent: {sst: deepgram-nova-3}",
      .unknownKey,
      5,
      9,
      "agent.sst",
      "'stt'"
    ),
    BadInput("merge key", "agent: {<<: {}}", .unknownKey, 5, 9, "agent.<<", "Merge keys"),
    BadInput("duplicate key", "duration: 6m", .duplicateKey, 5, 1, "duration", "Keep one"),
    BadInput(
      "scalar for a mapping",
      "platform: 3",
      .wrongType,
      5,
      11,
      "platform",
      "slots_per_pod"
    ),
    BadInput("list for a mapping", "agent: [a]", .wrongType, 5, 8, "agent", "endpointing"),
    BadInput("mapping for a list", "carriers: {a: b}", .wrongType, 5, 11, "carriers", "'- '"),
    BadInput("mapping for a scalar", "seed: {a: b}", .wrongType, 5, 7, "seed", "form"),
    BadInput("nothing for a value", "seed:", .wrongType, 5, 6, "seed", "form"),
    BadInput(
      "word for a number",
      "platform: {pods: many}",
      .badValue,
      5,
      18,
      "platform.pods",
      "whole number"
    ),
    BadInput(
      "half for a whole number",
      "platform: {pods: 1.5}",
      .badValue,
      5,
      18,
      "platform.pods",
      "whole number"
    ),
    BadInput(
      "yes for true",
      "compliance: {require_consent: yes}",
      .badValue,
      5,
      31,
      "compliance.require_consent",
      "true or false"
    ),
    BadInput(
      "negative duration",
      "warm_up: -5m",
      .outOfRange,
      5,
      10,
      "warm_up",
      "0s to 24h"
    ),
    BadInput("absurd duration", "warm_up: 900h", .outOfRange, 5, 10, "warm_up", "0s to 24h"),
    BadInput(
      "duration past all time",
      "warm_up: 999999999999999999h",
      .outOfRange,
      5,
      10,
      "warm_up",
      "0s to 24h"
    ),
    BadInput(
      "duration finer than time",
      "warm_up: 0.0000000001s",
      .outOfRange,
      5,
      10,
      "warm_up",
      "0s to 24h"
    ),
    BadInput(
      "duration without unit",
      "agent: {endpointing: 500}",
      .badValue,
      5,
      22,
      "agent.endpointing",
      "500ms"
    ),
    BadInput(
      "unknown unit",
      "agent: {endpointing: 5 minutes}",
      .badValue,
      5,
      22,
      "agent.endpointing",
      "500ms"
    ),
    BadInput("count of zero", "replications: 0", .outOfRange, 5, 15, "replications", "1 to"),
    BadInput(
      "huge number",
      "platform: {pods: 99999999999999999999}",
      .outOfRange,
      5,
      18,
      "platform.pods",
      "1 to"
    ),
    BadInput(
      "share over the whole",
      "compliance: {do_not_call: {additions: 101%}}",
      .outOfRange,
      5,
      39,
      "compliance.do_not_call.additions",
      "0% to 100%"
    ),
    BadInput(
      "share without its sign",
      "agent: {stt: {word_error_rate: 5}}",
      .outOfRange,
      5,
      32,
      "agent.stt.word_error_rate",
      "5%"
    ),
    BadInput(
      "unknown preset",
      "answers: warm-lst",
      .unknownPreset,
      5,
      10,
      "answers.preset",
      "'warm-list'"
    ),
    BadInput(
      "unknown model",
      "agent: {llm: gpt-4o-mni}",
      .unknownPreset,
      5,
      14,
      "agent.llm.preset",
      "'gpt-4o-mini'"
    ),
    BadInput(
      "unknown profile",
      "callers:\n  - {share: 100%, profile: martian}",
      .unknownPreset,
      6,
      28,
      "callers[0].profile",
      "us-landline-quiet"
    ),
    BadInput(
      "preset where none can stand alone",
      "carriers: [telnyx]",
      .wrongType,
      5,
      12,
      "carriers[0]",
      "name"
    ),
    BadInput(
      "answer shares",
      "answers: {human: 70%}",
      .shares,
      5,
      18,
      "answers",
      "Take 10% off"
    ),
    BadInput(
      "caller shares",
      "callers:\n  - {share: 70%}\n  - {share: 29.5%}",
      .shares,
      6,
      13,
      "callers",
      "Add 0.5%"
    ),
    BadInput(
      "carriers of one name",
      "carriers: [{name: a}, {name: a}]",
      .contradiction,
      5,
      30,
      "carriers[1].name",
      "name of its own"
    ),
    BadInput(
      "two limits of one account",
      "carriers: [{name: a, account: x}, {name: b, account: x, cps: 5}]",
      .contradiction,
      5,
      62,
      "carriers[1].cps",
      "the same cps for both"
    ),
    BadInput(
      "a fault that befalls nothing",
      "faults: [{kind: outage}]",
      .contradiction,
      5,
      10,
      "faults[0]",
      "an endpoint, such as llm"
    ),
    BadInput(
      "a fault of an unknown carrier",
      "faults: [{carrier: nobody, kind: outage}]",
      .contradiction,
      5,
      20,
      "faults[0].carrier",
      "one of these"
    ),
    BadInput(
      "a model without signalling",
      "faults: [{endpoint: llm, kind: signalling-outage}]",
      .contradiction,
      5,
      32,
      "faults[0].kind",
      "a carrier in place"
    ),
    BadInput(
      "a measure that the fault has not",
      "faults: [{carrier: trunk, kind: media-outage, share: 3%}]",
      .contradiction,
      5,
      54,
      "faults[0].share",
      "Leave it out"
    ),
    BadInput(
      "a model without a line",
      "faults: [{endpoint: tts, kind: media-outage}]",
      .contradiction,
      5,
      32,
      "faults[0].kind",
      "a carrier in place"
    ),
    BadInput(
      "no carriers",
      "carriers: []",
      .outOfRange,
      5,
      11,
      "carriers",
      "within the limits"
    ),
    BadInput(
      "missing key in a list",
      "carriers: [{weight: 2}]",
      .missingKey,
      5,
      12,
      "carriers[0].name",
      "name: north"
    ),
    BadInput(
      "warm-up of everything",
      "warm_up: 5m",
      .contradiction,
      5,
      10,
      "warm_up",
      "shorter than 5m"
    ),

    BadInput(
      "mix without a share",
      "fidelity: {default: flow}",
      .missingKey,
      5,
      11,
      "fidelity",
      "Add audio"
    ),
    BadInput("no tier", "fidelity: flo", .fidelity, 5, 11, "fidelity", "flow"),
    BadInput("instant without zone", "start: 2026-03-02T14:00:00", .badValue, 5, 8, "start", "Z"),
    BadInput("no instant", "start: 2026-02-30T14:00:00Z", .badValue, 5, 8, "start", "Z"),
    BadInput(
      "hours past midnight",
      "compliance: {hours: 21:00-08:00}",
      .outOfRange,
      5,
      21,
      "compliance.hours",
      "earlier time first"
    ),
    BadInput(
      "hour of no day",
      "compliance: {hours: 08:00-25:00}",
      .badValue,
      5,
      21,
      "compliance.hours",
      "08:00-21:00"
    ),
    BadInput(
      "unknown choice",
      "claim: {id: A3, quote: q, source: s, metric: active_calls.max, "
        + "range: [25, 30], expected: refutd}",
      .unknownChoice,
      5,
      91,
      "claim.expected",
      "'refuted'"
    ),
    BadInput(
      "claim in another unit",
      "claim: {id: A3, quote: q, source: s, metric: active_calls.max, "
        + "range: [25%, 30%], expected: refuted}",
      .contradiction,
      5,
      71,
      "claim.range",
      "[25, 30]"
    ),
    BadInput(
      "source of nothing",
      "provenance: [{grade: verified, source: s, paths: [agent.lm]}]",
      .provenance,
      5,
      51,
      "provenance[0].paths[0]",
      "simrun explain"
    ),
  ]
}

@Suite("Bad scenario input")
struct BadInputTests {
  @Test(arguments: BadInput.appended + BadInput.dialing)
  func `a wrong value is named with file, line, column, path and remedy`(bad: BadInput) throws {
    let problems = Loading.problems(Loading.minimal + "\n" + bad.text + "\n")
    let found = try #require(problems.first)
    #expect(problems.count == 1, "\(problems.map(\.text))")
    #expect(found.code == bad.code, "\(found.text)")
    #expect(found.file == "test.yaml")
    #expect((found.line, found.column) == (bad.line, bad.column), "\(found.text)")
    #expect(found.path == bad.path)
    #expect(found.remedy.contains(bad.remedy), "\(found.text)")
  }

  @Test(arguments: [
    ("{after: [busy]}", ScenarioProblemCode.unknownChoice, "after[0]"),
    ("{after: []}", .outOfRange, "after"),
    ("{after: voicemail}", .wrongType, "after"),
    ("{delay: -1m}", .outOfRange, "delay"),
    ("{most: 0}", .outOfRange, "most"),
    ("{most: 1.5}", .badValue, "most"),
    ("{price: 0.01}", .badValue, "price"),
    ("{price: $101}", .outOfRange, "price"),
    ("{consent: true}", .unknownKey, "consent"),
  ])
  func `a wrong value of a campaign's texts is named`(
    _ sms: String,
    _ code: ScenarioProblemCode,
    _ key: String
  ) throws {
    let head = "scenario: a\nduration: 1m\nload: {campaign: {leads: l, rate: 1/s, sms: "
    let problems = Loading.problems(head + sms + "}}\n")
    #expect(problems.map(\.code) == [code], "\(problems.map(\.text))")
    #expect(problems.first?.path == "load.campaign.sms." + key)
  }

  @Test(arguments: [
    "../evil", "a/b", "/etc/passwd", "..\\evil", "", ".", "..", "-x", "a b", "é",
    String(repeating: "x", count: 65),
  ])
  func `a name that could not name a file is refused`(name: String) throws {
    let text = "scenario: '\(name)'\nduration: 1m\nload: {campaign: {leads: l, rate: 1/s}}\n"
    let found = try #require(Loading.problems(text).first)
    #expect(found.code == .badName)
    #expect((found.line, found.column, found.path) == (1, 11, "scenario"))
  }

  @Test func `a name of 64 characters is taken`() throws {
    let name = String(repeating: "x", count: 64)
    let text = "scenario: \(name)\nduration: 1m\nload: {campaign: {leads: l, rate: 1/s}}\n"
    #expect(try Loading.load(text).name == name)
  }

  @Test func `missing keys are reported at the mapping that lacks them`() throws {
    let problems = Loading.problems("scenario: a\nload:\n  campaign: {rate: 1/s}\n")
    #expect(problems.map(\.path) == ["duration", "load.campaign.leads"])
    #expect(problems.map(\.code) == [.missingKey, .missingKey])
    #expect(problems.map(\.line) == [1, 3])
    #expect(problems.map(\.column) == [1, 13])
    #expect(problems[0].remedy.contains("duration: 1h"))
  }

  @Test func `all problems of a file are found at once, in order of place`() {
    let text = """
      scenario: a/b
      duration: -5m
      load:
        campaign: {leads: x, rate: 5}
      agent:
        sst: x
        stt: depgram-nova-3
      callers:
        - {share: 70%}
      thresholds:
        - respons_latency.p95 < 5s
      duration: 1m
      """
    let problems = Loading.problems(text, overrides: ["agent.lm=x"])
    #expect(
      problems.map(\.code) == [
        .badName, .outOfRange, .badValue, .unknownKey, .unknownPreset, .shares, .badThreshold,
        .duplicateKey, .badOverride,
      ]
    )
    #expect(problems.map(\.line) == [1, 2, 4, 6, 7, 9, 11, 12, 1])
    #expect(problems.map(\.file).dropLast().allSatisfy { $0 == "test.yaml" })
    #expect(problems.last?.file == "--set")
  }

  @Test func `the text of a problem starts with a place that editors can jump to`() throws {
    let found = try #require(Loading.problems(Loading.minimal + "\nagnet: {}\n").first)
    #expect(found.text.hasPrefix("test.yaml:5:1: SCN-010 agnet: the key 'agnet' is not known here"))
    #expect(found.text.hasSuffix("remedy: Did you mean 'agent'?"))
  }

  @Test func `no two codes of the catalogue are alike, and each has cause and remedy`() {
    let codes = ScenarioProblemCode.allCases
    #expect(Set(codes.map(\.rawValue)).count == codes.count)
    #expect(Set(codes.map(\.cause)).count == codes.count)
    #expect(codes.allSatisfy { !$0.remedy.isEmpty && $0.cause.last == "." })
  }

  @Test(arguments: ["42", "[a]", "just text", "~"])
  func `a root that is no mapping is refused`(text: String) throws {
    let found = try #require(Loading.problems(text).first)
    #expect(found.code == .wrongType)
    #expect((found.line, found.column) == (1, 1))
  }
}
