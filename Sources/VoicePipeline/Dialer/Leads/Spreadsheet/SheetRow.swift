import SimCore

/// The row of a sheet that is being read: its cells as the text of fields.
struct SheetRow {
  /// What the type of a cell says (ECMA-376, part 1, clause 18.18.11).
  private enum CellType {
    case number
    case sharedText
    case text
    case boolean
    case error
    case unknown
  }

  /// The texts of the cells that are read, one after the other.
  private(set) var block: [UInt8] = []
  var fields = RowFields()
  /// Formulas in cells that are read whose result was taken.
  private(set) var formulaResults = 0

  private let firstDay: Int
  /// Which fields are read, by bit; all of them in the header.
  private var readFields = UInt64.max
  /// How many fields the header has.
  private var width = 0
  private var isBelowHeader = false
  private var hasContent = false
  private var column = 0
  private var type = CellType.number
  private var style = 0
  private var hasFormula = false
  private var value: [UInt8] = []
  private var formula: [UInt8] = []
  private var isTooLong = false

  init(firstDay: Int) { self.firstDay = firstDay }

  mutating func select(_ readFields: UInt64, width: Int) {
    self.readFields = readFields
    self.width = width
    isBelowHeader = true
    formulaResults = 0
  }

  mutating func begin() {
    fields.reset()
    block.removeAll(keepingCapacity: true)
    hasContent = false
    column = 0
  }

  mutating func beginCell() {
    column += 1
    type = .number
    style = 0
    hasFormula = false
    isTooLong = false
    value.removeAll(keepingCapacity: true)
    if !formula.isEmpty { formula.removeAll(keepingCapacity: true) }
  }

  /// The cell says which column it is in; false when it is not behind the one before.
  mutating func move(toColumn column: Int) -> Bool {
    guard column >= self.column else { return false }
    self.column = column
    return true
  }

  mutating func setType(_ bytes: [UInt8], _ range: Range<Int>) {
    type =
      switch String(decoding: bytes[range], as: UTF8.self) {
      case "n": .number
      case "s": .sharedText
      case "str", "inlineStr", "d": .text
      case "b": .boolean
      case "e": .error
      default: .unknown
      }
  }

  mutating func setStyle(_ style: Int) { self.style = style }

  mutating func noteFormula() { hasFormula = true }

  /// Takes a piece of the cell's value or text.
  mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    guard value.count + range.count <= CSVScanner.fieldBytesMax else {
      isTooLong = true
      return
    }
    value += bytes[range]
  }

  /// Takes a piece of the cell's formula; a long one is no text in quotes.
  mutating func appendFormula(_ bytes: [UInt8], _ range: Range<Int>) {
    if formula.count + range.count <= CSVScanner.fieldBytesMax { formula += bytes[range] }
  }

  /// Puts the cell into the row; returns what is wrong with the sheet, if anything is.
  mutating func endCell(_ strings: SharedStrings, _ styles: CellStyles) -> String? {
    if value.isEmpty, !hasFormula { return nil }
    let isRead = column > RowFields.capacity || readFields >> UInt64(column - 1) & 1 == 1
    let start = block.count
    var isDate = false
    switch type {
    case .sharedText:
      guard let index = CellReference.number(value, 0..<value.count), index < strings.count else {
        return "a cell of a text that is not there"
      }
      if strings[index].isEmpty { return nil }
      if isRead { append(strings, index) }
    case .unknown: return "a cell of an unknown type"
    case .boolean: block += (value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8
    case .number where value.isEmpty:
      // A program wrote the formula, and no spreadsheet has computed it.
      block.append(UInt8(ascii: "="))
      block += formula
    case .number: isDate = appendNumber(isDateStyle: styles.isDate(style))
    case .text, .error:
      if value.isEmpty { return nil }
      block += value
    }
    if !isRead { block.removeLast(block.count - start) }
    add(start..<block.count, isDate: isDate)
    if hasFormula, isRead, isBelowHeader, !value.isEmpty { formulaResults += 1 }
    return nil
  }

  private mutating func append(_ strings: SharedStrings, _ index: Int) {
    let range = strings[index]
    isTooLong = range.count > CSVScanner.fieldBytesMax
    if !isTooLong { block += strings.bytes[range] }
  }

  /// Fills the fields up to the cell's, then adds it.
  private mutating func add(_ range: Range<Int>, isDate: Bool) {
    while fields.count < column - 1 {
      fields.append(start: range.lowerBound, end: range.lowerBound)
    }
    if isTooLong { fields.note(.fieldTooLong) }
    if block.count > CSVScanner.rowBytesMax {
      fields.note(.rowTooLong)
      block.removeLast(block.count - range.lowerBound)
      fields.append(start: range.lowerBound, end: range.lowerBound)
    } else {
      if isDate { fields.markDate() }
      fields.append(start: range.lowerBound, end: range.upperBound)
    }
    hasContent = true
  }

  /// Writes a number with all its digits, or as a date; tells which.
  private mutating func appendNumber(isDateStyle: Bool) -> Bool {
    let range = 0..<value.count
    if isDateStyle, let day = Double(String(decoding: value, as: UTF8.self)), 0..<2_958_466 ~= day {
      let date = CivilDateTime(unixSeconds: Int64(firstDay + Int(day)) * 86_400)
      block += "\(date.year)-\(date.month)-\(date.day)".utf8
      return true
    }
    if let integer = WrittenNumber(value.span, range)?.integer {
      block += integer.description.utf8
    } else {
      block += value
    }
    return false
  }

  /// Ends the row; false when all its cells are empty.
  mutating func end() -> Bool {
    while fields.count < width { fields.append(start: block.count, end: block.count) }
    return hasContent
  }

  /// The fields as text; of a long row the first that have a place.
  func texts() -> [String] {
    (0..<min(fields.count, RowFields.capacity)).map { index in
      String(decoding: block[fields[index]], as: UTF8.self)
    }
  }
}
