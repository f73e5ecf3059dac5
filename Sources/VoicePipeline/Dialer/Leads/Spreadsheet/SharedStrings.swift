/// The texts that cells refer to by number (ECMA-376, part 1, clause 18.4.9): the one thing of a
/// workbook that is in memory as a whole.
struct SharedStrings {
  private enum Name: UInt8, XMLName {
    case item
    case text
    case phonetic

    var text: String {
      switch self {
      case .item: "si"
      case .text: "t"
      case .phonetic: "rPh"
      }
    }
  }

  private(set) var bytes: [UInt8] = []
  /// Where each text ends; it begins where the one before it ends.
  private var ends: [UInt32] = []

  var count: Int { ends.count }

  /// The place of a text among the bytes.
  subscript(index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// Reads the table; a workbook without texts has none.
  init(_ archive: ZipArchive, _ entry: ZipEntry?, sizeMax: Int) throws(LeadError) {
    guard let entry else { return }
    var stream = try XMLStream(archive, entry, sizeMax: sizeMax, tape: Name.tape())
    var isText = false
    var isPhonetic = false
    while let piece = try stream.next() {
      switch (piece.kind, Name(rawValue: piece.name)) {
      case (.text, _): if isText, !isPhonetic { bytes += stream.tape.bytes[piece.range] }
      case (.start, .text): isText = true
      case (.end, .text): isText = false
      // How a word is read aloud is no part of the text.
      case (.start, .phonetic): isPhonetic = true
      case (.end, .phonetic): isPhonetic = false
      case (.end, .item): ends.append(UInt32(bytes.count))
      default: break
      }
    }
  }
}
