internal import SimCore

/// A file that no leads are read from, by what it is.
package enum ForeignFile: Sendable, Hashable, CaseIterable {
  /// A workbook of Excel 97 to 2003.
  case oldWorkbook
  /// A workbook that a password protects from being read.
  case encryptedWorkbook
  /// A compound file of another program.
  case compound
  case binaryWorkbook
  case openDocument
  case archive
  case gzip
  case pdf
  case markup
  /// A workbook, perhaps, but no file on disk.
  case pipe

  /// With its article, such as `a PDF document`.
  package var text: String {
    switch self {
    case .oldWorkbook: "an old workbook (.xls)"
    case .encryptedWorkbook: "an encrypted workbook"
    case .compound: "a compound file of Microsoft's, and no workbook"
    case .binaryWorkbook: "a binary workbook (.xlsb)"
    case .openDocument: "an OpenDocument spreadsheet (.ods)"
    case .archive: "a zip archive, and no workbook"
    case .gzip: "compressed with gzip"
    case .pdf: "a PDF document"
    case .markup: "HTML or XML, whatever its name says"
    case .pipe: "a workbook that comes through a pipe"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .oldWorkbook, .compound, .binaryWorkbook, .openDocument, .markup:
      "open it in a spreadsheet and save it as .xlsx or as CSV UTF-8"
    case .encryptedWorkbook: "save it without a password to open it"
    case .archive: "unpack it, and name the file in it"
    case .gzip: "unpack it with gunzip"
    case .pdf: "ask for the list as .xlsx or CSV"
    case .pipe: "write it to a file first: a workbook is not read from front to back"
    }
  }
}

/// What is wrong with a workbook's parts.
package struct WorkbookDamage: Sendable, Hashable {
  /// Such as `xl/workbook.xml`.
  package let part: String
  package let problem: String

  /// Such as `xl/workbook.xml cannot be read: the checksum is wrong`.
  package var text: String { "\(part) cannot be read: \(problem)" }
}

/// Why no sheet of a workbook can be chosen.
package enum SheetFault: Sendable, Hashable {
  case none
  case hidden(String)

  /// A clause.
  package var text: String {
    switch self {
    case .none: "the workbook has no sheet with cells"
    case .hidden(let name): "the first sheet, \"\(name)\", is hidden"
    }
  }

  /// What to do about it.
  package var remedy: String {
    switch self {
    case .none: "put the leads on the first sheet"
    case .hidden: "show it if its leads are meant, or move the sheet with the leads to the front"
    }
  }
}

/// Compound files (MS-CFB), as far as it takes to say what they are.
enum CompoundFile {
  /// Looks for the names of streams in the directory, which a field of the header leads to.
  static func kind(of path: String) throws(LeadError) -> ForeignFile {
    let directory = try LeadError.wrapped { () throws(FileError) -> [UInt8] in
      try readDirectory(of: path)
    }
    if contains(directory, "EncryptedPackage") { return .encryptedWorkbook }
    return contains(directory, "Workbook") || contains(directory, "Book") ? .oldWorkbook : .compound
  }

  private static func readDirectory(of path: String) throws(FileError) -> [UInt8] {
    let file = try InputFile(path: path)
    var header = [UInt8](repeating: 0, count: 512)
    guard try file.read(into: &header, count: 512, at: 0) == 512 else {
      return []
    }
    let shift = Int(header[30])
    let sector = (0..<4).reduce(0) { $0 | Int(header[48 + $1]) << (8 * $1) }
    guard 9...12 ~= shift else { return [] }
    var entries = [UInt8](repeating: 0, count: 4_096)
    let count = try file.read(into: &entries, count: 4_096, at: (sector + 1) << shift)
    return Array(entries[..<count])
  }

  /// Whether the name of an entry of 128 bytes, in UTF-16, is a word.
  private static func contains(_ directory: [UInt8], _ word: String) -> Bool {
    let name = word.utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] } + [0, 0]
    return stride(from: 0, to: directory.count, by: 128).contains { start in
      directory[start...].starts(with: name)
    }
  }
}
