import LiveAdapters
import SimCore
import Testing

/// How connections end: by agreement, by the rules, by the clock and by force.
@Suite("WebSocket endings")
struct WebSocketEndingTests {
  private typealias World = WebSocketWorld

  private func finish(_ world: WebSocketWorld) {
    world.cell.enter { world.peer.stream.finish() }
    world.cell.pass(.milliseconds(100))
  }

  @Test func `a server closes first below, whoever began`() {
    let begun = World.server()
    begun.act { $0.close(CloseStatus(.goingAway, reason: "done")) }
    #expect(begun.frames == ["close:1001"])
    #expect(begun.peer.lines.isEmpty)
    begun.say(.text("last"), .close(1001))
    #expect(begun.lines == ["text:6c617374"])
    #expect(begun.peer.lines == ["inputEnded"])
    finish(begun)
    #expect(begun.lines == ["text:6c617374", "ended:closed:1001::us"])

    let asked = World.server()
    asked.say(.close(4_000, "bye"))
    #expect(asked.frames == ["close:4000"])
    #expect(asked.peer.lines == ["inputEnded"])
    finish(asked)
    #expect(asked.lines == ["ended:closed:4000:bye:peer"])
    #expect(asked.peer.lines == ["inputEnded", "ended:finished"])
  }

  @Test func `a client waits for the server to close below`() {
    for begins in [true, false] {
      let world = World.client()
      if begins { world.act { $0.close() } }
      world.say(RawFrame.close(1000).unmasked)
      #expect(world.frames == ["close:1000"])
      world.cell.pass(.seconds(5))
      #expect(world.peer.lines.isEmpty)
      #expect(world.lines.isEmpty)
      finish(world)
      #expect(world.lines == ["ended:closed:1000::" + (begins ? "us" : "peer")])
      #expect(world.peer.lines.last == "ended:finished")
    }
  }

  @Test func `a client does not wait for ever`() {
    let world = World.client()
    world.say(RawFrame.close(1000).unmasked)
    world.cell.pass(.seconds(11))
    #expect(world.lines == ["ended:closed:1000::peer"])
    #expect(world.peer.lines.last?.hasPrefix("ended:failed") == true)
  }

  @Test func `a close that nobody answers ends after its time`() {
    for world in [World.server(), World.client()] {
      world.act { $0.close() }
      #expect(world.cell.enter { world.connection?.send(text: { $0.append(65) }) } == .closed)
      world.cell.pass(.seconds(9))
      #expect(world.lines.isEmpty)
      world.cell.pass(.seconds(2))
      #expect(world.lines == ["ended:closeTimedOut"])
      #expect(world.books.timeouts == 1)
    }
  }

  @Test func `both may close at once`() {
    for world in [World.server(), World.client()] {
      let frame = RawFrame.close(1001)
      world.peer.send(world.connection?.side == .server ? frame.bytes : frame.unmasked.bytes)
      world.act { $0.close(CloseStatus(.normal)) }
      finish(world)
      #expect(world.frames == ["close:1000"])
      #expect(world.lines == ["ended:closed:1001::us"])
    }
  }

  @Test func `a close without a code is one`() {
    let world = World.server()
    world.say(RawFrame(8))
    finish(world)
    #expect(world.lines == ["ended:closed:1005::peer"])
  }

  @Test func `a stream that ends without a close is broken`() {
    for world in [World.server(), World.client()] {
      finish(world)
      #expect(world.lines == ["ended:broken:finished"])
      #expect(world.peer.lines == ["inputEnded", "ended:finished"])
    }
    for isClosing in [false, true] {
      let world = World.server()
      world.cell.enter {
        if isClosing { world.connection?.close() }
        world.peer.stream.abort()
      }
      world.cell.pass(.seconds(1))
      #expect(world.lines == ["ended:broken:failed"])
    }
    #expect(WebSocketEnding.broken(.aborted).status.code == .abnormal)
  }

  @Test func `a peer that is silent is asked, and given up when it stays so`() {
    for world in [World.server(), World.client()] {
      let isServer = world.connection?.side == .server
      world.cell.pass(.seconds(18))
      #expect(world.frames.isEmpty)
      world.cell.pass(.seconds(3))
      #expect(world.frames == ["ping:"])
      world.cell.pass(.seconds(10))
      world.say(isServer ? RawFrame.pong().bytes : RawFrame.pong().unmasked.bytes)
      world.cell.pass(.seconds(21))
      #expect(world.frames == ["ping:", "ping:"])
      world.cell.pass(.seconds(18))
      #expect(world.lines.isEmpty)
      world.cell.pass(.seconds(3))
      #expect(world.lines == ["ended:pongTimedOut"])
      #expect(world.books.pingsOut == 2 && world.books.timeouts == 1)
    }
  }

  @Test func `a peer that speaks is not asked, and one that is held back is not given up`() {
    let world = World.server()
    for _ in 0..<30 {
      world.cell.pass(.seconds(5))
      world.say(.text("a"))
    }
    #expect(world.frames.isEmpty)
    world.act { $0.pauseReading() }
    world.cell.pass(.seconds(500))
    #expect(world.lines.count == 30)
    world.act { $0.resumeReading() }
    world.cell.pass(.seconds(19))
    #expect(world.lines.count == 30)
    world.cell.pass(.seconds(45))
    #expect(world.lines.last == "ended:pongTimedOut")
  }

  @Test func `a peer that never reads overflows the stream, and is given up`() {
    let shape = PipedStream.Shape(mark: 1_000, limit: 5_000)
    for world in [World.server(shape: shape), World.client(shape: shape)] {
      world.cell.enter { world.peer.stream.pauseReading() }
      var outcomes: [SendOutcome] = []
      world.act { connection in
        for _ in 0..<7 {
          outcomes.append(
            connection.send(binary: { $0 += [UInt8](repeating: 0, count: 900) })
          )
        }
      }
      #expect(outcomes.filter { $0 == .accepted }.count == 1)
      #expect(outcomes.filter { $0 == .backlogged }.count == 4)
      #expect(outcomes.suffix(2) == [.overflowed, .closed])
      #expect(world.lines == ["ended:overflowed"])
      #expect(world.books.overflows == 1)
      #expect(world.peer.lines.last?.hasPrefix("ended:failed") == true)
    }
  }

  @Test func `a backlog is told and may drain, and one that does not is given up`() {
    let world = World.server(shape: PipedStream.Shape(mark: 1_000))
    let send: (WebSocketConnection) -> Void = { connection in
      for _ in 0..<2 { connection.send(binary: { $0 += [UInt8](repeating: 0, count: 900) }) }
    }
    world.cell.enter { world.peer.stream.pauseReading() }
    world.act(send)
    world.cell.pass(.seconds(9))
    world.cell.enter { world.peer.stream.resumeReading() }
    world.cell.pass(.seconds(5))
    #expect(world.lines == ["drained"])
    world.cell.enter { world.peer.stream.pauseReading() }
    world.act(send)
    world.cell.pass(.seconds(11))
    #expect(world.lines == ["drained", "ended:stalled"])
    #expect(world.books.stalls == 1)
  }

  @Test func `what is too long is refused with 1009`() {
    let options = WebSocketOptions(
      limits: WebSocketLimits(frameByteCountMax: 1_000, messageByteCountMax: 1_500)
    )
    for count in [1_000, 1_001] {
      let world = World.server(options: options)
      world.say(.binary([UInt8](repeating: 1, count: count)))
      #expect(world.frames == (count == 1_000 ? [] : ["close:1009"]))
      if count > 1_000 {
        world.say(.text("more"))
        finish(world)
        #expect(world.lines == ["ended:error:frameTooLong(limit: 1000)"])
        #expect(world.books.protocolErrors == 1)
      }
    }
  }

  @Test func `a break by this side ends at once, once`() {
    let world = World.server()
    world.act {
      $0.breakOff()
      $0.breakOff()
      $0.close()
    }
    world.say(.text("late"))
    world.cell.pass(.seconds(100))
    #expect(world.lines == ["ended:aborted"])
    #expect(world.cell.nextEvent == nil)
  }

  @Test func `a receiver that has paused still sees the close that it asked for`() {
    let world = World.server { connection, _ in connection.pauseReading() }
    world.say(.text("a"), .text("b"))
    world.act { $0.close() }
    world.say(.close(1000))
    finish(world)
    #expect(world.lines.first == "text:61")
    world.cell.pass(.seconds(11))
    #expect(world.lines.last?.hasPrefix("ended:") == true)
  }
}
