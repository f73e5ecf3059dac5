import LiveAdapters
import SimCore
import Testing

@Suite("HTTP server times")
struct HTTPServerTimeTests {
  private let get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
  private let late =
    "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

  @Test func `an idle connection is closed after a minute, each request begins it anew`() {
    let world = HTTPServerWorld()
    world.cell.pass(.seconds(59))
    #expect(world.ask(get) != "")
    world.cell.pass(.seconds(59))
    #expect(world.client.lines.isEmpty)
    world.cell.pass(.seconds(2))
    #expect(world.client.lines == ["inputEnded"])
    #expect(world.books.timeouts == 0)
    world.cell.pass(.seconds(3))
    #expect(world.client.lines.last?.hasPrefix("ended:failed") == true)
  }

  @Test func `a head that trickles in is refused after ten seconds`() {
    let world = HTTPServerWorld()
    world.cell.pass(.seconds(30))
    var text = ""
    for byte in get.dropLast(2) {
      text = world.ask(String(byte), within: .milliseconds(500))
      if !text.isEmpty { break }
    }
    #expect(text == late)
    #expect(world.cell.now < SimInstant(nanoseconds: 41_500_000_000))
    #expect(world.handler.log.isEmpty)
    #expect(world.books.timeouts == 1)
    #expect(world.client.lines == ["inputEnded"])
  }

  @Test func `a body that pauses too long is refused, one that is only slow is not`() {
    let world = HTTPServerWorld()
    _ = world.ask("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n")
    for _ in 0..<3 { #expect(world.ask("x", within: .seconds(25)) == "") }
    #expect(world.ask("x").hasSuffix("POST /p"))
    _ = world.ask("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nx")
    world.cell.pass(.seconds(29))
    #expect(world.client.text == "")
    world.cell.pass(.seconds(2))
    #expect(world.client.text == late)
  }

  @Test func `an answer may take as long as it takes`() {
    let world = HTTPServerWorld { _, exchange in
      exchange.later(after: .seconds(500)) { exchange.respond(204) }
    }
    #expect(world.ask(get, within: .seconds(499)) == "")
    world.cell.pass(.seconds(2))
    #expect(world.client.text == "HTTP/1.1 204 No Content\r\n\r\n")
  }

  @Test func `a client that leaves within a request is no request`() {
    for text in ["GET", "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nx"] {
      let world = HTTPServerWorld()
      world.client.send(text)
      world.cell.enter { world.client.stream.finish() }
      world.cell.pass(.seconds(1))
      #expect(world.client.lines == ["inputEnded", "ended:finished"])
      #expect(world.handler.log.isEmpty)
      #expect(world.books.protocolErrors == 1)
    }
  }

  @Test func `a server that shuts down lets answers end and closes the rest`() {
    let cell = Cell(seed: 1)
    let handler = HandlerLog(cell) { request, exchange in
      if request.head.target == "/slow" {
        exchange.later(after: .seconds(3)) { exchange.respond(204) }
      } else if request.head.target == "/never" {
        exchange.begin(200)
      } else {
        exchange.respond(204)
      }
    }
    let server = HTTPServer(cell: cell, handler: handler)
    let clients = ["/quick", "/slow", "/never"].map { target in
      let (near, far) = PipedStream.pair(on: cell)
      let client = RawPeer(near)
      cell.enter { server.accept(far) }
      client.send("GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n")
      return client
    }
    cell.pass(.seconds(1))
    #expect(cell.enter { server.figures.httpOpen } == 3)
    cell.enter { server.shutDown(grace: .seconds(10)) { handler.note("empty") } }
    cell.pass(.milliseconds(10))
    #expect(clients.map { $0.lines.count } == [1, 0, 0])
    cell.pass(.seconds(3))
    #expect(clients[1].text == "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    #expect(!handler.log.contains("empty"))
    cell.pass(.seconds(8))
    #expect(clients[2].lines.last?.hasPrefix("ended:failed") == true)
    #expect(handler.log.suffix(2) == ["cancelled:shutDown", "empty"])
    let figures = cell.enter { server.figures }
    #expect(figures.accepted == 3 && figures.httpOpen == 0)
    #expect(figures.traffic.messagesIn == 3)
    #expect(figures.traffic.messagesOut == 2)
    let (near, far) = PipedStream.pair(on: cell)
    let late = RawPeer(near)
    cell.enter { server.accept(far) }
    cell.pass(.seconds(1))
    #expect(late.lines.last?.hasPrefix("ended:failed") == true)
  }
}
