import Scenarios
import SimCore
import Synchronization
import Testing
import VoicePipeline

@Suite("Audible calls")
struct AudibleCallTests {
  private static let leads = WorldBench.leads(1_000)

  private static func scenario(_ fidelity: String, _ network: String) throws -> Scenario {
    try WorldBench.scenario(
      """
      duration: 20m
      fidelity: \(fidelity)
      load: {campaign: {leads: none.csv, rate: 600/h, attempts: 60}}
      answers:
        {preset: warm-list, human: 100%, voicemail: 0%, no_answer: 0%, busy: 0%, unobtainable: 0%,
         declined: 0%, ring_human: 1s}
      carriers: [{name: trunk, preset: elastic-trunk, failure_share: 0%}]
      agent: {stt: {preset: deepgram-nova-3, word_error_rate: 0%}}
      callers: [{share: 100%, profile: us-landline-quiet, snr_db: 70, network: \(network)}]
      """
    )
  }

  /// Hears every word, or every second one, and remembers what it was given.
  private final class FakeListener: SpeechListener {
    let hears: Bool
    let sounds = Mutex<[LineSpeech]>([])
    let failure: AudioFailure? = nil

    init(hears: Bool) { self.hears = hears }

    func words(in speech: LineSpeech) throws(AudioFailure) -> [String] {
      sounds.withLock { $0.append(speech) }
      let words = speech.parts.flatMap(\.words)
      return hears ? words : words.enumerated().compactMap { $0 % 2 == 0 ? $1 : nil }
    }
  }

  private static func run(
    _ fidelity: String,
    network: String = "ideal",
    listener: FakeListener,
    threads: Int = 0
  ) throws -> WorldBench.Run {
    let scenario = try scenario(fidelity, network)
    var world = World(
      scenario: scenario,
      seed: 4,
      leads: [leads],
      bindings: WorldBindings(listener: listener, offload: OffloadPool(threads: threads)),
      compress: { $0 }
    )
    while world.advance() != nil {}
    var result = world.finish()
    let tables = result.measurements.finishTables()
    return WorldBench.Run(
      result: result,
      calls: String(decoding: tables.calls.compressed, as: UTF8.self),
      turns: String(decoding: tables.turns.compressed, as: UTF8.self),
      modelCalls: String(decoding: tables.modelCalls.compressed, as: UTF8.self)
    )
  }

  @Test func `the listener gives the text, and the model the time`() throws {
    let heard = try Self.run("audio", listener: FakeListener(hears: true))
    let drawn = try Self.run("packet", listener: FakeListener(hears: true))
    let times = [heard, drawn].map {
      WorldBench.Run.rows($0.turns, "call", "turn", "response_ms").map { $0.joined(separator: " ") }
    }
    #expect(!times[0].isEmpty)
    #expect(times[0] == times[1])
    let words = heard.result.measurements.audible.reduce(into: WordErrors()) { $0 += $1.errors }
    let same = drawn.result.measurements.wordErrors.reduce(into: WordErrors()) { $0 += $1.errors }
    #expect(words.referenceWords > 500)
    // A recognizer without errors still leaves out a turn now and then.
    #expect(words.errors == 0, "\(words)")
    #expect(same.errors <= 5, "\(same)")
    #expect(heard.result.measurements.wordErrors.isEmpty, "the service's own table is left alone")
    #expect(!drawn.result.measurements.wordErrors.isEmpty)
  }

  @Test func `who hears every second word leaves the others out`() throws {
    let deaf = try Self.run("audio", listener: FakeListener(hears: false))
    let words = deaf.result.measurements.audible.reduce(into: WordErrors()) { $0 += $1.errors }
    #expect(words.referenceWords > 500)
    let share = Double(words.deletions) / Double(words.referenceWords)
    #expect(share > 0.35 && share < 0.5, "\(share)")
    #expect(words.insertions == 0)
  }

  @Test func `threads change no byte`() throws {
    let runs = try [0, 2].map {
      try Self.run("{default: flow, audio: 50%}", listener: FakeListener(hears: true), threads: $0)
    }
    #expect(runs[0].calls == runs[1].calls)
    #expect(runs[0].turns == runs[1].turns)
    #expect(runs[0].result.traceDigest == runs[1].result.traceDigest)
  }

  @Test func `a share of the calls is heard, and the others are as they were`() throws {
    let listener = FakeListener(hears: true)
    let mixed = try Self.run("{default: packet, audio: 30%}", listener: listener)
    let plain = try Self.run("packet", listener: listener)
    let audible = WorldBench.Run.rows(mixed.calls, "call", "audible")
    let count = audible.filter { $0[1] == "1" }.count
    // Binomial: 30 % of 60, three standard errors.
    #expect(abs(Double(count) - 18) < 3 * (60 * 0.3 * 0.7).squareRoot())
    let silent = Set(audible.filter { $0[1] == "0" }.map { $0[0] })
    let others = [mixed, plain].map { run in
      WorldBench.Run.rows(run.turns, "call", "turn", "response_ms")
        .filter { silent.contains($0[0]) }
    }
    #expect(others[0] == others[1])
  }

  @Test func `a call of a small sample is in every larger one`() throws {
    let listener = FakeListener(hears: true)
    let samples = try ["10%", "30%", "80%"].map { share in
      let run = try Self.run("{default: flow, audio: \(share)}", listener: listener)
      let rows = WorldBench.Run.rows(run.calls, "key", "audible")
      return Set(rows.filter { $0[1] == "1" }.map { $0[0] })
    }
    #expect(!samples[0].isEmpty && samples[0].count < samples[1].count)
    #expect(samples[0].isSubset(of: samples[1]) && samples[1].isSubset(of: samples[2]))
  }

  @Test func `speech comes with its gaps, its noise and its place in the call`() throws {
    let listener = FakeListener(hears: true)
    _ = try Self.run("audio", network: "wifi", listener: listener)
    let sounds = listener.sounds.withLock { $0 }
    #expect(sounds.count > 50)
    #expect(sounds.contains { $0.parts.contains { $0.concealed.contains(true) } })
    for sound in sounds {
      #expect(sound.accent == "us-general")
      #expect(sound.traits.codec == .muLaw)
      for part in sound.parts {
        #expect(part.concealed.count <= Int(part.duration / .milliseconds(20)) + 1)
        #expect(part.duration > .zero)
      }
    }
    let keys = Set(sounds.map(\.key))
    #expect(keys.count > 20, "each call has noise of its own")
  }
}
