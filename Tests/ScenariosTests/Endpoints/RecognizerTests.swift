import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Simulated recognizer")
struct RecognizerTests {
  private static let plain = "latency: 300ms, word_error_rate: 0%"

  private struct Heard {
    var at: Duration
    var turn: Int
    var event: RecognitionEvent

    var words: [String]? { if case .final(let final) = event { final.words } else { nil } }
    var partial: [String]? { if case .partial(let words) = event { words } else { nil } }
    var failure: PortFailure? { if case .failed(let failure) = event { failure } else { nil } }
  }

  private func listen(
    _ keys: String,
    certain isCertain: Bool = true,
    _ script: (any RecognitionSession, EndpointBench) -> Void
  ) throws -> [Heard] {
    let bench = EndpointBench()
    let all = Self.plain + (isCertain ? ", no_transcript_share: 0%" : "") + ", " + keys
    let spec = try EndpointBench.agent("stt: {\(all)}").stt
    bench.cell.enter {
      let recognizer = SimulatedRecognizer(cell: bench.cell, spec: spec)
      script(recognizer.open(EndpointBench.call, for: bench.ear), bench)
    }
    bench.run()
    return heard(bench)
  }

  private func heard(_ bench: EndpointBench) -> [Heard] {
    bench.heard.compactMap { entry in
      guard case .recognition(let turn, let event) = entry.event else { return nil }
      return Heard(at: entry.at, turn: turn, event: event)
    }
  }

  @Test func `a batch recognizer works through all stretches and gives one final`() throws {
    let heard = try listen("mode: batch, real_time_factor: 0.5") { session, bench in
      let second = SimInstant.zero.advanced(by: .seconds(1))
      let parts = [
        WholeSpeech("one two", index: 1, wordEvery: .milliseconds(200)),
        WholeSpeech("three", index: 2, onset: second, wordEvery: .milliseconds(200)),
      ]
      session.recognize(parts[0], turn: 1, wantsPartials: true)
      _ = bench.cell.after(.seconds(1)) {
        session.recognize(parts[1], turn: 1, wantsPartials: true)
      }
      _ = bench.cell.after(.seconds(2)) { session.finish(turn: 1) }
    }
    #expect(heard.map(\.words) == [["one", "two", "three"]])
    // 300 ms and half of 600 ms of audio.
    #expect(heard.map(\.at) == [.milliseconds(2_600)])
  }

  @Test func `partials come with their lag while the caller speaks, if they are wanted`() throws {
    for isWanted in [true, false] {
      let heard = try listen("partial_interval: 200ms, partial_lag: 150ms") { session, bench in
        let speech = WholeSpeech("a b c d", index: 1, wordEvery: .milliseconds(250))
        session.recognize(speech, turn: 1, wantsPartials: isWanted)
        _ = bench.cell.after(.seconds(1)) { session.finish(turn: 1) }
      }
      #expect(heard.last?.words == ["a", "b", "c", "d"])
      #expect(heard.last?.at == .milliseconds(1_300))
      guard isWanted else {
        #expect(heard.count == 1)
        continue
      }
      // Told at 400 ms is what was whole at 250 ms; at 600 ms there is no news.
      #expect(heard.compactMap(\.partial) == [["a"], ["a", "b"]])
      #expect(heard.dropLast().map(\.at) == [.milliseconds(400), .milliseconds(800)])
    }
  }

  @Test func `each failure of a stretch has its form`() throws {
    func one(_ failures: String, _ text: String = "yes") throws -> [Heard] {
      try listen("failures: {\(failures)}") { session, _ in
        let noise = Duration.seconds(text.isEmpty ? 3 : 0)
        session.recognize(WholeSpeech(text, noise: noise), turn: 1, wantsPartials: false)
        session.finish(turn: 1)
      }
    }
    #expect(try one("refused: 100%").map(\.failure) == [.refused(code: 429)])
    #expect(try one("broken_off: 100%").map(\.failure) == [.brokenOff(code: 1011)])
    #expect(try one("hang: 100%").isEmpty)
    #expect(try one("late: 100%, late_by: 2s").map(\.at) == [.milliseconds(2_300)])
    let twice = try one("duplicate: 100%")
    #expect(twice.map(\.words) == [["yes"], ["yes"]])
    #expect(twice.map(\.at) == [.milliseconds(300), .milliseconds(500)])
  }

  @Test func `stretches without a transcript come in their share`() throws {
    let heard = try listen("no_transcript_share: 20%", certain: false) { session, _ in
      for index in 1...5_000 {
        session.recognize(WholeSpeech("yes", index: index), turn: index, wantsPartials: false)
        session.finish(turn: index)
      }
    }
    let empty = heard.count { $0.words == [] }
    #expect(heard.count == 5_000)
    #expect((empty - 1_000).magnitude < 85, "\(empty)")
  }

  @Test func `a stream more than the quota is refused, or waits for its place`() throws {
    for (wait, outcome) in [("0s", 1), ("400ms", 1), ("3s", 0)] {
      let bench = EndpointBench()
      let keys =
        "stt: {\(Self.plain), no_transcript_share: 0%, quota: {concurrent: 2, wait: \(wait)}}"
      let spec = try EndpointBench.agent(keys).stt
      bench.cell.enter {
        let recognizer = SimulatedRecognizer(cell: bench.cell, spec: spec)
        for turn in 1...3 {
          let session = recognizer.open(EndpointBench.call, for: bench.ear)
          session.recognize(WholeSpeech("yes", index: turn), turn: turn, wantsPartials: false)
          session.finish(turn: turn)
          _ = bench.cell.after(.seconds(1)) { if turn < 3 { session.close() } }
        }
      }
      bench.run()
      let all = heard(bench)
      #expect(
        all.compactMap(\.failure)
          == [PortFailure](
            repeating: .refused(code: 429),
            count: outcome
          )
      )
      #expect(all.compactMap(\.words).count == 3 - outcome)
      if outcome == 0 { #expect(all.last?.at == .milliseconds(1_300)) }
    }
  }

  @Test func `a stream that hears nothing for long is closed, and the next stretch is lost`() throws
  {
    let heard = try listen("failures: {idle_timeout: 10s}") { session, bench in
      for (turn, second) in [(1, 0), (2, 5), (3, 20), (4, 21)] {
        _ = bench.cell.after(.seconds(second)) {
          session.recognize(WholeSpeech("yes", index: turn), turn: turn, wantsPartials: false)
          session.finish(turn: turn)
        }
      }
    }
    #expect(heard.map(\.turn) == [1, 2, 3, 4])
    #expect(heard.map(\.failure) == [nil, nil, .brokenOff(code: 1008), nil])
  }

  @Test func `equal seeds hear the same, and a share moves no draw but its own`() throws {
    func run(_ keys: String) throws -> [Duration] {
      let spread = "latency: {median: 300ms, sigma: 1}, no_transcript_share: 0%"
      let bench = EndpointBench(seed: 9)
      let spec = try EndpointBench.agent("stt: {\(spread), \(keys)}").stt
      bench.cell.enter {
        let recognizer = SimulatedRecognizer(cell: bench.cell, spec: spec)
        for index in 1...500 {
          let session = recognizer.open(EndpointBench.call, for: bench.ear)
          session.recognize(WholeSpeech("yes", index: index), turn: 1, wantsPartials: false)
          session.finish(turn: 1)
        }
      }
      bench.run()
      return bench.heard.map(\.at)
    }
    let plain = try run("word_error_rate: 1%")
    #expect(try run("word_error_rate: 1%") == plain)
    #expect(try run("word_error_rate: 30%, hallucination_share: 50%") == plain)
  }
}
