/// Rows of text in aligned columns, for a terminal.
struct AlignedTable {
  private var rows: [[String]] = []
  /// A column that is wider than this does not push the others to the right.
  private let widthMax: Int

  init(widthMax: Int = 48) { self.widthMax = widthMax }

  mutating func add(_ cells: String...) { rows.append(cells) }

  /// All rows, each with a line break; the last column is not padded.
  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map(width)
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let isLast = column == row.count - 1
        let gap = isLast ? 0 : max(widths[column] - cell.count, 0) + 2
        line += cell + String(repeating: " ", count: gap)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }
    .joined()
  }

  private func width(of column: Int) -> Int {
    var width = 0
    for row in rows where column < row.count && row[column].count <= widthMax {
      width = max(width, row[column].count)
    }
    return width
  }
}
