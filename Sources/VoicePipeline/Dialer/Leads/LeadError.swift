package import SimCore

/// A lead file that cannot be used at all; fatal, and the user's to mend.
package enum LeadError: Error, Hashable, Sendable {
  /// The file cannot be opened or read.
  case unreadable(FileError)
  case empty(path: String)
  /// The file starts with a UTF-16 or UTF-32 byte-order mark.
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
  case rejected(path: String, row: RejectedRow)

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
    case .rejected(_, let row): row.reason.code
    }
  }

  /// The file, as the user named it.
  package var path: String {
    switch self {
    case .unreadable(let error): error.path
    case .empty(let path), .encoding(let path), .noRows(let path), .tooManyRows(let path, _),
      .missingColumn(let path, _, _), .rejected(let path, _), .header(let path, _, _, _),
      .unknownColumn(let path, _, _, _, _), .duplicateColumn(let path, _, _, _):
      path
    }
  }

  /// Line and column, from 1, where the file has them.
  package var position: (line: Int, column: Int?)? {
    switch self {
    case .unreadable, .empty, .encoding, .noRows: nil
    case .missingColumn(_, let line, _), .tooManyRows(_, let line): (line, nil)
    case .header(_, let line, let column, _), .unknownColumn(_, let line, let column, _, _),
      .duplicateColumn(_, let line, let column, _):
      (line, column)
    case .rejected(_, let row): (row.line, row.column)
    }
  }
}

extension LeadError: CustomStringConvertible {
  /// What is wrong, without the position.
  package var cause: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .empty: "the file is empty"
    case .encoding: "the file is UTF-16 or UTF-32, not UTF-8"
    case .header(_, _, _, let reason): "the header cannot be read: \(reason.text)"
    case .missingColumn(_, _, let name): "the header has no column \"\(name)\""
    case .unknownColumn(_, _, _, let name, _): "unknown column \"\(name)\""
    case .duplicateColumn(_, _, _, let name): "column \"\(name)\" occurs twice"
    case .noRows: "the file has a header, but no rows"
    case .tooManyRows: "the file has over 4,294,967,295 rows"
    case .rejected(_, let row): row.reason.text
    }
  }

  /// What to do about it.
  package var remedy: String {
    let names = LeadColumn.allCases.map(\.name).joined(separator: ", ")
    switch self {
    case .unreadable: return "check the path and its permissions; `simrun leads` writes a lead file"
    case .empty, .noRows: return "give it a header and rows; `simrun leads` writes a lead file"
    case .encoding: return "save the file as UTF-8"
    case .header(_, _, _, let reason): return reason.remedy
    case .missingColumn: return "name the columns in the first line, separated by commas: \(names)"
    case .unknownColumn(_, _, _, _, let nearest?): return "did you mean \"\(nearest)\"?"
    case .unknownColumn: return "remove the column; those allowed are \(names)"
    case .duplicateColumn: return "remove or rename one of the two"
    case .tooManyRows: return "split the file"
    case .rejected(_, let row): return row.reason.remedy
    }
  }

  /// Such as `leads.csv:1:2: unknown column "Tel"; did you mean "phone"? [LEAD-007]`.
  package var description: String {
    if case .unreadable(let error) = self { return "\(error); \(remedy) [\(code)]" }
    let column = position?.column.map { ":\($0)" } ?? ""
    let place = position.map { ":\($0.line)" + column } ?? ""
    return "\(path)\(place): \(cause); \(remedy) [\(code)]"
  }
}
