/// The first row of a lead file: which column stands where.
struct LeadHeader: Sendable, Hashable {
  /// In the order of the file; nil for a column that is none of a lead file's.
  let columns: [LeadColumn?]
  /// Columns that are there and not read, fit for a terminal.
  let unread: [String]

  /// Reads the names of the first row; `line` is its line in the file.
  ///
  /// A name that is nearly a column's is an error, for what it holds would be lost; one that is far
  /// from all of them is not read.
  init(names: [String], path: String, line: Int) throws(LeadError) {
    var columns: [LeadColumn?] = []
    var unread: [String] = []
    for (index, name) in names.enumerated() {
      let column = LeadColumn(name: name)
      if column == nil, let nearest = LeadColumn.nearest(to: name)?.name {
        throw .unknownColumn(
          path: path,
          line: line,
          column: index + 1,
          name: Self.shown(name),
          nearest: nearest
        )
      }
      if let column, columns.contains(column) {
        throw .duplicateColumn(path: path, line: line, column: index + 1, name: name)
      }
      columns.append(column)
      if column?.isRead != true {
        unread.append(name.isEmpty ? "number \(index + 1), without a name" : Self.shown(name))
      }
    }
    guard columns.contains(.phone) else {
      throw .missingColumn(path: path, line: line, name: LeadColumn.phone.name)
    }
    self.columns = columns
    self.unread = unread
  }

  /// How well some names suit a header: the known ones count first, then how many there are.
  static func score(_ names: [String]) -> Int {
    names.filter { LeadColumn(name: $0) != nil }.count * 1_000 + names.count
  }

  /// The fields that are read, by bit.
  var readFields: UInt64 {
    columns.enumerated().reduce(0) { bits, column in
      column.element?.isRead == true ? bits | 1 << UInt64(column.offset) : bits
    }
  }

  /// A name fit for a terminal: at most 40 letters, none of them a control character.
  private static func shown(_ name: String) -> String {
    let letters = name.unicodeScalars.map { scalar in
      scalar.value < 32 || 127..<160 ~= scalar.value ? "?" : Character(scalar)
    }
    return letters.count > 40 ? String(letters.prefix(39)) + "…" : String(letters)
  }
}
