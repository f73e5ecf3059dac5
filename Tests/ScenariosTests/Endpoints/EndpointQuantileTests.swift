import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Endpoint quantiles")
struct EndpointQuantileTests {
  private static let samples = 10_000

  private func presets(_ path: String) -> [Preset] {
    PresetCatalogue.families.first { $0.path == path }?.presets ?? []
  }

  private func expect(
    _ sample: [Duration],
    _ name: String,
    _ quantiles: [(p: Double, milliseconds: Double)]
  ) {
    for (p, expected) in quantiles {
      let measured = sample.quantile(p)
      #expect((measured / expected - 1).magnitude < 0.01, "\(name) p\(p): \(measured)")
    }
  }

  /// From kwindla/aiewf-eval, README at 2026-08-18: p50, p95 and the greatest, in milliseconds.
  private static let models: [(name: String, quantiles: [Double])] = [
    ("gpt-oss-120b-groq", [98, 217, 2117]), ("kimi-k2.6-cerebras", [256, 480, 1639]),
    ("gpt-5.4-mini", [459, 731, 2369]), ("gpt-4.1", [536, 1771, 5056]),
    ("gpt-4o", [546, 1369, 4897]), ("gemini-2.5-flash", [550, 850, 2352]),
    ("gpt-4o-mini", [553, 1947, 6497]), ("gpt-5.2", [624, 1171, 2509]),
    ("claude-haiku-4-5", [637, 1615, 3152]), ("gpt-5-mini", [682, 1132, 1904]),
    ("nova-2-pro", [690, 1616, 3840]), ("gpt-5.1", [739, 1492, 4244]),
    ("claude-sonnet-4-6", [850, 4126, 9396]),
  ]

  @Test func `every language model's first tokens have the published p50, p95 and maximum`() throws
  {
    let key = EndpointBench.call.draws(from: DrawKey(seed: 1))
    let luck = EvenLuck(Purpose("model.first_token"), of: key, count: Self.samples)
    for (name, quantiles) in Self.models {
      let bench = EndpointBench()
      let spec = try EndpointBench.agent("llm: {preset: \(name), slots: 1000000}").llm
      bench.cell.enter {
        let model = SimulatedLanguageModel(cell: bench.cell, spec: spec, replies: OneReply())
        for index in luck.indices {
          _ = model.generate(EndpointBench.request(Int(index)), for: bench.ear)
        }
      }
      bench.run()
      let times = bench.generations.filter { if case .text = $0.event { true } else { false } }
        .map(\.at).sorted()
      #expect(times.count == Self.samples)
      expect(times, name, [(0.5, quantiles[0]), (0.95, quantiles[1]), (0.9999, quantiles[2])])
    }
    let hosted = presets("agent.llm").filter { !$0.name.hasPrefix("self-hosted") }
    #expect(hosted.map(\.name).sorted() == Self.models.map(\.name).sorted())
  }

  @Test func `every recognizer's finals have the published p50, p95 and p99`() throws {
    let key = EndpointBench.call.draws(from: DrawKey(seed: 1))
    let luck = EvenLuck(Purpose("recognizer.final_latency"), of: key, count: Self.samples)
    for preset in presets("agent.stt") {
      let bench = EndpointBench()
      let spec = try EndpointBench.agent("stt: \(preset.name)").stt
      bench.cell.enter {
        let recognizer = SimulatedRecognizer(cell: bench.cell, spec: spec)
        for index in luck.indices {
          // A call of its own for each: finals of one stream wait for each other.
          let session = recognizer.open(EndpointBench.call, for: bench.ear)
          session.recognize(WholeSpeech("yes", index: Int(index)), turn: 1, wantsPartials: false)
          session.finish(turn: 1)
        }
      }
      bench.run()
      let times = bench.heard.map(\.at)
      #expect(times.count == Self.samples)
      let latency = spec.latency
      expect(
        times,
        preset.name,
        [0.5, 0.95, 0.99].map { ($0, Double(latency.quantile($0).nanoseconds) / 1e6) }
      )
    }
  }

  @Test func `every synthesizer's first audio has the preset's p50, p95 and p99`() throws {
    let key = EndpointBench.call.draws(from: DrawKey(seed: 1))
    let luck = EvenLuck(Purpose("synthesizer.first_byte"), of: key, count: Self.samples, shift: 8)
    for preset in presets("agent.tts") {
      let bench = EndpointBench()
      let spec = try EndpointBench.agent("tts: \(preset.name)").tts
      bench.cell.enter {
        let synthesizer = SimulatedSynthesizer(cell: bench.cell, spec: spec)
        for index in luck.indices {
          let session = synthesizer.open(EndpointBench.call, for: bench.ear)
          session.synthesize("Yes.", mark: PlaybackMark(request: Int(index), sentence: 0))
        }
      }
      bench.run()
      let times = bench.heard.compactMap { entry in
        if case .synthesis(_, .audio) = entry.event { entry.at } else { nil }
      }
      #expect(times.count == Self.samples)
      let time = spec.timeToFirstByte
      expect(
        times,
        preset.name,
        [0.5, 0.95, 0.99].map { ($0, Double(time.quantile($0).nanoseconds) / 1e6) }
      )
    }
  }

  /// domain.md's table, computed for Deepgram, a model, Sonic-3 and 130 ms of network and buffer,
  /// without leading silence: p50, p95 and p99 at 200 ms and 500 ms of endpointing.
  private static let composed: [(model: String, endpointing: Int, quantiles: [Double])] = [
    ("gpt-4o", 200, [1133, 2001, 3738]), ("gpt-4o", 500, [1383, 2226, 3915]),
    ("gpt-4o-mini", 200, [1140, 2561, 4851]), ("gpt-4o-mini", 500, [1388, 2781, 4945]),
    ("gemini-2.5-flash", 200, [1133, 1511, 2211]), ("gemini-2.5-flash", 500, [1384, 1760, 2501]),
    ("gpt-oss-120b-groq", 200, [678, 926, 1511]), ("gpt-oss-120b-groq", 500, [928, 1170, 1763]),
  ]

  @Test func `the composed response times are those of the published composition`() throws {
    let count = 60_000
    for (name, endpointing, expected) in Self.composed {
      let agent = try EndpointBench.agent(
        "stt: deepgram-nova-3, llm: \(name), tts: cartesia-sonic-3"
      )
      // Each stage takes every even part of its distribution once, in an order of its own.
      func luck(_ index: Int, _ step: Int) -> Double {
        (Double(index * step % count) + 0.5) / Double(count)
      }
      let totals = (0..<count).map { index in
        let heard = agent.stt.latency.quantile(luck(index, 7_919))
        return max(.milliseconds(endpointing), heard)
          + agent.llm.timeToFirstToken.quantile(luck(index, 104_729))
          + agent.tts.timeToFirstByte.quantile(luck(index, 31_337))
          + .milliseconds(130)
      }
      .sorted()
      for (p, milliseconds) in zip([0.5, 0.95, 0.99], expected) {
        let measured = totals.quantile(p)
        #expect(
          (measured / milliseconds - 1).magnitude < 0.03,
          "\(name) \(endpointing) p\(p): \(measured)"
        )
      }
    }
  }

  @Test func `speech-to-speech answers have the published median and maximum`() throws {
    let key = EndpointBench.call.draws(from: DrawKey(seed: 1))
    let luck = EvenLuck(Purpose("realtime.voice_to_voice"), of: key, count: 6_000)
    for preset in presets("agent.realtime") {
      let bench = EndpointBench()
      let keys = "realtime: {preset: \(preset.name), no_answer_share: 0%}"
      let spec = try #require(try EndpointBench.agent(keys).realtime)
      bench.cell.enter {
        let model = SimulatedRealtimeModel(cell: bench.cell, spec: spec, replies: OneReply())
        for index in luck.indices {
          let request = EndpointBench.request(Int(index) - 1)
          let session = model.open(request, for: bench.ear)
          session.hear(WholeSpeech("yes"), turn: 1)
          session.hearSilence(turn: 1)
          _ = bench.cell.after(.seconds(100)) { session.close() }
        }
      }
      bench.run()
      let times = bench.heard.compactMap { entry -> Duration? in
        guard case .realtime(.audio(_, let audio, _)) = entry.event,
          let speech = audio as? SynthesizedSpeech
        else { return nil }
        return entry.at + speech.leadingSilence
      }
      .sorted()
      #expect(times.count == 6_000)
      let time = spec.voiceToVoice
      expect(
        times,
        preset.name,
        [0.5, 0.95, 0.99].map { ($0, Double(time.quantile($0).nanoseconds) / 1e6) }
      )
    }
  }
}
