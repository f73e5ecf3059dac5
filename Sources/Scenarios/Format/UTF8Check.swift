/// Finds what keeps bytes from being UTF-8 text (RFC 3629).
enum UTF8Check {
  /// The offset of the first byte that is not part of a well-formed character.
  static func firstMalformed(in bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
      guard let length = characterLength(bytes, at: index) else { return index }
      index += length
    }
    return nil
  }

  private static func characterLength(_ bytes: [UInt8], at index: Int) -> Int? {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    // Length and the bounds of the second byte: they shut out overlong forms, surrogates and
    // everything past U+10FFFF.
    let (length, low, high): (Int, UInt8, UInt8)
    switch first {
    case 0xC2...0xDF: (length, low, high) = (2, 0x80, 0xBF)
    case 0xE0: (length, low, high) = (3, 0xA0, 0xBF)
    case 0xED: (length, low, high) = (3, 0x80, 0x9F)
    case 0xE1...0xEF: (length, low, high) = (3, 0x80, 0xBF)
    case 0xF0: (length, low, high) = (4, 0x90, 0xBF)
    case 0xF1...0xF3: (length, low, high) = (4, 0x80, 0xBF)
    case 0xF4: (length, low, high) = (4, 0x80, 0x8F)
    default: return nil
    }
    guard index + length <= bytes.count, (low...high).contains(bytes[index + 1]) else { return nil }
    let rest = bytes[(index + 1)..<(index + length)]
    return rest.allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
  }

  /// Line and column of a byte, both from 1, the column in characters.
  static func mark(of offset: Int, in bytes: [UInt8], source: YAMLSource) -> YAMLMark {
    var (line, column) = (1, 1)
    for index in 0..<min(offset, bytes.count) {
      let byte = bytes[index]
      let isBreak = byte == 0x0A || byte == 0x0D && !bytes[(index + 1)...].starts(with: [0x0A])
      if isBreak {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return YAMLMark(line: line, column: column, source: source)
  }
}
