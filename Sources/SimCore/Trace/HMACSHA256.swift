/// The keyed digest HMAC with SHA-256 (RFC 2104, section 2).
package struct HMACSHA256: Sendable {
  /// Each has taken one block, so that a code of a short message costs two more.
  private var inner = SHA256()
  private var outer = SHA256()

  /// A key of more than 64 bytes counts by its digest.
  package init(key: [UInt8]) {
    var block = key
    if key.count > 64 {
      var digest = SHA256()
      digest.update(key)
      block = digest.finalize()
    }
    block += [UInt8](repeating: 0, count: 64 - block.count)
    inner.update(block.map { $0 ^ 0x36 })
    outer.update(block.map { $0 ^ 0x5C })
  }

  /// The 32 bytes of a message's code.
  package func code(of message: Span<UInt8>) -> [32 of UInt8] {
    var (inner, outer) = (inner, outer)
    inner.update(message)
    let digest = inner.digest()
    outer.update(digest.span)
    return outer.digest()
  }
}
