import LiveAdapters
import SimCore
import Testing

@Suite("HTTP server connection")
struct HTTPServerConnectionTests {
  private let get = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"

  private func ok(_ body: String, _ extra: String = "") -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\(extra)\r\n\(body)"
  }

  @Test func `requests of one connection are answered one after another`() {
    let world = HTTPServerWorld()
    #expect(world.ask(get) == ok("GET /a"))
    #expect(world.ask("GET /b HTTP/1.1\r\nHost: h\r\n\r\n") == ok("GET /b"))
    #expect(world.books.messagesIn == 2)
    #expect(world.books.messagesOut == 2)
    #expect(world.client.lines.isEmpty)
  }

  @Test func `requests in one piece are answered in their order, whatever the cut`() {
    for seed in 0..<60 {
      let shape = PipedStream.Shape(pieceMax: 1 + seed, seed: seed)
      let world = HTTPServerWorld(shape: shape) { request, exchange in
        // Every other answer takes a while; the next request must wait for it.
        let body = request.body
        if request.head.target.hasSuffix("1") {
          exchange.later(after: .milliseconds(20)) { exchange.respond(200, body: body) }
        } else {
          exchange.respond(200, body: body)
        }
      }
      let requests = (0..<6).map { index in
        "POST /\(index % 2) HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n#\(index)"
      }
      let text = world.ask(requests.joined(), within: .seconds(5))
      let bodies = (0..<6).map { "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n#\($0)" }
      #expect(text == bodies.joined(), "seed \(seed)")
    }
  }

  @Test func `a chunked body comes in whole`() {
    let world = HTTPServerWorld()
    let answer = world.ask(
      "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
    )
    #expect(answer == ok("POST /c"))
    #expect(world.handler.log == ["POST /c abcde"])
  }

  @Test func `a HEAD is answered with the head of its GET`() {
    let world = HTTPServerWorld()
    #expect(world.ask("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n") == ok("HEAD /a").dropLast(7))
    #expect(world.ask(get) == ok("GET /a"))
  }

  @Test func `a client that waits for leave gets it, one that does not is not told`() {
    let world = HTTPServerWorld()
    let head = "POST /e HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
    #expect(world.ask(head) == "HTTP/1.1 100 Continue\r\n\r\n")
    #expect(world.ask("hi") == ok("POST /e"))
    #expect(world.ask(head + "hi") == ok("POST /e"))
    #expect(world.handler.log == ["POST /e hi", "POST /e hi"])
  }

  @Test func `a response in pieces is chunked, and for an old client ends with the connection`() {
    for minor in [1, 0] {
      let world = HTTPServerWorld { _, exchange in
        exchange.begin(200)
        exchange.write { $0 += Array("abc".utf8) }
        exchange.write { _ in }
        exchange.write { $0 += Array("de".utf8) }
        exchange.finish()
      }
      let answer = world.ask("GET / HTTP/1.\(minor)\r\nHost: h\r\n\r\n")
      if minor == 1 {
        let body = "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        #expect(answer == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)
        #expect(world.client.lines.isEmpty)
      } else {
        #expect(answer == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabcde")
        #expect(world.client.lines == ["inputEnded"])
      }
    }
  }

  @Test func `an old client is kept when it asks for that, and only then`() {
    let world = HTTPServerWorld()
    let request = "GET /o HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
    #expect(world.ask(request) == ok("GET /o", "Connection: keep-alive\r\n"))
    #expect(world.ask("GET /o HTTP/1.0\r\n\r\n") == ok("GET /o", "Connection: close\r\n"))
    #expect(world.client.lines == ["inputEnded"])
  }

  @Test func `a connection that either side wants closed is closed behind the answer`() {
    let asked = HTTPServerWorld()
    let answer = asked.ask("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n" + get)
    #expect(answer == ok("GET /a", "Connection: close\r\n"))
    #expect(asked.handler.log == ["GET /a"])
    let told = HTTPServerWorld { $1.respond(204, headers: ["Connection": "close"]) }
    #expect(told.ask(get) == "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    for world in [asked, told] {
      #expect(world.client.lines == ["inputEnded"])
      world.cell.enter { world.client.stream.finish() }
      world.cell.pass(.milliseconds(100))
      #expect(world.client.lines == ["inputEnded", "ended:finished"])
    }
  }

  @Test func `what cannot be read is answered with its status, and the connection closed`() {
    let long = String(repeating: "x", count: 9_000)
    let host = "Host: h\r\n"
    let cases: [(request: String, status: Int)] = [
      ("GET\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\n\n", 400),
      ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", 400), ("GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\n\(host) folded\r\n\r\n", 400), ("GET / HTTP/2.0\r\n\(host)\r\n", 505),
      ("GET /\(long) HTTP/1.1\r\n\(host)\r\n", 414),
      ("GET / HTTP/1.1\r\n\(host)A: \(long)\(long)\(long)\(long)\r\n\r\n", 431),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 2\r\n\r\nx", 400),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: x\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: 3000\r\n\r\n", 413),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip\r\n\r\n", 501),
      ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nx\r\n", 400),
      ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\nFFF\r\n", 413),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nExpect: magic\r\n\r\n", 417),
    ]
    for (request, status) in cases {
      let options = HTTPServerOptions(limits: HTTPLimits(bodyByteCountMax: 2_000))
      let world = HTTPServerWorld(options: options)
      let answer = world.ask(request)
      let reason = HTTPResponseHead(status).reason
      #expect(
        answer
          == "HTTP/1.1 \(status) \(reason)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "\(request.prefix(60))"
      )
      #expect(world.client.lines == ["inputEnded"], "\(request.prefix(60))")
      #expect(world.handler.log.isEmpty)
      #expect(world.books.protocolErrors == 1)
    }
  }

  @Test func `an error behind good requests comes behind their answers`() {
    let world = HTTPServerWorld()
    let answer = world.ask(get + "BAD\r\n\r\n")
    #expect(answer.hasPrefix(ok("GET /a") + "HTTP/1.1 400 "))
  }

  @Test func `a head that would break the response is not let through`() {
    let world = HTTPServerWorld { $1.respond(200, headers: ["A": "b\r\nC: d"]) }
    #expect(world.ask(get).hasPrefix("HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n"))
    #expect(world.client.lines == ["inputEnded"])
  }

  @Test func `a second answer and one that is too late are nothing`() {
    let world = HTTPServerWorld { _, exchange in
      #expect(exchange.respond(200, text: "one") == .accepted)
      #expect(exchange.respond(200, text: "two") == .closed)
      #expect(exchange.begin(200) == .closed)
      #expect(exchange.write { $0.append(1) } == .closed)
      #expect(exchange.finish() == .closed)
    }
    #expect(world.ask(get) == ok("one"))
    #expect(world.ask(get) == ok("one"))
  }

  @Test func `routes find their paths, and say 404 and 405 otherwise`() {
    var routes = HTTPRoutes()
    routes.get("/health") { "well\n" }
    routes.on("POST", "/v1/*/speak") { request, exchange in
      exchange.respond(200, text: "\(request.head.path)")
    }
    let all = routes
    let world = HTTPServerWorld { all.handle($0, $1) }
    #expect(world.ask("GET /health?x=1 HTTP/1.1\r\nHost: h\r\n\r\n").hasSuffix("\r\n\r\nwell\n"))
    #expect(world.ask("HEAD /health HTTP/1.1\r\nHost: h\r\n\r\n").contains("Content-Length: 5\r\n"))
    let spoken = world.ask("POST /v1/anna/speak HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(spoken.hasSuffix("\r\n\r\n/v1/anna/speak"))
    for path in ["/", "/healthy", "/health/", "/v1//speak", "/v1/a/b/speak"] {
      let answer = world.ask("GET \(path) HTTP/1.1\r\nHost: h\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"), "\(path)")
      #expect(answer.hasSuffix("no such path: \(path)\n"), "\(path)")
    }
    let deleted = world.ask("DELETE /health HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(deleted.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\n"))
    let got = world.ask("GET /v1/a/speak HTTP/1.1\r\nHost: h\r\n\r\n")
    #expect(got.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\n"))
  }
}

extension HTTPExchange {
  /// Calls a closure on the cell after a while.
  func later(after delay: Duration, _ body: @escaping @Sendable () -> Void) {
    Cell.current.after(delay, body)
  }
}
