/// A string inside a JSON text: where it stands, checked, but not yet decoded.
package struct JSONString: Sendable, Hashable {
  /// The bytes between the quotes.
  package let range: Range<Int>
  /// Whether the bytes mean themselves: no escape among them.
  package let isPlain: Bool

  /// The string as a name, escapes looked through; nil beyond 16 bytes.
  package func name(in text: Span<UInt8>) -> JSONName? {
    guard isPlain else { return JSONName(bytes(in: text).span) }
    return JSONName(text.extracting(range))
  }

  /// The characters in UTF-8, escapes decoded.
  package func bytes(in text: Span<UInt8>) -> [UInt8] {
    [UInt8](capacity: range.count) { output in
      var index = range.lowerBound
      while index < range.upperBound {
        let byte = text[index]
        index &+= 1
        if byte == ASCIICode.backslash {
          Self.decodeEscape(text, &index, to: &output)
        } else {
          output.append(byte)
        }
      }
    }
  }

  /// The characters, escapes decoded.
  package func text(in text: Span<UInt8>) -> String {
    String(decoding: bytes(in: text), as: UTF8.self)
  }

  /// Decodes the escape after a backslash; the scanner has checked it.
  private static func decodeEscape(
    _ text: Span<UInt8>,
    _ index: inout Int,
    to output: inout OutputSpan<UInt8>
  ) {
    let letter = text[index]
    index += 1
    switch letter {
    case UInt8(ascii: "b"): output.append(0x08)
    case UInt8(ascii: "f"): output.append(0x0C)
    case UInt8(ascii: "n"): output.append(0x0A)
    case UInt8(ascii: "r"): output.append(0x0D)
    case UInt8(ascii: "t"): output.append(0x09)
    case UInt8(ascii: "u"):
      var scalar = codeUnit(text, at: index)
      index += 4
      if scalar & 0xFC00 == 0xD800 {
        scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (codeUnit(text, at: index + 2) & 0x3FF)
        index += 6
      }
      append(scalar, to: &output)
    default: output.append(letter)
    }
  }

  /// Four hexadecimal digits, already checked.
  private static func codeUnit(_ text: Span<UInt8>, at start: Int) -> UInt32 {
    var value: UInt32 = 0
    for index in start..<(start + 4) {
      value = (value << 4) | UInt32(JSONScanner.hexValue(text[index]) ?? 0)
    }
    return value
  }

  private static func append(_ scalar: UInt32, to output: inout OutputSpan<UInt8>) {
    guard let unicode = Unicode.Scalar(scalar) else { return }
    for byte in UTF8.encode(unicode) ?? UTF8.encodedReplacementCharacter { output.append(byte) }
  }
}

/// A short text, such as the key of a member, in two words: compared without a loop.
package struct JSONName: Sendable, Hashable {
  private let low: UInt64
  private let high: UInt64
  private let count: Int

  /// A name that a reader knows, of at most 16 bytes.
  package init(_ name: StaticString) {
    let bytes = Array(name.description.utf8)
    precondition(bytes.count <= 16, "a name to compare with has at most 16 bytes: \(name)")
    (low, high, count) = (
      Self.word(bytes.span, from: 0), Self.word(bytes.span, from: 8), bytes.count
    )
  }

  /// The name that bytes spell; nil beyond 16 of them.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count <= 16 else { return nil }
    low = Self.word(bytes, from: 0)
    high = bytes.count > 8 ? Self.word(bytes, from: 8) : 0
    count = bytes.count
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, from start: Int) -> UInt64 {
    var word: UInt64 = 0
    var index = min(bytes.count, start &+ 8)
    while index > start {
      index &-= 1
      word = (word &<< 8) | UInt64(bytes[index])
    }
    return word
  }
}
