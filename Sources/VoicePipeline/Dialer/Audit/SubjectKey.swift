internal import SimCore

/// Names people by keyed hashes of their numbers: the same number has the same name under one key,
/// and only who holds the key can tell whose it is.
///
/// HMAC with SHA-256 of the number as E.164 text, such as `+12122340001`, cut to 64 bits. A plain
/// hash would name everybody: there are only 10^10 numbers to try.
package struct SubjectKey: Sendable {
  private let code: HMACSHA256
  /// Tells one key from another: 32 bits, of a code that no number has.
  package let fingerprint: String

  /// A key of a live run, which has to be kept apart from the log.
  package init(secret: [UInt8]) {
    precondition(secret.count >= 16, "a secret of less than 128 bits hides nobody")
    self.init(key: secret)
  }

  /// The key of a simulated run: whoever knows its seed can name the leads of its file.
  package init(seed: UInt64) { self.init(key: Array("simrun audit subjects \(seed)".utf8)) }

  private init(key: [UInt8]) {
    code = HMACSHA256(key: key)
    let mark = Array("fingerprint".utf8)
    var text = TextBuffer()
    let bytes = code.code(of: mark.span)
    text.hexadecimal(bytes.span.extracting(0..<4))
    fingerprint = text.contents
  }

  /// The name of whoever has the number: ten digits, or eleven from 1 on.
  package func subject(of phone: UInt64) -> UInt64 {
    var rest = phone >= 10_000_000_000 ? phone - 10_000_000_000 : phone
    precondition(rest < 10_000_000_000, "not a number of the North American plan")
    var message = [12 of UInt8](repeating: UInt8(ascii: "+"))
    message[1] = UInt8(ascii: "1")
    for index in stride(from: 11, to: 1, by: -1) {
      message[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    let bytes = code.code(of: message.span)
    return (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
  }
}
