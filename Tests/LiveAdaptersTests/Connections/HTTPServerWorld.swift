import LiveAdapters
import SimCore

/// A server's connection with a client that speaks by hand.
struct HTTPServerWorld {
  let cell = Cell(seed: 1)
  let client: RawPeer
  let handler: HandlerLog
  let connection: HTTPServerConnection
  let stream: PipedStream

  init(
    options: HTTPServerOptions = HTTPServerOptions(),
    shape: PipedStream.Shape = PipedStream.Shape(),
    _ answer: @escaping @Sendable (HTTPRequest, HTTPExchange) -> Void = HTTPServerWorld.echo
  ) {
    let (near, far) = PipedStream.pair(on: cell, shape: shape)
    stream = far
    client = RawPeer(near)
    let handler = HandlerLog(cell, answer)
    self.handler = handler
    connection = cell.enter { HTTPServerConnection.serve(far, with: handler, options: options) }
  }

  /// Says back what was asked.
  static func echo(_ request: HTTPRequest, _ exchange: HTTPExchange) {
    exchange.respond(200, text: "\(request.head.method) \(request.head.target)")
  }

  /// Sends a text and gives what comes back within some time, as text.
  func ask(_ text: String, within time: Duration = .milliseconds(500)) -> String {
    client.clear()
    client.send(text)
    cell.pass(time)
    return client.text
  }

  /// The counters of the connection.
  var books: ConnectionCounters { cell.enter { connection.counters } }
}

/// A handler that notes what it was asked, and keeps its exchanges for later.
actor HandlerLog: CellActor, HTTPHandler {
  nonisolated let cell: Cell
  private let answer: @Sendable (HTTPRequest, HTTPExchange) -> Void
  private var lines: [String] = []
  private var kept: [HTTPExchange] = []

  init(_ cell: Cell, _ answer: @escaping @Sendable (HTTPRequest, HTTPExchange) -> Void) {
    self.cell = cell
    self.answer = answer
  }

  nonisolated func handle(_ request: HTTPRequest, _ exchange: HTTPExchange) {
    let body = String(decoding: request.body, as: UTF8.self)
    let line = "\(request.head.method) \(request.head.target)" + (body.isEmpty ? "" : " \(body)")
    onCell { it in
      it.lines.append(line)
      it.kept.append(exchange)
    }
    exchange.onCancel { reason in self.onCell { $0.lines.append("cancelled:\(reason)") } }
    answer(request, exchange)
  }

  nonisolated func note(_ line: String) { onCell { $0.lines.append(line) } }

  nonisolated var log: [String] { cell.enter { onCell { $0.lines } } }

  /// The last exchange that began.
  nonisolated func withLast(_ body: (HTTPExchange) -> Void) {
    cell.enter {
      if let last = onCell({ $0.kept.last }) { body(last) }
    }
  }
}
