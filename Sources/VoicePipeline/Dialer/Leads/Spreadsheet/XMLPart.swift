/// An element of a part of a workbook, as it begins or ends.
struct XMLElement<Name: XMLName> {
  let name: Name
  let isEnd: Bool
  /// Those that were asked for, in the order of the text.
  fileprivate(set) var attributes: [(name: Name, value: String)] = []

  /// The value of an attribute; nil when the element does not have it.
  subscript(name: Name) -> String? { attributes.first { $0.name == name }?.value }
}

/// The elements and attributes that are looked for in a part; their raw values count from 0.
protocol XMLName: RawRepresentable<UInt8>, CaseIterable, Equatable {
  /// As in the text, without a prefix.
  var text: String { get }
}

extension XMLName {
  static func tape() -> XMLTape { XMLTape(allCases.map(\.text)) }
}

/// A part of a workbook that is read element by element.
enum XMLPart {
  /// Reads a part from start to end; text between elements is left out.
  static func read<Name: XMLName>(
    _ archive: ZipArchive,
    _ entry: ZipEntry,
    sizeMax: Int,
    as names: Name.Type,
    _ body: (XMLElement<Name>) throws(LeadError) -> Void
  ) throws(LeadError) {
    var stream = try XMLStream(archive, entry, sizeMax: sizeMax, tape: Name.tape())
    var open: XMLElement<Name>?
    while let piece = try stream.next() {
      guard let name = Name(rawValue: piece.name) else { continue }
      switch piece.kind {
      case .attribute:
        let value = String(decoding: stream.tape.bytes[piece.range], as: UTF8.self)
        open?.attributes.append((name, value))
      case .text: continue
      case .start, .end:
        if let element = open { try body(element) }
        open = nil
        if piece.kind == .start {
          open = XMLElement(name: name, isEnd: false)
        } else {
          try body(XMLElement(name: name, isEnd: true))
        }
      }
    }
  }
}

/// The pieces of a part one after the other, of which a block at a time is in memory.
struct XMLStream: ~Copyable {
  private static let blockSize = 64 << 10

  let tape: XMLTape
  private let archive: ZipArchive
  private let name: String
  private var part: ZipPart
  private var block = [UInt8](repeating: 0, count: blockSize)
  private var position = 0
  private var isAtEnd = false

  init(
    _ archive: ZipArchive,
    _ entry: ZipEntry,
    sizeMax: Int,
    tape: XMLTape
  ) throws(LeadError) {
    part = try ZipPart.open(archive, entry, sizeMax: sizeMax)
    self.tape = tape
    self.archive = archive
    name = entry.name
  }

  /// The next piece; nil at the end of the part.
  @inline(__always)
  mutating func next() throws(LeadError) -> XMLPiece? {
    while position == tape.pieces.count {
      if isAtEnd { return nil }
      try feed()
    }
    defer { position += 1 }
    return tape.pieces[position]
  }

  private mutating func feed() throws(LeadError) {
    let count = try part.read(into: &block)
    isAtEnd = count < block.count
    position = 0
    do throws(XMLFault) {
      try tape.feed(block, count: count, isLast: isAtEnd)
    } catch {
      throw archive.damage(name, error.text)
    }
  }
}
