/// Numbers in network byte order: the most significant byte first.
extension [UInt8] {
  package mutating func append(bigEndian value: some FixedWidthInteger & UnsignedInteger) {
    for byte in stride(from: value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> byte))
    }
  }

  package mutating func append(ascii text: String) { append(contentsOf: text.utf8) }
}

extension Span<UInt8> {
  /// The two bytes from an index on.
  func short(at index: Int) -> UInt16 { UInt16(self[index]) << 8 | UInt16(self[index + 1]) }

  /// The four bytes from an index on.
  func long(at index: Int) -> UInt32 {
    UInt32(short(at: index)) << 16 | UInt32(short(at: index + 2))
  }
}
