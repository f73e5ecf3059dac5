package import VoicePipeline

/// A named set of parameters: measured figures where there are any, else marked assumptions.
package struct Preset: Sendable {
  package var name: String
  package var summary: String
  /// In the order of the section's keys.
  package var values: [PresetValue]

  package init(name: String, summary: String, values: [PresetValue]) {
    self.name = name
    self.summary = summary
    self.values = values
  }
}

/// One parameter of a preset.
package struct PresetValue: Sendable {
  /// The key in the preset's section, such as `latency` or `patience.hello`.
  package var path: String
  /// As it would stand in a scenario file.
  package var text: String
  package var provenance: Provenance

  package init(_ path: String, _ text: String, _ provenance: Provenance) {
    self.path = path
    self.text = text
    self.provenance = provenance
  }
}

/// The presets for one kind of section.
package struct PresetFamily: Sendable {
  /// As `simrun presets` titles it.
  package var title: String
  /// One of them, for messages.
  package var noun: String
  /// Where a scenario names one, such as `agent.stt`.
  package var path: String
  /// The key of the preset's name.
  package var key: String
  package var presets: [Preset]

  /// As a file of presets names the family: `recognizer`, `language_model`.
  package var word: String {
    let words = noun.split(separator: " ").filter { $0 != "preset" }
    return words.joined(separator: "_")
  }

  package func preset(named name: String) -> Preset? { presets.first { $0.name == name } }
}

/// Everything that a scenario can name.
package enum PresetCatalogue {
  package static let families: [PresetFamily] = [
    .recognizers, .languageModels, .synthesizers, .realtimeModels, .recognizerQuotas,
    .modelQuotas, .synthesizerQuotas, .realtimeQuotas, .carriers, .answerMixes, .callerProfiles,
    .detectors, .retentionClasses, .networks, .scripts, .autoscalers, .regionLatencies,
  ]

  /// The family that a file of presets names by `word`.
  package static func family(_ word: String) -> PresetFamily? {
    families.first { $0.word == word }
  }
}
