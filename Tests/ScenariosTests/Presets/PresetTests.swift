import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Presets")
struct PresetTests {
  private func scenario(_ family: PresetFamily, _ preset: String) throws -> Scenario {
    let section =
      switch family.path {
      case "carriers": "carriers: [{name: a, preset: \(preset)}]"
      case "callers": "callers: [{share: 100%, profile: \(preset)}]"
      case "answers": "answers: \(preset)"
      default: "agent: {\(family.path.split(separator: ".")[1]): \(preset)}"
      }
    return try Loading.load(Loading.minimal + "\n" + section + "\n")
  }

  private func path(of family: PresetFamily) -> String {
    ["carriers", "callers"].contains(family.path) ? family.path + "[0]" : family.path
  }

  @Test func `every preset fills a scenario with its values, grades and sources`() throws {
    for family in PresetCatalogue.families {
      for preset in family.presets {
        let scenario = try scenario(family, preset.name)
        for value in preset.values {
          let full = path(of: family) + "." + value.path
          let found = scenario.assumptions.first { $0.path == full }
          #expect(found?.provenance == value.provenance, "\(preset.name) \(full)")
        }
        let again = try Loading.load(scenario.resolvedText)
        #expect(again == scenario, "\(preset.name)")
      }
    }
  }

  @Test func `names are unique in a family and can stand in a file name`() {
    for family in PresetCatalogue.families {
      let names = family.presets.map(\.name)
      #expect(Set(names).count == names.count)
      for name in names {
        #expect(name.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 > 32 && $0 < 127 })
      }
    }
  }

  @Test func `no value is without a source, and none but a measured one is called verified`() {
    for family in PresetCatalogue.families {
      for preset in family.presets {
        for value in preset.values {
          #expect(!value.provenance.source.isEmpty)
          // Shapes that no publication gives.
          if value.text.contains("sigma") { #expect(value.provenance.grade == .default) }
        }
      }
    }
  }

  /// Rows of the results table in pipecat-ai/stt-benchmark's README at eadbc9d (2026-06-22).
  private static let recognizerRows = """
    | AssemblyAI | universal-streaming-english | 99.8% | 66.8% | 3.49% | 3.02% | 256ms | 362ms | 417ms |
    | AWS | N/A | 100.0% | 77.4% | 1.68% | 1.75% | 1136ms | 1527ms | 1897ms |
    | Azure | N/A | 100.0% | 82.9% | 1.21% | 1.18% | 1016ms | 1345ms | 1791ms |
    | Cartesia | ink-whisper | 99.9% | 60.5% | 3.92% | 4.36% | 266ms | 364ms | 898ms |
    | Deepgram | nova-3-general | 99.8% | 76.5% | 1.71% | 1.62% | 247ms | 298ms | 326ms |
    | ElevenLabs | scribe_v2_realtime | 99.7% | 81.3% | 3.16% | 3.12% | 281ms | 348ms | 407ms |
    | Google | latest-long | 100.0% | 69.0% | 2.84% | 2.85% | 878ms | 1155ms | 1570ms |
    | Mistral | voxtral-mini-transcribe-realtime-2602 | 99.3% | 68.8% | 4.44% | 4.97% | 525ms | 973ms | 1913ms |
    | OpenAI | gpt-4o-transcribe | 99.3% | 75.9% | 3.24% | 3.06% | 637ms | 965ms | 1655ms |
    | Smallest AI | pulse | 100.0% | 72.4% | 2.30% | 2.37% | 398ms | 533ms | 1593ms |
    | Soniox | stt-rt-v4 | 99.8% | 84.1% | 1.25% | 1.29% | 249ms | 281ms | 310ms |
    | Speechmatics | N/A | 99.7% | 83.2% | 1.40% | 1.07% | 495ms | 676ms | 736ms |
    """

  @Test func `recognizers have the figures of the published table`() {
    let presets = PresetCatalogue.families.first { $0.path == "agent.stt" }?.presets ?? []
    let lines = Self.recognizerRows.split(separator: "\n")
    #expect(lines.count == presets.count)
    for line in lines {
      let row = line.split(separator: "|").map { $0.drop { $0 == " " }.prefix { $0 != " " } }
      let vendor = String(row[0])
      let preset = presets.first { $0.summary.hasPrefix(vendor) }
      let latency = "{p50: \(row[6]), p95: \(row[7]), p99: \(row[8])}"
      #expect(preset?.values.map(\.text) == [latency, String(row[5])], "\(vendor)")
    }
  }

  /// sigma = asinh(IQR / (2 p50)) / 0.6745: the quartiles of a log-normal are p50 e^(+-0.6745 sigma).
  @Test func `synthesizer spreads reproduce the published interquartile range`() throws {
    let published: [(name: String, p50: Double, range: Double)] = [
      ("gradium", 155, 2), ("cartesia-sonic-3", 188, 100), ("elevenlabs-turbo-v2.5", 264, 28),
      ("elevenlabs-flash-v2.5", 288, 28), ("deepgram-aura-2", 313, 68),
    ]
    for (name, p50, range) in published {
      let scenario = try Loading.load(Loading.minimal, overrides: ["agent.tts=\(name)"])
      let time = scenario.agent.tts.timeToFirstByte
      let quartiles = (time.quantile(0.25), time.quantile(0.75))
      #expect(time.quantile(0.5) == .milliseconds(Int(p50)), "\(name)")
      let measured = Double((quartiles.1 - quartiles.0).nanoseconds) / 1e6
      #expect(abs(measured - range) < 0.02 * range + 0.15, "\(name): \(measured)")
    }
  }

  @Test func `published quantiles are hit exactly`() throws {
    let scenario = try Loading.load(Loading.minimal)
    let latency = scenario.agent.stt.latency
    for (p, milliseconds) in [(0.5, 247), (0.95, 298), (0.99, 326)] {
      let off = latency.quantile(p) - .milliseconds(milliseconds)
      #expect(off.nanoseconds.magnitude < 1000, "p\(p)")
    }
  }

  @Test func `answer mixes are whole, and the cold one holds its share of all attempts`() throws {
    for family in PresetCatalogue.families where family.path == "answers" {
      for preset in family.presets {
        let mix = try scenario(family, preset.name).answers
        let sum =
          mix.human + mix.voicemail + mix.noAnswer + mix.busy + mix.unobtainable + mix.declined
        #expect(abs(sum - 1) < 1e-9)
      }
    }
    let cold = try Loading.load(Loading.minimal, overrides: ["answers=us-consumer-cold"])
    let human = cold.answers.human * (1 - cold.carriers[0].failureShare)
    #expect(abs(human - 0.15) < 0.001)
    #expect(
      try Loading.load(Loading.minimal, overrides: ["answers=warm-list"]).answers.human == 0.6
    )
  }

  @Test func `an overridden parameter is the file's, the others stay the preset's`() throws {
    let text = Loading.minimal + "\nagent: {stt: {preset: deepgram-nova-3, word_error_rate: 5%}}\n"
    let assumptions = try Loading.load(text).assumptions
    let own = assumptions.first { $0.path == "agent.stt.word_error_rate" }
    let preset = assumptions.first { $0.path == "agent.stt.latency" }
    #expect(own?.provenance.source == "scenario file")
    #expect(own?.provenance.grade == .default)
    #expect(own?.value == "5%")
    #expect(preset?.provenance.grade == .verified)
    #expect(preset?.provenance.date == "2026-06-22")
  }

  @Test func `a file can say where its own values come from`() throws {
    let text =
      Loading.minimal + """

        agent: {stt: {latency: 200ms}}
        provenance:
          - {grade: verified, source: our gateway's log, date: 2026-03, paths: [agent.stt.latency]}
        """
    let scenario = try Loading.load(text)
    let stated = Provenance(grade: .verified, source: "our gateway's log", date: "2026-03")
    #expect(scenario.assumptions.first { $0.path == "agent.stt.latency" }?.provenance == stated)
    #expect(try Loading.load(scenario.resolvedText) == scenario)
  }

  @Test func `the listing names every preset and the details every value`() throws {
    for family in PresetCatalogue.families {
      #expect(PresetCatalogue.listing.contains("\(family.title) (\(family.path))"))
      for preset in family.presets {
        #expect(PresetCatalogue.listing.contains("  \(preset.name) "))
        let details = try #require(PresetCatalogue.details(of: preset.name))
        for value in preset.values { #expect(details.contains("  \(value.path) ")) }
      }
    }
    #expect(PresetCatalogue.details(of: "nothing") == nil)
    #expect(PresetCatalogue.suggestion(for: "cartesia-sonic") == "cartesia-sonic-3")
  }
}
