/// Eight bytes of a block at a time, for readers that would be slow byte by byte.
extension Span<UInt8> {
  /// The eight bytes from an index on, the first in the lowest bits.
  @inlinable @inline(__always)
  package func word(at index: Int) -> UInt64 {
    precondition(index >= 0 && index &+ 8 <= count, "the word lies outside the bytes")
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    )
  }
}
