internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The presets that fitted columns make: those of one family and name together.
struct FittedPresets {
  private var presets: [(family: PresetFamily, preset: Preset)] = []
  private let facts: FitFacts

  init(_ facts: FitFacts, _ series: [LatencyFile.Series]) {
    self.facts = facts
    for (column, series) in zip(facts.columns, series) {
      guard let family = series.stage.family, let name = column.preset else { continue }
      add(values(column, series.stage), named: name, to: family)
    }
  }

  /// The file's text; nil when there is no preset.
  var text: String? {
    guard !presets.isEmpty else { return nil }
    return UserPresetText.text(
      presets,
      comment: [
        "Presets that simrun fit made of \(facts.file.printable). A scenario takes them in with",
        "`presets: [FILE]`, and names them where it would name one of simrun's.",
      ]
    )
  }

  private mutating func add(_ values: [PresetValue], named name: String, to family: PresetFamily) {
    let known = presets.firstIndex { $0.family.path == family.path && $0.preset.name == name }
    if let known {
      presets[known].preset.values += values
    } else {
      let summary = "Measured: \(facts.file.printable)"
      presets.append((family, Preset(name: name, summary: summary, values: values)))
    }
  }

  private func values(_ column: FittedColumn, _ stage: MeasuredStage) -> [PresetValue] {
    var values = [
      PresetValue(stage.key, column.notation, provenance(column, FitText.quality(column)))
    ]
    if let timeouts = column.timeouts, let key = timeouts.key, timeouts.count > 0 {
      let all = column.sample.count + timeouts.count
      let share = 100 * Double(timeouts.count) / Double(all)
      let text = FixedDecimal.shortest(Double(FixedDecimal.significant(share, 4)) ?? share) + "%"
      let source = "\(timeouts.count) of \(all) took \(timeouts.limit.shortText) or longer"
      values.append(PresetValue(key, text, provenance(column, source)))
    }
    return values
  }

  /// Computed from the user's own figures, which the digest tells from all others.
  private func provenance(_ column: FittedColumn, _ text: String) -> Provenance {
    let file = "\(facts.file.printable) (SHA-256 \(facts.digest.prefix(12)))"
    let source = "\(file), \(column.name.printable), n = \(column.sample.count): \(text)"
    return Provenance(grade: .computed, source: String(source.prefix(500)), date: facts.date)
  }
}

extension String {
  /// At most 80 characters, none of them a control character.
  fileprivate var printable: String {
    let letters = unicodeScalars.prefix(80).map { scalar in
      scalar.value < 32 || (127..<160).contains(scalar.value) ? "?" : Character(scalar)
    }
    return String(letters)
  }
}
