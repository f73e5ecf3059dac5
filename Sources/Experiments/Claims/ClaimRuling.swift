package import Scenarios
package import VoicePipeline

/// What the intervals of a claim's figures say of it, setting by setting and as a whole.
package struct ClaimRuling: Sendable {
  /// One combination of the levels that any published figure differs by.
  package struct Setting: Sendable, Hashable {
    /// Along the ruling's dimensions, in their order.
    package var levels: [Int]
    package var finding: ClaimFinding
    /// Of each published figure, in order.
    package var parts: [ClaimFinding]
  }

  /// Indices of the grid's dimensions, in rising order.
  package let dimensions: [Int]
  package let settings: [Setting]
  package let finding: ClaimFinding
  /// Whether more seeds may decide a setting that is not decided.
  package let isOpen: Bool
  /// The dimensions whose level alone turns a confirmed setting into a refuted one.
  package let turning: [Int]

  /// Judges the figures that have a range.
  package init(_ tables: [FigureTable], study: ClaimStudy) {
    let published = tables.filter { $0.figure.range != nil }
    let dimensions = study.grid.dimensions.indices.filter { index in
      published.contains { $0.dimensions.contains(index) }
    }
    var isOpen = false
    let settings = study.combinations(of: dimensions).map { own -> Setting in
      var levels = [Int](repeating: 0, count: study.grid.dimensions.count)
      for (dimension, level) in zip(dimensions, own) { levels[dimension] = level }
      let estimates = published.map { $0.cell(at: levels)?.estimate }
      let parts = zip(estimates, published).map { estimate, table in
        Self.finding(estimate?.interval, within: table.figure.range)
      }
      let finding = Self.joined(parts)
      isOpen =
        isOpen || finding == .undecided && estimates.allSatisfy { $0?.mean != nil }
      return Setting(levels: own, finding: finding, parts: parts)
    }
    self.isOpen = isOpen
    self.dimensions = dimensions
    self.settings = settings
    finding = Self.whole(settings.map(\.finding))
    turning = dimensions.indices.filter { Self.turns(settings, along: $0) }.map { dimensions[$0] }
  }

  /// Of one figure: wholly inside its range, wholly outside, or neither.
  package static func finding(
    _ interval: ClosedRange<Double>?,
    within range: PublishedRange?
  ) -> ClaimFinding {
    guard let interval, let range else { return .undecided }
    let low = range.lower ?? -.infinity
    let high = range.upper ?? .infinity
    if interval.lowerBound >= low, interval.upperBound <= high { return .confirmed }
    return interval.upperBound < low || interval.lowerBound > high ? .refuted : .undecided
  }

  /// A claim of several figures holds where all of them do, and not where one does not.
  package static func joined(_ parts: [ClaimFinding]) -> ClaimFinding {
    if parts.contains(.refuted) { return .refuted }
    return parts.allSatisfy { $0 == .confirmed } && !parts.isEmpty ? .confirmed : .undecided
  }

  /// Confirmed in one setting and refuted in another, a claim depends on what lies between them.
  package static func whole(_ findings: [ClaimFinding]) -> ClaimFinding {
    if findings.contains(.confirmed), findings.contains(.refuted) { return .depends }
    return findings.contains(.undecided) ? .undecided : findings.first ?? .undecided
  }

  private static func turns(_ settings: [Setting], along index: Int) -> Bool {
    settings.contains { setting in
      setting.finding == .confirmed
        && settings.contains { other in
          other.finding == .refuted
            && setting.levels.indices.allSatisfy { place in
              place == index || setting.levels[place] == other.levels[place]
            }
        }
    }
  }
}
