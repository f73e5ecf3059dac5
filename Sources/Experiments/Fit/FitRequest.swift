package import RunReports
package import Scenarios

/// What one `fit` is asked to do: a file of measurements, and what its header does not say.
package struct FitRequest: Sendable {
  /// A column that the user names, and what it measures where its name does not say.
  package struct Column: Sendable, Hashable {
    package var name: String
    package var stage: MeasuredStage?

    package init(name: String, stage: MeasuredStage?) {
      self.name = name
      self.stage = stage
    }
  }

  /// As the user wrote it.
  package var path: String
  /// Without one, every column whose name means a stage.
  package var columns: [Column]
  /// What the columns measure whose names do not say.
  package var stage: MeasuredStage?
  /// Of columns whose names end in no unit.
  package var unit: TimeUnit?
  /// Of the presets; without it, the file's own.
  package var name: String?
  /// Values from here on were cut off, and count apart.
  package var timeout: Duration?
  /// When it was measured.
  package var date: String?
  package var build: BuildFacts

  package init(
    path: String,
    columns: [Column] = [],
    stage: MeasuredStage? = nil,
    unit: TimeUnit? = nil,
    name: String? = nil,
    timeout: Duration? = nil,
    date: String? = nil,
    build: BuildFacts
  ) {
    self.path = path
    self.columns = columns
    self.stage = stage
    self.unit = unit
    self.name = name
    self.timeout = timeout
    self.date = date
    self.build = build
  }
}

/// The unit of a column of times.
package enum TimeUnit: String, Sendable, Hashable, CaseIterable {
  case nanoseconds = "ns"
  case microseconds = "us"
  case milliseconds = "ms"
  case seconds = "s"

  var nanoseconds: Double {
    switch self {
    case .nanoseconds: 1
    case .microseconds: 1e3
    case .milliseconds: 1e6
    case .seconds: 1e9
    }
  }
}
