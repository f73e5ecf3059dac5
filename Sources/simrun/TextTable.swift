/// Rows under a heading, each column as wide as its longest cell, the last one ragged.
enum TextTable {
  static func text(_ heading: [String], _ rows: [[String]]) -> String {
    let all = [heading] + rows
    let widths = heading.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let lines = all.map { row in
      row.enumerated().map { column, cell in
        let isLast = column == row.count - 1
        return isLast ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
      }.joined()
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
