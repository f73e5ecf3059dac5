import Foundation
import LiveAdapters
import SimCore
import Testing

/// `scripts/interop.sh` sets up the Python that these tests need; without it they are left out.
@Suite("Interoperation: WebSocket", .enabled(if: InteropProgram.isReady), .timeLimit(.minutes(4)))
struct WebSocketInteropTests {
  @Test func `a client in Python is served whatever it does, in clear text and encrypted`() throws {
    let world = try SocketWorld()
    let authority = try #require(FakeAuthority.shared)
    let server = try EchoServer(in: world, authority)
    let ports = [server.plain, server.encrypted].map { "\($0.address.port)" }
    let program = try InteropProgram("websocket_client.py", ports + [authority.file])
    world.run(for: .seconds(100)) { !program.isRunning }
    program.conclude()
    world.run { server.figures.httpOpen == 0 && server.figures.webSocketsOpen == 0 }
    let figures = world.onCell { server.figures }
    #expect(figures.httpOpen == 0 && figures.webSocketsOpen == 0)
    #expect(figures.accepted > 100)
    // What is not UTF-8, and what is too large.
    #expect(figures.traffic.protocolErrors == 2)
    #expect(figures.traffic.overflows + figures.traffic.stalls + figures.traffic.timeouts == 0)
    world.onCell { server.close() }
    world.end()
  }

  @Test func `a server in Python is visited in every way, in clear text and encrypted`() throws {
    let tour = try Tour()
    try tour.messages()
    try tour.closes()
    try tour.refusals()
    try tour.encryption()
    try tour.end()
  }
}

/// Visits to a server in Python, one after another.
private final class Tour {
  private let world: SocketWorld
  private let authority: FakeAuthority
  private let program: InteropProgram
  private let ports: [UInt16]
  private var lines: [String] = []

  init() throws {
    let world = try SocketWorld()
    let authority = try #require(FakeAuthority.shared)
    let program = try InteropProgram("websocket_server.py", [authority.good, authority.key])
    self.world = world
    self.authority = authority
    self.program = program
    world.run(for: .seconds(20)) { !program.lines.isEmpty || !program.isRunning }
    ports = (program.lines.first ?? "").split(separator: " ").compactMap { UInt16($0) }
    try #require(ports.count == 2)
  }

  func end() throws {
    try program.endInput()
    world.run(for: .seconds(20)) { !program.isRunning }
    InteropReport.append(lines)
    program.conclude()
    world.end()
  }

  private func check(
    _ text: String,
    _ passes: Bool,
    _ found: InteropVisitor.Record? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let ending = found?.ending.map { WebSocketLog.words($0) } ?? "open"
    #expect(passes, "\(text): \(ending)", sourceLocation: location)
    lines.append((passes ? "ok     " : "FAILED ") + "websockets as server: \(text)")
  }
}

/// Connections.
extension Tour {
  private struct Visit {
    let visitor: InteropVisitor
    let connection: WebSocketConnection

    var record: InteropVisitor.Record { visitor.record }
  }

  /// Connects and waits until the handshake is over, one way or the other.
  private func visit(
    _ path: String,
    subprotocols: [String] = [],
    headers: HTTPHeaders = [:],
    security: TLSContext? = nil
  ) throws -> Visit {
    let host = security == nil ? "127.0.0.1" : "localhost"
    let port = ports[security == nil ? 0 : 1]
    let visitor = InteropVisitor()
    let connection = Slot<WebSocketConnection>()
    let failure = Slot<SocketError>()
    let request = WebSocketRequest(
      host: "\(host):\(port)",
      target: path,
      subprotocols: subprotocols,
      headers: headers
    )
    let endpoint = Endpoint(host: host, port: port, security: security)
    world.onCell {
      let connector = Connector(on: world.loop, allowing: .loopback)
      connector.connect(to: endpoint, within: .seconds(5)) { result in
        switch result {
        case .success(let stream):
          connection.value = .open(
            over: stream,
            request,
            key: DrawKey(seed: 7),
            receiver: visitor
          )
        case .failure(let error): failure.value = error
        }
      }
    }
    world.run { failure.value != nil || visitor.isOpen || visitor.isOver }
    if let failure = failure.value { throw failure }
    return Visit(visitor: visitor, connection: try #require(connection.value))
  }

  /// Does something to a connection, and waits for so many messages in all.
  private func act(
    _ visit: Visit,
    untilMessages count: Int,
    _ body: (WebSocketConnection) -> Void
  ) {
    world.onCell { body(visit.connection) }
    world.run(for: .seconds(10)) { visit.visitor.messageCount >= count || visit.visitor.isOver }
  }

  private func ending(of visit: Visit) -> WebSocketEnding? {
    world.run { visit.visitor.isOver }
    return visit.record.ending
  }

  private func leave(_ visit: Visit) {
    world.onCell { visit.connection.close() }
    world.run { visit.visitor.isOver }
  }
}

/// What is tried.
extension Tour {
  func messages() throws {
    let echo = try visit("/echo", subprotocols: ["none", "two.v1"])
    check("a subprotocol is agreed upon", echo.record.subprotocol == "two.v1", echo.record)
    exchange(echo, "messages of 0 to 1,000,000 bytes come back")
    let parts = InteropText.sizes.dropLast().map { InteropText.binary($0) }
    act(echo, untilMessages: echo.visitor.messageCount + 1) { connection in
      for (index, part) in parts.enumerated() {
        connection.send(binary: { $0 += part }, isFinal: index == parts.count - 1)
      }
    }
    let whole = Array(parts.joined())
    check("a message in pieces comes back whole", echo.record.binaries.last == whole, echo.record)
    leave(echo)

    let pieces = try visit("/pieces")
    exchange(pieces, "messages that the server cuts in pieces, with a ping between, are whole")
    leave(pieces)

    let ping = try visit("/ping")
    act(ping, untilMessages: 1) { _ in }
    let isPonged = ping.record.texts.first == Array("pongs came".utf8)
    check("pings of 0, 4 and 125 bytes get their pongs", isPonged, ping.record)
    leave(ping)
  }

  /// Sends texts and bytes of every size, each by one of two ways, and wants them back.
  private func exchange(_ visit: Visit, _ text: String) {
    for (index, size) in InteropText.sizes.enumerated() {
      let (words, bytes) = (InteropText.text(size), InteropText.binary(size))
      act(visit, untilMessages: visit.visitor.messageCount + 2) { connection in
        if index % 2 == 0 {
          connection.send(words.span, as: .text)
          connection.send(binary: { $0 += bytes })
        } else {
          connection.send(text: { $0 += words })
          connection.send(bytes.span, as: .binary)
        }
      }
      let isBack = visit.record.texts.last == words && visit.record.binaries.last == bytes
      if !isBack { return check("\(text), but not \(size)", false, visit.record) }
    }
    check(text, true)
  }

  func closes() throws {
    for (code, reason) in [(1000, ""), (1001, "leaving"), (3000, "bis später"), (4999, "why")] {
      let echo = try visit("/echo")
      let status = CloseStatus(CloseCode(UInt16(code)), reason: reason)
      world.onCell { echo.connection.close(status) }
      let isClosed = ending(of: echo) == .closed(status, byPeer: false)
      check("the client closes with \(code)", isClosed, echo.record)
    }
    for (code, reason) in [(1000, ""), (1001, ""), (3000, "so it is"), (4999, "")] {
      let path = "/close/\(code)" + (reason.isEmpty ? "" : "/so_it_is")
      let visit = try visit(path)
      let status = CloseStatus(CloseCode(UInt16(code)), reason: reason)
      let isClosed = ending(of: visit) == .closed(status, byPeer: true)
      check("the server closes with \(code)", isClosed, visit.record)
    }
    let cut = try visit("/cut")
    act(cut, untilMessages: 1) { $0.send(text: { $0 += [0x61] }) }
    let ending = ending(of: cut)
    var isBroken = ending?.status.code == .abnormal
    if case .broken = ending {} else { isBroken = false }
    check("a server that cuts off is seen as 1006", isBroken, cut.record)
  }

  func refusals() throws {
    for (path, status, text) in [
      ("/forbidden", 403, "not for you\n"), ("/nowhere", 404, "no such path\n"),
      ("/health", 200, "ok\n"),
    ] {
      let visit = try visit(path)
      guard case .refused(let refusal)? = ending(of: visit) else {
        check("\(path) is refused", false, visit.record)
        continue
      }
      let isRight = refusal.error == .refused(status: status) && refusal.head.status == status
      check(
        "\(path) is refused with \(status), and the reason is kept",
        isRight && String(decoding: refusal.body, as: UTF8.self) == text,
        visit.record
      )
    }
    let foreign = try visit("/echo", headers: ["Origin": "https://bad.example"])
    var isForbidden = false
    if case .refused(let refusal)? = ending(of: foreign) {
      isForbidden = refusal.error == .refused(status: 403)
    }
    check("a wrong Origin is refused with 403", isForbidden, foreign.record)
    let welcome = try visit("/echo", headers: ["Origin": "https://good.example"])
    check("a right Origin is not", welcome.visitor.isOpen, welcome.record)
    leave(welcome)
  }

  /// Why a connection could not be made.
  private func failure(_ attempt: () throws -> Visit) throws -> String {
    do { _ = try attempt() } catch let error as SocketError { return "\(error)" }
    return ""
  }

  func encryption() throws {
    let trust = try TLSContext.client(trusting: authority.file)
    let echo = try visit("/echo", security: trust)
    exchange(echo, "wss: messages of 0 to 1,000,000 bytes come back")
    leave(echo)
    let isDone = echo.record.ending == .closed(CloseStatus(.normal), byPeer: false)
    check("wss: it closes in order", isDone, echo.record)
    let refused = try failure { try visit("/echo", security: try TLSContext.client()) }
    check("wss: without its authority the certificate is not trusted", refused.contains("issuer"))

    let log = ResponseLog(world.cell)
    let connector = Connector(on: world.loop, allowing: .loopback)
    let pool = HTTPClientPool(
      cell: world.cell,
      connector: SocketConnector(connector, security: .success(trust)).connect
    )
    let endpoint = HTTPEndpoint(host: "localhost", port: Int(ports[1]), isEncrypted: true)
    world.onCell { _ = pool.send(HTTPClientRequest("GET", "/health"), to: endpoint, receiver: log) }
    world.run { log.lines.count == 2 }
    check("https: a GET is answered", log.lines == ["200", "end:ok\n"])
    world.onCell { pool.shutDown() }
    world.run(for: .milliseconds(50))
  }
}
