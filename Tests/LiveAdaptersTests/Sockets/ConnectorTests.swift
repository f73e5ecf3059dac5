import LiveAdapters
import SimCore
import Synchronization
import Testing

@Suite("Sockets: connector")
struct ConnectorTests {
  private typealias Outcome = Result<any ByteStream, SocketError>

  @Test func `a name of this host leads to it`() throws {
    let world = try SocketWorld()
    let accepted = Slot<TCPStream>()
    let listener = try world.onCell { try TCPListener(on: world.loop) { accepted.value = $0 } }
    let result = connect(world, "localhost", listener.address.port)
    #expect(world.run { result.value != nil && accepted.value != nil })
    let stream = try #require(try result.value?.get() as? TCPStream)
    #expect(stream.peer == listener.address)
    #expect(accepted.value?.peer.isLoopback == true)
    world.end()
  }

  @Test func `a host that is not listed is not even looked up`() throws {
    let world = try SocketWorld()
    let result = connect(world, "api.example.com", 443)
    #expect(world.run { result.value != nil })
    #expect(result.value?.failure == .notAllowed(host: "api.example.com"))
    let address = connect(world, "203.0.113.7", 443)
    #expect(world.run { address.value != nil })
    #expect(address.value?.failure == .notAllowed(host: "203.0.113.7"))
    world.end()
  }

  @Test func `a name without an address is unresolved`() throws {
    let world = try SocketWorld()
    let allowed = try AllowList(["nonexistent.invalid"])
    let result = connect(world, "nonexistent.invalid", 80, allowing: allowed)
    #expect(world.run { result.value != nil })
    guard case .unresolved("nonexistent.invalid", let reason) = result.value?.failure else {
      Issue.record("got \(String(describing: result.value))")
      return
    }
    #expect(!reason.isEmpty)
    world.end()
  }

  @Test func `a peer that does not answer costs no more than the time for it`() throws {
    let world = try SocketWorld()
    var limits = TCPListener.Limits()
    limits.backlog = 0
    limits.open = 0
    let listener = try world.onCell { try TCPListener(on: world.loop, limits: limits) { _ in } }
    // The kernel completes one or two by itself, and leaves the others without an answer.
    let first = (0..<4).map { _ in connect(world, "127.0.0.1", listener.address.port, 300) }
    #expect(world.run { first.allSatisfy { $0.value != nil } })
    #expect(first.contains { $0.value?.failure == .timedOut(.connect) })
    #expect(world.cell.now < SimInstant(nanoseconds: 2_000_000_000))
    world.end()
  }

  @Test func `a peer that does not speak TLS costs no more than the time for it`() throws {
    let world = try SocketWorld()
    let kept = Slot<TCPStream>()
    let listener = try world.onCell { try TCPListener(on: world.loop) { kept.value = $0 } }
    let security = try TLSContext.client()
    let result = connect(world, "localhost", listener.address.port, 100, security: security)
    #expect(world.run { result.value != nil })
    #expect(result.value?.failure == .timedOut(.handshake))
    world.end()
  }

  @Test func `an attempt that is cancelled gives no answer`() throws {
    let world = try SocketWorld()
    let listener = try world.onCell { try TCPListener(on: world.loop) { _ in } }
    let result = Slot<Outcome>()
    for isEarly in [true, false] {
      let endpoint = Endpoint(host: "localhost", port: listener.address.port)
      let attempt = world.onCell {
        Connector(on: world.loop, allowing: .loopback).connect(to: endpoint, within: .seconds(1)) {
          result.value = $0
        }
      }
      if !isEarly { world.run(for: .microseconds(300)) }
      if result.value == nil { world.onCell { attempt.cancel() } }
      result.value = nil
      world.run(for: .milliseconds(20))
      #expect(result.value == nil)
    }
    world.end()
  }

  @Test func `once the answer was given, the stream is not the attempt's any more`() throws {
    let world = try SocketWorld()
    let listener = try world.onCell { try TCPListener(on: world.loop) { _ in } }
    let result = Slot<Outcome>()
    let endpoint = Endpoint(host: "localhost", port: listener.address.port)
    let attempt = world.onCell {
      Connector(on: world.loop, allowing: .loopback).connect(to: endpoint, within: .seconds(1)) {
        result.value = $0
      }
    }
    #expect(world.run { result.value != nil })
    world.onCell { attempt.cancel() }
    let stream = try #require(try result.value?.get())
    #expect(world.onCell { stream.send { $0 += [1] } } == .accepted)
    world.end()
  }

  @Test func `a task waits for its stream, or for its cancellation`() throws {
    let world = try SocketWorld()
    let accepted = Slot<TCPStream>()
    let listener = try world.onCell { try TCPListener(on: world.loop) { accepted.value = $0 } }
    let connector = Connector(on: world.loop, allowing: .loopback)
    let endpoint = Endpoint(host: "localhost", port: listener.address.port)
    let first = Slot<Outcome>()
    let second = Slot<Outcome>()
    world.cell.spawn { first.value = await connector.connect(to: endpoint, within: .seconds(2)) }
    let task = world.cell.spawn {
      second.value = await connector.connect(to: endpoint, within: .seconds(2))
    }
    world.cell.after(.zero) { task.cancel() }
    #expect(world.run { first.value != nil && second.value != nil })
    #expect(first.value?.failure == nil)
    #expect(second.value?.failure == .cancelled)
    world.end()
  }

  private func connect(
    _ world: SocketWorld,
    _ host: String,
    _ port: UInt16,
    _ milliseconds: Int = 5_000,
    allowing allowed: AllowList = .loopback,
    security: TLSContext? = nil
  ) -> Slot<Outcome> {
    let result = Slot<Outcome>()
    let endpoint = Endpoint(host: host, port: port, security: security)
    world.onCell {
      let connector = Connector(on: world.loop, allowing: allowed)
      connector.connect(to: endpoint, within: .milliseconds(milliseconds)) { result.value = $0 }
      #expect(result.value == nil)
    }
    return result
  }
}
