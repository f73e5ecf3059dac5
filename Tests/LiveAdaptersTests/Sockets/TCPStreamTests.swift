import LiveAdapters
import SimCore
import Testing

@Suite("Sockets: TCP streams")
struct TCPStreamTests {
  @Test(arguments: [1, 2, 1_000, 65_536, 65_537, 1_000_000, 8_000_000])
  func `an echo gives every byte back, however it is cut`(size: Int) throws {
    let world = try SocketWorld()
    var chance = Chance(seed: size)
    let block = chance.bytes(min(size, 4_099))
    let bytes = (0..<size).map { block[$0 % block.count] }
    let cuts = (0..<20).map { _ in chance.below(size + 1) }.sorted()
    let (client, server) = try world.pair(limits: StreamLimits(mark: 100_000, limit: 8_000_000))
    let sender = FakeSender(client, pieces(bytes, at: cuts))
    let isSlow = size >= 1_000_000
    let cell = world.cell
    let receiver = FakeReceiver(
      onBytes: { _ in
        if !isSlow { return }
        client.pauseReading()
        cell.after(.microseconds(100)) { client.resumeReading() }
      },
      onDrain: { sender.goOn() }
    )
    let echo = FakeEcho(server)
    world.onCell {
      server.attach(echo)
      client.attach(receiver)
      sender.goOn()
    }
    #expect(world.run { receiver.ending != nil && echo.ending.value != nil })
    #expect(receiver.record.bytes == bytes)
    #expect(receiver.ending == .finished)
    #expect(echo.ending.value == .finished)
    world.end()
  }

  @Test func `a sender is told to wait, is refused past the limit, and told when to go on`() throws
  {
    let world = try SocketWorld()
    let limits = StreamLimits(mark: 100_000, limit: 300_000)
    let (client, server) = try world.pair(limits: limits)
    let sending = FakeReceiver()
    let piece = [UInt8](repeating: 7, count: 50_000)
    var accepted = 0
    var outcomes: Set<SendOutcome> = []
    world.onCell {
      client.attach(sending)
      for _ in 0..<1_000 where !outcomes.contains(.overflowed) {
        let outcome = client.send { $0 += piece }
        outcomes.insert(outcome)
        if outcome != .overflowed { accepted += piece.count }
      }
    }
    #expect(outcomes == [.accepted, .backlogged, .overflowed])
    world.run(for: .milliseconds(20))
    #expect(sending.record.drains == 0)
    let reading = FakeReceiver()
    world.onCell { server.attach(reading) }
    #expect(world.run { sending.record.drains == 1 && reading.count == accepted })
    world.onCell { #expect(client.send { $0.append(8) } == .accepted) }
    #expect(world.run { reading.count == accepted + 1 })
    world.end()
  }

  @Test func `what is gathered arrives in one piece, and an end within is behind it`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    let receiver = FakeReceiver()
    world.onCell {
      server.attach(receiver)
      client.gather {
        for byte in 0..<100 {
          #expect(client.send { $0.append(UInt8(byte)) } == .accepted)
          client.gather { client.send { $0.append(UInt8(byte)) } }
        }
      }
    }
    #expect(world.run { receiver.count > 0 })
    #expect(receiver.record.bytes == (0..<100).flatMap { [UInt8($0), UInt8($0)] })
    #expect(receiver.record.pieces == 1)
    world.onCell {
      client.gather {
        client.send { $0.append(7) }
        client.finish()
        #expect(client.send { $0.append(8) } == .closed)
      }
    }
    #expect(world.run { receiver.record.isInputOver })
    #expect(receiver.record.bytes.suffix(2) == [99, 7])
    world.onCell { client.gather { client.abort() } }
    world.end()
  }

  @Test func `more than the kernel takes is gathered all the same`() throws {
    let world = try SocketWorld()
    let limits = StreamLimits(mark: 1_000_000, limit: 64_000_000)
    let (client, server) = try world.pair(limits: limits)
    let (sender, receiver) = (FakeReceiver(), FakeReceiver())
    let piece = [UInt8](repeating: 7, count: 500_000)
    world.onCell {
      client.attach(sender)
      client.gather { for _ in 0..<60 { client.send { $0 += piece } } }
      server.attach(receiver)
    }
    #expect(world.run { receiver.count == 30_000_000 && sender.record.drains == 1 })
    world.end()
  }

  @Test func `each side ends its output by itself`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    let first = FakeReceiver()
    let second = FakeReceiver()
    world.onCell {
      client.attach(first)
      server.attach(second)
      client.send { $0 += [1, 2, 3] }
      client.finish()
      #expect(client.send { $0 += [4] } == .closed)
    }
    #expect(world.run { second.record.isInputOver })
    #expect(second.record.bytes == [1, 2, 3])
    #expect(first.ending == nil && second.ending == nil)
    let answer = [UInt8](repeating: 9, count: 3_000_000)
    world.onCell {
      server.send { $0 += answer }
      server.finish()
    }
    #expect(world.run { first.ending != nil && second.ending != nil })
    #expect(first.record.bytes == answer)
    #expect(first.record.isInputOver)
    #expect(first.ending == .finished && second.ending == .finished)
    world.end()
  }

  @Test(arguments: [false, true])
  func `a connection that is broken off is a typed failure of the peer`(isPaused: Bool) throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    let first = FakeReceiver()
    let second = FakeReceiver()
    world.onCell {
      client.attach(first)
      server.attach(second)
      if isPaused { server.pauseReading() }
      client.abort()
      client.abort()
    }
    #expect(first.ending == nil)
    #expect(world.run { first.ending != nil && second.ending != nil })
    #expect(first.ending == .aborted)
    let reset = SocketError.system(operation: .read, errno: SystemReason.connectionReset)
    #expect(second.ending == .failed(reset))
    world.onCell { #expect(server.send { $0 += [1] } == .closed) }
    world.end()
  }

  @Test func `what comes before a receiver is there waits for it`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    world.onCell {
      client.send { $0 += [1, 2, 3] }
      client.finish()
    }
    world.run(for: .milliseconds(10))
    let receiver = FakeReceiver()
    world.onCell { server.attach(receiver) }
    #expect(world.run { receiver.record.isInputOver })
    #expect(receiver.record.bytes == [1, 2, 3])
    world.end()
  }

  @Test func `nothing comes after a pause until reading is resumed`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    let receiver = FakeReceiver(onBytes: { _ in server.pauseReading() })
    world.onCell {
      server.attach(receiver)
      client.send { $0 += [1] }
    }
    #expect(world.run { receiver.count == 1 })
    world.onCell {
      client.send { $0 += [2] }
      client.finish()
    }
    world.run(for: .milliseconds(10))
    #expect(receiver.count == 1 && !receiver.record.isInputOver)
    let before = world.live.sleepCount
    world.run(for: .milliseconds(20))
    #expect(world.live.sleepCount - before < 10)
    world.onCell { server.resumeReading() }
    #expect(world.run { receiver.count == 2 })
    world.onCell { server.resumeReading() }
    #expect(world.run { receiver.record.isInputOver })
    world.end()
  }

  @Test func `a receiver that gives up within its own call gets no more bytes`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    let receiver = FakeReceiver(onBytes: { _ in server.abort() })
    world.onCell {
      server.attach(receiver)
      client.send { $0 += [UInt8](repeating: 1, count: 1_000_000) }
    }
    #expect(world.run { receiver.ending != nil })
    #expect(receiver.record.pieces == 1)
    #expect(receiver.ending == .aborted)
    world.end()
  }

  @Test func `a receiver can hand the stream over to another within its own call`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair()
    let second = FakeReceiver()
    let first = FakeReceiver(onBytes: { _ in server.attach(second) })
    world.onCell {
      server.attach(first)
      client.send { $0 += [UInt8](repeating: 1, count: 1_000_000) }
      client.abort()
    }
    #expect(world.run { second.ending != nil })
    #expect(first.record.pieces == 1)
    #expect(first.ending == nil)
    world.end()
  }

  @Test func `one event reads no more than its share`() throws {
    let world = try SocketWorld()
    let (client, server) = try world.pair(limits: StreamLimits(mark: 8_000_000, limit: 8_000_000))
    let cell = world.cell
    let shares = Slot<[UInt64: Int]>()
    shares.value = [:]
    let receiver = FakeReceiver(onBytes: { shares.value?[cell.eventCount, default: 0] += $0.count })
    _ = world.onCell { client.send { $0 += [UInt8](repeating: 1, count: 4_000_000) } }
    world.run(for: .milliseconds(20))
    world.onCell { server.attach(receiver) }
    #expect(world.run { receiver.count == 4_000_000 })
    #expect(try #require(shares.value?.values.max()) <= 262_144 + 65_536)
    world.end()
  }

  @Test func `a world that is shut down lets its streams go`() throws {
    let world = try SocketWorld()
    let descriptors = Slot<Bool>()
    weak var stream: TCPStream?
    do {
      let (client, server) = try world.pair()
      stream = server
      world.onCell { server.attach(FakeReceiver()) }
      descriptors.value = world.live.sourceCount == 1
      withExtendedLifetime(client) {}
    }
    #expect(descriptors.value == true)
    #expect(stream != nil)
    world.end()
    #expect(stream == nil)
  }
}
