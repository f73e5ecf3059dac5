import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Simulated helpers of an agent")
struct ToolAndDeskTests {
  @Test func `a tool answers, fails and drifts in its shares, and an unknown one is refused`()
    throws
  {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent(
      """
      tools: [{name: find, latency: 300ms, failure_share: 20%, drift_share: 50%, result: "42",
        result_tokens: 3}]
      """
    )
    bench.cell.enter {
      let tools = agent.agentTools(on: bench.cell)
      for run in 0..<2_000 {
        let name = run == 0 ? "unknown" : "find"
        let call = ToolCall(name: name)
        _ = tools.run(call, run: run, of: EndpointBench.call, for: bench.ear)
      }
    }
    bench.run()
    let events = bench.heard.compactMap { entry -> ToolEvent? in
      if case .tool(_, let event) = entry.event { event } else { nil }
    }
    #expect(events.count == 2_000)
    #expect(events.count { $0 == .failed(.refused(code: 404)) } == 1)
    let failed = events.count { $0 == .failed(.refused(code: 500)) }
    #expect((failed - 400).magnitude < 54)
    let right = events.count { $0 == .completed(result: "42", tokens: 3) }
    #expect((right - 800).magnitude < 67)
    #expect(bench.heard.last?.at == .milliseconds(320))
  }

  @Test func `a tool can be called off until it has begun`() throws {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent("tools: [{name: book, latency: 1s, queue_time: 50ms}]")
    bench.cell.enter {
      for (run, cancel) in [(1, 20), (2, 60)] {
        let call = ToolCall(name: "book")
        let work = agent.agentTools(on: bench.cell)
          .run(call, run: run, of: EndpointBench.call, for: bench.ear)
        _ = bench.cell.after(.milliseconds(cancel)) { work.cancel() }
      }
    }
    bench.run()
    let events = bench.heard.compactMap { entry -> (Int, ToolEvent)? in
      if case .tool(let run, let event) = entry.event { (run, event) } else { nil }
    }
    #expect(events.count == 2)
    #expect(events.first?.0 == 1 && events.first?.1 == .cancelled)
    guard case .completed = events.last?.1 else {
      Issue.record("work that has begun must complete")
      return
    }
  }

  @Test func `a desk takes, queues, refuses, and closes with its shifts`() throws {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent(
      """
      desk: {zone: America/New_York, shifts: [{hours: 09:00-10:00, staff: 2}], handle_time: 20m,
        queue_limit: 2}
      """
    )
    // 09:00 in New York in winter.
    let start = try #require(UnixInstant("2026-03-02T14:00:00Z"))
    let desk = try #require(bench.cell.enter { agent.humanDesk(on: bench.cell, start: start) })
    bench.at(.zero) {
      for number in 1...5 {
        let call = CallID(number: number, key: UInt64(number))
        _ = desk.take(call, for: bench.ear)
      }
    }
    bench.at(.seconds(55 * 60)) {
      for number in 6...8 {
        let call = CallID(number: number, key: UInt64(number))
        _ = desk.take(call, for: bench.ear)
      }
    }
    bench.at(.seconds(70 * 60)) { _ = desk.take(EndpointBench.call, for: bench.ear) }
    bench.run()
    let events = bench.heard.compactMap { entry -> DeskEvent? in
      if case .desk(let event) = entry.event { event } else { nil }
    }
    let half = Duration.seconds(600)
    #expect(
      events == [
        .connected, .connected, .queued(expected: half), .queued(expected: half * 2), .refused,
        .connected, .connected, .connected, .connected, .queued(expected: half), .closed, .closed,
      ]
    )
    let counts = bench.cell.enter { desk.counts }
    #expect(counts.closed == 2 && counts.connected == 6 && counts.refused == 1)
  }

  @Test func `who withdraws frees the human, or the place in the queue`() throws {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent(
      "desk: {zone: UTC, shifts: [{hours: 00:00-24:00, staff: 1}], handle_time: 1h}"
    )
    let start = try #require(UnixInstant("2026-03-02T14:00:00Z"))
    let desk = try #require(bench.cell.enter { agent.humanDesk(on: bench.cell, start: start) })
    bench.cell.enter {
      let calls = (1...3).map { number in
        desk.take(CallID(number: number, key: UInt64(number)), for: bench.ear)
      }
      _ = bench.cell.after(.seconds(60)) { calls[1].withdraw() }
      _ = bench.cell.after(.seconds(120)) { calls[0].withdraw() }
    }
    bench.run()
    let connected = bench.heard.filter { entry in
      if case .desk(.connected) = entry.event { true } else { false }
    }
    #expect(connected.map(\.at) == [.zero, .seconds(120)])
    #expect(bench.cell.enter { desk.counts.withdrawn } == 2)
  }

  @Test func `a detector errs with its two rates`() throws {
    let agent = try EndpointBench.agent(
      "turn_detector: {latency: 30ms, sensitivity: 90%, specificity: 70%}"
    )
    for (isComplete, expected) in [(true, 0.9), (false, 0.3)] {
      let bench = EndpointBench()
      bench.cell.enter {
        let detector = agent.turnDetector(on: bench.cell)
        for index in 0..<4_000 {
          let speech = WholeSpeech("yes", index: index, isComplete: isComplete)
          detector?.judge(speech, turn: 1, stretch: index, of: EndpointBench.call, for: bench.ear)
        }
      }
      bench.run()
      let judged = bench.heard.compactMap { entry -> Double? in
        if case .turnJudged(_, _, let completeness) = entry.event { completeness } else { nil }
      }
      let share = Double(judged.count { $0 > 0.5 }) / 4_000
      #expect(judged.count == 4_000)
      #expect((share - expected).magnitude < 0.022)
      #expect(judged.allSatisfy { 0 < $0 && $0 < 1 })
    }
  }

  @Test func `a router is right in its share of the requests`() throws {
    let agent = try EndpointBench.agent("router: {latency: 20ms, accuracy: 80%}")
    for isComplex in [true, false] {
      let bench = EndpointBench()
      bench.cell.enter {
        let replies = KnownComplexity(isAlwaysComplex: isComplex)
        let router = agent.modelRouter(on: bench.cell, replies: replies)
        for number in 0..<4_000 { router?.route(EndpointBench.request(number), for: bench.ear) }
      }
      bench.run()
      let heavy = bench.heard.count { entry in
        if case .routed(_, .heavy) = entry.event { true } else { false }
      }
      #expect((heavy - (isComplex ? 3_200 : 800)).magnitude < 76)
    }
  }

  @Test func `a cache knows words again in any dress, until they are old or it is full`() throws {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent("reply_cache: {latency: 2ms, capacity: 2, age: 60s}")
    let cache = try #require(bench.cell.enter { agent.cache(on: bench.cell) })
    func asking(_ text: String, _ number: Int = 1) -> GenerationRequest {
      var request = EndpointBench.request(number)
      let words = text.split(separator: " ").map(String.init)
      request.conversation = Conversation([.caller(words: words)])
      return request
    }
    let ear = bench.ear
    let steps: [(Int, String, String?)] = [
      (0, "What time is it?", "noon"), (1, "what TIME, is it", nil), (2, "who are you", "a voice"),
      (3, "what time is it", nil), (4, "where", "here"), (5, "who are you", nil),
      (6, "what time is it", nil), (70, "what time is it", nil),
    ]
    for (second, text, reply) in steps {
      let request = asking(text, second)
      bench.at(.seconds(second)) {
        if let reply { cache.keep(reply, to: request) } else { cache.find(request, for: ear) }
      }
    }
    bench.run()
    let found = bench.heard.compactMap { entry -> String? in
      if case .remembered(_, let reply) = entry.event { reply ?? "-" } else { nil }
    }
    // The third reply pushes out the one that was asked for least recently.
    #expect(found == ["noon", "noon", "-", "noon", "-"])
    let counts = bench.cell.enter { cache.counts }
    #expect(counts.hits == 3 && counts.evictions == 1 && counts.expiries == 1)
  }
}

private struct KnownComplexity: ReplySource, ComplexityKnowing {
  var isAlwaysComplex: Bool

  func reply(to request: GenerationRequest, draws: DrawKey) -> PlannedReply { PlannedReply("Yes.") }
  func isComplex(_ request: GenerationRequest) -> Bool { isAlwaysComplex }
}
