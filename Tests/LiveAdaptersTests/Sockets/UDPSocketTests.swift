import LiveAdapters
import SimCore
import Synchronization
import Testing

/// Keeps the datagrams that a socket brings.
private final class FakeDatagrams: DatagramReceiver {
  private let stored = Mutex<[(bytes: [UInt8], peer: SocketAddress)]>([])
  let refusal = Slot<SocketError>()

  var all: [(bytes: [UInt8], peer: SocketAddress)] { stored.withLock { $0 } }

  func received(_ datagram: Span<UInt8>, from peer: SocketAddress) {
    let bytes = datagram.indices.map { datagram[$0] }
    stored.withLock { $0.append((bytes, peer)) }
  }

  func refused(_ error: SocketError) { refusal.value = error }
}

@Suite("Sockets: UDP")
struct UDPSocketTests {
  @Test func `datagrams arrive whole, in order, with their sender`() throws {
    let world = try SocketWorld()
    let receiver = FakeDatagrams()
    let (socket, other) = try world.onCell {
      let socket = try UDPSocket(on: world.loop, receiver)
      let other = try UDPSocket(on: world.loop, FakeDatagrams())
      for index in 0..<150 {
        let bytes = [UInt8](repeating: UInt8(index), count: index)
        #expect(other.send(to: socket.address) { $0 += bytes } == .sent)
      }
      return (socket, other)
    }
    #expect(world.run { receiver.all.count == 150 })
    for (index, datagram) in receiver.all.enumerated() {
      #expect(datagram.bytes == [UInt8](repeating: UInt8(index), count: index))
      #expect(datagram.peer == other.address)
    }
    world.onCell {
      #expect(other.books.sent == 150)
      #expect(socket.books.received == 150)
    }
    world.end()
  }

  @Test func `a datagram that is too long is left out and counted`() throws {
    let world = try SocketWorld()
    let receiver = FakeDatagrams()
    let socket = try world.onCell {
      let socket = try UDPSocket(on: world.loop, receiver)
      let other = try UDPSocket(on: world.loop, FakeDatagrams())
      for size in [UDPSocket.datagramSize + 1, UDPSocket.datagramSize] {
        other.send(to: socket.address) { $0 += [UInt8](repeating: 1, count: size) }
      }
      let outcome = other.send(to: socket.address) { $0 += [UInt8](repeating: 1, count: 70_000) }
      #expect(outcome == .failed(.system(operation: .write, errno: SystemReason.messageTooLong)))
      return socket
    }
    #expect(world.run { receiver.all.count == 1 })
    #expect(receiver.all.first?.bytes.count == UDPSocket.datagramSize)
    world.onCell { #expect(socket.books.oversized == 1) }
    world.end()
  }

  @Test func `a connected socket hears that nobody listens, and goes on`() throws {
    let world = try SocketWorld()
    let receiver = FakeDatagrams()
    let socket = try world.onCell {
      let gone = try UDPSocket(on: world.loop, FakeDatagrams())
      gone.close()
      #expect(gone.send(to: gone.address) { $0 += [1] } == .dropped)
      let socket = try UDPSocket(on: world.loop, receiver)
      try socket.connect(to: gone.address)
      #expect(socket.send { $0 += [1] } == .sent)
      return socket
    }
    #expect(world.run { receiver.refusal.value != nil })
    let refused = SocketError.system(operation: .read, errno: SystemReason.connectionRefused)
    #expect(receiver.refusal.value == refused)
    world.onCell { #expect(socket.send { $0 += [2] } == .sent) }
    world.end()
  }
}
