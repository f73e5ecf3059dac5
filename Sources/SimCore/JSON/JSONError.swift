/// Why a text is not the JSON that was wanted, and where.
package struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong at the byte.
  package enum Reason: Sendable, Hashable {
    /// The text ends in the middle of a value.
    case unexpectedEnd
    /// A byte that no value, comma, colon or bracket may have here.
    case unexpectedByte
    /// More follows the value.
    case trailingBytes
    case invalidNumber
    /// A backslash before what is no escape (RFC 8259, section 7).
    case invalidEscape
    /// Half of a surrogate pair: no character.
    case loneSurrogate
    /// A byte below 0x20 inside a string.
    case controlCharacter
    case invalidUTF8
    /// A key that its object has twice (RFC 7493, section 2.3).
    case duplicateKey
    /// Arrays and objects nested beyond the limit.
    case tooDeep
    /// More bytes than the limit.
    case tooLong
    /// A value of another kind than its place wants.
    case wrongKind
  }

  package let reason: Reason
  /// Offset of the byte, from 0.
  package let offset: Int

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }

  package var description: String { "\(reason) at byte \(offset)" }
}

/// How much JSON a reader takes on.
package struct JSONLimits: Sendable, Hashable {
  /// Bytes of a text.
  package var byteCountMax: Int
  /// Arrays and objects inside one another; a reader of trees recurses once for each.
  package var depthMax: Int

  package init(byteCountMax: Int = 1 << 20, depthMax: Int = 64) {
    self.byteCountMax = byteCountMax
    self.depthMax = depthMax
  }
}
