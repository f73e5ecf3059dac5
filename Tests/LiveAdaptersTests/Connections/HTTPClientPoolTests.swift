import LiveAdapters
import SimCore
import Testing

@Suite("HTTP client pool")
struct HTTPClientPoolTests {
  private typealias World = HTTPClientWorld

  @Test func `a request goes out whole and its response comes in, whatever the cut`() {
    for seed in 0..<40 {
      let world = World(shape: PipedStream.Shape(pieceMax: 1 + seed, seed: seed))
      let request = HTTPClientRequest("POST", "/v1", headers: ["A": "b"], body: Array("hi".utf8))
      let asked = world.send(request)
      world.cell.pass(.seconds(1))
      #expect(
        world.server(0).text
          == "POST /v1 HTTP/1.1\r\nA: b\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
      )
      world.say(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      )
      world.say("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
      world.cell.pass(.seconds(1))
      #expect(asked.lines == ["200", "end:abcde"], "seed \(seed)")
    }
  }

  @Test func `a connection is used again, and left after thirty idle seconds`() {
    let world = World()
    for _ in 0..<3 {
      let asked = world.send()
      world.say(World.ok)
      #expect(asked.lines == ["200", "end:ok"])
      world.cell.pass(.seconds(25))
    }
    #expect(world.connections.log == ["h 10.0 seconds"])
    #expect(world.figures.reuses == 2)
    #expect(world.server(0).text == World.request + World.request + World.request)
    world.cell.pass(.seconds(6))
    #expect(world.server(0).lines.first == "inputEnded")
    world.send()
    #expect(world.connections.log.count == 2)
    #expect(world.figures.connected == 2)
  }

  @Test func `a connection that the server ends is not used again`() {
    let closing = [
      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
      "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", World.ok + "more",
    ]
    for answer in closing {
      let world = World()
      let asked = world.send()
      world.say(answer)
      #expect(asked.lines == ["200", "end:ok"])
      world.send()
      #expect(world.connections.peers.count == 2)
    }
  }

  @Test func `a body without a length ends with the connection`() {
    let world = World()
    let asked = world.send()
    world.say("HTTP/1.1 200 OK\r\n\r\nall of ")
    world.say("it")
    #expect(asked.lines == ["200"])
    world.cell.enter { world.server(0).stream.finish() }
    world.cell.pass(.milliseconds(100))
    #expect(asked.lines == ["200", "end:all of it"])
  }

  @Test func `an idle connection that the server closes is dropped at once`() {
    let world = World()
    world.send()
    world.say(World.ok)
    world.cell.enter { world.server(0).stream.finish() }
    world.cell.pass(.milliseconds(100))
    #expect(world.server(0).lines == ["inputEnded", "ended:finished"])
    let asked = world.send()
    world.say(World.ok, on: 1)
    #expect(asked.lines == ["200", "end:ok"])
    #expect(world.figures.retries == 0)
  }

  @Test func `a request that meets a connection being closed is sent once more`() {
    for isReset in [false, true] {
      let world = World()
      world.send()
      world.say(World.ok)
      // The server closes in the instant in which the request is on its way.
      let log = ResponseLog(world.cell)
      world.cell.enter {
        _ = world.pool.send(HTTPClientRequest("GET", "/"), to: World.endpoint, receiver: log)
        let stream = world.server(0).stream
        if isReset { stream.abort() } else { stream.finish() }
      }
      world.cell.pass(.milliseconds(100))
      #expect(log.lines.isEmpty)
      world.say(World.ok, on: 1)
      #expect(log.lines == ["200", "end:ok"])
      #expect(world.figures.retries == 1)
    }
  }

  @Test func `it is not sent again when that could do harm, or when a response had begun`() {
    let post = World()
    post.send()
    post.say(World.ok)
    let asked = post.send(HTTPClientRequest("POST", "/"))
    post.cell.enter { post.server(0).stream.finish() }
    post.cell.pass(.milliseconds(100))
    #expect(asked.lines == ["noResponse(LiveAdapters.StreamEnding.finished)"])

    let replayable = World()
    replayable.send()
    replayable.say(World.ok)
    let again = replayable.send(HTTPClientRequest("POST", "/", isReplayable: true))
    replayable.cell.enter { replayable.server(0).stream.finish() }
    replayable.cell.pass(.milliseconds(100))
    replayable.say(World.ok, on: 1)
    #expect(again.lines == ["200", "end:ok"])

    let begun = World()
    begun.send()
    begun.say(World.ok)
    let cut = begun.send()
    begun.say("H")
    begun.cell.enter { begun.server(0).stream.finish() }
    begun.cell.pass(.milliseconds(100))
    #expect(cut.lines == ["truncated(LiveAdapters.StreamEnding.finished)"])
    #expect(begun.figures.retries == 0)
  }

  @Test func `a fresh connection that is closed, and a second closed one, are failures`() {
    let fresh = World()
    let asked = fresh.send()
    fresh.cell.enter { fresh.server(0).stream.finish() }
    fresh.cell.pass(.milliseconds(100))
    #expect(asked.lines == ["noResponse(LiveAdapters.StreamEnding.finished)"])

    let twice = World()
    twice.send()
    twice.say(World.ok)
    let again = twice.send()
    for index in 0..<2 {
      twice.cell.enter { twice.server(index).stream.finish() }
      twice.cell.pass(.milliseconds(100))
    }
    #expect(again.lines == ["noResponse(LiveAdapters.StreamEnding.finished)"])
    #expect(twice.figures.retries == 1)
  }

  @Test func `requests above the limit wait their turn, and too many are refused`() {
    let world = World(options: HTTPPoolOptions(connectionCountMax: 2, queueCountMax: 3))
    let asked = (0..<6).map { world.send(HTTPClientRequest("GET", "/\($0)")) }
    #expect(world.connections.peers.count == 2)
    #expect(asked[5].lines == ["queueFull(limit: 3)"])
    #expect(world.figures.refusals == 1)
    world.say(World.ok, on: 1)
    world.say(World.ok, on: 0)
    world.say(World.ok, on: 0)
    #expect(world.server(1).text.contains("GET /2 "))
    #expect(world.server(0).text.contains("GET /3 "))
    #expect(world.server(0).text.contains("GET /4 "))
    #expect(asked.prefix(5).map { $0.lines.count } == [2, 2, 0, 2, 0])
    #expect(world.connections.peers.count == 2)
    // Another endpoint has a queue of its own.
    world.send(to: HTTPEndpoint(host: "i", port: 8_443, isEncrypted: true))
    #expect(world.connections.log.last == "i:8443 10.0 seconds")
  }

  @Test func `a connection that cannot be made fails its request, and the next gets its place`() {
    let world = World(options: HTTPPoolOptions(connectionCountMax: 1))
    world.connections.become(.refuses)
    let first = world.send()
    #expect(first.lines.first?.hasPrefix("notConnected(") == true)
    world.connections.become(.connects)
    let second = world.send()
    world.say(World.ok)
    #expect(second.lines == ["200", "end:ok"])
    #expect(world.figures.connectFailures == 1)
  }

  @Test func `a request that is given up says nothing more, wherever it is`() {
    let world = World(options: HTTPPoolOptions(connectionCountMax: 1))
    let running = world.send()
    let waiting = world.send()
    let last = world.send()
    world.cell.enter { waiting.call.cancel() }
    world.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")
    world.cell.enter { running.call.cancel() }
    world.cell.pass(.milliseconds(200))
    #expect(world.server(0).lines.last?.hasPrefix("ended:failed") == true)
    #expect(running.lines == ["200"])
    #expect(waiting.lines.isEmpty)
    world.say(World.ok, on: 1)
    #expect(last.lines == ["200", "end:ok"])

    let connecting = World(options: HTTPPoolOptions(connectionCountMax: 1))
    connecting.connections.become(.isSilent)
    let never = connecting.send()
    connecting.cell.enter { never.call.cancel() }
    #expect(connecting.connections.log == ["h 10.0 seconds", "cancelled"])
    connecting.connections.become(.connects)
    let next = connecting.send()
    connecting.say(World.ok)
    #expect(next.lines == ["200", "end:ok"])
    #expect(never.lines.isEmpty)
  }

  @Test func `a head that does not come and a body that pauses are failures of their own`() {
    let world = World()
    let request = HTTPClientRequest("GET", "/", headTime: .seconds(5), bodyTime: .seconds(3))
    let silent = world.send(request)
    world.cell.pass(.seconds(6))
    #expect(silent.lines == ["headTimedOut"])
    #expect(world.server(0).lines.last?.hasPrefix("ended:failed") == true)
    let pausing = world.send(request)
    world.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", on: 1)
    for _ in 0..<4 {
      world.cell.pass(.seconds(2))
      world.say("x", on: 1)
    }
    #expect(pausing.lines == ["200"])
    world.cell.pass(.seconds(4))
    #expect(pausing.lines == ["200", "bodyTimedOut"])
    #expect(world.figures.traffic.timeouts == 2)
  }

  @Test func `a response that breaks the rules ends the connection`() {
    for (answer, error) in [
      ("HTTP/3.0 200 OK\r\n\r\n", "malformed(LiveAdapters.HTTPError.unsupportedVersion)"),
      ("HTTP/1.1 101 Switching Protocols\r\n\r\n", "switchedProtocols"),
    ] {
      let world = World()
      let asked = world.send()
      world.say(answer)
      #expect(asked.lines == [error])
      #expect(world.server(0).lines.last?.hasPrefix("ended:failed") == true)
    }
    let head = World().send(HTTPClientRequest("GET", "/", headers: ["A": "b\r\nC: d"]))
    #expect(head.lines == ["malformed(LiveAdapters.HTTPError.malformedHeader)"])
  }

  @Test func `a body that is held back makes the server wait`() {
    let world = World(shape: PipedStream.Shape(pieceMax: 10))
    let asked = world.send()
    world.say("HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n")
    world.cell.enter { asked.call.pauseReading() }
    world.say(String(repeating: "x", count: 2_000))
    world.cell.pass(.seconds(100))
    #expect(asked.lines == ["200"])
    world.cell.enter { asked.call.resumeReading() }
    world.cell.pass(.seconds(2))
    #expect(asked.lines.last == "end:" + String(repeating: "x", count: 2_000))
  }

  @Test func `a pool that is shut down fails what it has`() {
    let world = World(options: HTTPPoolOptions(connectionCountMax: 1))
    let asked = (0..<2).map { _ in world.send() }
    world.cell.enter { world.pool.shutDown() }
    world.cell.pass(.milliseconds(100))
    let late = world.send()
    #expect((asked + [late]).map(\.lines) == [["shutDown"], ["shutDown"], ["shutDown"]])
  }
}
