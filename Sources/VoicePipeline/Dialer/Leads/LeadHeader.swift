/// The first row of a lead file: which column stands where.
struct LeadHeader: Sendable, Hashable {
  /// In the order of the file.
  let columns: [LeadColumn]

  /// Reads the names of the first row; `line` is its line in the file.
  init(names: [String], path: String, line: Int) throws(LeadError) {
    var columns: [LeadColumn] = []
    for (index, name) in names.enumerated() {
      guard let column = LeadColumn(name: name) else {
        let nearest = LeadColumn.nearest(to: name)?.name
        throw .unknownColumn(
          path: path,
          line: line,
          column: index + 1,
          name: Self.shown(name),
          nearest: nearest
        )
      }
      if columns.contains(column) {
        throw .duplicateColumn(path: path, line: line, column: index + 1, name: name)
      }
      columns.append(column)
    }
    guard columns.contains(.phone) else {
      throw .missingColumn(path: path, line: line, name: LeadColumn.phone.name)
    }
    self.columns = columns
  }

  /// A name fit for a terminal: at most 40 letters, none of them a control character.
  private static func shown(_ name: String) -> String {
    let letters = name.unicodeScalars.map { scalar in
      scalar.value < 32 || scalar.value == 127 ? "?" : Character(scalar)
    }
    return letters.count > 40 ? String(letters.prefix(39)) + "…" : String(letters)
  }
}
