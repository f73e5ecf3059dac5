/// Collects lines that end with CRLF, and only so.
struct LineReader: Sendable {
  private var line: [UInt8] = []
  private var sawReturn = false

  /// Whether the line in the making has no byte yet.
  var isEmpty: Bool { line.isEmpty && !sawReturn }

  /// The next line without its end; nil when the input ends first.
  mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int,
    byteCountMax: Int,
    orElse tooLong: HTTPError
  ) throws(HTTPError) -> [UInt8]? {
    while offset < input.count {
      if sawReturn {
        guard input[offset] == Bytes.lineFeed else { throw .bareCarriageReturn }
        offset &+= 1
        sawReturn = false
        defer { line.removeAll(keepingCapacity: true) }
        return line
      }
      var end = offset
      while end < input.count, input[end] != Bytes.carriageReturn, input[end] != Bytes.lineFeed {
        end &+= 1
      }
      guard line.count &+ (end &- offset) <= byteCountMax else { throw tooLong }
      Bytes.append(input.extracting(offset..<end), to: &line)
      offset = end
      guard offset < input.count else { return nil }
      guard input[offset] == Bytes.carriageReturn else { throw .bareLineFeed }
      sawReturn = true
      offset &+= 1
    }
    return nil
  }
}

/// Collects the headers of a head, or the trailers of a chunked body, up to their empty line.
struct HeaderReader: Sendable {
  private var lines = LineReader()
  private var headers = HTTPHeaders()
  private var byteCount = 0

  mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int,
    limits: HTTPLimits
  ) throws(HTTPError) -> HTTPHeaders? {
    while true {
      let room = limits.headerByteCountMax - byteCount
      let line = try lines.next(
        input,
        at: &offset,
        byteCountMax: room,
        orElse: .headersTooLong
      )
      guard let line else { return nil }
      if line.isEmpty {
        defer { self = HeaderReader() }
        return headers
      }
      byteCount = min(byteCount + line.count + 2, limits.headerByteCountMax)
      guard headers.count < limits.headerCountMax else { throw .headersTooLong }
      try add(line)
    }
  }

  /// Takes a line `name: value`; no space may stand before the colon (RFC 9112, section 5.1).
  private mutating func add(_ line: [UInt8]) throws(HTTPError) {
    if line[0] == Bytes.space || line[0] == Bytes.tab { throw .foldedHeader }
    guard let colon = line.firstIndex(of: Bytes.colon), colon > 0,
      line[..<colon].allSatisfy(Bytes.isToken), line[colon...].allSatisfy(Bytes.isFieldContent)
    else { throw .malformedHeader }
    let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
    headers.add(
      String(decoding: line[..<colon], as: UTF8.self),
      String(Bytes.trimmed(Substring(value)))
    )
  }
}
