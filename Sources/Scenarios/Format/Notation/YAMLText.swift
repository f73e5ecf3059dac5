/// Writes text so that a YAML reader gets it back unchanged.
enum YAMLText {
  /// The text itself when it is safe in any place, else in double quotes.
  static func quoted(_ text: String) -> String {
    isPlainSafe(text) ? text : doubleQuoted(text)
  }

  /// Words that YAML 1.1 readers take for something else.
  private static let reserved = [
    "true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf",
  ]

  private static func isPlainSafe(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "/") else {
      return false
    }
    guard !reserved.contains(text.lowercased()), text.utf8.last != UInt8(ascii: " ") else {
      return false
    }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || (48...57).contains(byte) || "_-./ +".utf8.contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// In double quotes, whatever it is.
  static func quotedAlways(_ text: String) -> String { doubleQuoted(text) }

  private static func doubleQuoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result += isPrintable(scalar) ? String(scalar) : escaped(scalar)
      }
    }
    return result + "\""
  }

  /// Printable in YAML, and no line break of its kind (0x85, 0x2028, 0x2029) nor a byte-order mark.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
    case 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
