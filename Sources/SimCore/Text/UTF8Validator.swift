/// Checks that bytes are UTF-8 text (RFC 3629) as they come, however they are cut.
///
/// A byte that no continuation could save is refused at once, not at the end of its character.
package struct UTF8Validator: Sendable {
  /// Continuation bytes that the character begun still needs.
  private var missing: UInt8 = 0
  /// The bounds of the next continuation byte: they shut out overlong forms, surrogates and
  /// everything past U+10FFFF.
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  package init() {}

  /// Whether the bytes so far end between two characters.
  package var isComplete: Bool { missing == 0 }

  /// Whether some bytes are a whole text.
  package static func isText(_ bytes: Span<UInt8>) -> Bool {
    var validator = UTF8Validator()
    return validator.accepts(bytes) && validator.isComplete
  }

  /// Takes the next bytes; false when the text is broken, and stays so for no further call.
  package mutating func accepts(_ bytes: Span<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      if missing == 0 { index = Self.endOfASCII(in: bytes, from: index) }
      guard index < bytes.count else { break }
      guard accepts(bytes[index]) else { return false }
      index &+= 1
    }
    return true
  }

  /// Takes one byte; false when it breaks the text.
  package mutating func accepts(_ byte: UInt8) -> Bool {
    guard missing == 0 else { return continues(byte) }
    (low, high) = (0x80, 0xBF)
    switch byte {
    case 0..<0x80: return true
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, low) = (2, 0xA0)
    case 0xED: (missing, high) = (2, 0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, low) = (3, 0x90)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, high) = (3, 0x8F)
    default: return false
    }
    return true
  }

  private mutating func continues(_ byte: UInt8) -> Bool {
    guard byte >= low, byte <= high else { return false }
    (low, high) = (0x80, 0xBF)
    missing &-= 1
    return true
  }

  /// The first byte from `start` on that is not ASCII, or the end.
  private static func endOfASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index &+ 16 <= bytes.count {
      var all: UInt8 = 0
      for step in 0..<16 { all |= bytes[index &+ step] }
      if all >= 0x80 { break }
      index &+= 16
    }
    while index < bytes.count && bytes[index] < 0x80 { index &+= 1 }
    return index
  }
}
