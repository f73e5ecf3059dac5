import LiveAdapters
import SimCore
import Synchronization
import Testing

/// The WebSocket server that a client of another make is tried on.
struct EchoServer {
  let plain: TCPListener
  let encrypted: TCPListener
  private let server: HTTPServer

  init(in world: SocketWorld, _ authority: FakeAuthority) throws {
    let context = try TLSContext.server(certificates: authority.good, key: authority.key)
    let server = HTTPServer(cell: world.cell, handler: Self.routes())
    self.server = server
    let loop = world.loop
    plain = try world.onCell { try TCPListener(on: loop) { server.accept($0) } }
    encrypted = try world.onCell {
      try TCPListener(on: loop) { stream in
        if let stream = try? TLSStream(over: stream, as: .server(context), on: loop) {
          server.accept(stream)
        }
      }
    }
  }

  /// To be asked on the cell.
  var figures: HTTPServer.Figures { server.figures }

  func close() {
    plain.close()
    encrypted.close()
  }

  private static func routes() -> HTTPRoutes {
    let endings = Words()
    let watched = WebSocketOptions(
      pingInterval: .milliseconds(100),
      pongTime: .milliseconds(300)
    )
    var routes = HTTPRoutes()
    routes.on("GET", "/echo") { Echo.serve($1, endings: endings) }
    routes.on("GET", "/watched") { Echo.serve($1, options: watched, endings: endings) }
    routes.on("GET", "/pieces") { Echo.serve($1, speaksFirst: true, endings: endings) }
    routes.on("GET", "/forbidden") { $1.respond(403, text: "not for you\n") }
    routes.get("/endings") { endings.all.map { $0 + "\n" }.joined() }
    return routes
  }
}

/// How connections ended, in order.
private final class Words: Sendable {
  private let stored = Mutex<[String]>([])

  var all: [String] { stored.withLock { $0 } }

  func append(_ words: String) { stored.withLock { $0.append(words) } }
}

/// One connection of that server: it says back what it hears, and does what some texts ask for.
private final class Echo: WebSocketReceiver {
  private let connection = Slot<WebSocketConnection>()
  private let speaksFirst: Bool
  private let endings: Words

  private init(speaksFirst: Bool, endings: Words) {
    self.speaksFirst = speaksFirst
    self.endings = endings
  }

  static func serve(
    _ exchange: HTTPExchange,
    options: WebSocketOptions = WebSocketOptions(),
    speaksFirst: Bool = false,
    endings: Words
  ) {
    let echo = Echo(speaksFirst: speaksFirst, endings: endings)
    echo.connection.value = exchange.upgrade(
      to: echo,
      options: options,
      supporting: ["one.v1", "two.v1"]
    )
  }

  func opened(subprotocol: String?) {
    guard speaksFirst, let connection = connection.value else { return }
    connection.send(text: { $0 += InteropText.text(5) }, isFinal: false)
    connection.send(InteropText.text(70_000).span, as: .text, isFinal: false)
    connection.send(text: { $0 += InteropText.text(3) })
    for start in stride(from: 0, to: 65_536, by: 16_384) {
      let piece = Array(InteropText.binary(65_536)[start..<start + 16_384])
      connection.send(piece.span, as: .binary, isFinal: start == 49_152)
    }
  }

  func received(text: [UInt8]) {
    let words = String(decoding: text.prefix(200), as: UTF8.self)
    if words == "cut" { return connection.value?.breakOff() ?? () }
    if words.hasPrefix("close ") {
      let parts = words.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      let code = CloseCode(UInt16(parts[1]) ?? 0)
      connection.value?.close(CloseStatus(code, reason: String(parts[2])))
      return
    }
    echo(text, as: .text)
  }

  func received(binary: [UInt8]) { echo(binary, as: .binary) }

  /// Holds the client back when it does not read what it gets.
  private func echo(_ bytes: [UInt8], as kind: WebSocketMessageKind) {
    guard let connection = connection.value else { return }
    switch connection.send(bytes.span, as: kind) {
    case .backlogged: connection.pauseReading()
    case .overflowed: Issue.record("an echo that pauses does not overflow")
    case .accepted, .closed: break
    }
  }

  func drained() { connection.value?.resumeReading() }

  func ended(_ ending: WebSocketEnding) {
    connection.value = nil
    endings.append(WebSocketLog.words(ending))
  }
}

/// What both sides of the interoperation tests say to one another.
enum InteropText {
  /// Bytes of messages: where the length of a frame is written in another way, and beyond.
  static let sizes = [0, 1, 5, 125, 126, 127, 65_535, 65_536, 65_537, 1_000_000]

  /// So many bytes of text, the last of them in a character of four if there is room.
  static func text(_ size: Int) -> [UInt8] {
    if size < 4 { return [UInt8](repeating: 0x61, count: size) }
    return [UInt8](repeating: 0x61, count: size - 4) + Array("😀".utf8)
  }

  static func binary(_ size: Int) -> [UInt8] {
    (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 251) }
  }
}

/// The side of a WebSocket client: it keeps what comes.
final class InteropVisitor: WebSocketReceiver {
  struct Record {
    var isOpen = false
    var subprotocol: String?
    var texts: [[UInt8]] = []
    var binaries: [[UInt8]] = []
    var ending: WebSocketEnding?
  }

  private let stored = Mutex(Record())

  var record: Record { stored.withLock { $0 } }
  var isOpen: Bool { stored.withLock { $0.isOpen } }
  var isOver: Bool { stored.withLock { $0.ending != nil } }
  var messageCount: Int { stored.withLock { $0.texts.count + $0.binaries.count } }

  func opened(subprotocol: String?) {
    stored.withLock {
      $0.isOpen = true
      $0.subprotocol = subprotocol
    }
  }

  func received(text: [UInt8]) { stored.withLock { $0.texts.append(text) } }
  func received(binary: [UInt8]) { stored.withLock { $0.binaries.append(binary) } }
  func drained() {}

  func ended(_ ending: WebSocketEnding) {
    stored.withLock {
      #expect($0.ending == nil)
      $0.ending = ending
    }
  }
}
