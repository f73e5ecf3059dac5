/// The SHA-256 digest (FIPS 180-4), fed in pieces.
package struct SHA256: Sendable {
  private var state: SHA256State
  /// Bytes that do not fill a block yet.
  private var pending = [64 of UInt8](repeating: 0)
  private var pendingCount = 0
  private var byteCount: UInt64 = 0

  /// Starts a digest; `usesHardware` decides how fast it is, and nothing else.
  package init(usesHardware: Bool = true) { state = SHA256State(usesHardware: usesHardware) }

  package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  package mutating func update(_ text: String) { update(Array(text.utf8)) }

  package mutating func update(_ bytes: Span<UInt8>) {
    byteCount += UInt64(bytes.count)
    var start = 0
    if pendingCount > 0 {
      start = min(64 - pendingCount, bytes.count)
      hold(bytes, 0..<start)
      guard pendingCount == 64 else { return }
      foldPending()
    }
    let blocks = (bytes.count - start) / 64
    state.fold(bytes, at: start, blocks: blocks)
    start += 64 * blocks
    hold(bytes, start..<bytes.count)
  }

  private mutating func hold(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    for index in range {
      pending[pendingCount] = bytes[index]
      pendingCount += 1
    }
  }

  /// The 32 bytes of the digest of all that was fed; feeding may go on afterwards.
  package func finalize() -> [UInt8] {
    let digest = digest()
    return digest.indices.map { digest[$0] }
  }

  /// The same without an allocation, for the digests of many short texts.
  package func digest() -> [32 of UInt8] {
    var copy = self
    copy.pad()
    return copy.state.digest
  }

  /// Appends a one, zeros, and the length in bits (FIPS 180-4, section 5.1.1).
  private mutating func pad() {
    let bits = byteCount &* 8
    pending[pendingCount] = 0x80
    var next = pendingCount + 1
    if next > 56 {
      for index in next..<64 { pending[index] = 0 }
      foldPending()
      next = 0
    }
    for index in next..<56 { pending[index] = 0 }
    for index in 0..<8 {
      pending[56 + index] = UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * index))
    }
    foldPending()
  }

  private mutating func foldPending() {
    let block = pending
    state.fold(block.span, at: 0, blocks: 1)
    pendingCount = 0
  }

  /// The digest as 64 hexadecimal digits.
  package var hexDigest: String { Self.text(finalize()) }

  /// The digest of some bytes as 64 hexadecimal digits.
  package static func hex(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hexDigest
  }

  /// Bytes as lower-case hexadecimal digits.
  package static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [hexDigit($0 >> 4), hexDigit($0 & 15)] }, as: UTF8.self)
  }

  static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? ASCIICode.zero + value : UInt8(ascii: "a") + value - 10
  }
}
