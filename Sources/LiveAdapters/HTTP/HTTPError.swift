/// What is wrong with a message of HTTP/1.1 (RFC 9112); each ends the connection.
package enum HTTPError: Error, Sendable, Hashable {
  case malformedRequestLine
  case malformedStatusLine
  /// A version other than HTTP/1.0 and HTTP/1.1.
  case unsupportedVersion
  /// A line feed without its carriage return. RFC 9112 lets a reader take it for a line's end; two
  /// readers that differ in it see two messages, so it is refused.
  case bareLineFeed
  /// A carriage return without its line feed.
  case bareCarriageReturn
  case malformedHeader
  /// A header over two lines (section 5.2).
  case foldedHeader
  /// No `Host`, or two (section 3.2).
  case malformedHost
  /// A request line beyond the limit.
  case targetTooLong
  /// A header, or all of them, beyond the limit.
  case headersTooLong
  /// Both a length and a transfer coding: the mark of request smuggling (section 6.1).
  case conflictingLengths
  /// More than one length, or one that is no number.
  case malformedLength
  /// A transfer coding other than a single `chunked`, or one in a message of HTTP/1.0.
  case unknownTransferCoding
  /// A body beyond the limit.
  case bodyTooLong
  case malformedChunk
  /// An expectation other than `100-continue` (RFC 9110, section 10.1.1).
  case unknownExpectation
  /// A response that no request asked for.
  case unexpectedResponse
  /// The connection ended within a message.
  case truncated

  /// The status with which a server answers.
  package var status: Int {
    switch self {
    case .targetTooLong: 414
    case .headersTooLong: 431
    case .bodyTooLong: 413
    case .unknownTransferCoding: 501
    case .unsupportedVersion: 505
    case .unknownExpectation: 417
    default: 400
    }
  }
}

/// How much of a message a reader takes in before it refuses.
package struct HTTPLimits: Sendable, Hashable {
  /// Bytes of a request line or a status line.
  package var startLineByteCountMax: Int
  /// Bytes of all headers of a message; as many again for its trailers.
  package var headerByteCountMax: Int
  package var headerCountMax: Int
  /// Bytes of a body, without its framing.
  package var bodyByteCountMax: Int
  /// Bytes of a chunk's size and extensions.
  package var chunkLineByteCountMax: Int

  package init(
    startLineByteCountMax: Int = 8_192,
    headerByteCountMax: Int = 32_768,
    headerCountMax: Int = 100,
    bodyByteCountMax: Int = 16 << 20,
    chunkLineByteCountMax: Int = 256
  ) {
    self.startLineByteCountMax = startLineByteCountMax
    self.headerByteCountMax = headerByteCountMax
    self.headerCountMax = headerCountMax
    self.bodyByteCountMax = bodyByteCountMax
    self.chunkLineByteCountMax = chunkLineByteCountMax
  }
}
