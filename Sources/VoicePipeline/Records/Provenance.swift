/// How far a parameter's value can be trusted.
package enum Grade: String, Sendable, Hashable, Codable, CaseIterable {
  /// Read in the named source.
  case verified
  /// Computed from verified figures.
  case computed
  /// Recalled, not verified.
  case memory
  /// A default of ours: an assumption.
  case `default`
}

/// Where a parameter's value comes from.
package struct Provenance: Sendable, Hashable {
  package var grade: Grade
  /// The publication, the measurement or "scenario file".
  package var source: String
  /// When the source was read, as `yyyy-mm` or `yyyy-mm-dd`; nil when unknown.
  package var date: String?

  package init(grade: Grade, source: String, date: String? = nil) {
    self.grade = grade
    self.source = source
    self.date = date
  }
}

/// A parameter as a run used it, printed by `explain` and in the report.
package struct Assumption: Sendable, Hashable {
  /// The path in the scenario file, such as `agent.stt.latency`.
  package var path: String
  /// The value as text, with its unit.
  package var value: String
  package var provenance: Provenance

  package init(path: String, value: String, provenance: Provenance) {
    self.path = path
    self.value = value
    self.provenance = provenance
  }
}
