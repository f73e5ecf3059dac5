import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Simulated synthesizer")
struct SynthesizerTests {
  /// Ten words take six seconds.
  private static let plain = """
    time_to_first_byte: 200ms, leading_silence: 0s, words_per_minute: 100, speed: 4
    """
  private static let tenWords = "One two three four five six seven eight nine ten."

  private struct Heard {
    var at: Duration
    var mark: PlaybackMark
    var event: SynthesisEvent

    var audio: SynthesizedSpeech? {
      if case .audio(let audio) = event { audio as? SynthesizedSpeech } else { nil }
    }
    var failure: PortFailure? { if case .failed(let failure) = event { failure } else { nil } }
    var isCompleted: Bool { if case .completed = event { true } else { false } }
  }

  private func speak(
    _ keys: String,
    _ script: (SimulatedSynthesizer, EndpointBench) -> Void
  ) throws -> [Heard] {
    let bench = EndpointBench()
    let spec = try EndpointBench.agent("tts: {\(Self.plain), \(keys)}").tts
    bench.cell.enter { script(SimulatedSynthesizer(cell: bench.cell, spec: spec), bench) }
    bench.run()
    return bench.heard.compactMap { entry in
      guard case .synthesis(let mark, let event) = entry.event else { return nil }
      return Heard(at: entry.at, mark: mark, event: event)
    }
  }

  /// So many calls say ten words each at once.
  private func crowd(_ count: Int, _ keys: String) throws -> [Heard] {
    try speak(keys) { synthesizer, bench in
      for number in 1...count {
        let session = synthesizer.open(EndpointBench.call, for: bench.ear)
        session.synthesize(Self.tenWords, mark: PlaybackMark(request: number, sentence: 0))
      }
    }
  }

  @Test func `a batch synthesizer makes the whole sentence before its first audio`() throws {
    #expect(try crowd(1, "mode: streaming").first?.at == .milliseconds(200))
    // Six seconds of audio at four times real time.
    #expect(try crowd(1, "mode: batch").first?.at == .milliseconds(1_700))
  }

  @Test func `more sentences than places are refused, or wait as long as the plan lets them`()
    throws
  {
    let refused = try crowd(3, "quota: {concurrent: 2}")
    #expect(refused.compactMap(\.failure) == [.refused(code: 429)])
    #expect(refused.count { $0.isCompleted } == 2)
    let brief = try crowd(7, "quota: elevenlabs-creator")
    #expect(brief.compactMap(\.failure) == [.refused(code: 429), .refused(code: 429)])
    #expect(brief.first { $0.failure != nil }?.at == .milliseconds(50))
    // A place is free when the sentence is made: 200 ms and a quarter of six seconds.
    let patient = try crowd(3, "quota: {concurrent: 2, wait: 10s}")
    #expect(patient.count { $0.isCompleted } == 3)
    #expect(patient.last?.at == .milliseconds(1_700 + 200))
  }

  @Test func `a place serves several conversations, for making is faster than speaking`() throws {
    // Each of 60 calls says six seconds in every twelve: 15 places of Cartesia's largest plan make
    // each in 1.7 s, so that they are busy for 60 x 1.7 / 12 / 15 = 57 % of the time.
    let heard = try speak("quota: cartesia-scale") { synthesizer, bench in
      for call in 0..<60 {
        let session = synthesizer.open(EndpointBench.call, for: bench.ear)
        for turn in 0..<20 {
          _ = bench.cell.after(.seconds(12) * turn + .milliseconds(200 * call)) {
            let mark = PlaybackMark(request: call * 100 + turn, sentence: 0)
            session.synthesize(Self.tenWords, mark: mark)
          }
        }
      }
    }
    #expect(heard.count { $0.isCompleted } == 1_200)
    #expect(heard.allSatisfy { $0.failure == nil })
  }

  @Test func `more connections than the plan has are refused until one is closed`() throws {
    let heard = try speak("quota: {connections: 2}") { synthesizer, bench in
      let sessions = (1...3).map { _ in synthesizer.open(EndpointBench.call, for: bench.ear) }
      for (number, session) in sessions.enumerated() {
        session.synthesize("Yes.", mark: PlaybackMark(request: number, sentence: 0))
      }
      _ = bench.cell.after(.seconds(1)) {
        sessions[0].close()
        let session = synthesizer.open(EndpointBench.call, for: bench.ear)
        session.synthesize("Yes.", mark: PlaybackMark(request: 9, sentence: 0))
      }
    }
    #expect(heard.filter { $0.failure != nil }.map(\.mark.request) == [2])
    #expect(heard.last?.isCompleted == true)
    #expect(heard.last?.mark.request == 9)
  }

  @Test func `each failure of a sentence has its form`() throws {
    func one(_ failures: String) throws -> [Heard] { try crowd(1, "failures: {\(failures)}") }
    #expect(try one("busy: 100%").map(\.failure) == [.refused(code: 429)])
    #expect(try one("hang: 100%").isEmpty)
    let broken = try one("broken_off: 100%")
    #expect(broken.first?.audio != nil)
    #expect(broken.map(\.failure) == [nil, .brokenOff(code: nil)])
    let gap = try one("underrun: 100%, underrun_time: 700ms")
    #expect(gap.first?.audio?.duration == .milliseconds(6_700))
  }

  @Test func `a sentence that is asked for again has luck of its own`() throws {
    let heard = try speak("failures: {broken_off: 50%}") { synthesizer, bench in
      let session = synthesizer.open(EndpointBench.call, for: bench.ear)
      for request in 0..<400 {
        for attempt in 0..<2 {
          _ = bench.cell.after(.seconds(20) * request + .seconds(8 * attempt)) {
            session.synthesize("Yes.", mark: PlaybackMark(request: request, sentence: 0))
          }
        }
      }
    }
    let failures = heard.filter { $0.failure != nil }.map(\.mark.request)
    let twice = failures.filter { request in failures.count { $0 == request } == 2 }.count / 2
    // Half fail, and half of those once more.
    #expect((failures.count - 300).magnitude < 50, "\(failures.count)")
    #expect((twice - 100).magnitude < 35, "\(twice)")
  }

  @Test func `cancelling gives back what is held and what waits`() throws {
    let heard = try speak("quota: {concurrent: 1, wait: 60s}") { synthesizer, bench in
      let first = synthesizer.open(EndpointBench.call, for: bench.ear)
      let second = synthesizer.open(EndpointBench.call, for: bench.ear)
      first.synthesize(Self.tenWords, mark: PlaybackMark(request: 1, sentence: 0))
      first.synthesize(Self.tenWords, mark: PlaybackMark(request: 1, sentence: 1))
      second.synthesize("Yes.", mark: PlaybackMark(request: 2, sentence: 0))
      _ = bench.cell.after(.milliseconds(100)) { first.cancel() }
    }
    let cancelled = heard.count { if case .cancelled = $0.event { true } else { false } }
    #expect(cancelled == 2)
    #expect(heard.last?.mark.request == 2)
    #expect(heard.last?.at == .milliseconds(300))
  }
}
