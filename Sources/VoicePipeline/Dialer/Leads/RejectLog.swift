/// A row that was not taken, and why; never its text, which may hold personal data.
package struct RejectedRow: Sendable, Hashable {
  /// The line where the row starts, or where the quote opens that is never closed; from 1.
  package let line: Int
  /// The field's number in the row, from 1; nil when the row as a whole is at fault.
  package let column: Int?
  package let reason: RejectReason
  /// The byte that makes no character, where one does and its place in the file is known.
  package let badByte: BadByte?

  package init(line: Int, column: Int?, reason: RejectReason, badByte: BadByte? = nil) {
    self.line = line
    self.column = column
    self.reason = reason
    self.badByte = badByte
  }

  /// The cell of a sheet as spreadsheets name it, such as `B12`; `12` for a whole row.
  package var cell: String { (column.map(Self.letters) ?? "") + String(line) }

  /// What to do about it, and which byte it is about.
  package var remedy: String {
    guard let badByte else { return reason.remedy }
    let value = String(badByte.value, radix: 16, uppercase: true)
    return "byte 0x\(value) stands at \(badByte.offset) of the file; \(reason.remedy)"
  }

  /// A for 1, Z for 26, AA for 27.
  static func letters(_ column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
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

  /// The kept rows as CSV with a header: line, column, code, reason, remedy; those of a sheet with
  /// the cell in the column's place.
  package func csv(ofSheet isSheet: Bool = false) -> [UInt8] {
    var text = Array("\(isSheet ? "row,cell" : "line,column"),code,reason,remedy\n".utf8)
    text.reserveCapacity(64 + rows.count * 96)
    for row in rows {
      let column = isSheet ? row.cell : row.column.map(String.init) ?? ""
      text += "\(row.line),\(column),\(row.reason.code),".utf8
      text += "\(row.reason.text),\"\(row.remedy)\"\n".utf8
    }
    if count > rows.count {
      text += ",,,\(count - rows.count) more rows not listed,\n".utf8
    }
    return text
  }
}
