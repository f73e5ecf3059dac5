/// What a suite measured.
package struct BenchmarkReport: Sendable, Hashable {
  package var tables: [BenchmarkTable]
  /// Whether something was found that must not be: the suite proves, and `bench` ends with 1.
  package var isBroken = false

  package init(tables: [BenchmarkTable] = []) {
    self.tables = tables
  }

  /// Every figure, in the order of the tables.
  package var figures: [BenchmarkFigure] { tables.flatMap(\.figures) }
}

/// Figures that are read together: one a row, or a grid when they name columns.
package struct BenchmarkTable: Sendable, Hashable {
  package var title: String
  package var figures: [BenchmarkFigure]
  /// Sentences under the table: what was timed, what is missing and how to get it.
  package var notes: [String]

  package init(title: String, figures: [BenchmarkFigure], notes: [String] = []) {
    self.title = title
    self.figures = figures
    self.notes = notes
  }
}
