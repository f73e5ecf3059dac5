import CDeflate

/// Why compressed bytes could not be read.
package enum GzipError: Error, Hashable {
  /// The bytes are no gzip members, or are cut off, or their checksum is wrong.
  case damaged
  /// The content is longer than the limit that the reader gave.
  case tooLong
}

/// Gzip through libdeflate: members of at most 1 MiB of content, so that equal content gives equal
/// bytes, memory is bounded, and members can be made on any thread and put together in order.
///
/// The header carries no time and no file name, and its system byte (the ninth) says "unknown"
/// (RFC 1952, section 2.3.1).
package enum Gzip {
  /// Of libdeflate, as it was linked.
  package static var libraryVersion: String { LIBDEFLATE_VERSION_STRING }

  /// The most content of one member, in bytes.
  package static let memberLimit = 1 << 20

  private static let unknownSystem: UInt8 = 255

  /// One member with at most `memberLimit` bytes of content.
  package static func member(_ content: [UInt8]) -> [UInt8] {
    precondition(content.count <= memberLimit, "a member holds at most 1 MiB")
    var bytes = unsafe Deflate.compressed(
      content,
      level: 1,
      bound: libdeflate_gzip_compress_bound,
      by: libdeflate_gzip_compress
    )
    bytes[9] = unknownSystem
    return bytes
  }

  /// As many members as the content needs; an empty content is one empty member.
  package static func members(_ content: [UInt8]) -> [UInt8] {
    var writer = GzipWriter()
    writer.append(content)
    return writer.finish()
  }

  /// The content of all members one after the other.
  ///
  /// More than `limit` bytes are refused: a small file may swell.
  package static func content(
    _ bytes: [UInt8],
    limit: Int = .max
  ) throws(GzipError) -> [UInt8] {
    try unsafe Deflate.content(bytes, limit: limit, by: libdeflate_gzip_decompress_ex)
  }
}

/// A zlib stream through libdeflate (RFC 1950), for formats of others that hold one.
package enum Zlib {
  /// Equal content gives equal bytes, for one version of the library.
  package static func stream(_ content: [UInt8]) -> [UInt8] {
    unsafe Deflate.compressed(
      content,
      level: 6,
      bound: libdeflate_zlib_compress_bound,
      by: libdeflate_zlib_compress
    )
  }

  /// The content of all streams one after the other; more than `limit` bytes are refused.
  package static func content(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
    try unsafe Deflate.content(bytes, limit: limit, by: libdeflate_zlib_decompress_ex)
  }
}

/// What the formats around a deflate stream share; the library has its functions for each.
private enum Deflate {
  typealias Bound = (OpaquePointer?, Int) -> Int
  typealias Compress = (OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) ->
    Int
  typealias Decompress = (
    OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int,
    UnsafeMutablePointer<Int>?, UnsafeMutablePointer<Int>?
  ) -> libdeflate_result

  static func compressed(
    _ content: [UInt8],
    level: Int32,
    bound: Bound,
    by compress: Compress
  ) -> [UInt8] {
    let compressor = unsafe libdeflate_alloc_compressor(level)
    unsafe precondition(compressor != nil, "no memory for the compressor")
    defer { unsafe libdeflate_free_compressor(compressor) }
    let bound = unsafe bound(compressor, content.count)
    var bytes = [UInt8](repeating: 0, count: bound)
    let count = unsafe content.withUnsafeBytes { input in
      unsafe bytes.withUnsafeMutableBytes { output in
        unsafe compress(
          compressor,
          input.baseAddress,
          input.count,
          output.baseAddress,
          output.count
        )
      }
    }
    precondition(count > 0, "libdeflate's own bound was too small")
    bytes.removeLast(bound - count)
    return bytes
  }

  /// The content of all streams one after the other.
  static func content(
    _ bytes: [UInt8],
    limit: Int,
    by decompress: Decompress
  ) throws(GzipError) -> [UInt8] {
    let decompressor = unsafe libdeflate_alloc_decompressor()
    unsafe precondition(decompressor != nil, "no memory for the decompressor")
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var content: [UInt8] = []
    var block = [UInt8](repeating: 0, count: min(limit, Gzip.memberLimit))
    var start = 0
    repeat {
      var used = 0
      var made = 0
      let result = unsafe bytes.withUnsafeBytes { input in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: input[start...])
        return unsafe block.withUnsafeMutableBytes { output in
          unsafe decompress(
            decompressor,
            rest.baseAddress,
            rest.count,
            output.baseAddress,
            output.count,
            &used,
            &made
          )
        }
      }
      if result == LIBDEFLATE_INSUFFICIENT_SPACE {
        guard block.count < limit - content.count else { throw .tooLong }
        block = [UInt8](repeating: 0, count: min(limit - content.count, block.count * 4))
        continue
      }
      guard result == LIBDEFLATE_SUCCESS else { throw .damaged }
      guard made <= limit - content.count else { throw .tooLong }
      content += block[..<made]
      start += used
    } while start < bytes.count
    return content
  }
}
