import LiveAdapters
import SimCore

/// What a connection brings, in words.
actor WebSocketLog: CellActor, WebSocketReceiver {
  nonisolated let cell: Cell
  private let echoes: Bool
  private var log: [String] = []
  private var connection: WebSocketConnection?
  private var onMessage: (@Sendable (WebSocketConnection, [UInt8]) -> Void)?

  init(
    _ cell: Cell,
    echoes: Bool = false,
    onMessage: (@Sendable (WebSocketConnection, [UInt8]) -> Void)? = nil
  ) {
    self.cell = cell
    self.echoes = echoes
    self.onMessage = onMessage
  }

  nonisolated var lines: [String] { cell.enter { onCell { $0.log } } }

  /// The connection, on the cell.
  nonisolated func with(_ body: (WebSocketConnection) -> Void) {
    cell.enter {
      if let connection = onCell({ $0.connection }) { body(connection) }
    }
  }

  nonisolated func belong(to connection: WebSocketConnection) {
    onCell { $0.connection = connection }
  }

  nonisolated func opened(subprotocol: String?) {
    onCell { $0.log.append("opened:\(subprotocol ?? "")") }
  }

  nonisolated func received(text: [UInt8]) {
    take("text", text) { connection in
      if text.count % 2 == 0 {
        connection.send(text.span, as: .text)
      } else {
        connection.send(text: { $0 += text })
      }
    }
  }

  nonisolated func received(binary: [UInt8]) {
    take("binary", binary) { connection in
      if binary.count % 2 == 0 {
        connection.send(binary.span, as: .binary)
      } else {
        connection.send(binary: { $0 += binary })
      }
    }
  }

  private nonisolated func take(
    _ kind: String,
    _ bytes: [UInt8],
    _ echo: (WebSocketConnection) -> Void
  ) {
    let words = bytes.count > 2_000 ? "\(bytes.count) bytes" : hexadecimal(bytes)
    onCell { $0.log.append("\(kind):\(words)") }
    guard let connection = onCell({ $0.connection }) else { return }
    if echoes { echo(connection) }
    onCell({ $0.onMessage })?(connection, bytes)
  }

  nonisolated func drained() { onCell { $0.log.append("drained") } }

  nonisolated func ended(_ ending: WebSocketEnding) {
    onCell { it in
      it.connection = nil
      it.log.append("ended:" + Self.words(ending))
    }
  }

  static func words(_ ending: WebSocketEnding) -> String {
    switch ending {
    case .closed(let status, let byPeer):
      "closed:\(status.code.value):\(status.reason):\(byPeer ? "peer" : "us")"
    case .refused(let refusal):
      "refused:\(refusal.error):" + String(decoding: refusal.body, as: UTF8.self)
    case .violated(let error): "error:\(error)"
    case .notOpened(.failed): "notOpened:failed"
    case .notOpened(let how): "notOpened:\(how)"
    case .broken(.failed): "broken:failed"
    case .broken(let how): "broken:\(how)"
    default: "\(ending)"
    }
  }
}

/// A WebSocket connection with a peer that speaks by hand.
struct WebSocketWorld {
  let cell: Cell
  let peer: RawPeer
  let log: WebSocketLog
  /// Nil when the handshake failed.
  let connection: WebSocketConnection?

  /// A server's side; the handshake is over.
  static func server(
    options: WebSocketOptions = WebSocketOptions(),
    shape: PipedStream.Shape = PipedStream.Shape(),
    behind rest: [UInt8] = [],
    echoes: Bool = false,
    onMessage: (@Sendable (WebSocketConnection, [UInt8]) -> Void)? = nil
  ) -> WebSocketWorld {
    let cell = Cell(seed: 1)
    let (near, far) = PipedStream.pair(on: cell, shape: shape)
    let peer = RawPeer(near)
    let log = WebSocketLog(cell, echoes: echoes, onMessage: onMessage)
    let handler = Upgrading(log: log, options: options)
    cell.enter { _ = HTTPServerConnection.serve(far, with: handler) }
    peer.send(Array(request.utf8) + rest)
    cell.pass(.milliseconds(rest.isEmpty ? 1_000 : 60_000))
    return WebSocketWorld(cell: cell, peer: peer, log: log)
  }

  /// A client's side; the handshake is over.
  static func client(
    options: WebSocketOptions = WebSocketOptions(),
    shape: PipedStream.Shape = PipedStream.Shape(),
    echoes: Bool = false
  ) -> WebSocketWorld {
    let cell = Cell(seed: 1)
    let world = opening(on: cell, options: options, shape: shape, echoes: echoes)
    world.peer.send(world.acceptance())
    cell.pass(.milliseconds(1_000))
    world.peer.clear()
    return world
  }

  /// A client that has sent its handshake.
  static func opening(
    on cell: Cell,
    _ request: WebSocketRequest = WebSocketRequest(host: "h", target: "/ws"),
    options: WebSocketOptions = WebSocketOptions(),
    shape: PipedStream.Shape = PipedStream.Shape(),
    echoes: Bool = false
  ) -> WebSocketWorld {
    let (near, far) = PipedStream.pair(on: cell, shape: shape)
    let peer = RawPeer(far)
    let log = WebSocketLog(cell, echoes: echoes)
    cell.enter {
      log.belong(
        to: WebSocketConnection.open(
          over: near,
          request,
          options: options,
          key: DrawKey(seed: 7),
          receiver: log
        )
      )
    }
    cell.pass(.seconds(1))
    return WebSocketWorld(cell: cell, peer: peer, log: log)
  }

  private init(cell: Cell, peer: RawPeer, log: WebSocketLog) {
    self.cell = cell
    self.peer = peer
    self.log = log
    var found: WebSocketConnection?
    log.with { found = $0 }
    connection = found
  }

  static let request =
    "GET /ws HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"

  static let accepted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"

  /// The server's good answer to the request that the peer has got.
  func acceptance(subprotocol: String? = nil) -> String {
    var reader = HTTPRequestReader()
    var offset = 0
    guard case .head(let head)? = try? reader.next(peer.bytes.span, at: &offset) else { return "" }
    var output: [UInt8] = []
    let upgrade = WebSocketUpgrade(
      answering: head,
      supporting: subprotocol.map { [$0] } ?? []
    )
    try? upgrade.response.write(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Sends bytes as the peer, and lets them arrive and be answered.
  func say(_ bytes: [UInt8], within time: Duration = .milliseconds(100)) {
    peer.send(bytes)
    cell.pass(time)
  }

  func say(_ frames: RawFrame...) { say(frames.flatMap(\.bytes)) }

  /// The frames that the connection sent, without the handshake.
  var frames: [String] {
    let bytes = peer.bytes
    let accepted = Array(Self.accepted.utf8)
    return RawFrame.words(bytes.starts(with: accepted) ? Array(bytes[accepted.count...]) : bytes)
  }

  /// The messages and pings that the connection sent, read by a session of the other side.
  var messages: [WebSocketEvent] {
    let isServer = connection?.side == .server
    var session = WebSocketSession(isServer ? .client : .server, masks: DrawKey(seed: 1))
    let bytes = Array(peer.bytes.dropFirst(isServer ? Self.accepted.utf8.count : 0))
    var (offset, answers, found): (Int, [UInt8], [WebSocketEvent]) = (0, [], [])
    while let event = try? session.next(bytes.span, at: &offset, answering: &answers) {
      found.append(event)
    }
    return found
  }

  /// What the receiver heard behind `opened`.
  var lines: [String] { Array(log.lines.dropFirst()) }

  var books: ConnectionCounters {
    cell.enter { connection?.counters ?? ConnectionCounters() }
  }

  /// Does something to the connection, and lets it arrive.
  func act(_ body: (WebSocketConnection) -> Void) {
    cell.enter {
      if let connection { body(connection) }
    }
    cell.pass(.milliseconds(100))
  }
}

/// Upgrades every request.
struct Upgrading: HTTPHandler {
  let log: WebSocketLog
  var options = WebSocketOptions()
  var subprotocols: [String] = []

  func handle(_ request: HTTPRequest, _ exchange: HTTPExchange) {
    let connection = exchange.upgrade(to: log, options: options, supporting: subprotocols)
    if let connection { log.belong(to: connection) }
  }
}
