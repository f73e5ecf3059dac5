/// Bytes as protocols of text see them.
enum Bytes {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let colon = UInt8(ascii: ":")
  static let space = UInt8(ascii: " ")
  static let tab = UInt8(ascii: "\t")
  static let comma = UInt8(ascii: ",")

  /// The text that bytes spell; what is not UTF-8 becomes replacement characters.
  static func string(_ bytes: Span<UInt8>) -> String {
    String(decoding: array(bytes), as: UTF8.self)
  }

  static func array(_ bytes: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    append(bytes, to: &result)
    return result
  }

  /// Appends bytes as they are.
  static func append(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
    // Nothing added to an empty array would write to the storage that all empty arrays share, and
    // be a race between threads to the sanitizer, though of one zero against another.
    guard !bytes.isEmpty else { return }
    output.append(addingCapacity: bytes.count) { room in
      for index in bytes.indices { room.append(bytes[index]) }
    }
  }

  static func append(_ text: String, to output: inout [UInt8]) {
    output.append(contentsOf: text.utf8)
  }

  /// Appends the digits of a whole number.
  static func append(_ value: Int, to output: inout [UInt8]) {
    if value < 0 { output.append(UInt8(ascii: "-")) }
    var divisor: UInt = 1
    while value.magnitude / divisor >= 10 { divisor &*= 10 }
    while divisor > 0 {
      output.append(0x30 &+ UInt8(truncatingIfNeeded: value.magnitude / divisor % 10))
      divisor /= 10
    }
  }

  /// A letter of ASCII in lower case; every other byte as it is.
  static func lowered(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Whether two texts are the same but for the case of ASCII letters.
  static func areSame(_ one: some StringProtocol, _ other: some StringProtocol) -> Bool {
    one.utf8.count == other.utf8.count
      && zip(one.utf8, other.utf8).allSatisfy { lowered($0) == lowered($1) }
  }

  /// The parts of a list with commas (RFC 9110, section 5.6.1), without the space around them.
  static func listElements(_ text: String) -> [Substring] {
    text.utf8.split(separator: comma).map { trimmed(Substring($0)) }.filter { !$0.isEmpty }
  }

  /// A text without the spaces and tabs around it.
  static func trimmed(_ text: Substring) -> Substring {
    // By bytes: a space may be one character with the accent that follows it.
    var rest = text.utf8
    while let first = rest.first, first == space || first == tab { rest = rest.dropFirst() }
    while let last = rest.last, last == space || last == tab { rest = rest.dropLast() }
    return Substring(rest)
  }

  /// Whether a byte may stand in a token, such as a method or the name of a header (RFC 9110,
  /// section 5.6.2).
  static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether a text is one token.
  static func isToken(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { isToken($0) }
  }

  /// Whether a byte may stand in the value of a header (RFC 9110, section 5.5).
  static func isFieldContent(_ byte: UInt8) -> Bool {
    byte == tab || byte >= space && byte != 0x7F
  }
}
