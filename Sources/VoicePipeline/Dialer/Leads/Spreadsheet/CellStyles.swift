/// Which formats of cells show a number as a date or a time (ECMA-376, part 1, clause 18.8.30).
struct CellStyles {
  private enum Name: UInt8, XMLName {
    case formats
    case format
    case cellFormats
    case cellFormat
    case formatID
    case code

    var text: String {
      switch self {
      case .formats: "numFmts"
      case .format: "numFmt"
      case .cellFormats: "cellXfs"
      case .cellFormat: "xf"
      case .formatID: "numFmtId"
      case .code: "formatCode"
      }
    }
  }

  private static let formatsMax = 100_000

  /// By the number that cells refer to.
  private var areDates: [Bool] = []

  /// Whether cells of a style are dates; a style that is not there is none.
  func isDate(_ style: Int) -> Bool { areDates.indices.contains(style) && areDates[style] }

  /// Reads the styles; a workbook without them shows plain numbers.
  init(_ archive: ZipArchive, _ entry: ZipEntry?, sizeMax: Int) throws(LeadError) {
    guard let entry else { return }
    var dates: Set<Int> = []
    var areDates: [Bool] = []
    var section: Name?
    try XMLPart.read(archive, entry, sizeMax: sizeMax, as: Name.self) {
      element throws(LeadError) in
      switch element.name {
      case .formats, .cellFormats: section = element.isEnd ? nil : element.name
      case .format:
        guard section == .formats, let id = element[.formatID].flatMap({ Int($0) }),
          let code = element[.code], Self.isDate(code: code)
        else { return }
        dates.insert(id)
      case .cellFormat:
        guard section == .cellFormats, !element.isEnd else { return }
        let id = element[.formatID].flatMap { Int($0) } ?? 0
        areDates.append(Self.isBuiltInDate(id) || dates.contains(id))
      case .formatID, .code: break
      }
      guard areDates.count <= Self.formatsMax, dates.count <= Self.formatsMax else {
        throw .overLimit(path: archive.path, part: entry.name, limit: "100,000 formats")
      }
    }
    self.areDates = areDates
  }

  /// Those that every spreadsheet knows, the East Asian ones among them.
  private static func isBuiltInDate(_ id: Int) -> Bool {
    14...22 ~= id || 27...36 ~= id || 45...47 ~= id || 50...58 ~= id
  }

  /// Whether a format has a letter of a date outside quotes, brackets and escapes.
  static func isDate(code: String) -> Bool {
    var closing: UInt8?
    var isEscaped = false
    var bracketed: [UInt8] = []
    for byte in code.utf8 {
      if isEscaped {
        isEscaped = false
      } else if let end = closing {
        if byte == end {
          // [h], [mm] and [s] count hours, minutes and seconds; other brackets are colours.
          let isElapsed = Set(bracketed).count == 1 && "hms".utf8.contains(bracketed[0])
          if end == UInt8(ascii: "]"), isElapsed { return true }
          closing = nil
        } else {
          bracketed.append(byte | 0x20)
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): closing = byte
        case UInt8(ascii: "["):
          closing = UInt8(ascii: "]")
          bracketed = []
        case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): isEscaped = true
        default: if "dmyhs".utf8.contains(byte | 0x20) { return true }
        }
      }
    }
    return false
  }
}
