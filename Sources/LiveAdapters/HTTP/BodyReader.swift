/// How the end of a body is found (RFC 9112, section 6).
enum BodyFraming: Sendable, Hashable {
  case none
  case length(Int)
  case chunked
  /// The body ends with the connection.
  case untilEnd

  /// What the headers say; nil when they say nothing.
  ///
  /// Refuses everything that two readers could
  /// understand differently.
  static func stated(
    by headers: HTTPHeaders,
    minorVersion: Int
  ) throws(HTTPError) -> BodyFraming? {
    let codings = headers.all("Transfer-Encoding")
    let lengths = headers.all("Content-Length")
    if !codings.isEmpty && !lengths.isEmpty { throw .conflictingLengths }
    if !codings.isEmpty {
      guard minorVersion >= 1, codings.count == 1, Bytes.areSame(codings[0], "chunked") else {
        throw .unknownTransferCoding
      }
      return .chunked
    }
    guard let text = lengths.first else { return nil }
    guard lengths.count == 1, let length = Decimal.value(Array(text.utf8)) else {
      throw .malformedLength
    }
    return .length(length)
  }
}

/// Reads the body of a message, a piece of the input at a time.
struct BodyReader: Sendable {
  enum Step: Sendable {
    /// Where in the input the next bytes of the body stand.
    case bytes(Range<Int>)
    case end(trailers: HTTPHeaders)
  }

  private enum State: Sendable {
    case plain(missing: Int)
    case untilEnd
    case chunkSize
    case chunkData(missing: Int)
    case chunkEnd
    case trailers
  }

  private var state: State
  private var byteCount = 0
  private var lines = LineReader()
  private var headers = HeaderReader()

  init(_ framing: BodyFraming, limits: HTTPLimits) throws(HTTPError) {
    switch framing {
    case .none: state = .plain(missing: 0)
    case .length(let count):
      guard count <= limits.bodyByteCountMax else { throw .bodyTooLong }
      state = .plain(missing: count)
    case .chunked: state = .chunkSize
    case .untilEnd: state = .untilEnd
    }
  }

  /// Whether the end of the connection is the end of the body.
  var endsWithConnection: Bool {
    switch state {
    case .untilEnd: true
    case .plain(let missing): missing == 0
    default: false
    }
  }

  mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int,
    limits: HTTPLimits
  ) throws(HTTPError) -> Step? {
    while true {
      switch state {
      case .plain(missing: 0): return .end(trailers: [:])
      case .plain(let missing):
        guard let range = take(missing, input, &offset) else { return nil }
        state = .plain(missing: missing - range.count)
        return .bytes(range)
      case .untilEnd:
        guard offset < input.count else { return nil }
        let room = limits.bodyByteCountMax - byteCount
        guard room > 0, let range = take(room, input, &offset) else { throw .bodyTooLong }
        byteCount += range.count
        return .bytes(range)
      case .chunkData(let missing):
        guard let range = take(missing, input, &offset) else { return nil }
        state = missing == range.count ? .chunkEnd : .chunkData(missing: missing - range.count)
        return .bytes(range)
      case .chunkSize:
        guard try readSize(input, &offset, limits) else { return nil }
      case .chunkEnd:
        let line = try lines.next(input, at: &offset, byteCountMax: 0, orElse: .malformedChunk)
        guard line != nil else { return nil }
        state = .chunkSize
      case .trailers:
        guard let trailers = try headers.next(input, at: &offset, limits: limits) else {
          return nil
        }
        return .end(trailers: trailers)
      }
    }
  }

  private func take(_ count: Int, _ input: Span<UInt8>, _ offset: inout Int) -> Range<Int>? {
    guard offset < input.count else { return nil }
    let range = offset..<(offset + min(count, input.count - offset))
    offset = range.upperBound
    return range
  }

  private mutating func readSize(
    _ input: Span<UInt8>,
    _ offset: inout Int,
    _ limits: HTTPLimits
  ) throws(HTTPError) -> Bool {
    let line = try lines.next(
      input,
      at: &offset,
      byteCountMax: limits.chunkLineByteCountMax,
      orElse: .malformedChunk
    )
    guard let line else { return false }
    let size = try Self.size(line)
    byteCount += size
    guard byteCount <= limits.bodyByteCountMax else { throw .bodyTooLong }
    state = size == 0 ? .trailers : .chunkData(missing: size)
    return true
  }

  /// The size that a chunk's line begins with; extensions are checked for control bytes, and
  /// otherwise passed over (section 7.1.1).
  private static func size(_ line: [UInt8]) throws(HTTPError) -> Int {
    let digits = line.prefix { hexValue($0) != nil }
    guard (1...8).contains(digits.count) else { throw .malformedChunk }
    let rest = Bytes.trimmed(Substring(decoding: line[digits.count...], as: UTF8.self))
    let isExtension = rest.isEmpty || rest.utf8.first == UInt8(ascii: ";")
    guard isExtension, line.allSatisfy(Bytes.isFieldContent) else { throw .malformedChunk }
    return digits.reduce(0) { ($0 << 4) | (hexValue($1) ?? 0) }
  }

  private static func hexValue(_ byte: UInt8) -> Int? {
    switch Bytes.lowered(byte) {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(Bytes.lowered(byte)) - 0x57
    default: nil
    }
  }
}
