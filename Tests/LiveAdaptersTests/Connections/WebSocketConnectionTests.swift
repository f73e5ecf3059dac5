import LiveAdapters
import SimCore
import Testing

@Suite("WebSocket connection")
struct WebSocketConnectionTests {
  private typealias World = WebSocketWorld

  @Test func `a server takes the handshake, and what comes right behind it`() {
    for seed in 0..<40 {
      let rest = RawFrame.text("hello").bytes + RawFrame.text("again").bytes
      let shape = PipedStream.Shape(pieceMax: seed == 0 ? nil : 1 + 5 * seed, seed: seed)
      let world = World.server(
        options: WebSocketOptions(pingInterval: nil),
        shape: shape,
        behind: rest
      )
      #expect(world.peer.text == World.accepted, "seed \(seed)")
      #expect(
        world.log.lines == ["opened:", "text:68656c6c6f", "text:616761696e"],
        "seed \(seed)"
      )
    }
  }

  @Test func `an upgrade that comes late loses nothing either`() {
    let cell = Cell(seed: 1)
    let (near, far) = PipedStream.pair(on: cell)
    let peer = RawPeer(near)
    let log = WebSocketLog(cell)
    let handler = HandlerLog(cell) { request, exchange in
      exchange.later(after: .seconds(2)) { Upgrading(log: log).handle(request, exchange) }
    }
    cell.enter { _ = HTTPServerConnection.serve(far, with: handler) }
    peer.send(Array(World.request.utf8) + RawFrame.text("a").bytes)
    cell.pass(.seconds(1))
    peer.send(RawFrame.text("b").bytes)
    cell.pass(.seconds(2))
    #expect(log.lines == ["opened:", "text:61", "text:62"])
    #expect(handler.log == ["GET /ws"])
  }

  @Test func `a server may close in the event in which it opens`() {
    let cell = Cell(seed: 1)
    let (near, far) = PipedStream.pair(on: cell)
    let peer = RawPeer(near)
    let log = WebSocketLog(cell)
    let handler = HandlerLog(cell) { _, exchange in exchange.upgrade(to: log)?.shutDown() }
    cell.enter { _ = HTTPServerConnection.serve(far, with: handler) }
    peer.send(Array(World.request.utf8) + RawFrame.text("a").bytes + RawFrame.close(1001).bytes)
    cell.pass(.seconds(1))
    let frames = Array(peer.bytes.dropFirst(World.accepted.utf8.count))
    #expect(RawFrame.words(frames) == ["close:1001"])
    cell.enter { near.finish() }
    cell.pass(.seconds(1))
    #expect(log.lines == ["opened:", "text:61", "ended:closed:1001::us"])
  }

  @Test func `a request that asks for something else is refused with its status`() {
    let cases: [(change: (String, String), status: Int)] = [
      (("GET", "POST"), 405), (("Upgrade: websocket\r\n", ""), 426),
      (("Version: 13", "Version: 12"), 426), (("dGhl", "dGh"), 400),
    ]
    for (change, status) in cases {
      let cell = Cell(seed: 1)
      let (near, far) = PipedStream.pair(on: cell)
      let peer = RawPeer(near)
      let log = WebSocketLog(cell)
      cell.enter { _ = HTTPServerConnection.serve(far, with: Upgrading(log: log)) }
      var words = World.request
      if let range = words.firstRange(of: change.0) { words.replaceSubrange(range, with: change.1) }
      peer.send(words)
      cell.pass(.seconds(1))
      #expect(peer.text.hasPrefix("HTTP/1.1 \(status) "), "\(change)")
      #expect(peer.lines == ["inputEnded"])
      #expect(log.lines.isEmpty)
    }
  }

  @Test func `a client opens with its headers, and takes what comes right behind the answer`() {
    for pieceMax in [nil, 1, 7] as [Int?] {
      let cell = Cell(seed: 1)
      let request = WebSocketRequest(
        host: "h:8080",
        target: "/v1?a=b",
        subprotocols: ["x", "y"],
        headers: ["Authorization": "Token t"]
      )
      let shape = PipedStream.Shape(pieceMax: pieceMax)
      let world = World.opening(on: cell, request, shape: shape)
      let sent = world.peer.text
      #expect(sent.hasPrefix("GET /v1?a=b HTTP/1.1\r\nHost: h:8080\r\n"))
      #expect(sent.contains("\r\nAuthorization: Token t\r\n"))
      #expect(sent.contains("\r\nSec-WebSocket-Protocol: x, y\r\n"))
      #expect(world.log.lines.isEmpty)
      #expect(world.cell.enter { world.connection?.send(text: { $0.append(65) }) } == .closed)
      let answer = Array(world.acceptance(subprotocol: "y").utf8)
      world.say(answer + RawFrame.text("hi").unmasked.bytes, within: .seconds(2))
      #expect(world.log.lines == ["opened:y", "text:6869"])
    }
  }

  @Test func `a client that is not let in says why`() {
    let body = String(repeating: "why ", count: 2_000)
    let good = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    let cases: [(answer: String, ending: String)] = [
      (
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 6\r\n\r\ngo off",
        "refused:refused(status: 403):go off"
      ),
      (
        "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 8000\r\n\r\n" + body,
        "refused:refused(status: 429):" + body.prefix(4_096)
      ),
      ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "refused:refused(status: 200):"),
      (World.accepted, "refused:wrongAccept:"),
      (good + "\r\n", "refused:wrongAccept:"),
      ("HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\n\r\n", "refused:noUpgrade:"),
      ("SSH-2.0\r\n", "malformedAnswer(LiveAdapters.HTTPError.malformedStatusLine)"),
    ]
    for (answer, ending) in cases {
      let world = World.opening(on: Cell(seed: 1))
      world.say(Array(answer.utf8))
      #expect(world.log.lines == ["ended:" + ending], "\(answer.prefix(40))")
      #expect(world.peer.lines.last?.hasPrefix("ended:failed") == true)
    }
    let chosen = World.opening(on: Cell(seed: 1))
    let answer = chosen.acceptance().dropLast() + "Sec-WebSocket-Protocol: z\r\n\r\n"
    chosen.say(Array(answer.utf8))
    #expect(chosen.log.lines == ["ended:refused:unknownSubprotocol:"])
  }

  @Test func `a refusal whose body does not end is one all the same`() {
    for isClosed in [true, false] {
      let world = World.opening(on: Cell(seed: 1))
      world.say(Array("HTTP/1.1 503 Busy\r\nContent-Length: 60\r\n\r\nlater".utf8))
      #expect(world.log.lines.isEmpty)
      if isClosed { world.cell.enter { world.peer.stream.finish() } }
      world.cell.pass(.seconds(10))
      #expect(world.log.lines == ["ended:refused:refused(status: 503):later"])
    }
  }

  @Test func `a server that says nothing, or goes, opens no connection`() {
    let silent = World.opening(on: Cell(seed: 1))
    silent.cell.pass(.seconds(8))
    #expect(silent.log.lines.isEmpty)
    silent.cell.pass(.seconds(2))
    #expect(silent.log.lines == ["ended:openingTimedOut"])
    let ended = World.opening(on: Cell(seed: 1))
    ended.cell.enter { ended.peer.stream.finish() }
    ended.cell.pass(.seconds(1))
    #expect(ended.log.lines == ["ended:notOpened:finished"])
    let reset = World.opening(on: Cell(seed: 1))
    reset.cell.enter { reset.peer.stream.abort() }
    reset.cell.pass(.seconds(1))
    #expect(reset.log.lines == ["ended:notOpened:failed"])
    let left = World.opening(on: Cell(seed: 1))
    left.act { $0.breakOff() }
    #expect(left.log.lines == ["ended:aborted"])
  }

  @Test func `messages of any size are echoed at any cut, on both sides`() {
    let sizes = [0, 5, 125, 126, 127, 4_001, 65_535, 65_536, 70_001, 1 << 20]
    for (seed, size) in sizes.enumerated() {
      for isServer in [true, false] {
        let pieceMax = max(3, size / 5)
        let shape = PipedStream.Shape(pieceMax: pieceMax, seed: seed)
        let options = WebSocketOptions(pingInterval: nil)
        let world =
          isServer
          ? World.server(options: options, shape: shape, echoes: true)
          : World.client(options: options, shape: shape, echoes: true)
        let text = [UInt8](repeating: 0x41, count: size)
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ ($0 >> 8)) }
        var frames = [RawFrame(1, text), RawFrame(2, bytes)]
        if !isServer { frames = frames.map(\.unmasked) }
        world.say(frames.flatMap(\.bytes), within: .seconds(10))
        #expect(world.messages == [.text(text), .binary(bytes)], "\(size) bytes")
        #expect(world.books.messagesIn == 2 && world.books.messagesOut == 2)
      }
    }
  }

  @Test func `a message goes out in the pieces that it was sent in`() {
    for world in [World.server(), World.client()] {
      world.act { connection in
        connection.send(text: { $0 += Array("hel".utf8) }, isFinal: false)
        connection.send(text: { $0 += Array("l".utf8) }, isFinal: false)
        connection.ping([1])
        connection.send(Array("o".utf8).span, as: .text)
      }
      #expect(
        world.frames == ["text...:68656c", "more...:6c", "ping:01", "more:6f"]
      )
      #expect(world.books.messagesOut == 1)
    }
  }

  @Test func `two connections speak with each other`() {
    let cell = Cell(seed: 1)
    let (near, far) = PipedStream.pair(on: cell, shape: PipedStream.Shape(pieceMax: 50))
    let (client, server) = (WebSocketLog(cell), WebSocketLog(cell, echoes: true))
    let handler = Upgrading(log: server, subprotocols: ["v2"])
    let http = HTTPServer(cell: cell, handler: handler)
    cell.enter {
      http.accept(far)
      let request = WebSocketRequest(host: "h", target: "/", subprotocols: ["v1", "v2"])
      client.belong(
        to: .open(over: near, request, key: DrawKey(seed: 3), receiver: client)
      )
    }
    cell.pass(.seconds(1))
    client.with { $0.send(text: { $0 += Array("hello".utf8) }) }
    cell.pass(.seconds(100))
    #expect(cell.enter { http.figures.webSocketsOpen } == 1)
    cell.enter { http.shutDown(grace: .seconds(5)) }
    cell.pass(.seconds(1))
    #expect(client.lines == ["opened:v2", "text:68656c6c6f", "ended:closed:1001::peer"])
    #expect(server.lines == ["opened:v2", "text:68656c6c6f", "ended:closed:1001::us"])
    let figures = cell.enter { http.figures }
    #expect(figures.webSocketsOpen == 0 && figures.httpOpen == 0)
    #expect(figures.traffic.messagesIn == 2)
  }

  @Test func `a receiver that pauses makes the peer wait, and loses nothing`() {
    let shape = PipedStream.Shape(pieceMax: 40, mark: 1_000)
    let world = World.server(shape: shape) { connection, bytes in
      if bytes.count == 1 { connection.pauseReading() }
    }
    var frames: [RawFrame] = []
    for _ in 0..<50 { frames += [.binary([1, 2]), .binary([3])] }
    world.say(frames.flatMap(\.bytes))
    var count = 2
    #expect(world.lines.count == count)
    for _ in 0..<20 {
      world.cell.pass(.seconds(50))
      world.act { $0.resumeReading() }
      count += 2
      #expect(world.lines.count == count)
    }
    #expect(world.books.bytesIn < 700)
  }

  @Test func `a pause that is taken back at once changes nothing`() {
    let world = World.server { connection, _ in
      connection.pauseReading()
      connection.resumeReading()
    }
    world.say(.text("a"), .text("b"))
    world.say(.text("c"))
    #expect(world.lines == ["text:61", "text:62", "text:63"])
  }

  @Test func `messages that came before a break are handed on before it`() {
    let world = World.server { connection, _ in connection.pauseReading() }
    world.peer.send(RawFrame.text("a").bytes + RawFrame.text("b").bytes)
    world.cell.enter { world.peer.stream.finish() }
    world.cell.pass(.seconds(1))
    #expect(world.lines == ["text:61"])
    world.act { $0.resumeReading() }
    world.act { $0.resumeReading() }
    #expect(world.lines == ["text:61", "text:62", "ended:broken:finished"])
  }
}
