package import SimCore
package import VoicePipeline

/// Lines to an agent that serves Media Streams: each answered call opens a WebSocket to it, as the
/// carrier would.
package final class MediaStreamLines: LineProvider {
  private let connector: HTTPConnector
  private let endpoint: HTTPEndpoint
  private let target: String
  private let headers: HTTPHeaders
  private let tellsAsides: Bool
  private let masks: DrawKey
  private let connectTime: Duration
  private let reconnectTime: Duration

  /// `masks` seeds what a client's frames are masked with: from the system's entropy when the agent
  /// is not on this host.
  package init(
    to url: WebSocketURL,
    headers: HTTPHeaders = [:],
    tellsAsides: Bool,
    masks: DrawKey,
    connectTime: Duration = .seconds(10),
    reconnectTime: Duration = .zero,
    connector: @escaping HTTPConnector
  ) {
    endpoint = url.endpoint
    target = url.target
    self.headers = headers
    self.tellsAsides = tellsAsides
    self.masks = masks
    self.connectTime = connectTime
    self.reconnectTime = reconnectTime
    self.connector = connector
  }

  package func line(
    of call: CallID,
    on cell: Cell,
    timing: LineTiming,
    onHangUp: @escaping @Sendable () -> Void
  ) -> any TelephoneLine {
    let line = MediaStreamLine(
      of: call,
      on: cell,
      timing: timing,
      tellsAsides: tellsAsides,
      reconnectTime: reconnectTime,
      dial: { self.dial($0, call) },
      onHangUp: onHangUp
    )
    line.start()
    return line
  }

  private func dial(_ line: MediaStreamLine, _ call: CallID) -> @Sendable () -> Void {
    let request = WebSocketRequest(host: endpoint.authority, target: target, headers: headers)
    let key = masks.entity("stream", call.key)
    return connector(endpoint, line.cell.now.advanced(by: connectTime)) { result in
      switch result {
      case .success(let stream):
        line.carry(over: WebSocketConnection.open(over: stream, request, key: key, receiver: line))
      case .failure(let error): line.failed(PortFailure(error))
      }
    }
  }
}

/// Where a WebSocket is served: `ws://host:port/path` or `wss://`.
package struct WebSocketURL: Sendable, Hashable {
  package var endpoint: HTTPEndpoint
  /// Path and query.
  package var target: String

  /// Nil for what is not such an address.
  package init?(_ text: String) {
    guard let url = ServerURL(text), let isEncrypted = ["ws": false, "wss": true][url.scheme] else {
      return nil
    }
    endpoint = HTTPEndpoint(
      host: url.host,
      port: url.port ?? (isEncrypted ? 443 : 80),
      isEncrypted: isEncrypted
    )
    target = url.target
  }
}
