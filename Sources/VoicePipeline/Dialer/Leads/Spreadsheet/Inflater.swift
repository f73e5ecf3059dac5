internal import CZlib

/// The zlib that this build is linked with.
package enum InflaterLibrary {
  /// Such as `1.2.13`.
  package static var version: String {
    guard let text = unsafe zlibVersion() else { return "unknown" }
    return unsafe String(cString: text)
  }
}

/// A deflate stream (RFC 1951) that is inflated piece by piece, and the checksum of zip archives:
/// the one file that speaks to zlib.
@safe struct Inflater: ~Copyable {
  /// How far one step has come.
  struct Step {
    let used: Int
    let made: Int
    let isEnd: Bool
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // A window of 32 KiB, and neither header nor checksum around the stream.
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    let status = unsafe inflateInit2_(stream, -15, ZLIB_VERSION, size)
    precondition(status == Z_OK, "zlib has no memory for an inflater")
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Inflates some bytes into a block from an index on; nil when they are no deflate stream.
  mutating func inflate(
    _ input: [UInt8],
    _ range: Range<Int>,
    into block: inout [UInt8],
    from start: Int
  ) -> Step? {
    precondition(range.upperBound <= input.count && start <= block.count, "outside the block")
    let room = block.count - start
    let status = unsafe input.withUnsafeBytes { source in
      unsafe block.withUnsafeMutableBytes { target in
        let bytes = unsafe source.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let place = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: bytes.map {
            unsafe $0 + range.lowerBound
          }
        )
        unsafe stream.pointee.avail_in = UInt32(range.count)
        unsafe stream.pointee.next_out = place.map { unsafe $0 + start }
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    // No progress is no error: more input or more room is needed.
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
    return unsafe Step(
      used: range.count - Int(stream.pointee.avail_in),
      made: room - Int(stream.pointee.avail_out),
      isEnd: status == Z_STREAM_END
    )
  }

  /// Goes on with a CRC-32 over some bytes of a block; it begins with 0.
  static func checksum(_ before: UInt32, _ block: [UInt8], _ range: Range<Int>) -> UInt32 {
    precondition(range.upperBound <= block.count, "outside the block")
    return unsafe block.withUnsafeBufferPointer { bytes in
      guard let first = bytes.baseAddress else { return before }
      return unsafe UInt32(crc32(UInt(before), first + range.lowerBound, UInt32(range.count)))
    }
  }
}
