import Scenarios
import SimCore
import Testing
import VoicePipeline

/// Values are read through the key that takes them, as an author would write them.
@Suite("Scenario values")
struct ValueTests {
  private func loaded(_ overrides: String...) throws -> Scenario {
    try Loading.load(Loading.minimal, overrides: overrides)
  }

  private func value(_ path: String, in scenario: Scenario) -> String? {
    scenario.assumptions.first { $0.path == path }?.value
  }

  @Test(arguments: [
    ("0s", Duration.zero, "0s"),
    ("500ms", .milliseconds(500), "500ms"),
    ("1.5s", .milliseconds(1500), "1500ms"),
    ("0.000000001s", .nanoseconds(1), "1ns"),
    ("250us", .microseconds(250), "250us"),
    ("60s", .seconds(60), "1m"),
    ("1.50m", .seconds(90), "90s"),
    ("0.5h", .seconds(1800), "30m"),
    ("1d", .seconds(86_400), "24h"),
    ("007ms", .milliseconds(7), "7ms"),
  ])
  func `a duration is exact and has one way to be written`(
    text: String,
    duration: Duration,
    canonical: String
  ) throws {
    let scenario = try Loading.load(
      Loading.minimal,
      overrides: ["duration=48h", "warm_up=\(text)"]
    )
    #expect(scenario.warmUp == duration)
    #expect(value("warm_up", in: scenario) == canonical)
  }

  @Test(arguments: [
    "5", "s", "5 s", "1e3s", "+5s", ".5s", "5.s", "5S", "1h30m", "5ss", "--5s", "١s", "0x5s",
    "'5s '", "1..5s", "5,0s",
  ])
  func `what is no duration is refused`(text: String) {
    #expect(Loading.problems(Loading.minimal, overrides: ["warm_up=\(text)"]).count == 1)
  }

  /// Any number of milliseconds comes back, in every unit that can write it.
  @Test func `durations in different units agree`() throws {
    let key = DrawKey(seed: 7)
    for index in 0..<200 {
      let milliseconds = key.below(10_000_000, Purpose("test.duration"), UInt64(index))
      let text = "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst())s"
      let scenario = try loaded("duration=3h", "warm_up=\(text)")
      #expect(scenario.warmUp == .milliseconds(milliseconds), "\(text)")
    }
  }

  @Test(arguments: [
    ("20000/h", 20000.0 / 3600, "20000/h"), ("5.5/s", 5.5, "5.5/s"), ("300/m", 5.0, "300/m"),
    ("0600.0/h", 600.0 / 3600, "600/h"),
  ])
  func `a rate is per second`(text: String, rate: Double, canonical: String) throws {
    let scenario = try loaded("load.campaign.rate=\(text)")
    #expect(scenario.campaigns[0].rate == rate)
    #expect(value("load.campaign.rate", in: scenario) == canonical)
  }

  @Test(arguments: ["5", "5/d", "5/", "/h", "5/h/h", "-5/h", "0/h", "1e9/s", "2000/s", "5 /h"])
  func `what is no rate of calls is refused`(text: String) {
    let problems = Loading.problems(Loading.minimal, overrides: ["load.campaign.rate=\(text)"])
    #expect(problems.count == 1)
  }

  @Test(arguments: [
    ("60%", 0.6, "60%"), ("0.6", 0.6, "60%"), ("1.62%", 0.0162, "1.62%"), ("100%", 1, "100%"),
    ("1", 1, "100%"), ("0", 0, "0%"), ("0.005%", 0.00005, "0.005%"), ("33.30%", 0.333, "33.3%"),
  ])
  func `a percentage and a share are the same number`(
    text: String,
    share: Double,
    canonical: String
  ) throws {
    let scenario = try loaded("agent.stt.word_error_rate=\(text)")
    #expect(scenario.agent.stt.wordErrorRate == share)
    #expect(value("agent.stt.word_error_rate", in: scenario) == canonical)
  }

  @Test func `every kind of distribution is read`() throws {
    let forms: [(String, DurationDistribution)] = [
      ("5s", .fixed(.seconds(5))),
      ("{fixed: 5s}", .fixed(.seconds(5))),
      ("{mean: 18s, cv: 0.75}", .logNormal(mean: .seconds(18), cv: 0.75)),
      ("{median: 8s, sigma: 0.45}", .logNormal(median: .seconds(8), sigma: 0.45)),
      ("{mean: 20s, sd: 1.5s}", .normal(mean: .seconds(20), sd: .milliseconds(1500))),
      ("{exponential: 5s}", .exponential(mean: .seconds(5))),
      ("{uniform: [1s, 2s]}", .uniform(.seconds(1), .seconds(2))),
      ("{p50: 2s, p95: 3s}", .quantiles(p50: .seconds(2), p95: .seconds(3))),
      (
        "{p50: 2s, p95: 3s, p99: 4s}",
        .quantiles(p50: .seconds(2), p95: .seconds(3), p99: .seconds(4))
      ),
      (
        "{max: 9s, p95: 3s, p50: 2s}",
        .quantiles(p50: .seconds(2), p95: .seconds(3), max: .seconds(9))
      ),
    ]
    for (text, distribution) in forms {
      let scenario = try loaded("agent.llm.time_to_first_token=\(text)")
      #expect(scenario.agent.llm.timeToFirstToken == distribution, "\(text)")
      let again = try Loading.load(scenario.resolvedText)
      #expect(again == scenario, "\(text)")
    }
  }

  @Test(arguments: [
    ("{}", ScenarioProblemCode.badValue),
    ("{mean: 5s}", .missingKey),
    ("{cv: 1}", .badValue),
    ("{mean: 5s, cv: 1, sd: 1s}", .badValue),
    ("{p50: 1s}", .missingKey),
    ("{p50: 0s, p95: 1s}", .outOfRange),
    ("{p50: 2s, p95: 1s}", .outOfRange),
    ("{p50: 1s, p95: 2s, p99: 3s, max: 2.5s}", .outOfRange),
    ("{median: 0s, sigma: 1}", .outOfRange),
    ("{median: 1s, sigma: -1}", .outOfRange),
    ("{median: 1s, sigma: 1000}", .outOfRange),
    ("{uniform: [2s, 1s]}", .outOfRange),
    ("{uniform: [1s]}", .badValue),
    ("{uniform: 1s}", .wrongType),
    ("{exponential: -1s}", .outOfRange),
    ("{fixed: 1000h}", .outOfRange),
    ("{p60: 1s, p95: 2s}", .unknownKey),
    ("[1s]", .wrongType),
  ])
  func `a distribution that cannot be is refused`(text: String, code: ScenarioProblemCode) {
    let path = "agent.llm.time_to_first_token"
    let problems = Loading.problems(Loading.minimal, overrides: ["\(path)=\(text)"])
    #expect(problems.map(\.code) == [code])
    #expect(problems.first?.path == path)
    #expect(problems.first?.file == "--set")
  }

  @Test func `a problem inside a distribution has its own column`() throws {
    let text = Loading.minimal + "\nagent: {llm: {time_to_first_token: {p50: 1s, p95: x}}}\n"
    let found = try #require(Loading.problems(text).first)
    #expect((found.line, found.column) == (5, 51))
    #expect(found.message.hasPrefix("p95: "))
  }

  @Test func `instants keep their instant in any offset`() throws {
    let zulu = try loaded("start=2026-03-02T14:00:00Z")
    let offset = try loaded("start=2026-03-02T09:00:00-05:00")
    #expect(zulu.start == offset.start)
    #expect(value("start", in: offset) == "2026-03-02T14:00:00Z")
  }

  @Test func `calling hours are seconds of the day, and the end is too late`() throws {
    #expect(try loaded("compliance.hours=09:30-24:00").compliance.hours == 34_200..<86_400)
    #expect(try loaded().compliance.hours == 28_800..<75_600)
  }

  @Test func `throttling has two forms`() throws {
    let reject = try loaded("carriers[0].throttle={reject: 403}")
    #expect(reject.carriers[0].throttle == .reject(LimitRefusal(status: 403)))
    let queue = try loaded("carriers[0].throttle={queue: 5m}")
    #expect(
      queue.carriers[0].throttle == .queue(limit: .seconds(300), LimitRefusal(status: 503))
    )
    let full = try loaded("carriers[0].throttle={queue: 24h, reject: 429, code: 22005, reason: No}")
    let words = LimitRefusal(status: 429, code: 22005, text: "No")
    #expect(full.carriers[0].throttle == .queue(limit: .seconds(86_400), words))
    for text in [
      "{}", "{reject: 200}", "{queue: 0s}", "{code: 7}", "{reject: 503, code: no}", "503",
    ] {
      let problems = Loading.problems(
        Loading.minimal,
        overrides: ["carriers[0].throttle=\(text)"]
      )
      #expect(problems.count == 1, "\(text)")
    }
  }

  @Test func `hazards rise with the silence`() throws {
    let scenario = try loaded("callers[0].patience.hazard={0s: 0, 2s: 0.1, 4s: 0.25}")
    #expect(scenario.callers[0].patience.hazard.map(\.from) == [.zero, .seconds(2), .seconds(4)])
    #expect(scenario.callers[0].patience.hazard.map(\.perSecond) == [0, 0.1, 0.25])
    for text in ["{2s: 0.1, 0s: 0}", "{2s: -1}", "{x: 1}", "{}", "0.1"] {
      let override = "callers[0].patience.hazard=\(text)"
      #expect(Loading.problems(Loading.minimal, overrides: [override]).count == 1, "\(text)")
    }
  }

  @Test func `a lead path is relative to the scenario file`() throws {
    #expect(try loaded().campaigns[0].leadsPath == "/dir/leads.csv")
    #expect(try loaded("load.campaign.leads=../x.csv").campaigns[0].leadsPath == "/dir/../x.csv")
    #expect(try loaded("load.campaign.leads=/a/x.csv").campaigns[0].leadsPath == "/a/x.csv")
  }
}
