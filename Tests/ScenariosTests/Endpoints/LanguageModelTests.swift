import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Simulated language model")
struct LanguageModelTests {
  /// The fixed model: 100 ms to the first token, then ten tokens a second.
  private static let plain = "time_to_first_token: 100ms, tokens_per_second: 10"

  private func ask(
    _ keys: String,
    _ requests: [GenerationRequest],
    every gap: Duration = .zero,
    replies: OneReply = OneReply(),
    faults: FaultSchedule = .none
  ) throws -> EndpointBench {
    let bench = EndpointBench()
    let spec = try EndpointBench.agent("llm: {\(Self.plain), \(keys)}").llm
    let health = faults.health(of: .llm)
    let model = bench.cell.enter {
      SimulatedLanguageModel(cell: bench.cell, spec: spec, replies: replies, health: health)
    }
    for (place, request) in requests.enumerated() {
      let ear = bench.ear
      bench.at(gap * place) { _ = model.generate(request, for: ear) }
    }
    bench.run()
    return bench
  }

  private func requests(_ count: Int, context: Int = 1000) -> [GenerationRequest] {
    (1...count).map { EndpointBench.request($0, context: context) }
  }

  @Test func `a reply is streamed, or comes whole at its end`() throws {
    let reply = OneReply(text: "One two three. Four.")
    let streamed = try ask("slots: 9", requests(1), replies: reply).generations
    #expect(streamed.map(\.event.text) == ["One", " two three.", " Four.", nil])
    #expect(streamed.map(\.at).first == .milliseconds(100))
    let whole = EndpointBench.request(1, streams: false)
    for bench in [
      try ask("slots: 9", [whole], replies: reply),
      try ask("mode: batch", requests(1), replies: reply),
    ] {
      #expect(bench.generations.map(\.event.text) == ["One two three. Four.", nil])
      #expect(bench.generations.first?.at == streamed.last?.at)
    }
  }

  @Test func `a tool call comes after the text and before the end, also without a text`() throws {
    let call = ToolCall(name: "find_record", arguments: "{\"name\": \"Miller\"}")
    for text in ["One moment.", ""] {
      let bench = try ask("slots: 9", requests(1), replies: OneReply(text: text, toolCall: call))
      let events = bench.generations.map(\.event).suffix(2)
      #expect(events.first == .toolCall(call))
      guard case .completed(let usage) = events.last else {
        Issue.record("the request did not complete")
        return
      }
      #expect(usage.input == 1000)
      #expect(usage.output > 4)
    }
  }

  @Test func `an attempt has luck of its own, and the first that of its request`() throws {
    let spec = "time_to_first_token: {median: 100ms, sigma: 1}"
    var times: [Duration] = []
    for attempt in [1, 2, 1] {
      let bench = EndpointBench()
      let model = try EndpointBench.agent("llm: {\(spec)}").llm
      bench.cell.enter {
        let endpoint = SimulatedLanguageModel(cell: bench.cell, spec: model, replies: OneReply())
        _ = endpoint.generate(EndpointBench.request(attempt: attempt), for: bench.ear)
      }
      bench.run()
      times += bench.generations.prefix(1).map(\.at)
    }
    #expect(times.count == 3 && times[0] == times[2] && times[0] != times[1])
  }

  @Test func `the first token comes later with a longer context, and sooner with a cache`() throws {
    func first(_ context: Int, _ keys: String) throws -> Duration? {
      let read = "prefill_tokens_per_second: 10000, context_tokens: 1000"
      let asked = requests(1, context: context)
      return try ask("\(read), \(keys)", asked).generations.first?.at
    }
    #expect(try first(1000, "slots: 9") == .milliseconds(100))
    #expect(try first(3000, "slots: 9") == .milliseconds(300))
    // Nothing takes away more than three quarters.
    #expect(try first(0, "slots: 9") == .milliseconds(25))
    // Half of 4,096 tokens are cached: 2,048 are read, 1,048 more than were measured.
    #expect(try first(4096, "cached_share: 50%") == .microseconds(204_800))
    #expect(try first(1000, "cached_share: 50%") == .milliseconds(100))
    let bench = try ask("cached_share: 50%", requests(1, context: 4096))
    let usage = TokenUsage(input: 4096, cachedInput: 2048, output: 1)
    #expect(bench.generations.last?.event == .completed(usage))
  }

  @Test func `each bound of a quota refuses in its own way`() throws {
    let minute = try ask("quota: {requests_per_minute: 3}", requests(5), every: .seconds(1))
    #expect(
      minute.refusals == [
        .refused(code: 429, retryAfter: .seconds(57)),
        .refused(code: 429, retryAfter: .seconds(56)),
      ]
    )
    let tokens = try ask("quota: {tokens_per_minute: 2500}", requests(4), every: .seconds(10))
    #expect(
      tokens.refusals == [
        .refused(code: 429, retryAfter: .seconds(40)),
        .refused(code: 429, retryAfter: .seconds(30)),
      ]
    )
    let large = try ask("quota: {tokens_per_minute: 500}", requests(1))
    #expect(large.refusals == [.refused(code: 429)])
    let busy = try ask("quota: {concurrent_requests: 2}", requests(3))
    #expect(busy.refusals == [.refused(code: 429, retryAfter: .seconds(1))])
    let spent = try ask("quota: {tokens_total: 2100}", requests(3), every: .seconds(100))
    #expect(spent.refusals == [.refused(code: 429)])
    let first = try ask(
      "quota: {requests_per_minute: 1, concurrent_requests: 1}",
      requests(2)
    )
    #expect(first.refusals == [.refused(code: 429, retryAfter: .seconds(60))])
  }

  @Test func `failures come with the code of their kind and in their share`() throws {
    let kinds: [(keys: String, failure: PortFailure)] = [
      ("refused: 20%, retry_after: 3s", .refused(code: 429, retryAfter: .seconds(3))),
      ("overloaded: 20%", .refused(code: 529)), ("server_error: 20%", .refused(code: 500)),
      ("broken_off: 20%", .brokenOff(code: nil)),
    ]
    for (keys, failure) in kinds {
      let bench = try ask("slots: 5000, failures: {\(keys)}", requests(5_000))
      #expect(bench.refusals.allSatisfy { $0 == failure })
      // Three standard deviations of a binomial.
      #expect((bench.refusals.count - 1_000).magnitude < 85, "\(keys)")
    }
    let hung = try ask("failures: {hang: 100%}", requests(3))
    #expect(hung.generations.isEmpty)
  }

  @Test func `faults hold within their windows and nowhere else`() throws {
    let text = """
      faults:
        - {at: 10s, for: 10s, endpoint: llm, kind: brown-out, latency_factor: 3, error_share: 0%}
        - {at: 30s, for: 10s, endpoint: llm, kind: outage}
        - {at: 50s, for: 10s, endpoint: llm, kind: rate-limit, factor: 0.5}
        - {at: 5s, for: 100s, endpoint: tts, kind: outage}
      """
    let faults = try Loading.load(Loading.minimal + "\n" + text).faults
    let schedule = FaultSchedule(
      faults,
      key: DrawKey(seed: 1),
      horizon: SimInstant.zero.advanced(by: .seconds(300))
    )
    let bench = try ask(
      "quota: {concurrent_requests: 1}",
      requests(7),
      every: .seconds(10),
      faults: schedule
    )
    let firsts = bench.generations.filter { $0.event.text != nil }
    #expect(firsts.map(\.request) == [1, 2, 3, 5, 7])
    #expect(firsts[1].at == .milliseconds(10_300))
    #expect(firsts[2].at == .milliseconds(20_100))
    #expect(
      bench.refusals == [
        .refused(code: 503),
        .refused(code: 429, retryAfter: .seconds(1)),
      ]
    )
  }

  @Test func `an outage breaks off what is being streamed`() throws {
    let window = FaultSchedule.Window(
      target: .endpoint(.llm),
      start: SimInstant.zero.advanced(by: .milliseconds(150)),
      end: SimInstant.zero.advanced(by: .seconds(9)),
      effect: .outage
    )
    let reply = OneReply(text: "One two three four five.")
    let faults = FaultSchedule(windows: [window])
    let bench = try ask("slots: 9", requests(1), replies: reply, faults: faults)
    #expect(bench.generations.map(\.event) == [.text("One"), .failed(.brokenOff(code: nil))])
  }

  @Test func `a hedge answers with the faster branch and counts the tokens of the other`() throws {
    let keys = "llm: {time_to_first_token: {median: 500ms, sigma: 1}, tokens_per_second: 20"
    func sample(
      _ more: String
    ) throws -> (times: [Duration], usage: [TokenUsage], figures: HedgeFigures?) {
      let bench = EndpointBench()
      let spec = try EndpointBench.agent("\(keys), slots: 10000\(more)}").llm
      let model = bench.cell.enter {
        let reply = OneReply(text: "Yes, that is quite all right with me.")
        let model = spec.model(on: bench.cell, replies: reply)
        for number in 1...2_000 {
          _ = model.generate(EndpointBench.request(number), for: bench.ear)
        }
        return model
      }
      bench.run()
      let ends = bench.generations.filter(\.event.isEnding)
      #expect(ends.count == 2_000)
      let times = bench.generations.filter { $0.event.text == "Yes," }.map(\.at).sorted()
      #expect(times.count == 2_000)
      let figures = bench.cell.enter { (model as? HedgedLanguageModel)?.figures }
      return (times, ends.compactMap(\.event.usage), figures)
    }
    let alone = try sample("")
    let both = try sample(", hedge_after: 0s")
    let late = try sample(", hedge_after: 1s")
    // The least of two log-normals has its p99 where each has its p90: e^((1.282 - 2.326) sigma).
    let ratio = both.times.quantile(0.99) / alone.times.quantile(0.99)
    #expect((ratio / 0.352 - 1).magnitude < 0.25, "\(ratio)")
    let figures = try #require(both.figures)
    #expect(figures.hedged == 2_000)
    #expect((figures.won - 1_000).magnitude < 100)
    #expect(figures.extra.input == 2_000 * 1_000)
    // Each answer says what its other branch has cost: at 20 tokens a second that is known by then.
    #expect(both.usage.reduce(0) { $0 + $1.unheardInput } == 2_000 * 1_000)
    #expect(both.usage.reduce(0) { $0 + $1.unheardOutput } == figures.extra.output)
    #expect(alone.usage.allSatisfy { $0.unheardInput == 0 && $0.unheardOutput == 0 })
    let later = try #require(late.figures)
    // P(first token after 1 s) = P(z > ln 2) = 24.4 %.
    #expect((later.hedged - 488).magnitude < 60, "\(later.hedged)")
    #expect(late.usage.reduce(0) { $0 + $1.unheardInput } == later.hedged * 1_000)
    #expect(late.times.quantile(0.99) < alone.times.quantile(0.99))
  }

  @Test func `a request of the light tier goes to the light model`() throws {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent(
      "llm: {time_to_first_token: 900ms}, llm_light: {time_to_first_token: 50ms}"
    )
    bench.cell.enter {
      let model = agent.languageModel(on: bench.cell, replies: OneReply())
      var light = EndpointBench.request(2)
      light.tier = .light
      _ = model.generate(EndpointBench.request(1), for: bench.ear)
      _ = model.generate(light, for: bench.ear)
    }
    bench.run()
    let firsts = bench.generations.filter { $0.event.text != nil }
    #expect(firsts.map(\.request) == [2, 1])
    #expect(firsts.map(\.at) == [.milliseconds(50), .milliseconds(900)])
  }
}

extension GenerationEvent {
  fileprivate var usage: TokenUsage? { if case .completed(let usage) = self { usage } else { nil } }
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}
