package import SimCore

/// Everything that `simrun fit` says about a file of measurements.
package struct FitFacts: Sendable {
  /// Without its folders.
  package var file: String
  /// SHA-256 in hexadecimal.
  package var digest: String
  /// Rows below the header, empty lines left out.
  package var rows: Int
  /// When it was measured, as the user says.
  package var date: String?
  package var columns: [FittedColumn]
  /// What the file has besides: columns that mean no stage, stages that are not known.
  package var unused: [String]
  package var rejects: RejectedValues
  /// The program that made the fit.
  package var build: BuildFacts

  package init(
    file: String,
    digest: String,
    rows: Int,
    date: String?,
    columns: [FittedColumn],
    unused: [String],
    rejects: RejectedValues,
    build: BuildFacts
  ) {
    self.file = file
    self.digest = digest
    self.rows = rows
    self.date = date
    self.columns = columns
    self.unused = unused
    self.rejects = rejects
    self.build = build
  }
}

/// One stage's measurements with what was fitted to them.
package struct FittedColumn: Sendable {
  /// The column's name, with the service where a column says it.
  package var name: String
  /// Where a scenario has it, such as `agent.stt.latency`.
  package var path: String
  /// The preset that carries it; nil where no preset can.
  package var preset: String?
  package var sample: Sample
  package var choice: FitChoice
  package var checks: SampleChecks
  /// Cells without a value.
  package var empty: Int
  package var timeouts: Timeouts?

  /// Measurements that were cut off.
  package struct Timeouts: Sendable, Hashable {
    package var limit: Duration
    package var count: Int
    /// The key of the preset that takes their share; nil where its section has none.
    package var key: String?

    package init(limit: Duration, count: Int, key: String?) {
      self.limit = limit
      self.count = count
      self.key = key
    }
  }

  /// The chosen distribution as a scenario file has it.
  package var notation: String { choice.chosen.notation }

  package init(
    name: String,
    path: String,
    preset: String?,
    sample: Sample,
    choice: FitChoice,
    checks: SampleChecks,
    empty: Int,
    timeouts: Timeouts?
  ) {
    self.name = name
    self.path = path
    self.preset = preset
    self.sample = sample
    self.choice = choice
    self.checks = checks
    self.empty = empty
    self.timeouts = timeouts
  }
}

/// The values and rows that could not be used; never their text, which may hold personal data.
package struct RejectedValues: Sendable {
  /// One of them.
  package struct Entry: Sendable, Hashable {
    /// From 1.
    package var line: Int
    /// The field's number in the row, from 1; nil for a row as a whole.
    package var column: Int?
    package var reason: String

    package init(line: Int, column: Int?, reason: String) {
      self.line = line
      self.column = column
      self.reason = reason
    }
  }

  /// So many are kept by place; the rest is counted.
  package static let entriesMax = 100_000

  package private(set) var count = 0
  package private(set) var entries: [Entry] = []
  /// How often each reason occurred, in the order of the first.
  package private(set) var reasons: [(text: String, count: Int)] = []

  package init() {}

  package mutating func add(_ entry: Entry) {
    count += 1
    if entries.count < Self.entriesMax { entries.append(entry) }
    if let known = reasons.firstIndex(where: { $0.text == entry.reason }) {
      reasons[known].count += 1
    } else {
      reasons.append((entry.reason, 1))
    }
  }

  /// The kept ones as CSV with a header.
  package var csv: String {
    var text = "line,column,reason\n"
    for entry in entries {
      text += "\(entry.line),\(entry.column.map(String.init) ?? ""),\"\(entry.reason)\"\n"
    }
    if count > entries.count { text += ",,\"\(count - entries.count) more not listed\"\n" }
    return text
  }
}
