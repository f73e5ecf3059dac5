package import SimCore

/// A lead file that cannot be used at all; fatal, and the user's to mend.
package enum LeadError: Error, Hashable, Sendable {
  /// The file cannot be opened or read.
  case unreadable(FileError)
  case empty(path: String)
  /// The file is UTF-32.
  case encoding(path: String)
  /// The header is not CSV.
  case header(path: String, line: Int, column: Int, reason: RejectReason)
  case missingColumn(path: String, line: Int, name: String)
  case unknownColumn(path: String, line: Int, column: Int, name: String, nearest: String?)
  case duplicateColumn(path: String, line: Int, column: Int, name: String)
  /// The header stands alone.
  case noRows(path: String)
  case tooManyRows(path: String, line: Int)
  /// A bad row, where the user asked for bad rows to be fatal.
  case rejected(path: String, row: RejectedRow, isSheet: Bool)
  /// A file of another kind.
  case foreign(path: String, ForeignFile)
  /// A workbook with a part that cannot be read.
  case damaged(path: String, WorkbookDamage)
  /// A workbook that is larger than a lead file ever is, or swells to it.
  case overLimit(path: String, part: String, limit: String)
  /// A workbook in which no sheet can be chosen.
  case sheet(path: String, SheetFault)
  /// The file ends in the middle of a character, `byte` bytes from its start.
  case truncated(path: String, byte: Int)
  case tooManyColumns(path: String, line: Int, count: Int)

  /// The process's exit code: bad input file (`EX_DATAERR`).
  package static let exitCode: Int32 = 65

  /// The code in the error catalogue.
  package var code: String {
    switch self {
    case .unreadable(let error): error.errno == SystemReason.isDirectory ? "LEAD-002" : "LEAD-001"
    case .empty: "LEAD-003"
    case .encoding: "LEAD-004"
    case .header: "LEAD-005"
    case .missingColumn: "LEAD-006"
    case .unknownColumn: "LEAD-007"
    case .duplicateColumn: "LEAD-008"
    case .noRows: "LEAD-009"
    case .tooManyRows: "LEAD-010"
    case .rejected(_, let row, _): row.reason.code
    case .foreign: "LEAD-011"
    case .damaged: "LEAD-012"
    case .overLimit: "LEAD-013"
    case .sheet: "LEAD-014"
    case .truncated: "LEAD-015"
    case .tooManyColumns: "LEAD-016"
    }
  }

  /// The file, as the user named it.
  package var path: String {
    switch self {
    case .unreadable(let error): error.path
    case .empty(let path), .encoding(let path), .noRows(let path), .tooManyRows(let path, _),
      .missingColumn(let path, _, _), .rejected(let path, _, _), .header(let path, _, _, _),
      .unknownColumn(let path, _, _, _, _), .duplicateColumn(let path, _, _, _),
      .foreign(let path, _), .damaged(let path, _), .overLimit(let path, _, _),
      .sheet(let path, _), .truncated(let path, _), .tooManyColumns(let path, _, _):
      path
    }
  }

  /// Line and column, from 1, where the file has them.
  package var position: (line: Int, column: Int?)? {
    switch self {
    case .unreadable, .empty, .encoding, .noRows, .foreign, .damaged, .overLimit, .sheet,
      .truncated:
      nil
    case .missingColumn(_, let line, _), .tooManyRows(_, let line),
      .tooManyColumns(_, let line, _):
      (line, nil)
    case .header(_, let line, let column, _), .unknownColumn(_, let line, let column, _, _),
      .duplicateColumn(_, let line, let column, _):
      (line, column)
    case .rejected(_, let row, _): (row.line, row.column)
    }
  }
}

extension LeadError: CustomStringConvertible {
  /// What is wrong, without the position.
  package var cause: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .empty: "the file is empty"
    case .encoding: "the file is UTF-32, which is not read"
    case .header(_, _, _, let reason): "the header cannot be read: \(reason.text)"
    case .missingColumn(_, _, let name): "the header has no column \"\(name)\""
    case .unknownColumn(_, _, _, let name, _): "unknown column \"\(name)\""
    case .duplicateColumn(_, _, _, let name): "column \"\(name)\" occurs twice"
    case .noRows: "the file has a header, but no rows"
    case .tooManyRows: "the file has over 4,294,967,295 rows"
    case .rejected(_, let row, let isSheet):
      isSheet ? "cell \(row.cell): \(row.reason.text)" : row.reason.text
    case .foreign(_, let kind): "the file is \(kind.text)"
    case .damaged(_, let damage): damage.text
    case .overLimit(_, let part, let limit): "\(part) is over \(limit)"
    case .sheet(_, let fault): fault.text
    case .truncated(_, let byte):
      "the file ends in the middle of a character of UTF-16, at byte \(byte)"
    case .tooManyColumns(_, _, let count):
      "the header has \(count) columns; at most \(CSVReader.fieldsMax) are read"
    }
  }

  /// What to do about it.
  package var remedy: String {
    let names = LeadColumn.allCases.map(\.name).joined(separator: ", ")
    switch self {
    case .unreadable: return "check the path and its permissions; `simrun leads` writes a lead file"
    case .empty, .noRows: return "give it a header and rows; `simrun leads` writes a lead file"
    case .encoding: return "save the file as UTF-8, or as UTF-16"
    case .header(_, _, _, let reason): return reason.remedy
    case .missingColumn: return "name the columns in the first line, separated by commas: \(names)"
    case .unknownColumn(_, _, _, _, let nearest?): return "did you mean \"\(nearest)\"?"
    case .unknownColumn: return "remove the column; those allowed are \(names)"
    case .duplicateColumn: return "remove or rename one of the two"
    case .tooManyRows: return "split the file"
    case .rejected(_, let row, _): return row.remedy
    case .foreign(_, let kind): return kind.remedy
    case .damaged: return "save it again in the spreadsheet, as .xlsx or as CSV UTF-8"
    case .overLimit: return "keep the leads alone in a workbook, or save their sheet as CSV UTF-8"
    case .sheet(_, let fault): return fault.remedy
    case .truncated: return "copy or export the file again: its end is missing"
    case .tooManyColumns: return "leave columns out; a lead file needs \(names)"
    }
  }

  /// The result of an operation on a file, whose failure becomes a lead file's.
  static func wrapped<Result: ~Copyable>(
    _ body: () throws(FileError) -> Result
  ) throws(LeadError) -> Result {
    do throws(FileError) { return try body() } catch { throw .unreadable(error) }
  }

  /// Such as `leads.csv:1:2: unknown column "Tel"; did you mean "phone"? [LEAD-007]`.
  package var description: String {
    if case .unreadable(let error) = self { return "\(error); \(remedy) [\(code)]" }
    let column = position?.column.map { ":\($0)" } ?? ""
    let place = position.map { ":\($0.line)" + column } ?? ""
    return "\(path)\(place): \(cause); \(remedy) [\(code)]"
  }
}
