package import SimCore

/// What is wrong with a trace of arrivals, and where.
package struct ArrivalFault: Sendable, Hashable {
  /// How a trace can be wrong.
  package enum Kind: Int, Sendable, Hashable, CaseIterable {
    /// No text at all: a workbook, an archive.
    case foreign
    case empty
    /// A header stands alone.
    case noRows
    /// The header names no column of arrivals.
    case header
    /// A row cannot be read.
    case row
    /// Seconds and timestamps in one file.
    case mixed
    /// An arrival before the start of the run.
    case early
    /// An arrival before the one above it.
    case disorder
    case tooMany
  }

  package var kind: Kind
  /// From 1; nil when the file as a whole is at fault.
  package var line: Int?
  /// The field's number in its row, from 1.
  package var column: Int?
  private let detail: String

  init(_ kind: Kind, line: Int? = nil, column: Int? = nil, _ detail: String = "") {
    self.kind = kind
    self.line = line
    self.column = column
    self.detail = detail
  }
}

extension ArrivalFault.Kind {
  /// The code in the error catalogue.
  package var code: String { "ARR-\(101 + rawValue)" }

  /// What is wrong, in a few words.
  package var text: String {
    switch self {
    case .foreign: "the file is no text"
    case .empty: "the file is empty"
    case .noRows: "the file has a header, but no rows"
    case .header: "the header names no column of arrivals"
    case .row: "a row cannot be read"
    case .mixed: "seconds and timestamps stand in one file"
    case .early: "the arrival is before the start of the run"
    case .disorder: "the arrival is before the one above it"
    case .tooMany: "the file has over \(ArrivalTrace.rowsMax) rows"
    }
  }

  package var remedy: String {
    let names = ArrivalTrace.columnNames.joined(separator: ", ")
    switch self {
    case .foreign: return "save it as CSV UTF-8"
    case .empty, .noRows: return "give it rows, one for each call"
    case .header: return "call the column one of these: \(names)"
    case .row: return "write seconds since the start of the run, or a time as 2026-03-02T14:00:00Z"
    case .mixed: return "write all arrivals in one way"
    case .early: return "take it out, or let the scenario's `start` be earlier"
    case .disorder: return "sort the rows by their arrival"
    case .tooMany: return "split the file"
    }
  }
}

/// A trace of arrivals that cannot be used; fatal, and the user's to mend.
package enum ArrivalTraceError: Error, Hashable, Sendable {
  /// The file cannot be opened or read.
  case unreadable(FileError)
  case faulty(path: String, ArrivalFault)

  /// The code in the error catalogue.
  package var code: String {
    switch self {
    case .unreadable: "ARR-001"
    case .faulty(_, let fault): fault.kind.code
    }
  }

  /// What is wrong, without the place.
  package var cause: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .faulty(_, let fault): fault.text
    }
  }

  package var remedy: String {
    switch self {
    case .unreadable: "check the path, which starts at the scenario file, and its permissions"
    case .faulty(_, let fault): fault.kind.remedy
    }
  }

  /// Line and column, from 1, where the file has them.
  package var position: (line: Int, column: Int?)? {
    guard case .faulty(_, let fault) = self, let line = fault.line else { return nil }
    return (line, fault.column)
  }
}

extension ArrivalFault {
  /// What is wrong, with what stands there.
  fileprivate var text: String { detail.isEmpty ? kind.text : detail }
}
