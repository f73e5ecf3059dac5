internal import RunReports
internal import Scenarios
internal import SimCore
internal import VoicePipeline

extension Calibration {
  /// Cells that a terminal shows; the file has all of them.
  private static let shownMax = 60

  private static let widths = [18, 13, 7, 7, 4, 6, 7, 8, 13, 7]

  /// What was measured, for a terminal of 90 columns.
  package var text: String {
    let rate = fit.errors.rate
    let kinds = [
      ("substitutions", fit.errors.substitutions), ("deletions", fit.errors.deletions),
      ("insertions", fit.errors.insertions),
    ]
    let counts = kinds.map { Figures.counted($0.1, String($0.0.dropLast())) }
    let words = Figures.counted(fit.errors.referenceWords, "word")
    var lines = [
      "\(name)   \(fit.table.recognizer)",
      "  \(Figures.counted(fit.calls, "call")), "
        + "\(words), \(Figures.percent(rate)) % wrong: "
        + counts.joined(separator: ", "),
      "  intervals are of words over the design effect of \(Self.fixed(fit.designEffect));",
      "  the additive model is worth \(Self.fixed(fit.modelWords)) words in each cell",
      "",
      Self.row([
        "accent", "noise", "dB", "codec", "gap", "calls", "words", "heard %", "95 %", "drawn %",
      ]),
    ]
    let cells = fit.table.cells.filter { $0.words > 0 }
    lines += cells.prefix(Self.shownMax).map(row)
    if cells.count > Self.shownMax {
      lines.append("  and \(cells.count - Self.shownMax) cells more, in the file of --out")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func row(_ cell: WordErrorTable.Cell) -> String {
    let condition = cell.condition
    let interval = fit.interval(cell).map {
      "\(Figures.percent($0.lowerBound))-\(Figures.percent($0.upperBound))"
    }
    return Self.row([
      condition.accent, condition.noise.rawValue, condition.band.text, condition.codec.rawValue,
      condition.gap.text, "\(cell.calls)", "\(cell.words)",
      Figures.percent(Double(cell.errors) / Double(cell.words)), interval ?? "-",
      Figures.percent(cell.rate),
    ])
  }

  /// Words to the left, numbers to the right.
  private static func row(_ cells: [String]) -> String {
    let padded = zip(cells, widths).enumerated().map { index, pair -> String in
      let (cell, width) = (String(pair.0.prefix(pair.1 - 1)), pair.1)
      let blanks = String(repeating: " ", count: width - cell.count)
      return index < 4 ? cell + blanks : blanks + cell
    }
    var line = "  " + padded.joined()
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func fixed(_ value: Double) -> String { FixedDecimal.text(value, decimals: 1) }
}
