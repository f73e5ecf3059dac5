internal import VoicePipeline

extension PresetCatalogue {
  /// What `simrun presets` prints: every family with its presets.
  package static var listing: String { listing(of: families) }

  /// Families with their presets, a line on each.
  package static func listing(of families: [PresetFamily]) -> String {
    families.map { family in
      var table = AlignedTable()
      for preset in family.presets { table.add("  \(preset.name)", preset.summary) }
      return "\(family.title) (\(family.path))\n\(table.text)"
    }
    .joined(separator: "\n") + "\n" + GoalLibrary.listing
  }

  /// The values of every preset with this name, with grade and source; nil when there is none.
  package static func details(
    of name: String,
    in families: [PresetFamily] = families
  ) -> String? {
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
    if let goal = GoalLibrary.text(named: name) { return goal }
    return found.isEmpty ? nil : found.joined(separator: "\n")
  }

  /// The name that was most likely meant.
  package static func suggestion(for name: String) -> String? {
    Suggestion.nearest(
      to: name,
      in: families.flatMap { $0.presets.map(\.name) } + GoalLibrary.names
    )
  }
}
