internal import SimCore

/// The secret that the files of a run are sealed under.
///
/// It encrypts nothing itself: each file has a key of its own, made of it by HMAC-SHA-256, which is
/// the expansion of HKDF for a key that is uniform already (RFC 5869, section 3.3).
package struct SealKey: Sendable {
  package static let byteCount = 32

  private let code: HMACSHA256
  /// Tells one key from another: 64 bits, of a code that no file has.
  package let fingerprint: String

  package init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount, "a seal's key has 32 bytes")
    code = HMACSHA256(key: bytes)
    var text = TextBuffer()
    let mark = Self.code(code, "fingerprint", [])
    text.hexadecimal(mark.span.extracting(0..<8))
    fingerprint = text.contents
  }

  /// Reads 64 hexadecimal digits, or the 44 characters of base64 (RFC 4648, section 4), with white
  /// space around them; nil for anything else.
  package init?(text: [UInt8]) {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let start = text.firstIndex { !isSpace($0) } ?? text.count
    let end = text.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    let word = Array(text[start..<end])
    guard let bytes = Self.hexadecimal(word) ?? Base64.bytes(word.span),
      bytes.count == Self.byteCount
    else { return nil }
    self.init(bytes)
  }

  /// Whether a text could be a key, so that nobody takes it for the name of a file.
  package static func isKey(_ text: String) -> Bool { SealKey(text: Array(text.utf8)) != nil }

  /// The key of one file.
  func fileKey(_ place: SealedPlace) -> [UInt8] {
    let bytes = Self.code(code, "file key", [place.run, place.name])
    return bytes.indices.map { bytes[$0] }
  }

  /// The nonce of one file with one content: another content has another one.
  func nonce(_ place: SealedPlace, contentDigest: String) -> [UInt8] {
    let bytes = Self.code(code, "nonce", [place.run, place.name, contentDigest])
    return (0..<12).map { bytes[$0] }
  }

  /// No part has a line end, so that two lists of parts are never one message.
  private static func code(
    _ code: HMACSHA256,
    _ purpose: String,
    _ parts: [String]
  ) -> [32 of UInt8] {
    let message = Array((["simrun seal 1", purpose] + parts).joined(separator: "\n").utf8)
    return code.code(of: message.span)
  }

  private static func hexadecimal(_ text: [UInt8]) -> [UInt8]? {
    guard text.count == 2 * byteCount else { return nil }
    let values = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard values.count == text.count else { return nil }
    return (0..<byteCount).map { UInt8(values[2 * $0] << 4 | values[2 * $0 + 1]) }
  }
}
