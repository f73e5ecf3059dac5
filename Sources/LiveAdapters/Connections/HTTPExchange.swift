import SimCore

/// One request's answer: whole, a piece at a time, another protocol, or a failure on purpose.
///
/// All calls are made on the cell. Once the exchange is over they do nothing and say `closed`.
package struct HTTPExchange: Sendable {
  let connection: HTTPServerConnection
  let number: Int

  /// Answers with a whole response.
  ///
  /// To a HEAD, the body is only counted.
  @discardableResult
  package func respond(
    _ status: Int,
    headers: HTTPHeaders = [:],
    body: [UInt8] = []
  ) -> SendOutcome {
    connection.onCell { $0.respond(number, status, headers, body) }
  }

  /// Answers with a text.
  @discardableResult
  package func respond(
    _ status: Int,
    text: String,
    mediaType: String = "text/plain; charset=utf-8",
    headers: HTTPHeaders = [:]
  ) -> SendOutcome {
    var headers = headers
    headers["Content-Type"] = mediaType
    return respond(status, headers: headers, body: Array(text.utf8))
  }

  /// Sends the head of a response whose body follows in pieces; without a length it is chunked, or
  /// for HTTP/1.0 ends with the connection.
  @discardableResult
  package func begin(
    _ status: Int,
    headers: HTTPHeaders = [:],
    contentLength: Int? = nil
  ) -> SendOutcome {
    connection.onCell { $0.begin(number, status, headers, contentLength) }
  }

  /// Sends a piece of the body that the closure appends.
  ///
  /// After `backlogged`, wait for `onDrained`; `overflowed` breaks the connection off.
  @discardableResult
  package func write(_ write: (inout [UInt8]) -> Void) -> SendOutcome {
    // The closure may see what only its caller may, so it does not enter the actor.
    var piece: [UInt8] = []
    write(&piece)
    return connection.onCell { $0.write(number, piece) }
  }

  /// Ends the body.
  @discardableResult
  package func finish(trailers: HTTPHeaders = [:]) -> SendOutcome {
    connection.onCell { $0.finish(number, trailers) }
  }

  /// Names who hears, once, that the answer is not wanted any more.
  package func onCancel(_ body: @escaping @Sendable (HTTPCancellation) -> Void) {
    connection.onCell(with: body) { it, body in it.change(number) { $0.onCancel = body } }
  }

  /// Names who hears that what waited has left.
  package func onDrained(_ body: @escaping @Sendable () -> Void) {
    connection.onCell(with: body) { it, body in it.change(number) { $0.onDrained = body } }
  }

  /// Agrees to speak WebSocket from here on, or refuses a request that does not ask for it.
  ///
  /// Of the subprotocols that the client offers, the first that is supported is taken.
  package func upgrade(
    to receiver: any WebSocketReceiver,
    options: WebSocketOptions = WebSocketOptions(),
    supporting subprotocols: [String] = [],
    headers: HTTPHeaders = [:]
  ) -> WebSocketConnection? {
    connection.onCell { $0.upgrade(number, receiver, options, subprotocols, headers) }
  }

  /// Fails on purpose.
  package func fail(_ fault: HTTPFault) {
    connection.onCell(with: fault) { $0.fail(number, $1) }
  }
}
