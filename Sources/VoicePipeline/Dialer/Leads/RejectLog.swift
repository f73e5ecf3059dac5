/// A row that was not taken, and why; never its text, which may hold personal data.
package struct RejectedRow: Sendable, Hashable {
  /// The line where the row starts, or where the quote opens that is never closed; from 1.
  package let line: Int
  /// The field's number in the row, from 1; nil when the row as a whole is at fault.
  package let column: Int?
  package let reason: RejectReason

  package init(line: Int, column: Int?, reason: RejectReason) {
    self.line = line
    self.column = column
    self.reason = reason
  }
}

/// The rows of a file that were not taken: exact counts by reason, and the first rows by name.
package struct RejectLog: Sendable {
  /// The most rows that are kept; later ones are counted only.
  package let rowsMax: Int
  package private(set) var rows: [RejectedRow] = []
  private var counts = [Int](repeating: 0, count: RejectReason.allCases.count)

  package init(rowsMax: Int = 100_000) { self.rowsMax = rowsMax }

  package mutating func record(_ row: RejectedRow) {
    counts[Int(row.reason.rawValue)] += 1
    if rows.count < rowsMax { rows.append(row) }
  }

  /// All rejected rows, kept or not.
  package var count: Int { counts.reduce(0, +) }

  package func count(_ reason: RejectReason) -> Int { counts[Int(reason.rawValue)] }

  /// Reasons that occurred, the most frequent first, then in the order of declaration.
  package var countsByReason: [(reason: RejectReason, count: Int)] {
    RejectReason.allCases.map { (reason: $0, count: count($0)) }
      .filter { $0.count > 0 }
      .sorted { ($1.count, $0.reason.rawValue) < ($0.count, $1.reason.rawValue) }
  }

  /// The kept rows as CSV with a header: line, column, code, reason, remedy.
  package func csv() -> [UInt8] {
    var text = Array("line,column,code,reason,remedy\n".utf8)
    text.reserveCapacity(64 + rows.count * 96)
    for row in rows {
      text += "\(row.line),\(row.column.map(String.init) ?? ""),\(row.reason.code),".utf8
      text += "\(row.reason.text),\"\(row.reason.remedy)\"\n".utf8
    }
    if count > rows.count {
      text += ",,,\(count - rows.count) more rows not listed,\n".utf8
    }
    return text
  }
}
