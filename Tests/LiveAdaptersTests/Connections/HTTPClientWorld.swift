import LiveAdapters
import SimCore

/// A pool whose connections end at servers that speak by hand.
struct HTTPClientWorld {
  static let endpoint = HTTPEndpoint(host: "h", port: 80, isEncrypted: false)

  let cell = Cell(seed: 1)
  let pool: HTTPClientPool
  let connections: ConnectorLog

  init(
    options: HTTPPoolOptions = HTTPPoolOptions(),
    shape: PipedStream.Shape = PipedStream.Shape()
  ) {
    let connections = ConnectorLog(cell, shape: shape)
    self.connections = connections
    pool = HTTPClientPool(cell: cell, options: options) { endpoint, deadline, reply in
      connections.connect(endpoint, deadline, reply)
    }
  }

  /// Sends a request and lets it arrive.
  @discardableResult
  func send(
    _ request: HTTPClientRequest = HTTPClientRequest("GET", "/"),
    to endpoint: HTTPEndpoint = endpoint
  ) -> Asked {
    let log = ResponseLog(cell)
    let call = cell.enter { pool.send(request, to: endpoint, receiver: log) }
    cell.pass(.milliseconds(100))
    return Asked(call: call, log: log)
  }

  /// A request that was sent, with what came back.
  struct Asked {
    let call: HTTPCall
    let log: ResponseLog
    var lines: [String] { log.lines }
  }

  var figures: HTTPClientPool.Figures { cell.enter { pool.figures } }

  func server(_ index: Int) -> RawPeer { connections.peers[index] }

  /// Says something as a server, and lets it arrive.
  func say(_ text: String, on index: Int = 0) {
    server(index).send(text)
    cell.pass(.milliseconds(100))
  }

  static let request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n"
  static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
}

/// Makes connections for a pool after a while, or refuses to.
actor ConnectorLog: CellActor {
  enum Mood: Sendable {
    case connects
    case refuses
    case isSilent
  }

  nonisolated let cell: Cell
  private let shape: PipedStream.Shape
  private var mood = Mood.connects
  private var servers: [RawPeer] = []
  private var lines: [String] = []

  init(_ cell: Cell, shape: PipedStream.Shape) {
    self.cell = cell
    self.shape = shape
  }

  nonisolated var peers: [RawPeer] { cell.enter { onCell { $0.servers } } }

  nonisolated var log: [String] { cell.enter { onCell { $0.lines } } }

  nonisolated func become(_ mood: Mood) { cell.enter { onCell { $0.mood = mood } } }

  nonisolated func connect(
    _ endpoint: HTTPEndpoint,
    _ deadline: SimInstant,
    _ reply: @escaping @Sendable (Result<any ByteStream, SocketError>) -> Void
  ) -> @Sendable () -> Void {
    onCell { it in
      let left = it.cell.now.duration(to: deadline)
      it.lines.append("\(endpoint.authority) \(left)")
      it.after(.milliseconds(20)) { it in
        switch it.mood {
        case .connects:
          let (near, far) = PipedStream.pair(on: it.cell, shape: it.shape)
          it.servers.append(RawPeer(far))
          reply(.success(near))
        case .refuses: reply(.failure(.system(operation: .connect, errno: 111)))
        case .isSilent: break
        }
      }
    }
    return { self.onCell { $0.lines.append("cancelled") } }
  }
}

/// A response as it comes.
actor ResponseLog: CellActor, HTTPResponseReceiver {
  nonisolated let cell: Cell
  private var log: [String] = []
  private var body: [UInt8] = []

  init(_ cell: Cell) { self.cell = cell }

  nonisolated var lines: [String] { cell.enter { onCell { $0.log } } }

  nonisolated func received(_ head: HTTPResponseHead) { onCell { $0.log.append("\(head.status)") } }

  nonisolated func received(body: Span<UInt8>) {
    var copy: [UInt8] = []
    for index in body.indices { copy.append(body[index]) }
    onCell { $0.body += copy }
  }

  nonisolated func ended(trailers: HTTPHeaders) {
    onCell { it in
      it.log.append("end:" + String(decoding: it.body, as: UTF8.self))
    }
  }

  nonisolated func failed(_ error: HTTPClientError) { onCell { $0.log.append("\(error)") } }
}
