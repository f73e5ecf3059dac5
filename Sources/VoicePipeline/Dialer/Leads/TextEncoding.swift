/// How a text file writes its characters as bytes.
package enum TextEncoding: Sendable, Hashable, CaseIterable {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian

  /// Such as `UTF-16 LE`.
  package var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16 LE"
    case .utf16BigEndian: "UTF-16 BE"
    }
  }
}

/// What parts the fields of a row.
package enum FieldSeparator: UInt8, Sendable, Hashable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09

  /// In the plural, such as `semicolons`.
  package var name: String {
    switch self {
    case .comma: "commas"
    case .semicolon: "semicolons"
    case .tab: "tabs"
    }
  }
}

/// What kind of file begins with some bytes; a file's name plays no part in it.
enum FileSignature: Hashable {
  /// Text, behind a mark of so many bytes.
  case text(TextEncoding, markLength: Int)
  /// A zip archive, as `.xlsx` is one.
  case zip
  /// A compound file of Microsoft's (MS-CFB): `.xls`, or an encrypted `.xlsx`.
  case compound
  /// UTF-32, which no spreadsheet writes.
  case utf32
  case gzip
  case pdf
  /// HTML or XML, which some programs write under the name of a spreadsheet.
  case markup

  /// The most bytes that a judgement needs.
  static let length = 16

  /// Judges the first bytes of a file; fewer than `length` of a shorter file.
  init(_ start: [UInt8]) {
    for (mark, signature) in Self.marks where start.starts(with: mark) {
      self = signature
      return
    }
    if let encoding = Self.unmarkedUTF16(start) {
      self = .text(encoding, markLength: 0)
    } else if start.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
      self = .markup
    } else {
      self = .text(.utf8, markLength: 0)
    }
  }

  /// In the order in which they are tried: the mark of UTF-32 begins with that of UTF-16.
  private static let marks: [(mark: [UInt8], signature: FileSignature)] = [
    ([0xEF, 0xBB, 0xBF, 0x3C], .markup),
    ([0xEF, 0xBB, 0xBF], .text(.utf8, markLength: 3)),
    ([0xFF, 0xFE, 0, 0], .utf32),
    ([0, 0, 0xFE, 0xFF], .utf32),
    ([0xFF, 0xFE], .text(.utf16LittleEndian, markLength: 2)),
    ([0xFE, 0xFF], .text(.utf16BigEndian, markLength: 2)),
    (Array("PK".utf8) + [3, 4], .zip),
    (Array("PK".utf8) + [5, 6], .zip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compound),
    ([0x1F, 0x8B], .gzip),
    (Array("%PDF".utf8), .pdf),
  ]

  /// UTF-16 without a mark: four ASCII letters with a zero before or after each.
  ///
  /// That is certain, for a NUL in a header of UTF-8 is an error in any case, and "phone" has more
  /// than four letters. Zeros in both places are UTF-32.
  private static func unmarkedUTF16(_ start: [UInt8]) -> TextEncoding? {
    guard start.count >= 8 else { return nil }
    let even = stride(from: 0, to: 8, by: 2).map { start[$0] }
    let odd = stride(from: 1, to: 8, by: 2).map { start[$0] }
    let isLetters = { (bytes: [UInt8]) in bytes.allSatisfy { 1..<0x80 ~= $0 } }
    if isLetters(even), odd.allSatisfy({ $0 == 0 }) { return .utf16LittleEndian }
    if isLetters(odd), even.allSatisfy({ $0 == 0 }) { return .utf16BigEndian }
    return nil
  }
}
