import LiveAdapters
import SimCore
import Testing

@Suite("Sockets: streams in memory")
struct MemoryStreamTests {
  @Test func `bytes pass in both directions on a simulated cell`() {
    let cell = Cell(seed: 1)
    let (first, second) = MemoryStream.pair(on: cell, limits: StreamLimits(mark: 10, limit: 10_000))
    let sender = FakeSender(first, (0..<50).map { [UInt8](repeating: UInt8($0), count: $0) })
    let receiver = FakeReceiver(onDrain: { sender.goOn() })
    let echo = FakeEcho(second)
    cell.enter {
      first.attach(receiver)
      second.attach(echo)
      sender.goOn()
    }
    cell.run()
    let expected = (0..<50).flatMap { [UInt8](repeating: UInt8($0), count: $0) }
    #expect(receiver.record.bytes == expected)
    #expect(receiver.ending == .finished)
    #expect(echo.ending.value == .finished)
  }

  @Test func `a break is told to both ends`() {
    let cell = Cell(seed: 1)
    let (first, second) = MemoryStream.pair(on: cell)
    let (one, other) = (FakeReceiver(), FakeReceiver())
    cell.enter {
      first.attach(one)
      second.attach(other)
      first.abort()
    }
    cell.run()
    #expect(one.ending == .aborted)
    let reset = SocketError.system(operation: .read, errno: SystemReason.connectionReset)
    #expect(other.ending == .failed(reset))
  }
}
