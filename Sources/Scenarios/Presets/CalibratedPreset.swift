package import VoicePipeline

extension Scenario {
  /// Of the recognizer's values, what has nothing to do with errors in words.
  private static let kept = [
    "mode", "latency", "real_time_factor", "hallucination_share", "partial_interval", "partial_lag",
  ]

  /// A file of presets with one recognizer: this scenario's, but for its word errors, which are
  /// those of a table.
  package func recognizerPresets(
    named name: String,
    table: WordErrorTable,
    provenance: Provenance
  ) -> String {
    let root = try? YAMLNode.parse(
      Array(resolvedText.utf8),
      fileName: fileName,
      limits: .scenario
    )
    let written = root?["agent"]?["stt"]
    var values: [PresetValue] = Self.kept.compactMap { key in
      guard let node = written?[key],
        let known = assumptions.first(where: { $0.path == "agent.stt.\(key)" })
      else { return nil }
      return PresetValue(key, node.line, known.provenance)
    }
    values.append(PresetValue("no_transcript_share", "0%", provenance))
    let page = "\n          " + table.page(indent: "            ")
    values.append(PresetValue("word_errors", page, provenance))
    let preset = Preset(
      name: name,
      summary: "\(agent.stt.preset), with word errors relative to \(table.recognizer)",
      values: values
    )
    return UserPresetText.text(
      [(.recognizers, preset)],
      comment: [
        "Word errors that simrun calibrate measured on calls rendered as sound. They are those of",
        "\(table.recognizer): compare them with each other, never with a service's.",
        "A scenario takes them in with `presets: [FILE]` and names them: `agent: {stt: \(name)}`.",
      ]
    )
  }
}
