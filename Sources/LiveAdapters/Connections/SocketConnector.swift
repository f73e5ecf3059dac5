internal import SimCore

/// Makes the connections of HTTP and WebSocket clients over sockets, encrypted where the endpoint
/// asks for it.
package struct SocketConnector: Sendable {
  private let connector: Connector
  /// Nil refuses encrypted endpoints.
  private let security: TLSContext?

  package init(_ connector: Connector, security: TLSContext?) {
    self.connector = connector
    self.security = security
  }

  /// What a pool and a line are given.
  package var connect: HTTPConnector {
    { endpoint, deadline, reply in
      let cell = connector.loop.cell
      guard !endpoint.isEncrypted || security != nil else {
        let timer = cell.after(.zero) {
          reply(.failure(.encryption(reason: "this build or run has no encryption")))
        }
        return { cell.cancel(timer) }
      }
      let attempt = connector.connect(
        to: Endpoint(
          host: endpoint.host,
          port: UInt16(clamping: endpoint.port),
          security: endpoint.isEncrypted ? security : nil
        ),
        within: max(cell.now.duration(to: deadline), .zero),
        reply
      )
      return { attempt.cancel() }
    }
  }
}
