internal import VoicePipeline

/// What `simrun explain` prints: every parameter with its value, grade and source.
package enum ScenarioExplanation {
  package static func text(of scenario: Scenario) -> String {
    var text = "\(scenario.name), seed \(scenario.seed)\n"
    if !scenario.description.isEmpty { text += scenario.description + "\n" }
    var table = AlignedTable()
    table.add("path", "value", "", "source")
    for assumption in scenario.assumptions {
      let provenance = assumption.provenance
      table.add(assumption.path, assumption.value, provenance.grade.letter, provenance.cited)
    }
    text += "\n" + table.text
    if !scenario.thresholds.isEmpty {
      text += "\nthresholds\n" + scenario.thresholds.map { "  \($0.text)\n" }.joined()
    }
    if let claim = scenario.claim {
      text += "\nclaim \(claim.id): \"\(claim.quote)\", \(claim.source); "
      text += "expected: \(claim.expected.rawValue)\n"
      if !scenario.arms.isEmpty { text += arms(of: claim, seeds: scenario.replications) }
    }
    return text + "\n" + key(of: scenario)
  }

  /// How many arms `validate` tells of; empty without any.
  package static func armCount(of scenario: Scenario) -> String {
    scenario.arms.isEmpty ? "" : ", \(scenario.arms.count) arms"
  }

  /// The dimensions of a claim's arms, and its figures.
  private static func arms(of claim: ClaimSpec, seeds: Int) -> String {
    let grid = ClaimGrid(claim)
    var table = AlignedTable()
    for dimension in grid.dimensions {
      let levels = dimension.levels.map(\.name).joined(separator: " | ")
      table.add("  " + dimension.label, levels, dimension.role.rawValue)
    }
    for arm in claim.arms ?? [] {
      table.add("  " + arm.name, arm.set.text)
    }
    for figure in claim.figures ?? [] {
      let range = figure.range.map { ": published " + $0.text } ?? ""
      table.add("  " + figure.name, figure.value.text + range)
    }
    let most = claim.replicationsMax ?? 4 * seeds
    return "  \(grid.count) arms x \(seeds) seeds, at most \(most); shown in full: "
      + "\(grid.name(of: grid.baseline))\n" + table.text
  }

  /// What the letters mean, with the number of parameters of each.
  private static func key(of scenario: Scenario) -> String {
    Grade.allCases.map { grade in
      let count = scenario.assumptions.count { $0.provenance.grade == grade }
      return "\(grade.letter)  \(count) \(grade.meaning)\n"
    }
    .joined()
  }
}

extension Provenance {
  /// Source and date in one.
  var cited: String { date.map { "\(source) (\($0))" } ?? source }
}

extension Grade {
  /// One letter for tables.
  package var letter: String {
    switch self {
    case .verified: "V"
    case .computed: "C"
    case .memory: "M"
    case .default: "D"
    }
  }

  /// What the grade says of a value, as the end of "is ...".
  package var meaning: String {
    switch self {
    case .verified: "verified in the named source"
    case .computed: "computed from verified figures"
    case .memory: "from memory, not verified"
    case .default: "assumed: a default of simrun, or stated by the scenario without a source"
    }
  }
}
