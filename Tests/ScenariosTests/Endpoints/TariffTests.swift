import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Tariffs and faults")
struct TariffTests {
  private func call(
    _ usage: TokenUsage = TokenUsage(output: 0),
    audio: Duration = .zero,
    characters: Int = 0
  ) -> ServiceUsage {
    var used = ServiceUsage()
    used += ModelCall(
      service: .languageModel,
      number: 1,
      begun: .zero,
      ended: .zero,
      ending: .completed,
      usage: usage,
      audio: audio,
      characters: characters
    )
    return used
  }

  @Test func `tokens, minutes and characters cost what is published`() throws {
    let agent = try EndpointBench.agent(
      "stt: deepgram-nova-3, llm: gpt-4o-mini, tts: cartesia-sonic-3, realtime: gpt-realtime-1.5"
    )
    // 1,000 of 10,000 tokens at $0.075, 9,000 at $0.15, 100 at $0.60, each of a million.
    let usage = TokenUsage(input: 10_000, cachedInput: 1_000, output: 100)
    #expect(agent.llm.price?.cost(of: call(usage)) == Nanodollars(75_000 + 1_350_000 + 60_000))
    #expect(agent.stt.price?.cost(of: call(audio: .seconds(90))) == Nanodollars(7_200_000))
    #expect(agent.tts.price?.cost(of: call(characters: 500)) == Nanodollars(19_500_000))
    // A minute heard and a minute spoken: 600 tokens at $32, 1,200 at $64.
    let spoken = TokenUsage(input: 600, output: 1_200)
    let price = try #require(agent.realtime?.price)
    #expect(price.cost(of: call(spoken)) == Nanodollars(19_200_000 + 76_800_000))
    let grok = try #require(try EndpointBench.agent("realtime: grok").realtime?.price)
    #expect(grok.cost(ofSession: .seconds(180)) == Nanodollars(150_000_000))
    #expect(grok.cost(of: call(spoken)) == .zero)
  }

  @Test func `amounts are rounded to the nearest billionth, and huge ones do not overflow`() {
    #expect(Nanodollars(10).times(1, per: 4) == Nanodollars(3))
    #expect(Nanodollars(10).times(1, per: 3) == Nanodollars(3))
    let most = Nanodollars(100_000_000_000_000)
    #expect(most.times(90_000_000_000, per: 1_000_000) == Nanodollars(9_000_000_000_000_000_000))
  }

  @Test func `a sliding window of tokens never holds more than its limit`() {
    for seed in 0..<50 as Range<UInt64> {
      let draws = DrawKey(seed: seed)
      var limiter = RollingSumLimiter(limit: 1_000, window: .seconds(60))
      var admitted: [(at: Int64, weight: Int)] = []
      var now = SimInstant.zero
      for step in 0..<400 as Range<UInt64> {
        now = now.advanced(by: .milliseconds(draws.below(8_000, .testGap, step)))
        let weight = 1 + draws.below(300, .testWeight, step)
        switch limiter.judge(weight, at: now) {
        case .admitted:
          _ = limiter.admit(weight, at: now)
          admitted.append((now.nanoseconds, weight))
        case .refused(let wait):
          // It would not have fitted any sooner.
          var copy = limiter
          let before = now.advanced(by: wait - .nanoseconds(1))
          #expect(copy.judge(weight, at: before) != .admitted, "seed \(seed)")
          #expect(copy.judge(weight, at: now.advanced(by: wait)) == .admitted, "seed \(seed)")
        case .impossible: Issue.record("every weight fits an empty window")
        }
      }
      for (index, entry) in admitted.enumerated() {
        let window = admitted[...index].filter { entry.at - $0.at < 60_000_000_000 }
        #expect(window.reduce(0) { $0 + $1.weight } <= 1_000, "seed \(seed)")
      }
    }
  }

  @Test func `random outages have the rate and the length that were asked for`() throws {
    let text = "faults: [{endpoint: stt, kind: random-outages, for: 20m, every: 30d}]"
    let faults = try Loading.load(Loading.minimal + "\n" + text).faults
    let horizon = SimInstant.zero.advanced(by: .seconds(86_400 * 300))
    var count = 0
    var down = 0.0
    for seed in 0..<200 as Range<UInt64> {
      let key = DrawKey(seed: seed)
      let schedule = FaultSchedule(faults, key: key, horizon: horizon)
      #expect(schedule == FaultSchedule(faults, key: key, horizon: horizon))
      count += schedule.windows.count
      down += schedule.windows.reduce(0) {
        $0 + Double($1.start.duration(to: $1.end).nanoseconds) / 60e9
      }
    }
    // 200 x 300 days at one in 30 days: 2,000 outages, three standard deviations are 134.
    #expect((count - 2_000).magnitude < 134, "\(count)")
    #expect((down / Double(count) / 20 - 1).magnitude < 0.07)
  }

  @Test func `faults that overlap take their toll together`() throws {
    let text = """
      faults:
        - {at: 0s, for: 10s, endpoint: tools, kind: brown-out, latency_factor: 2, error_share: 50%}
        - {at: 5s, for: 10s, endpoint: tools, kind: brown-out, latency_factor: 3, error_share: 50%}
      """
    let faults = try Loading.load(Loading.minimal + "\n" + text).faults
    let schedule = FaultSchedule(faults, key: DrawKey(seed: 1), horizon: .zero)
    let health = try #require(schedule.health(of: .tools))
    let factors = [0, 4, 5, 9, 10, 14, 15].map {
      health.effect(at: SimInstant.zero.advanced(by: .seconds($0))).latencyFactor
    }
    #expect(factors == [2, 2, 6, 6, 3, 3, 1])
    let both = health.effect(at: SimInstant.zero.advanced(by: .seconds(7)))
    #expect(both.errorShare == 0.75)
    #expect(schedule.health(of: .llm) == nil)
  }

  @Test func `keys that are not known and machines that are too small are refused`() {
    let unknown = [
      "agent: {stt: {failures: {lost: 1%}}}", "agent: {tts: {quota: {slots: 2}}}",
      "faults: [{endpoint: llm, kind: outage, until: 3m}]",
      "agent: {llm: {price: {input: 0.15}}}", "agent: {desk: {zone: Atlantis/Capital}}",
      "agent: {llm: {server: {parameters: 70, memory: 80}}}",
    ]
    for text in unknown {
      #expect(!Loading.problems(Loading.minimal + "\n" + text).isEmpty, "\(text)")
    }
  }
}

extension Purpose {
  fileprivate static let testGap = Purpose("test.rolling_sum.gap")
  fileprivate static let testWeight = Purpose("test.rolling_sum.weight")
}
