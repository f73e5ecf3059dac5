import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Simulated realtime model")
struct RealtimeModelTests {
  /// 1.5 s voice to voice, a word in half a second.
  private static let plain = """
    voice_to_voice: 1500ms, tool_voice_to_voice: 2500ms, leading_silence: 0s,
    words_per_minute: 120, speed: 5, no_answer_share: 0%, transcript_delay: 700ms
    """

  private func converse(
    _ keys: String,
    replies: OneReply = OneReply(),
    toExpiry isWhole: Bool = false,
    _ script: (SimulatedRealtimeModel, EndpointBench) -> Void
  ) throws -> [(at: Duration, event: RealtimeEvent)] {
    let bench = EndpointBench()
    let agent = try EndpointBench.agent("realtime: {\(Self.plain), \(keys)}")
    bench.cell.enter {
      guard let model = agent.realtimeModel(on: bench.cell, replies: replies) else { return }
      script(model, bench)
    }
    bench.run()
    return bench.heard.compactMap { entry in
      if !isWhole, case .realtime(.expired) = entry.event { return nil }
      return if case .realtime(let event) = entry.event { (entry.at, event) } else { nil }
    }
  }

  private func name(_ event: RealtimeEvent) -> String {
    switch event {
    case .committed(let turn): "committed \(turn)"
    case .transcript(let turn, let words):
      "transcript \(turn) " + words.words.joined(separator: " ")
    case .audio(let request, _, let text): "audio \(request) \(text)"
    case .toolCall(let request, let call): "tool \(request) \(call.name)"
    case .completed(let request, _): "completed \(request)"
    case .failed(let failure): "failed \(failure.text)"
    case .expired: "expired"
    }
  }

  @Test func `silence ends a turn, and the answer comes at the measured time`() throws {
    let replies = OneReply(text: "Yes. No.")
    let keys = "session_max: 60m"
    let events = try converse(keys, replies: replies, toExpiry: true) { model, bench in
      let session = model.open(EndpointBench.request(0), for: bench.ear)
      session.hear(WholeSpeech("good day"), turn: 1)
      session.hearSilence(turn: 1)
    }
    #expect(
      events.map { name($0.event) } == [
        "committed 1", "transcript 1 good day", "audio 1 Yes.", "audio 1 No.", "completed 1",
        "expired",
      ]
    )
    #expect(
      events.map(\.at) == [
        .milliseconds(500), .milliseconds(1_200), .milliseconds(1_500), .milliseconds(1_600),
        .milliseconds(1_700), .seconds(3_600),
      ]
    )
  }

  @Test func `speech that goes on in time keeps the turn`() throws {
    let events = try converse("silence: 200ms") { model, bench in
      let session = model.open(EndpointBench.request(0), for: bench.ear)
      session.hear(WholeSpeech("well"), turn: 1)
      session.hearSilence(turn: 1)
      _ = bench.cell.after(.milliseconds(150)) {
        session.hear(WholeSpeech("yes", index: 2), turn: 1)
      }
      _ = bench.cell.after(.milliseconds(400)) { session.hearSilence(turn: 1) }
    }
    #expect(events.first?.at == .milliseconds(600))
    #expect(events.contains { name($0.event) == "transcript 1 well yes" })
  }

  @Test func `semantic detection waits for the end of what is meant`() throws {
    for (isComplete, commit) in [(true, 200), (false, 4_000)] {
      let events = try converse("turn_detection: semantic") { model, bench in
        let session = model.open(EndpointBench.request(0), for: bench.ear)
        session.hear(WholeSpeech("it is", isComplete: isComplete), turn: 1)
        session.hearSilence(turn: 1)
      }
      #expect(events.first?.at == .milliseconds(commit))
    }
  }

  @Test func `every answer is billed for the whole conversation`() throws {
    let events = try converse("cached_share: 50%") { model, bench in
      let session = model.open(EndpointBench.request(0, context: 0), for: bench.ear)
      for turn in 1...3 {
        _ = bench.cell.after(.seconds(10) * turn) {
          // Two words in two seconds: 20 tokens at 600 a minute.
          let onset = bench.cell.now.advanced(by: .seconds(-2))
          let speech = WholeSpeech("a b", index: turn, onset: onset, wordEvery: .seconds(1))
          session.hear(speech, turn: turn)
          session.hearSilence(turn: turn)
        }
      }
    }
    let usages = events.compactMap { entry -> TokenUsage? in
      if case .completed(_, let usage) = entry.event { usage } else { nil }
    }
    // "Yes." takes half a second: 10 tokens at 1,200 a minute. Each turn adds 30 to what is read.
    #expect(
      usages == [
        TokenUsage(input: 20, cachedInput: 0, output: 10),
        TokenUsage(input: 50, cachedInput: 10, output: 10),
        TokenUsage(input: 80, cachedInput: 25, output: 10),
      ]
    )
  }

  @Test func `a tool is called after the words, and its result is answered`() throws {
    let replies = OneReply(text: "Wait.", toolCall: ToolCall(name: "look_up"))
    let events = try converse("silence: 500ms", replies: replies) { model, bench in
      let session = model.open(EndpointBench.request(0), for: bench.ear)
      session.respond(request: 1, after: nil)
      _ = bench.cell.after(.seconds(5)) { session.respond(request: 2, after: "it is there") }
    }
    #expect(
      events.map { name($0.event) } == [
        "audio 1 Wait.", "tool 1 look_up", "completed 1", "audio 2 Wait.", "tool 2 look_up",
        "completed 2",
      ]
    )
    #expect(events[0].at == .seconds(1))
    #expect(events[3].at == .seconds(7))
  }

  @Test func `an answer that is broken into is billed as far as it went`() throws {
    let replies = OneReply(text: "One two three four. Five six.")
    let events = try converse("silence: 500ms", replies: replies) { model, bench in
      let session = model.open(EndpointBench.request(0), for: bench.ear)
      session.respond(request: 1, after: nil)
      _ = bench.cell.after(.milliseconds(1_100)) { session.interrupt(request: 1) }
    }
    #expect(events.map { name($0.event) } == ["audio 1 One two three four.", "completed 1"])
    guard case .completed(_, let usage) = events.last?.event else { return }
    #expect(usage.output == 40)
  }

  @Test func `turns go unanswered in their share, and answers break off in theirs`() throws {
    for (keys, wanted) in [("no_answer_share: 7%", 140), ("failures: {broken_off: 7%}", 140)] {
      let bench = EndpointBench()
      let plain = Self.plain.replacing("no_answer_share: 0%, ", with: "")
      let agent = try EndpointBench.agent("realtime: {\(plain), \(keys)}")
      bench.cell.enter {
        guard let model = agent.realtimeModel(on: bench.cell, replies: OneReply()) else { return }
        for key in 0..<2_000 as Range<UInt64> {
          let session = model.open(EndpointBench.request(0, key: key), for: bench.ear)
          session.hear(WholeSpeech("yes"), turn: 1)
          session.hearSilence(turn: 1)
          _ = bench.cell.after(.seconds(20)) { session.close() }
        }
      }
      bench.run()
      let answers = bench.heard.count { entry in
        if case .realtime(.audio) = entry.event { true } else { false }
      }
      let missing = 2_000 - answers
      #expect((missing - wanted).magnitude < 40, "\(keys): \(missing)")
    }
  }

  @Test func `more sessions than the plan has are refused`() throws {
    let events = try converse("quota: {concurrent: 2}") { model, bench in
      for _ in 0..<3 { _ = model.open(EndpointBench.request(0), for: bench.ear) }
    }
    #expect(events.map { name($0.event) } == ["failed refused:429"])
  }

  @Test func `presets close their sessions at the age that is published`() throws {
    let ages = [("gpt-realtime-1.5", 60), ("nova-2-sonic", 8), ("gemini-live", 15), ("grok", 30)]
    for (preset, minutes) in ages {
      let spec = try EndpointBench.agent("realtime: \(preset)").realtime
      #expect(spec?.sessionMax == .seconds(60 * minutes), "\(preset)")
    }
  }
}
