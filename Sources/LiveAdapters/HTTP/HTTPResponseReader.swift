/// What a client reads.
package enum HTTPResponseEvent: Sendable, Hashable {
  /// An answer before the answer, such as `100 Continue`.
  case interim(HTTPResponseHead)
  /// The server speaks the protocol asked for: the bytes that follow are not HTTP.
  case switching(HTTPResponseHead)
  case head(HTTPResponseHead)
  /// Where in the input the next bytes of the body stand.
  case body(Range<Int>)
  /// The response is whole; only a chunked body has trailers.
  case end(trailers: HTTPHeaders)
}

/// Reads the responses of a connection, one after another, from bytes cut anywhere.
///
/// Each request must be announced by its method: the answer to a HEAD has no body, whatever its
/// headers say. As with requests, `next` reads up to one event and leaves the rest.
package struct HTTPResponseReader: Sendable {
  private enum State: Sendable {
    case statusLine
    case headers(HTTPResponseHead)
    case body(BodyReader)
    case failed(HTTPError)
    case handedOver
  }

  private let limits: HTTPLimits
  private var state = State.statusLine
  private var lines = LineReader()
  private var headers = HeaderReader()
  /// The methods of the requests that wait for their answers.
  private var awaited: [String] = []

  package init(limits: HTTPLimits = HTTPLimits()) { self.limits = limits }

  /// Whether requests wait for their answers, or an answer for its end.
  package var isBusy: Bool {
    if case .body = state { return true }
    return !awaited.isEmpty
  }

  /// A request was sent.
  package mutating func expect(_ method: String) { awaited.append(method) }

  /// Reads from `offset` on up to the next event, or to the end of the input: then nil.
  package mutating func next(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(HTTPError) -> HTTPResponseEvent? {
    do throws(HTTPError) {
      return try nextEvent(input, at: &offset)
    } catch {
      state = .failed(error)
      throw error
    }
  }

  /// The server ended the connection: the end of a body without a length, or nothing, or the error.
  package mutating func inputEnded() throws(HTTPError) -> HTTPResponseEvent? {
    switch state {
    case .handedOver: return nil
    case .failed(let error): throw error
    case .statusLine where lines.isEmpty && awaited.isEmpty: return nil
    case .body(let body) where body.endsWithConnection:
      state = .statusLine
      return .end(trailers: [:])
    default:
      state = .failed(.truncated)
      throw .truncated
    }
  }

  private mutating func nextEvent(
    _ input: Span<UInt8>,
    at offset: inout Int
  ) throws(HTTPError) -> HTTPResponseEvent? {
    while true {
      switch state {
      case .statusLine:
        guard try readStatusLine(input, &offset) else { return nil }
      case .headers(var head):
        guard let fields = try headers.next(input, at: &offset, limits: limits) else {
          return nil
        }
        head.headers = fields
        return try begin(head)
      case .body(var body):
        let step = try body.next(input, at: &offset, limits: limits)
        state = .body(body)
        switch step {
        case nil: return nil
        case .bytes(let range): return .body(range)
        case .end(let trailers):
          state = .statusLine
          return .end(trailers: trailers)
        }
      case .failed(let error): throw error
      case .handedOver: return nil
      }
    }
  }

  private mutating func readStatusLine(
    _ input: Span<UInt8>,
    _ offset: inout Int
  ) throws(HTTPError) -> Bool {
    guard offset < input.count else { return false }
    if awaited.isEmpty { throw .unexpectedResponse }
    let line = try lines.next(
      input,
      at: &offset,
      byteCountMax: limits.startLineByteCountMax,
      orElse: .headersTooLong
    )
    guard let line else { return false }
    state = .headers(try HTTPResponseHead(line: line))
    return true
  }

  private mutating func begin(_ head: HTTPResponseHead) throws(HTTPError) -> HTTPResponseEvent {
    if head.status == 101 {
      awaited.removeFirst()
      state = .handedOver
      return .switching(head)
    }
    if head.status < 200 {
      state = .statusLine
      return .interim(head)
    }
    let method = awaited.removeFirst()
    let stated = try BodyFraming.stated(by: head.headers, minorVersion: head.minorVersion)
    let isEmpty = method == "HEAD" || head.status == 204 || head.status == 304
    state = .body(try BodyReader(isEmpty ? .none : stated ?? .untilEnd, limits: limits))
    return .head(head)
  }
}
