package import VoicePipeline

/// A published claim that a scenario tests: one figure against a range, or figures over arms.
package struct ClaimSpec: Sendable, Hashable, Decodable {
  /// The row of the claims book, such as `A3`.
  package var id: String
  package var quote: String
  package var source: String
  /// What the scenario's author expects; another finding fails the run.
  package var expected: ClaimFinding

  // One figure of the scenario itself.
  var figure: MetricFigure?
  var published: FigureRange?

  // Figures of arms.
  package var arms: [ClaimArm]?
  package var vary: [ClaimFactor]?
  package var baseline: String?
  package var figures: [ClaimFigure]?
  package var tradeoff: [String]?
  package var replicationsMax: Int?

  /// The one figure of a claim without arms; its range is in the metric's unit, as a threshold's
  /// bound.
  package var single:
    (metric: MetricName, statistic: Threshold.Statistic, range: ClosedRange<Double>)?
  {
    guard let figure, let published else { return nil }
    return (figure.metric, figure.statistic, published.range)
  }
}

/// A variant of the scenario: a name and what is set in it.
package struct ClaimArm: Sendable, Hashable, Decodable {
  package var name: String
  package var set: ClaimSettings
}

/// A value of the scenario that takes several levels; all factors are crossed.
package struct ClaimFactor: Sendable, Hashable, Decodable {
  /// What a factor is to the claim.
  package enum Role: String, Sendable, Hashable, Decodable, CaseIterable {
    /// A circumstance that the claim leaves open.
    case context
    /// What the claim compares: `first` and `last` stand for its outer levels.
    case treatment
  }

  var path: SettingPath
  package var values: [SettingValue]
  var label: String?
  package var role: Role
}

/// A named figure of a claim.
package struct ClaimFigure: Sendable, Hashable, Decodable {
  /// Which way a figure is to go, for a trade-off.
  package enum Direction: String, Sendable, Hashable, Decodable, CaseIterable {
    case lower
    case higher
  }

  package var name: String
  package var value: ClaimFormula
  /// What was published of it; nil for a figure that is only shown.
  package var range: PublishedRange?
  package var better: Direction

  /// The unit that the figure is shown in.
  package var kind: MetricName.Kind { range?.kind ?? value.kind }
}

/// A published range, open at one end for a bound such as `< 500ms`.
package struct PublishedRange: Sendable, Hashable {
  package var kind: MetricName.Kind
  package var lower: Double?
  package var upper: Double?
  /// As it is written.
  package var text: String

  package init(kind: MetricName.Kind, lower: Double?, upper: Double?, text: String) {
    self.kind = kind
    self.lower = lower
    self.upper = upper
    self.text = text
  }
}

/// Values that an arm sets, in order of writing.
package struct ClaimSettings: Sendable, Hashable {
  var settings: [ClaimSetting]

  /// As a reader sees them.
  package var text: String {
    settings.isEmpty
      ? "the scenario as it is"
      : settings.map { "\($0.path.text)=\($0.value.display)" }.joined(separator: ", ")
  }
}

/// The path of one value of the scenario.
///
/// Where it stands is no part of it.
struct SettingPath: Sendable, Hashable {
  var text: String
  var mark: YAMLMark

  static func == (left: SettingPath, right: SettingPath) -> Bool { left.text == right.text }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

/// A value to be put at a path.
///
/// Where it stands is no part of it.
package struct SettingValue: Sendable, Hashable {
  /// As a reader sees it.
  package var display: String
  /// As YAML in one line.
  var yaml: String
  var node: YAMLNode

  package static func == (left: SettingValue, right: SettingValue) -> Bool {
    left.yaml == right.yaml
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(yaml) }
}

/// A path with its value.
struct ClaimSetting: Sendable, Hashable {
  var path: SettingPath
  var value: SettingValue
}
