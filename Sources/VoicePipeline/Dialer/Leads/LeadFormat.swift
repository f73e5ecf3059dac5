/// How a lead file was read, and what of it was not.
package struct LeadFormat: Sendable, Hashable {
  /// What kind of file it is.
  package enum Kind: Sendable, Hashable {
    case text(TextEncoding, FieldSeparator)
    /// A sheet of a workbook (`.xlsx`), by its name.
    case sheet(String)
  }

  package let kind: Kind
  /// Columns that are there and not read, in the order of the file.
  package let unreadColumns: [String]
  /// Sheets that are there and not read, in the workbook's order.
  package let unreadSheets: [String]
  /// Rows that were judged although they hold bytes that are no text where nothing is read.
  package let brokenElsewhere: Int
  /// Cells of read columns that are formulas, of which the stored result was read.
  package let formulaResults: Int
  /// Rows of a sheet that the spreadsheet hides, read like the others.
  package let hiddenRows: Int

  init(
    _ kind: Kind,
    unreadColumns: [String],
    unreadSheets: [String] = [],
    brokenElsewhere: Int = 0,
    formulaResults: Int = 0,
    hiddenRows: Int = 0
  ) {
    self.kind = kind
    self.unreadColumns = unreadColumns
    self.unreadSheets = unreadSheets
    self.brokenElsewhere = brokenElsewhere
    self.formulaResults = formulaResults
    self.hiddenRows = hiddenRows
  }

  package var isSheet: Bool {
    if case .sheet = kind { true } else { false }
  }

  /// Such as `UTF-16 LE with semicolons`, or `sheet "Leads" of a workbook`.
  package var text: String {
    switch kind {
    case .text(let encoding, let separator): "\(encoding.name) with \(separator.name)"
    case .sheet(let name): "sheet \"\(name)\" of a workbook"
    }
  }

  /// What the user should know of, a sentence each.
  package var notes: [String] {
    var notes: [String] = []
    let columns = Self.listed(unreadColumns)
    if let columns { notes.append("Columns that are not read: \(columns).") }
    if let sheets = Self.listed(unreadSheets) {
      notes.append("Sheets that are not read: \(sheets).")
    }
    if brokenElsewhere > 0 {
      notes.append(
        "Rows with bytes that are not UTF-8 in columns that are not read: \(brokenElsewhere)."
      )
    }
    if formulaResults > 0 {
      notes.append("Formulas whose stored results were read: \(formulaResults).")
    }
    if hiddenRows > 0 { notes.append("Hidden rows, read like the others: \(hiddenRows).") }
    return notes
  }

  /// The first twenty of some names; nil for none.
  private static func listed(_ names: [String]) -> String? {
    guard !names.isEmpty else { return nil }
    let rest = names.count - 20
    return names.prefix(20).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}
