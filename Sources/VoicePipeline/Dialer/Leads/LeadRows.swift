import SimCore

/// The rows of a lead file one after the other, whatever kind of file it is.
protocol LeadRows: ~Copyable {
  /// As the user named the file.
  var path: String { get }
  /// The line of the row that was read last, or of a sheet its number; from 1.
  var line: Int { get }
  var fieldCount: Int { get }

  /// Reads the first row that is not empty.
  mutating func header() throws(LeadError) -> CSVReader.Step
  /// The fields of the row that was read last.
  func texts() -> [String]
  /// Says which columns are read, before the first row below the header.
  mutating func select(_ header: LeadHeader)
  /// Reads the next row that is not empty.
  mutating func nextRow() throws(LeadError) -> CSVReader.Step
  /// Says whether the file was whole; to be called at its end.
  func checkEnd() throws(LeadError)
  /// Judges the row that was read last.
  mutating func judge(_ row: inout LeadRow, _ sets: inout ZoneSets) -> LeadRow.Reading
  /// How many rows there are, judged by those read so far; nil when nothing can be said.
  func rowCountEstimate(rowsRead: Int) -> Int?
  /// The byte behind the last fault of encoding; nil where its place is not known.
  var badByte: BadByte? { get }
  /// SHA-256 of the whole file, at its end; empty when not asked for.
  mutating func fileDigest() throws(LeadError) -> [UInt8]
  func format(unreadColumns: [String]) -> LeadFormat
}

/// A lead file that is text.
struct LeadText: LeadRows, ~Copyable {
  let path: String
  private let encoding: TextEncoding
  private let hashes: Bool
  private var rows: CSVReader

  /// Takes a reader that stands behind the mark of the file.
  init(_ rows: consuming CSVReader, path: String, encoding: TextEncoding, hashes: Bool) {
    self.rows = rows
    self.path = path
    self.encoding = encoding
    self.hashes = hashes
  }

  var line: Int { rows.line }

  var fieldCount: Int { rows.fields.count }

  var badByte: BadByte? { rows.badByte }

  func texts() -> [String] { rows.texts() }

  mutating func header() throws(LeadError) -> CSVReader.Step {
    // A name of a column that is not read may be written in any bytes.
    rows.readFields = 0
    do throws(FileError) {
      return try rows.nextHeader(LeadHeader.score)
    } catch {
      throw .unreadable(error)
    }
  }

  mutating func select(_ header: LeadHeader) {
    rows.readFields = header.readFields
    headerRowsBroken = rows.brokenElsewhere
  }

  private var headerRowsBroken = 0

  @inline(__always)
  mutating func nextRow() throws(LeadError) -> CSVReader.Step {
    do throws(FileError) { return try rows.next() } catch { throw .unreadable(error) }
  }

  func checkEnd() throws(LeadError) {
    if let byte = rows.brokenEnd { throw .truncated(path: path, byte: byte) }
  }

  @inline(__always)
  mutating func judge(_ row: inout LeadRow, _ sets: inout ZoneSets) -> LeadRow.Reading {
    row.read(rows.block, &rows.fields, &sets)
  }

  func rowCountEstimate(rowsRead: Int) -> Int? { rows.rowCountEstimate(rowsRead: rowsRead) }

  mutating func fileDigest() throws(LeadError) -> [UInt8] { hashes ? rows.digest() : [] }

  func format(unreadColumns: [String]) -> LeadFormat {
    LeadFormat(
      .text(encoding, rows.separator),
      unreadColumns: unreadColumns,
      brokenElsewhere: rows.brokenElsewhere - headerRowsBroken
    )
  }
}
