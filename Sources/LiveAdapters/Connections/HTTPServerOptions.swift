/// What a server's connection takes, and for how long it waits.
package struct HTTPServerOptions: Sendable, Hashable {
  package var limits: HTTPLimits
  /// How long a connection may be open between two requests.
  package var idleTime: Duration
  /// How long a head may take from its first byte: against clients that send one byte a minute.
  package var headTime: Duration
  /// How long a body may pause.
  package var bodyTime: Duration
  /// How long the stream may be backlogged.
  package var stallTime: Duration
  /// How long a client may take to close after the last response.
  ///
  /// A close without this wait resets
  /// the connection when more has come in, and the response is lost on the way.
  package var lingerTime: Duration
  /// Whether a client that ends its output in the middle of an exchange has left.
  ///
  /// Clients cancel a streaming response so; one that only ends its output is rare.
  package var endOfInputCancels: Bool
  /// Bytes of further requests that are read ahead while one is answered.
  package var readAheadByteCountMax: Int

  package init(
    limits: HTTPLimits = HTTPLimits(),
    idleTime: Duration = .seconds(60),
    headTime: Duration = .seconds(10),
    bodyTime: Duration = .seconds(30),
    stallTime: Duration = .seconds(30),
    lingerTime: Duration = .seconds(2),
    endOfInputCancels: Bool = true,
    readAheadByteCountMax: Int = 65_536
  ) {
    self.limits = limits
    self.idleTime = idleTime
    self.headTime = headTime
    self.bodyTime = bodyTime
    self.stallTime = stallTime
    self.lingerTime = lingerTime
    self.endOfInputCancels = endOfInputCancels
    self.readAheadByteCountMax = readAheadByteCountMax
  }
}

/// A request that has come in whole.
package struct HTTPRequest: Sendable, Hashable {
  package var head: HTTPRequestHead
  package var body: [UInt8]

  package init(head: HTTPRequestHead, body: [UInt8] = []) {
    self.head = head
    self.body = body
  }
}

/// Who answers requests.
package protocol HTTPHandler: Sendable {
  /// Takes a request in the event that brought its last byte; the answer may come at any time
  /// later, through the exchange.
  func handle(_ request: HTTPRequest, _ exchange: HTTPExchange)
}

/// Why an answer is not wanted any more.
package enum HTTPCancellation: Sendable, Hashable {
  /// The client ended its output.
  case clientLeft
  /// The stream ended.
  case streamEnded(StreamEnding)
  /// The client read too slowly for too long.
  case stalled
  /// More waited for the client than the stream holds.
  case overflowed
  /// The server ends its work.
  case shutDown
}

/// Ways to fail on purpose in the middle of an answer.
package enum HTTPFault: Sendable, Hashable, CaseIterable {
  /// Breaks the connection off: the client sees a reset, and what waits is lost.
  case reset
  /// Sends what was written and closes, without the end of the body.
  case close
  /// Ends the output without the end of the body, and leaves the rest to the client.
  case halfClose
  /// Sends nothing more, and keeps the connection.
  case hang
}
