package import SimCore

/// All connections of one server: it counts them, and closes them together.
package actor HTTPServer: CellActor {
  package nonisolated let cell: Cell
  private let handler: any HTTPHandler
  private let options: HTTPServerOptions
  private var connections: [HTTPServerConnection] = []
  private var webSockets: [WebSocketConnection] = []
  /// Connections that came, and what those that are gone carried.
  private var acceptCount = 0
  private var past = ConnectionCounters()
  private var isShuttingDown = false
  private var onEmpty: (@Sendable () -> Void)?

  package init(
    cell: Cell,
    handler: any HTTPHandler,
    options: HTTPServerOptions = HTTPServerOptions()
  ) {
    self.cell = cell
    self.handler = handler
    self.options = options
  }

  /// What a server has done so far.
  package struct Figures: Sendable, Hashable {
    /// Connections that came.
    package var accepted = 0
    /// Connections that speak HTTP now.
    package var httpOpen = 0
    /// Connections that speak WebSocket now.
    package var webSocketsOpen = 0
    package var traffic = ConnectionCounters()
  }

  package nonisolated var figures: Figures { onCell(with: ()) { it, _ in it.count() } }

  /// Serves a new stream; once the server shuts down, it is broken off.
  package nonisolated func accept(_ stream: any ByteStream) {
    onCell(with: stream) { it, stream in
      if it.isShuttingDown { return stream.abort() }
      it.acceptCount += 1
      it.connections.append(
        .serve(stream, with: it.handler, options: it.options, of: it)
      )
    }
  }

  /// Closes idle connections and WebSockets (1001) at once, busy ones behind their answers, and
  /// what is left after `grace` by force; then tells.
  package nonisolated func shutDown(
    grace: Duration,
    _ onEmpty: @escaping @Sendable () -> Void = {}
  ) {
    onCell(with: (grace, onEmpty)) { it, how in
      guard !it.isShuttingDown else { return }
      it.isShuttingDown = true
      it.onEmpty = how.1
      for connection in it.connections { connection.shutDown() }
      for webSocket in it.webSockets { webSocket.shutDown() }
      it.after(how.0) { it in
        for connection in it.connections { connection.breakOff() }
        for webSocket in it.webSockets { webSocket.breakOff() }
      }
      it.tellIfEmpty()
    }
  }

  func forget(_ connection: HTTPServerConnection) {
    guard let place = connections.firstIndex(where: { $0 === connection }) else { return }
    connections.swapAt(place, connections.count - 1)
    connections.removeLast()
    past += connection.counters
    tellIfEmpty()
  }

  func forget(_ webSocket: WebSocketConnection) {
    guard let place = webSockets.firstIndex(where: { $0 === webSocket }) else { return }
    webSockets.swapAt(place, webSockets.count - 1)
    webSockets.removeLast()
    past += webSocket.counters
    tellIfEmpty()
  }

  /// A connection speaks WebSocket from now on.
  func exchange(_ connection: HTTPServerConnection, for webSocket: WebSocketConnection) {
    webSockets.append(webSocket)
    forget(connection)
    if isShuttingDown { webSocket.shutDown() }
  }

  private func tellIfEmpty() {
    guard isShuttingDown, connections.isEmpty, webSockets.isEmpty, let onEmpty else { return }
    self.onEmpty = nil
    cell.after(.zero, onEmpty)
  }

  private func count() -> Figures {
    var figures = Figures()
    figures.accepted = acceptCount
    figures.httpOpen = connections.count
    figures.webSocketsOpen = webSockets.count
    figures.traffic = past
    for connection in connections { figures.traffic += connection.counters }
    for webSocket in webSockets { figures.traffic += webSocket.counters }
    return figures
  }
}
