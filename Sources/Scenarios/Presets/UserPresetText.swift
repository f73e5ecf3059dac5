internal import VoicePipeline

/// Writes a file of presets.
package enum UserPresetText {
  /// The text of a file with these presets; `comment` stands at its head, a line each.
  package static func text(
    _ presets: [(family: PresetFamily, preset: Preset)],
    comment: [String]
  ) -> String {
    var lines = comment.map { "# \($0)" }
    lines.append("presets_version: \(ScenarioFormat.presetVersion)")
    lines.append("presets:")
    for (family, preset) in presets {
      lines.append("  - name: \(YAMLText.quoted(preset.name))")
      lines.append("    family: \(family.word)")
      if !preset.summary.isEmpty {
        lines.append("    summary: \(YAMLText.quoted(preset.summary))")
      }
      lines.append("    values:")
      for value in preset.values { lines += Self.lines(value) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ value: PresetValue) -> [String] {
    let provenance = value.provenance
    return [
      "      - key: \(value.path)",
      "        value: \(value.text)",
      "        grade: \(provenance.grade.rawValue)",
      "        source: \(YAMLText.quoted(provenance.source))",
    ] + (provenance.date.map { ["        date: \(YAMLText.quoted($0))"] } ?? [])
  }
}

/// Checks of words that name presets and dates, for the command line.
package enum PresetWord {
  /// Whether a preset can have the name.
  package static func isName(_ text: String) -> Bool { NameNotation.isName(text) }

  /// The nearest name to a text; nil when it has no letter or digit.
  package static func name(from text: String) -> String? {
    var name = ""
    for character in text.prefix(64) {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain || "._-".contains(character) && !name.isEmpty {
        name.append(character)
      } else if !name.isEmpty, name.last != "-" {
        name.append("-")
      }
    }
    while let last = name.last, "._-".contains(last) { name.removeLast() }
    return name.isEmpty ? nil : name
  }

  /// A time such as `10s`; nil when the text is none.
  package static func duration(_ text: String) -> Duration? {
    try? DurationNotation(range: .zero ... .seconds(86_400)).duration(text)
  }

  /// Whether a provenance can have the date.
  package static func isDate(_ text: String) -> Bool {
    let mark = YAMLMark(line: 1, column: 1)
    let node = YAMLNode(content: .scalar(text, isPlain: true), mark: mark)
    return (try? DateNotation().read(node)) != nil
  }
}
