internal import VoicePipeline

extension PresetCatalogue {
  /// What `simrun presets` prints: every family with its presets.
  package static var listing: String {
    families.map { family in
      var table = AlignedTable()
      for preset in family.presets { table.add("  \(preset.name)", preset.summary) }
      return "\(family.title) (\(family.path))\n\(table.text)"
    }
    .joined(separator: "\n")
  }

  /// The values of every preset with this name, with grade and source; nil when there is none.
  package static func details(of name: String) -> String? {
    let found = families.compactMap { family in
      family.preset(named: name).map { preset in
        var table = AlignedTable()
        for value in preset.values {
          let provenance = value.provenance
          table.add("  \(value.path)", value.text, provenance.grade.letter, provenance.cited)
        }
        return "\(name) (\(family.path)): \(preset.summary)\n\(table.text)"
      }
    }
    return found.isEmpty ? nil : found.joined(separator: "\n")
  }

  /// The name that was most likely meant.
  package static func suggestion(for name: String) -> String? {
    Suggestion.nearest(to: name, in: families.flatMap { $0.presets.map(\.name) })
  }
}
