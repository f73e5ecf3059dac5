/// The first sheet of a workbook as a lead file.
///
/// Rows and cells may be missing from it, and the size that a sheet states is not looked at. A row
/// whose cells are all empty is none; all others count, those that are hidden or filtered too.
struct LeadSheet: LeadRows, ~Copyable {
  private static let sheetBytesMax = 8 << 30
  private static let rowsMax = 1 << 20

  let path: String
  private let hashes: Bool
  private let workbook: Workbook
  private var stream: XMLStream
  private var row: SheetRow
  /// Whether the row that comes is below the header.
  private var isBelowHeader = false
  private var place = Place.outside
  private var isPhonetic = false
  private var isHidden = false
  private var hiddenRows = 0
  private(set) var line = 0

  /// What a piece of text belongs to.
  private enum Place {
    case outside
    case row
    case cell
    case value
    case formula
  }

  /// Reads all of the workbook but the cells of its first sheet.
  static func open(_ path: String, options: LeadFileOptions) throws(LeadError) -> LeadSheet {
    let workbook = try Workbook(path: path)
    let stream = try XMLStream(
      workbook.archive,
      workbook.sheet,
      sizeMax: sheetBytesMax,
      tape: SheetName.tape()
    )
    return LeadSheet(workbook, stream, path: path, hashes: options.hashes)
  }

  private init(
    _ workbook: Workbook,
    _ stream: consuming XMLStream,
    path: String,
    hashes: Bool
  ) {
    self.path = path
    self.hashes = hashes
    self.workbook = workbook
    self.stream = stream
    row = SheetRow(firstDay: workbook.firstDay)
  }

  var fieldCount: Int { row.fields.count }

  func texts() -> [String] { row.texts() }

  mutating func header() throws(LeadError) -> CSVReader.Step { try nextRow() }

  mutating func select(_ header: LeadHeader) {
    row.select(header.readFields, width: header.columns.count)
    isBelowHeader = true
    hiddenRows = 0
  }

  mutating func nextRow() throws(LeadError) -> CSVReader.Step {
    while let piece = try stream.next() {
      guard let isRow = try take(piece), isRow else { continue }
      if isHidden, isBelowHeader { hiddenRows += 1 }
      if let fault = row.fields.fault { return .fault(fault, line: line) }
      return .row
    }
    return .end
  }

  mutating func judge(_ leadRow: inout LeadRow, _ sets: inout ZoneSets) -> LeadRow.Reading {
    leadRow.read(row.block, &row.fields, &sets)
  }

  func rowCountEstimate(rowsRead: Int) -> Int? { nil }

  /// Expat knows no broken characters: they end the reading.
  var badByte: BadByte? { nil }

  /// The checksum at the end of the part has told.
  func checkEnd() throws(LeadError) {}

  mutating func fileDigest() throws(LeadError) -> [UInt8] {
    hashes ? try workbook.archive.digest() : []
  }

  func format(unreadColumns: [String]) -> LeadFormat {
    LeadFormat(
      .sheet(workbook.sheetName),
      unreadColumns: unreadColumns,
      unreadSheets: workbook.unreadSheets,
      formulaResults: row.formulaResults,
      hiddenRows: hiddenRows
    )
  }
}

extension LeadSheet {
  /// Takes the next piece; true when it ends a row that is not empty.
  @inline(__always)
  private mutating func take(_ piece: XMLPiece) throws(LeadError) -> Bool? {
    switch piece.kind {
    case .text:
      if place == .value, !isPhonetic { row.append(stream.tape.bytes, piece.range) }
      if place == .formula { row.appendFormula(stream.tape.bytes, piece.range) }
    case .attribute: try takeAttribute(piece)
    case .start: try begin(SheetName(rawValue: piece.name))
    case .end: return try end(SheetName(rawValue: piece.name))
    }
    return nil
  }

  private mutating func begin(_ name: SheetName?) throws(LeadError) {
    switch name {
    case .row:
      guard place == .outside else { throw damage("a row within a row") }
      place = .row
      line += 1
      guard line <= Self.rowsMax else { throw damage("over 1,048,576 rows") }
      isHidden = false
      row.begin()
    case .cell:
      guard place == .row else { return }
      place = .cell
      row.beginCell()
    case .value, .text: if place == .cell { place = .value }
    case .formula:
      if place == .cell {
        place = .formula
        row.noteFormula()
      }
    case .phonetic: isPhonetic = true
    case .reference, .style, .hidden, nil: break
    }
  }

  private mutating func end(_ name: SheetName?) throws(LeadError) -> Bool? {
    switch name {
    case .row:
      guard place == .row else { return nil }
      place = .outside
      return row.end()
    case .cell:
      guard place == .cell else { return nil }
      place = .row
      try endCell()
    case .value, .text: if place == .value { place = .cell }
    case .formula: if place == .formula { place = .cell }
    case .phonetic: isPhonetic = false
    case .reference, .style, .hidden, nil: break
    }
    return nil
  }

  private mutating func endCell() throws(LeadError) {
    if let problem = row.endCell(workbook.strings, workbook.styles) { throw damage(problem) }
  }

  private mutating func takeAttribute(_ piece: XMLPiece) throws(LeadError) {
    let bytes = stream.tape.bytes
    switch (place, SheetName(rawValue: piece.name)) {
    case (.row, .reference):
      // Rows may be left out, but not come back.
      guard let number = CellReference.number(bytes, piece.range), number >= line,
        number <= Self.rowsMax
      else { throw damage("a row out of its order") }
      line = number
    case (.row, .hidden):
      isHidden = !["0", "false"].contains(String(decoding: bytes[piece.range], as: UTF8.self))
    case (.cell, .reference):
      guard let cell = CellReference(bytes, piece.range), cell.row == line,
        row.move(toColumn: cell.column)
      else { throw damage("a cell out of its order") }
    case (.cell, .text): row.setType(bytes, piece.range)
    case (.cell, .style): row.setStyle(CellReference.number(bytes, piece.range) ?? 0)
    default: break
    }
  }

  private func damage(_ problem: String) -> LeadError {
    workbook.archive.damage(workbook.sheet.name, "\(problem), in row \(line)")
  }
}

/// What is looked for in the XML of a sheet (ECMA-376, part 1, clause 18.3.1).
enum SheetName: UInt8, XMLName {
  case row
  case cell
  case value
  case formula
  /// The text of a cell that is not shared; as an attribute the type of a cell.
  case text
  /// How a word is read aloud.
  case phonetic
  /// The number of a row, the name of a cell.
  case reference
  case style
  case hidden

  var text: String {
    switch self {
    case .row: "row"
    case .cell: "c"
    case .value: "v"
    case .formula: "f"
    case .text: "t"
    case .phonetic: "rPh"
    case .reference: "r"
    case .style: "s"
    case .hidden: "hidden"
    }
  }
}

/// The name of a cell, such as `B12`.
struct CellReference {
  let column: Int
  let row: Int

  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var column = 0
    var index = range.lowerBound
    while index < range.upperBound, index < range.lowerBound + 3,
      UInt8(ascii: "A")...UInt8(ascii: "Z") ~= bytes[index]
    {
      column = column * 26 + Int(bytes[index] - UInt8(ascii: "A")) + 1
      index += 1
    }
    guard 1...16_384 ~= column, let row = Self.number(bytes, index..<range.upperBound) else {
      return nil
    }
    self.column = column
    self.row = row
  }

  /// A whole number of at most nine digits; nil for anything else.
  static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard 1...9 ~= range.count else { return nil }
    var value = 0
    for index in range {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}
