/// Strings as JSON and CSV want them.
extension TextBuffer {
  /// Appends a JSON string with its quotes (RFC 8259, section 7).
  package mutating func quotedJSON(_ value: String) {
    byte(ASCIICode.quote)
    for unit in value.utf8 {
      switch unit {
      case ASCIICode.quote, ASCIICode.backslash:
        byte(ASCIICode.backslash)
        byte(unit)
      case 0x0A: text("\\n")
      case 0x0D: text("\\r")
      case 0x09: text("\\t")
      case 0..<0x20, 0x7F:
        text("\\u00")
        byte(SHA256.hexDigit(unit >> 4))
        byte(SHA256.hexDigit(unit & 15))
      default: byte(unit)
      }
    }
    byte(ASCIICode.quote)
  }

  /// Appends a CSV field, quoted only where it must be (RFC 4180, section 2).
  package mutating func fieldCSV(_ value: String) {
    let needsQuotes = value.utf8.contains {
      $0 == ASCIICode.comma || $0 == ASCIICode.quote || $0 == 0x0A || $0 == 0x0D
    }
    guard needsQuotes else { return string(value) }
    byte(ASCIICode.quote)
    for unit in value.utf8 {
      if unit == ASCIICode.quote { byte(ASCIICode.quote) }
      byte(unit)
    }
    byte(ASCIICode.quote)
  }

  /// Appends what another buffer holds as a CSV field, as `fieldCSV` does a string.
  package mutating func fieldCSV(_ other: TextBuffer) {
    let needsQuotes = (0..<other.count).contains {
      let unit = other[$0]
      return unit == ASCIICode.comma || unit == ASCIICode.quote || unit == 0x0A || unit == 0x0D
    }
    guard needsQuotes else { return append(other) }
    byte(ASCIICode.quote)
    for index in 0..<other.count {
      if other[index] == ASCIICode.quote { byte(ASCIICode.quote) }
      byte(other[index])
    }
    byte(ASCIICode.quote)
  }
}
