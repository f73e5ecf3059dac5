/// What a server reads.
package enum HTTPRequestEvent: Sendable, Hashable {
  case head(HTTPRequestHead)
  /// Where in the input the next bytes of the body stand.
  case body(Range<Int>)
  /// The request is whole; only a chunked body has trailers.
  case end(trailers: HTTPHeaders)
}

/// Reads the requests of a connection, one after another, from bytes cut anywhere.
///
/// `next` reads up to one event and leaves the rest of the input where it is: a server that does
/// not ask does not read, and after `end` of an upgrade request the bytes from `offset` on belong
/// to the other protocol. A body is handed on as it comes; nothing but a head is collected.
package struct HTTPRequestReader: Sendable {
  private enum State: Sendable {
    case requestLine
    case headers(HTTPRequestHead)
    case body(BodyReader)
    case failed(HTTPError)
    case handedOver
  }

  private let limits: HTTPLimits
  private var state = State.requestLine
  private var lines = LineReader()
  private var headers = HeaderReader()
  /// Empty lines before a request line, which a reader should pass over (RFC 9112, section 2.2).
  private var emptyLines = 0

  package init(limits: HTTPLimits = HTTPLimits()) { self.limits = limits }

  /// Reads from `offset` on up to the next event, or to the end of the input: then nil.
  package mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(HTTPError) -> HTTPRequestEvent? {
    do throws(HTTPError) {
      return try nextEvent(input, at: &offset)
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// The client ended the connection: between two requests, or the error.
  package mutating func inputEnded() throws(HTTPError) {
    switch state {
    case .handedOver: return
    case .failed(let error): throw error
    case .requestLine where lines.isEmpty: return
    default:
      state = .failed(.truncated)
      throw .truncated
    }
  }

  /// From here on the bytes of the connection belong to another protocol.
  package mutating func handOver() { state = .handedOver }

  private mutating func nextEvent(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(HTTPError) -> HTTPRequestEvent? {
    while true {
      switch state {
      case .requestLine:
        guard try readRequestLine(input, &offset) else { return nil }
      case .headers(var head):
        guard let fields = try headers.next(input, at: &offset, limits: limits) else {
          return nil
        }
        head.headers = fields
        try Self.check(head)
        let framing = try BodyFraming.stated(by: fields, minorVersion: head.minorVersion)
        state = .body(try BodyReader(framing ?? .none, limits: limits))
        return .head(head)
      case .body(var body):
        let step = try body.next(input, at: &offset, limits: limits)
        state = .body(body)
        switch step {
        case nil: return nil
        case .bytes(let range): return .body(range)
        case .end(let trailers):
          state = .requestLine
          return .end(trailers: trailers)
        }
      case .failed(let error): throw error
      case .handedOver: return nil
      }
    }
  }

  private mutating func readRequestLine(
    _ input: Span<UInt8>,
    _ offset: inout Int
  ) throws(HTTPError) -> Bool {
    let line = try lines.next(
      input,
      at: &offset,
      byteCountMax: limits.startLineByteCountMax,
      orElse: .targetTooLong
    )
    guard let line else { return false }
    if line.isEmpty {
      emptyLines += 1
      guard emptyLines <= 2 else { throw .malformedRequestLine }
      return true
    }
    emptyLines = 0
    state = .headers(try HTTPRequestHead(line: line))
    return true
  }

  private static func check(_ head: HTTPRequestHead) throws(HTTPError) {
    let hosts = head.headers.all("Host").count
    if hosts > 1 || hosts == 0 && head.minorVersion == 1 { throw .malformedHost }
    let expectation = head.headers["Expect"]
    if head.minorVersion == 1 && expectation != nil && !head.expectsContinue {
      throw .unknownExpectation
    }
  }
}
