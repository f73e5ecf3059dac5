import LiveAdapters
import SimCore
import Testing

/// Answers that take their time, clients that leave, and failures on purpose.
@Suite("HTTP server streaming")
struct HTTPServerStreamingTests {
  private let get = "GET /s HTTP/1.1\r\nHost: h\r\n\r\n"
  private static let head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

  private static func begin(_ request: HTTPRequest, _ exchange: HTTPExchange) {
    exchange.begin(200, headers: ["Content-Type": EventStreamWriter.mediaType])
  }

  private func event(_ exchange: HTTPExchange, _ data: String) -> SendOutcome {
    exchange.write { EventStreamWriter.append(ServerSentEvent(data: data), to: &$0) }
  }

  @Test func `events go out when they come, and the connection carries on behind the last`() {
    let world = HTTPServerWorld(Self.begin)
    #expect(world.ask(get) == Self.head)
    for number in 0..<3 {
      world.client.clear()
      world.handler.withLast { #expect(event($0, "\(number)") == .accepted) }
      world.cell.pass(.seconds(100))
      #expect(world.client.text == "9\r\ndata: \(number)\n\n\r\n")
    }
    world.client.clear()
    world.handler.withLast { #expect($0.finish() == .accepted) }
    world.cell.pass(.milliseconds(10))
    #expect(world.client.text == "0\r\n\r\n")
    #expect(world.ask(get) == Self.head)
    #expect(world.handler.log == ["GET /s", "GET /s"])
  }

  @Test func `a client that closes or resets in the middle cancels the answer, once`() {
    for isReset in [false, true] {
      let world = HTTPServerWorld(Self.begin)
      #expect(world.ask(get) == Self.head)
      world.cell.enter {
        if isReset { world.client.stream.abort() } else { world.client.stream.finish() }
      }
      world.cell.pass(.milliseconds(10))
      let reset = "streamEnded(LiveAdapters.StreamEnding.failed("
      #expect(world.handler.log.count == 2)
      #expect(
        world.handler.log.last?.hasPrefix(
          "cancelled:" + (isReset ? reset : "clientLeft")
        ) == true
      )
      world.handler.withLast { #expect(event($0, "late") == .closed) }
      #expect(world.books.cancellations == 1)
      world.cell.pass(.seconds(300))
      #expect(world.handler.log.count == 2)
    }
  }

  @Test func `a client that only ends its output may be answered all the same`() {
    var options = HTTPServerOptions()
    options.endOfInputCancels = false
    let world = HTTPServerWorld(options: options, Self.begin)
    world.client.send(get)
    world.cell.enter { world.client.stream.finish() }
    world.cell.pass(.milliseconds(10))
    world.handler.withLast {
      #expect(event($0, "x") == .accepted)
      #expect($0.finish() == .accepted)
    }
    world.cell.pass(.milliseconds(10))
    #expect(world.client.text == Self.head + "9\r\ndata: x\n\n\r\n0\r\n\r\n")
    #expect(world.client.lines == ["inputEnded", "ended:finished"])
  }

  @Test func `a client that does not read is told to wait, and is given up after a while`() {
    let shape = PipedStream.Shape(mark: 1_000, limit: 3_000)
    let world = HTTPServerWorld(shape: shape) { request, exchange in
      Self.begin(request, exchange)
    }
    _ = world.ask(get)
    world.cell.enter { world.client.stream.pauseReading() }
    let piece = [UInt8](repeating: 1, count: 600)
    let handler = world.handler
    world.handler.withLast { exchange in
      exchange.onDrained { handler.note("drained") }
      #expect(exchange.write { $0 += piece } == .accepted)
      #expect(exchange.write { $0 += piece } == .backlogged)
    }
    world.cell.pass(.seconds(29))
    world.cell.enter { world.client.stream.resumeReading() }
    world.cell.pass(.seconds(10))
    #expect(handler.log == ["GET /s", "drained"])
    world.cell.enter { world.client.stream.pauseReading() }
    world.handler.withLast { exchange in
      for _ in 0..<2 { exchange.write { $0 += piece } }
    }
    world.cell.pass(.seconds(31))
    #expect(handler.log == ["GET /s", "drained", "cancelled:stalled"])
    #expect(world.books.stalls == 1)
  }

  @Test func `a client that reads nothing of too much is broken off`() {
    let world = HTTPServerWorld(shape: PipedStream.Shape(mark: 1_000, limit: 3_000), Self.begin)
    _ = world.ask(get)
    world.cell.enter { world.client.stream.pauseReading() }
    world.handler.withLast { exchange in
      #expect(exchange.write { $0 += [UInt8](repeating: 1, count: 4_000) } == .overflowed)
      #expect(exchange.write { $0 += [1] } == .closed)
    }
    world.cell.pass(.milliseconds(10))
    #expect(world.handler.log == ["GET /s", "cancelled:overflowed"])
    #expect(world.books.overflows == 1)
    #expect(world.client.lines.last?.hasPrefix("ended:failed") == true)
  }

  @Test(arguments: HTTPFault.allCases)
  func `an answer fails in the middle as it was asked to`(_ fault: HTTPFault) {
    let world = HTTPServerWorld(Self.begin)
    _ = world.ask(get)
    world.client.clear()
    world.handler.withLast { exchange in
      _ = event(exchange, "x")
      exchange.fail(fault)
      #expect(event(exchange, "y") == .closed)
    }
    world.cell.pass(.seconds(1))
    let written = "9\r\ndata: x\n\n\r\n"
    #expect(world.client.text == (fault == .reset ? "" : written))
    switch fault {
    case .reset:
      #expect(world.client.lines.last?.hasPrefix("ended:failed") == true)
    case .close:
      #expect(world.client.lines == ["inputEnded"])
      world.cell.pass(.seconds(2))
      #expect(world.client.lines.last?.hasPrefix("ended:failed") == true)
    case .halfClose, .hang:
      world.cell.pass(.seconds(1_000))
      #expect(world.client.lines == (fault == .hang ? [] : ["inputEnded"]))
      world.cell.enter { world.client.stream.finish() }
      world.cell.pass(.seconds(1))
      #expect(world.handler.log.last == "cancelled:clientLeft")
    }
  }

  @Test func `a fault in the place of an answer sends nothing`() {
    for fault in HTTPFault.allCases {
      let world = HTTPServerWorld { $1.fail(fault) }
      #expect(world.ask(get + get) == "")
      #expect(world.handler.log == ["GET /s"])
    }
  }

  @Test func `a client that sends much ahead has to wait`() {
    var options = HTTPServerOptions()
    options.readAheadByteCountMax = 500
    let world = HTTPServerWorld(options: options, shape: PipedStream.Shape(pieceMax: 100)) {
      _,
      _ in
    }
    let requests = (0..<40).map { "GET /\($0) HTTP/1.1\r\nHost: h\r\n\r\n" }.joined()
    _ = world.ask(requests, within: .seconds(2))
    #expect(world.handler.log.count == 1)
    #expect(world.cell.enter { world.stream.pauses } == 1)
    #expect(world.books.bytesIn < 700)
    for _ in 0..<40 {
      world.handler.withLast { $0.respond(204) }
      world.cell.pass(.milliseconds(100))
    }
    #expect(world.handler.log == (0..<40).map { "GET /\($0)" })
    #expect(world.books.bytesIn == requests.utf8.count)
  }
}
