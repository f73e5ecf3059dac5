package import RunReports

/// Two runs to be compared event by event.
package struct TraceComparisonRequest: Sendable {
  /// A run directory or a scenario file.
  package var first: String
  /// The same; nil compares the first with itself, changed.
  package var second: String?
  /// `path=value` assignments that change the second run.
  package var overrides: [String]
  /// Replaces the second run's seed.
  package var seed: UInt64?
  /// Compares the events of one call only.
  package var call: Int?
  package var build: BuildFacts
  /// Asked between slices of each simulation.
  package var isInterrupted: @Sendable () -> Bool

  package init(
    first: String,
    second: String?,
    build: BuildFacts,
    overrides: [String] = [],
    seed: UInt64? = nil,
    call: Int? = nil,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.first = first
    self.second = second
    self.build = build
    self.overrides = overrides
    self.seed = seed
    self.call = call
    self.isInterrupted = isInterrupted
  }

  /// Whether the second run is not simply what its name says.
  var changesSecond: Bool { !overrides.isEmpty || seed != nil }
}
