/// What a client asks for.
package struct HTTPClientRequest: Sendable, Hashable {
  package var head: HTTPRequestHead
  package var body: [UInt8]
  /// How long the head of the response may take once the request is sent.
  package var headTime: Duration
  /// How long the body of the response may pause.
  package var bodyTime: Duration
  /// Whether the request may be sent again when a kept connection turns out to be closed.
  ///
  /// By default what the method promises (RFC 9110, section 9.2.2); a POST that may safely come
  /// twice may say so.
  package var isReplayable: Bool

  package init(
    _ method: String,
    _ target: String,
    headers: HTTPHeaders = [:],
    body: [UInt8] = [],
    headTime: Duration = .seconds(30),
    bodyTime: Duration = .seconds(30),
    isReplayable: Bool? = nil
  ) {
    head = HTTPRequestHead(method, target, headers: headers)
    self.body = body
    self.headTime = headTime
    self.bodyTime = bodyTime
    let idempotent = ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"]
    self.isReplayable = isReplayable ?? idempotent.contains(method)
  }

  /// Appends the request as it goes over the wire.
  func write(to output: inout [UInt8]) throws(HTTPError) {
    var head = head
    let needsLength = !body.isEmpty || ["POST", "PUT", "PATCH"].contains(head.method)
    if needsLength { HTTPBodyWriter(.length(body.count)).announce(in: &head.headers) }
    try head.write(to: &output)
    Bytes.append(body.span, to: &output)
  }
}

/// Why a request has no whole response.
package enum HTTPClientError: Error, Sendable, Hashable {
  /// No connection could be made.
  case notConnected(SocketError)
  /// The connection ended before the first byte of the response.
  case noResponse(StreamEnding)
  /// The connection ended within the response.
  case truncated(StreamEnding)
  /// The request or the response breaks the rules.
  case malformed(HTTPError)
  /// The server changed to a protocol that was not asked for.
  case switchedProtocols
  /// The head of the response did not come in time.
  case headTimedOut
  /// The body of the response paused too long.
  case bodyTimedOut
  /// More waits for the server than the stream holds.
  case overflowed
  /// So many requests wait for a connection to the endpoint already.
  case queueFull(limit: Int)
  /// The pool has been closed.
  case shutDown
}

/// Who takes a response; each call comes in an event of the cell.
///
/// Either `ended` or `failed` is the last one, unless the request was cancelled: then nothing more
/// comes.
package protocol HTTPResponseReceiver: AnyObject, Sendable {
  func received(_ head: HTTPResponseHead)
  /// Bytes of the body, gone when the call returns.
  func received(body: Span<UInt8>)
  func ended(trailers: HTTPHeaders)
  func failed(_ error: HTTPClientError)
}

/// Who keeps a client's connections.
protocol HTTPClientConnectionOwner: AnyObject, Sendable {
  /// A response has ended, and the connection may carry the next request.
  func becameIdle(_ connection: HTTPClientConnection)
  /// The connection carries no further request. Said once.
  func closed(_ connection: HTTPClientConnection)
}
