/// What a WebSocket connection may take, and for how long it waits.
package struct WebSocketOptions: Sendable, Hashable {
  package var limits: WebSocketLimits
  /// How long the server may take to answer the opening handshake.
  package var openingTime: Duration
  /// How long nothing may be heard of the peer before it is asked for a sign of life; nil for ever.
  package var pingInterval: Duration?
  /// How long the peer may take for that sign.
  package var pongTime: Duration
  /// How long the peer may take to answer a close, and then to end the stream.
  package var closeTime: Duration
  /// How long the stream may be backlogged.
  package var stallTime: Duration

  package init(
    limits: WebSocketLimits = WebSocketLimits(),
    openingTime: Duration = .seconds(10),
    pingInterval: Duration? = .seconds(20),
    pongTime: Duration = .seconds(20),
    closeTime: Duration = .seconds(10),
    stallTime: Duration = .seconds(10)
  ) {
    self.limits = limits
    self.openingTime = openingTime
    self.pingInterval = pingInterval
    self.pongTime = pongTime
    self.closeTime = closeTime
    self.stallTime = stallTime
  }
}

/// What a client asks a WebSocket server for.
package struct WebSocketRequest: Sendable, Hashable {
  /// The value of `Host`: with the port unless it is the scheme's own.
  package var host: String
  package var target: String
  package var subprotocols: [String]
  package var headers: HTTPHeaders

  package init(
    host: String,
    target: String,
    subprotocols: [String] = [],
    headers: HTTPHeaders = [:]
  ) {
    self.host = host
    self.target = target
    self.subprotocols = subprotocols
    self.headers = headers
  }
}

/// How a server refused to open a connection.
package struct WebSocketRefusal: Sendable, Hashable {
  package var error: WebSocketHandshakeError
  package var head: HTTPResponseHead
  /// The first bytes of the answer's body: they mostly say why.
  package var body: [UInt8]

  /// Bytes of a body that are kept.
  static let bodyByteCountMax = 4_096
}

/// How a WebSocket connection ended; each has exactly one ending.
package enum WebSocketEnding: Sendable, Hashable {
  /// The server's answer opened no connection.
  case refused(WebSocketRefusal)
  /// The server's answer could not be read.
  case malformedAnswer(HTTPError)
  /// The server did not answer in time.
  case openingTimedOut
  /// The stream ended before the connection was open.
  case notOpened(StreamEnding)
  /// Both sides have said that they close. The status is the peer's word, also when it only
  /// answered.
  case closed(CloseStatus, byPeer: Bool)
  /// This side closed, and the peer did not answer in time.
  case closeTimedOut
  /// The peer broke the rules.
  case violated(WebSocketError)
  /// The stream ended without a close frame.
  case broken(StreamEnding)
  /// Nothing was heard of the peer, though it was asked.
  case pongTimedOut
  /// More waited for the peer than the stream holds.
  case overflowed
  /// The peer read too slowly for too long.
  case stalled
  /// This side broke the connection off.
  case aborted

  /// The same as a close code (RFC 6455, section 7.1.5): what was agreed upon, or 1006.
  package var status: CloseStatus {
    switch self {
    case .closed(let status, _): status
    case .violated(let error): CloseStatus(error.closeCode)
    default: CloseStatus(.abnormal)
    }
  }
}

/// Who takes what a WebSocket connection brings; each call comes in an event of the cell.
package protocol WebSocketReceiver: AnyObject, Sendable {
  /// Messages may go both ways from now on.
  func opened(subprotocol: String?)
  /// A whole text message, checked to be UTF-8.
  func received(text: [UInt8])
  func received(binary: [UInt8])
  /// What waited has left; more may be sent.
  func drained()
  /// The last call, made exactly once, also when the connection was never open.
  func ended(_ ending: WebSocketEnding)
}
