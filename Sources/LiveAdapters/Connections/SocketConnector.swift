internal import SimCore

/// Makes the connections of HTTP and WebSocket clients over sockets, encrypted where the endpoint
/// asks for it.
package struct SocketConnector: Sendable {
  private let connector: Connector
  /// What encrypts, or why nothing can.
  private let security: Result<TLSContext, SocketError>

  package init(_ connector: Connector, security: Result<TLSContext, SocketError>) {
    self.connector = connector
    self.security = security
  }

  /// What a pool and a line are given.
  package var connect: HTTPConnector {
    { endpoint, deadline, reply in
      let cell = connector.loop.cell
      var target = Endpoint(host: endpoint.host, port: UInt16(clamping: endpoint.port))
      if endpoint.isEncrypted {
        switch security {
        case .success(let context): target.security = context
        case .failure(let error):
          let timer = cell.after(.zero) { reply(.failure(error)) }
          return { cell.cancel(timer) }
        }
      }
      let attempt = connector.connect(
        to: target,
        within: max(cell.now.duration(to: deadline), .zero),
        reply
      )
      return { attempt.cancel() }
    }
  }
}
