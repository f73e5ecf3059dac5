internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

/// The finding of a claim that compares, in words.
struct ClaimWording {
  let study: ClaimStudy
  let tables: [FigureTable]
  let ruling: ClaimRuling

  var sentence: String {
    let lead =
      ruling.finding == .depends
      ? dependence : ruling.settings.count > 1 ? everywhere : figures(at: ruling.settings.first)
    let missing = self.missing.map { " \($0)" } ?? ""
    let count = Figures.counted(study.seeds, "seed")
    return "\(lead)\(missing) Intervals are of 95 % over \(count)."
  }

  private var published: [FigureTable] { tables.filter { $0.figure.range != nil } }

  /// One setting alone: each figure with its interval and its range.
  private func figures(at setting: ClaimRuling.Setting?) -> String {
    let parts = zip(published, setting?.parts ?? []).map { table, finding -> String in
      let estimate = table.cells.first?.estimate
      return "\(table.figure.name) is \(quantity(estimate, table.figure)) against "
        + "\(table.figure.range?.text ?? "") (\(finding.rawValue))"
    }
    return parts.joined(separator: "; ") + "."
  }

  /// The same finding in all settings, or one that is not reached in some.
  private var everywhere: String {
    let count = ruling.settings.count
    let names = ruling.dimensions.map { study.grid.dimensions[$0].label }
      .joined(separator: " and ")
    let undecided = ruling.settings.count { $0.finding == .undecided }
    if undecided == 0 {
      return "The claim is \(ruling.finding.rawValue) in each of \(count) settings of \(names)."
    }
    let decided = ruling.settings.first { $0.finding != .undecided }?.finding
    let rest = decided.map { ", and \($0.rawValue) in the others" } ?? ""
    return "In \(undecided) of \(count) settings of \(names) an interval straddles its "
      + "range\(undecided < count ? rest : "")."
  }

  private var missing: String? {
    let figure = published.first { $0.cells.contains { $0.estimate.mean == nil } }
    return figure.map {
      "A seed has too few samples for \($0.figure.name): n is too small."
    }
  }

  private func quantity(_ estimate: FigureEstimate?, _ figure: ClaimFigure) -> String {
    guard let estimate, let mean = estimate.mean else { return "not measured" }
    let kind = figure.kind
    guard let interval = estimate.interval else { return kind.quantity(mean) }
    return "\(kind.quantity(mean)) [\(kind.text(interval.lowerBound)), "
      + "\(kind.text(interval.upperBound))]"
  }
}

// MARK: - What a finding depends on

extension ClaimWording {
  private var dependence: String {
    let names = (ruling.turning.isEmpty ? ruling.dimensions : ruling.turning)
      .map { study.grid.dimensions[$0].label }
    let parts = ruling.turning.map { dimension in
      alone(dimension) ?? counts(dimension)
    }
    return "The finding depends on \(names.joined(separator: " and "))"
      + (parts.isEmpty ? "." : ": \(parts.joined(separator: "; ")).")
  }

  /// The findings by level of a dimension that alone decides them; nil when others do too.
  private func alone(_ dimension: Int) -> String? {
    guard let findings = findings(along: dimension) else { return nil }
    let levels = study.grid.dimensions[dimension].levels
    if levels.allSatisfy({ $0.position != nil }), let text = from(findings, levels) { return text }
    let words = [ClaimFinding.confirmed, .refuted, .undecided].compactMap { finding -> String? in
      let names = zip(levels, findings).filter { $0.1 == finding }.map(\.0.name)
      guard !names.isEmpty else { return nil }
      return "\(finding.rawValue) with \(Self.list(names))"
    }
    return words.joined(separator: ", ")
  }

  /// One finding for each level; nil where settings of one level differ.
  private func findings(along dimension: Int) -> [ClaimFinding]? {
    guard let place = ruling.dimensions.firstIndex(of: dimension) else { return nil }
    var findings: [ClaimFinding] = []
    for level in study.grid.dimensions[dimension].levels.indices {
      let found = ruling.settings.filter { $0.levels[place] == level }.map(\.finding)
      guard let first = found.first, found.allSatisfy({ $0 == first }) else { return nil }
      findings.append(first)
    }
    return findings
  }

  /// `confirmed up to 600ms, undecided at 700ms, refuted from 800ms`, for levels on a scale whose
  /// finding changes once; nil for others.
  private func from(_ findings: [ClaimFinding], _ levels: [ClaimGrid.Level]) -> String? {
    let order = levels.indices.sorted {
      ((levels[$0].position ?? 0), $0) < ((levels[$1].position ?? 0), $1)
    }
    var runs: [(finding: ClaimFinding, first: String, last: String)] = []
    for index in order {
      if runs.last?.finding == findings[index] {
        runs[runs.count - 1].last = levels[index].name
      } else {
        runs.append((findings[index], levels[index].name, levels[index].name))
      }
    }
    let middles = runs.dropFirst().dropLast()
    guard runs.count >= 2, runs.count <= 3, middles.allSatisfy({ $0.finding == .undecided }),
      let first = runs.first, let last = runs.last
    else { return nil }
    let middle = middles.map { ", undecided \($0.first == $0.last ? "at" : "from") \($0.first)" }
    return "\(first.finding.rawValue) up to \(first.last)\(middle.joined()), "
      + "\(last.finding.rawValue) from \(last.first)"
  }

  /// How many settings of each level are confirmed.
  private func counts(_ dimension: Int) -> String {
    guard let place = ruling.dimensions.firstIndex(of: dimension) else { return "" }
    return study.grid.dimensions[dimension].levels.enumerated().map { index, level in
      let settings = ruling.settings.filter { $0.levels[place] == index }
      let confirmed = settings.count { $0.finding == .confirmed }
      return "with \(level.name) confirmed in \(confirmed) of \(settings.count)"
    }
    .joined(separator: ", ")
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
