internal import RunReports
internal import SimCore

extension BenchmarkRecord {
  /// Aligned tables, and under them what each bar says.
  package var text: String {
    let parts = report.tables.map(Self.table) + [bars, foot]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ table: BenchmarkTable) -> String {
    let isGrid = table.figures.contains { $0.column != nil }
    let rows = isGrid ? aligned(grid(table)) : aligned(list(table), left: [0, 2])
    let notes = table.notes.flatMap { TextColumns.wrapped($0, 96, cutsWords: false) }
    return ([table.title] + rows + notes.map { "  \($0)" }).joined(separator: "\n")
  }

  private static func list(_ table: BenchmarkTable) -> [[String]] {
    table.figures.map { [$0.label, text($0), $0.unit] }
  }

  /// Rows and columns in the order of their first figure; a figure without a column is a verdict on
  /// the whole table and stands with the bars.
  private static func grid(_ table: BenchmarkTable) -> [[String]] {
    var rows: [String] = []
    var columns: [String] = []
    for figure in table.figures {
      guard let column = figure.column else { continue }
      if !rows.contains(figure.label) { rows.append(figure.label) }
      if !columns.contains(column) { columns.append(column) }
    }
    return [[""] + columns]
      + rows.map { row in
        [row]
          + columns.map { column in
            table.figures.first { $0.label == row && $0.column == column }.map(text) ?? ""
          }
      }
  }

  /// Columns of one width each, to the right but for the named ones.
  private static func aligned(_ rows: [[String]], left: Set<Int> = [0]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? TextColumns.width($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { cells in
      let texts = cells.enumerated().map { column, cell in
        left.contains(column)
          ? TextColumns.left(cell, widths[column]) : TextColumns.right(cell, widths[column])
      }
      let line = "  " + texts.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Every figure with a bar: met, missed, or not measured.
  private var bars: String {
    let rows = report.figures.compactMap { figure -> [String]? in
      guard let bar = figure.bar else { return nil }
      let verdict = figure.isMet.map { $0 ? "met" : "MISSED" } ?? "not measured"
      let name = [figure.label, figure.column].compactMap(\.self).joined(separator: ": ")
      return [name, Self.text(figure), Self.text(bar, figure.unit), verdict]
    }
    return rows.isEmpty ? "" : (["bars"] + Self.aligned(rows)).joined(separator: "\n")
  }

  private var foot: String {
    let step = calibrationSteps.map { FixedDecimal.text($0, decimals: 3) }
    var lines = [
      "simrun \(build.version), source \(build.sourceDigest.prefix(12)), \(build.compiler), "
        + "\(HostMachine.architecture())",
      "calibration step: \(step.joined(separator: " ns before, ")) ns after",
    ]
    if !Self.isOptimised {
      lines.append("This is a debug build: its figures mean nothing. make build has the other.")
    }
    return lines.joined(separator: "\n")
  }

  private static func text(_ bar: BenchmarkFigure.Bar, _ unit: String) -> String {
    let suffix = unit.isEmpty ? "" : " \(unit)"
    return switch bar {
    case .atMost(let limit): "at most \(FixedDecimal.shortest(limit))\(suffix)"
    case .atLeast(let limit): "at least \(FixedDecimal.shortest(limit))\(suffix)"
    case .holds: "yes"
    }
  }

  private static func text(_ figure: BenchmarkFigure) -> String {
    switch figure.value {
    case .number(let value): number(value)
    case .text(let text): text
    case .flag(let flag): flag ? "yes" : "no"
    case .missing: "-"
    }
  }

  /// At least three digits, never an exponent.
  private static func number(_ value: Double) -> String {
    switch value.magnitude {
    case 100...: FixedDecimal.grouped(value)
    case 10..<100: FixedDecimal.text(value, decimals: 1)
    case 1..<10: FixedDecimal.text(value, decimals: 2)
    case 0: "0"
    default: FixedDecimal.significant(value, 3)
    }
  }
}
