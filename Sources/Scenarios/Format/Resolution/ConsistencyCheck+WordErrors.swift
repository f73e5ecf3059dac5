internal import VoicePipeline

// A table of measured word errors has to know every caller of the scenario.
extension ConsistencyCheck {
  mutating func measuredCallers() {
    guard let table = root["agent"]?["stt"]?["word_errors"]?.value(as: WordErrorTable.self),
      let callers = root["callers"]
    else { return }
    for caller in callers.elements {
      require(caller["accent"], among: table.accents, "accent")
      let codecs = LineCodec.allCases.filter { table.codecs.contains($0.heard) }
      require(caller["codec"], among: codecs.map(\.rawValue), "codec")
      // What a noise is made of stands under its kind, or in its name.
      let kind = caller["noise_kind"] ?? caller["noise"]
      let isNamed = kind?.value(as: String.self).flatMap(NoiseKind.init(rawValue:)) != nil
      if isNamed { require(kind, among: table.noises.map(\.rawValue), "noise") }
    }
  }

  private mutating func require(_ node: ResolvedNode?, among known: [String], _ what: String) {
    guard let node, let text = node.value(as: String.self), !known.contains(text) else { return }
    log.add(
      .contradiction,
      at: node.mark,
      path: node.path,
      "nobody has measured the word errors of the \(what) '\(text)'",
      remedy: "The table of agent.stt.word_errors knows \(known.joined(separator: ", ")); "
        + "`simrun calibrate` measures the callers of a scenario."
    )
  }
}
