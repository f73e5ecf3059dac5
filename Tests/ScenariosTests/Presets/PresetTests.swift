import Scenarios
import SimCore
import Testing
import VoicePipeline

@Suite("Presets")
struct PresetTests {
  private func scenario(_ family: PresetFamily, _ preset: String) throws -> Scenario {
    if family.path.hasPrefix("load.") {
      return try Loading.load(Loading.minimal, overrides: ["\(family.path)=\(preset)"])
    }
    let section =
      switch family.path {
      case "carriers": "carriers: [{name: a, preset: \(preset)}]"
      case "callers": "callers: [{share: 100%, profile: \(preset)}]"
      case "callers[].network":
        "callers: [{share: 100%, profile: us-landline-quiet, network: \(preset)}]"
      case "answers", "audit": "\(family.path): \(preset)"
      case "answers.detection": "answers: {detection: \(preset)}"
      case "routing.regions":
        "routing: {regions: {preset: \(preset), places: [{name: a, zones: [Europe/London]}]}}"
      case "platform.autoscaler":
        "platform: {pods: {min: 2, max: 20}, autoscaler: \(preset)}"
      default: agent(family.path.split(separator: ".").dropFirst(), preset)
      }
    return try Loading.load(Loading.minimal + "\n" + section + "\n")
  }

  /// The agent with the preset at a path.
  private func agent(_ path: ArraySlice<Substring>, _ preset: String) -> String {
    let value = path.reversed().reduce(preset) { "{\($1): \($0)}" }
    return "agent: " + value
  }

  private func path(of family: PresetFamily) -> String {
    if family.path == "callers[].network" { return "callers[0].network" }
    return ["carriers", "callers"].contains(family.path) ? family.path + "[0]" : family.path
  }

  @Test func `every preset fills a scenario with its values, grades and sources`() throws {
    for family in PresetCatalogue.families {
      for preset in family.presets {
        let scenario = try scenario(family, preset.name)
        for value in preset.values {
          let expected = value.provenance
          let full = path(of: family) + "." + value.path
          // A list has a line for each value in it.
          let found = scenario.assumptions.filter {
            $0.path == full || $0.path.hasPrefix(full + "[")
          }
          #expect(!found.isEmpty, "\(preset.name) \(full)")
          for value in found.map(\.provenance) where value != expected {
            Issue.record("\(preset.name) \(full) is from \(value.source)")
          }
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

  /// Vendor, pooled word errors in percent, p50, p95 and p99 in milliseconds, and the percentage of
  /// samples without a transcript: the table in pipecat-ai/stt-benchmark's README at eadbc9d
  /// (2026-06-22).
  private static let recognizerRows = [
    ("AssemblyAI", "3.02", 256, 362, 417, "0.2"), ("AWS", "1.75", 1136, 1527, 1897, "0"),
    ("Azure", "1.18", 1016, 1345, 1791, "0"), ("Cartesia", "4.36", 266, 364, 898, "0.1"),
    ("Deepgram", "1.62", 247, 298, 326, "0.2"), ("ElevenLabs", "3.12", 281, 348, 407, "0.3"),
    ("Google", "2.85", 878, 1155, 1570, "0"), ("Mistral", "4.97", 525, 973, 1913, "0.7"),
    ("OpenAI", "3.06", 637, 965, 1655, "0.7"), ("Smallest AI", "2.37", 398, 533, 1593, "0"),
    ("Soniox", "1.29", 249, 281, 310, "0.2"), ("Speechmatics", "1.07", 495, 676, 736, "0.3"),
  ]

  @Test func `recognizers have the figures of the published table`() {
    let presets = PresetCatalogue.families.first { $0.path == "agent.stt" }?.presets ?? []
    #expect(Self.recognizerRows.count == presets.count)
    for (vendor, wordErrors, p50, p95, p99, none) in Self.recognizerRows {
      let preset = presets.first { $0.summary.hasPrefix(vendor) }
      let latency = "{p50: \(p50)ms, p95: \(p95)ms, p99: \(p99)ms}"
      let texts = [latency, wordErrors + "%", none + "%"]
      #expect(preset?.values.prefix(3).map(\.text) == texts, "\(vendor)")
    }
  }

  /// sigma = asinh(IQR / (2 p50)) / 0.6745: a log-normal's quartiles are p50 e^(+-0.6745 sigma).
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
