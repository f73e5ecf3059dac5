import Foundation
import LiveAdapters
import SimCore
import Synchronization
import Testing

@Suite("Sockets: TCP listener")
struct TCPListenerTests {
  @Test func `a port of nobody's choice is reported, and cannot be had twice`() throws {
    let world = try SocketWorld()
    let address = try world.onCell {
      let listener = try TCPListener(on: world.loop) { _ in }
      #expect(listener.address.port > 0)
      #expect(listener.address.host == "127.0.0.1")
      let error = #expect(throws: SocketError.self) {
        _ = try TCPListener(on: world.loop, at: listener.address) { _ in }
      }
      #expect(error == .system(operation: .listen, errno: SystemReason.addressInUse))
      #expect(error?.description == "cannot listen: Address already in use")
      listener.close()
      return listener.address
    }
    // A process that another test starts holds the descriptor until it has become another program.
    var again: TCPListener?
    for _ in 0..<100 where again == nil {
      again = try? world.onCell { try TCPListener(on: world.loop, at: address) { _ in } }
      if again == nil { world.run(for: .milliseconds(10)) }
    }
    #expect(again != nil)
    world.onCell { again?.close() }
    world.end()
  }

  @Test func `no more are taken than may be open, and the next when one has gone`() throws {
    let world = try SocketWorld()
    let accepted = Mutex<[TCPStream]>([])
    var limits = TCPListener.Limits()
    limits.open = 2
    let (listener, clients) = try world.onCell {
      let listener = try TCPListener(on: world.loop, limits: limits) { stream in
        accepted.withLock { $0.append(stream) }
      }
      return (listener, (0..<5).map { _ in world.connect(to: listener.address) })
    }
    #expect(world.run { clients.allSatisfy { $0.value != nil } })
    let before = world.live.sleepCount
    world.run(for: .milliseconds(20))
    #expect(world.live.sleepCount - before < 10)
    #expect(accepted.withLock { $0.count } == 2)
    world.onCell { accepted.withLock { $0[0] }.abort() }
    #expect(world.run { accepted.withLock { $0.count } == 3 })
    #expect(world.onCell { listener.books.open } == 2)
    world.onCell { accepted.withLock { $0.removeAll() } }
    #expect(world.run { accepted.withLock { $0.count } == 2 })
    #expect(world.onCell { listener.books.accepted } == 5)
    world.onCell {
      listener.close()
      for client in clients { client.value?.abort() }
    }
    world.end()
  }

  @Test func `a burst of connections is taken whole`() throws {
    let world = try SocketWorld()
    let count = Atomic<Int>(0)
    let kept = Mutex<[TCPStream]>([])
    let listener = try world.onCell {
      let listener = try TCPListener(on: world.loop) { stream in
        kept.withLock { $0.append(stream) }
        count.add(1, ordering: .relaxed)
      }
      for _ in 0..<200 { _ = world.connect(to: listener.address) }
      return listener
    }
    #expect(world.run { count.load(ordering: .relaxed) == 200 })
    #expect(world.onCell { listener.books.broken + listener.books.exhausted } == 0)
    world.end()
  }

  @Test func `without descriptors it waits, and goes on when there are some`() async {
    // In a process of its own: the limit holds for all of it.
    await #expect(processExitsWith: .success) {
      let world = try SocketWorld()
      let accepted = Mutex<[TCPStream]>([])
      let (listener, clients) = try world.onCell {
        let listener = try TCPListener(on: world.loop) { stream in
          accepted.withLock { $0.append(stream) }
        }
        return (listener, (0..<3).map { _ in world.connect(to: listener.address) })
      }
      var limit = rlimit()
      _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      let usual = limit.rlim_cur
      // The three that every process has: whatever another thread closes is of no use.
      limit.rlim_cur = 3
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      var books = world.onCell { listener.books }
      // As long as that takes on a machine that has other things to do.
      for _ in 0..<200 where books.exhausted < 2 {
        world.run(for: .milliseconds(50))
        books = world.onCell { listener.books }
      }
      precondition(books.accepted == 0)
      precondition(books.exhausted >= 2, "\(books.exhausted) times")
      let wakes = world.live.sleepCount
      precondition(wakes < 15 * Int(books.exhausted), "\(wakes) wakes")
      limit.rlim_cur = usual
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      precondition(world.run { accepted.withLock { $0.count } == 3 })
      precondition(clients.allSatisfy { $0.value != nil })
      world.end()
    }
  }

  @Test func `a listener that is closed refuses`() throws {
    let world = try SocketWorld()
    let (result, address) = try world.onCell {
      let listener = try TCPListener(on: world.loop) { _ in }
      listener.close()
      listener.close()
      let result = Slot<Result<any ByteStream, SocketError>>()
      let endpoint = Endpoint(host: "127.0.0.1", port: listener.address.port)
      Connector(on: world.loop, allowing: .loopback).connect(to: endpoint, within: .seconds(2)) {
        result.value = $0
      }
      return (result, listener.address)
    }
    #expect(address.isLoopback)
    #expect(world.run { result.value != nil })
    let refused = SocketError.system(operation: .connect, errno: SystemReason.connectionRefused)
    #expect(result.value?.failure == refused)
    world.end()
  }
}

extension SocketWorld {
  /// A stream to an address, once it is there.
  func connect(to address: SocketAddress) -> Slot<any ByteStream> {
    let stream = Slot<any ByteStream>()
    let endpoint = Endpoint(host: address.host, port: address.port)
    Connector(on: loop, allowing: .loopback).connect(to: endpoint, within: .seconds(5)) {
      stream.value = try? $0.get()
    }
    return stream
  }
}

extension Result {
  /// The error, if it is one.
  var failure: Failure? {
    if case .failure(let error) = self { return error }
    return nil
  }
}
