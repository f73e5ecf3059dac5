import SimCore
import VoicePipeline

/// A zip archive as a test builds it: of stored files, or of deflate streams that are not packed.
struct ZipFixture {
  /// How the archive is written.
  struct Form {
    var isDeflated = false
    var isZip64 = false
  }

  var files: [(name: String, content: [UInt8])]
  var form = Form()

  func bytes() -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in files {
      let packed = form.isDeflated ? Self.unpackedDeflate(content) : content
      let offset = archive.count
      let method = form.isDeflated ? 8 : 0
      let common =
        Self.number(method, 2) + Self.number(0, 4)
        + Self.number(Int(Self.checksum(content)), 4)
      let name = Array(name.utf8)
      archive += Self.number(0x0403_4B50, 4) + Self.number(45, 2) + Self.number(0, 2) + common
      archive += Self.number(packed.count, 4) + Self.number(content.count, 4)
      archive += Self.number(name.count, 2) + Self.number(0, 2) + name + packed
      directory += Self.number(0x0201_4B50, 4) + Self.number(45, 2) + Self.number(45, 2)
      directory += Self.number(0, 2) + common
      let sizes = [packed.count, content.count]
      let shown = form.isZip64 ? [0xFFFF_FFFF, 0xFFFF_FFFF] : sizes
      directory += Self.number(shown[0], 4) + Self.number(shown[1], 4)
      directory += Self.number(name.count, 2) + Self.number(form.isZip64 ? 28 : 0, 2)
      directory += Self.number(0, 10) + Self.number(form.isZip64 ? 0xFFFF_FFFF : offset, 4) + name
      if form.isZip64 {
        directory += Self.number(1, 2) + Self.number(24, 2) + Self.number(content.count, 8)
        directory += Self.number(packed.count, 8) + Self.number(offset, 8)
      }
    }
    return archive + directory + ending(directory.count, at: archive.count)
  }

  private func ending(_ size: Int, at offset: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    if form.isZip64 {
      bytes += Self.number(0x0606_4B50, 4) + Self.number(44, 8) + Self.number(45, 4)
      bytes += Self.number(0, 8) + Self.number(files.count, 8) + Self.number(files.count, 8)
      bytes += Self.number(size, 8) + Self.number(offset, 8)
      bytes += Self.number(0x0706_4B50, 4) + Self.number(0, 4) + Self.number(offset + size, 8)
      bytes += Self.number(1, 4)
    }
    let count = form.isZip64 ? 0xFFFF : files.count
    bytes += Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
    bytes += Self.number(count, 2) + Self.number(form.isZip64 ? 0xFFFF_FFFF : size, 4)
    return bytes + Self.number(form.isZip64 ? 0xFFFF_FFFF : offset, 4) + Self.number(0, 2)
  }

  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> (8 * $0)) : 0 }
  }

  /// A deflate stream of blocks that are stored as they are (RFC 1951, section 3.2.4).
  private static func unpackedDeflate(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 1_000, content.count)
      let count = end - start
      bytes += [end == content.count ? 1 : 0] + number(count, 2) + number(~count & 0xFFFF, 2)
      bytes += content[start..<end]
      start = end
    } while start < content.count
    return bytes
  }

  /// CRC-32 bit by bit, which is slow and plain.
  static func checksum(_ content: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in content {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~sum
  }
}

/// A cell as a test writes it.
enum FixtureCell {
  case empty
  /// A text in the table of strings.
  case shared(String)
  /// A text in the cell itself.
  case inline(String)
  case number(String)
  /// A number that is shown by a format of its own.
  case styled(String, style: Int)
  case boolean(Bool)
  case error(String)
  case formula(String, result: String?)
  case textFormula(String, result: String)
}

/// A workbook of one sheet, and of others that are empty.
struct WorkbookFixture {
  var rows: [[FixtureCell]]
  /// Styles 1 on; style 0 is general.
  var formats: [String] = []
  /// The other sheets, by name, with their state.
  var others: [(name: String, state: String)] = []
  var state = "visible"
  var form = ZipFixture.Form()
  /// Parts whose text is replaced, and by what.
  var edits: [(part: String, before: String, after: String)] = []

  init(_ rows: [[FixtureCell]]) { self.rows = rows }

  /// A sheet of the XML that stands between `<sheetData>` and its end.
  init(xml: String) {
    self.init([])
    edits = [(Self.sheetPart, "<sheetData></sheetData>", "<sheetData>\(xml)</sheetData>")]
  }

  static let sheetPart = "xl/worksheets/sheet1.xml"

  func bytes() -> [UInt8] {
    ZipFixture(files: parts().map { ($0.name, Array($0.text.utf8)) }, form: form).bytes()
  }

  func parts() -> [(name: String, text: String)] {
    var strings: [String] = []
    let sheet = sheetXML(&strings)
    let items = strings.map { "<si><t xml:space=\"preserve\">\(Self.escaped($0))</t></si>" }
    let parts = [
      (
        "_rels/.rels",
        Self.links([("rId1", "officeDocument", "xl/workbook.xml")])
      ),
      ("xl/workbook.xml", bookXML()),
      (
        "xl/_rels/workbook.xml.rels",
        Self.links(
          [
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "sharedStrings", "/xl/sharedStrings.xml"),
            ("rId3", "styles", "./worksheets/../styles.xml"),
          ] + others.indices.map { ("rId\($0 + 10)", "worksheet", "worksheets/other.xml") }
        )
      ),
      ("xl/sharedStrings.xml", "<sst count=\"9\">\(items.joined())</sst>"),
      ("xl/styles.xml", stylesXML()),
      (Self.sheetPart, sheet),
    ]
    return parts.map { part in
      (
        part.0,
        edits.filter { $0.part == part.0 }.reduce(part.1) {
          $0.replacing($1.before, with: $1.after)
        }
      )
    }
  }

  private func bookXML() -> String {
    let sheets =
      "<sheet name=\"Leads\" sheetId=\"1\" state=\"\(state)\" r:id=\"rId1\"/>"
      + others.enumerated().map { index, other in
        "<sheet name=\"\(other.name)\" sheetId=\"\(index + 2)\" state=\"\(other.state)\""
          + " r:id=\"rId\(index + 10)\"/>"
      }.joined()
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns:r=\"urn:r\">"
      + "<workbookPr/><sheets>\(sheets)</sheets></workbook>"
  }

  private static func links(_ links: [(id: String, kind: String, target: String)]) -> String {
    let list = links.map { link in
      "<Relationship Id=\"\(link.id)\" Type=\"http://example.com/\(link.kind)\""
        + " Target=\"\(link.target)\"/>"
    }
    return "<Relationships>\(list.joined())</Relationships>"
  }

  private func stylesXML() -> String {
    let codes = formats.enumerated().map { index, code in
      "<numFmt numFmtId=\"\(index + 164)\" formatCode=\"\(Self.escaped(code))\"/>"
    }
    let cells = formats.indices.map { "<xf numFmtId=\"\($0 + 164)\"/>" }
    return "<styleSheet><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
      + "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>\(cells.joined())</cellXfs></styleSheet>"
  }

  private func sheetXML(_ strings: inout [String]) -> String {
    var text = "<worksheet><dimension ref=\"A1:A1\"/><sheetData>"
    for (row, cells) in rows.enumerated() {
      text += "<row r=\"\(row + 1)\">"
      for (column, cell) in cells.enumerated() {
        let place = "r=\"\(RejectedRow(line: row + 1, column: column + 1, reason: .quote).cell)\""
        text += Self.cellXML(cell, place, &strings)
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  private static func cellXML(
    _ cell: FixtureCell,
    _ place: String,
    _ strings: inout [String]
  ) -> String {
    switch cell {
    case .empty: return ""
    case .shared(let text):
      strings.append(text)
      return "<c \(place) t=\"s\"><v>\(strings.count - 1)</v></c>"
    case .inline(let text):
      return "<c \(place) t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
    case .number(let text): return "<c \(place)><v>\(text)</v></c>"
    case .styled(let text, let style): return "<c \(place) s=\"\(style)\"><v>\(text)</v></c>"
    case .boolean(let flag): return "<c \(place) t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
    case .error(let text): return "<c \(place) t=\"e\"><v>\(text)</v></c>"
    case .formula(let formula, let result):
      let value = result.map { "<v>\($0)</v>" } ?? ""
      return "<c \(place)><f>\(escaped(formula))</f>\(value)</c>"
    case .textFormula(let formula, let result):
      return "<c \(place) t=\"str\"><f>\(escaped(formula))</f><v>\(escaped(result))</v></c>"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing("\"", with: "&quot;").replacing("\r", with: "&#13;")
  }
}

/// Reads a workbook that a test has built.
func load(_ fixture: WorkbookFixture) throws -> LeadFile {
  try withFile(fixture.bytes()) { try LeadFile.load($0) }
}
