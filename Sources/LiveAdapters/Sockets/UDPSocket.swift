internal import SimCore

/// Who takes the datagrams of a socket; each call is within an event of its cell.
package protocol DatagramReceiver: AnyObject, Sendable {
  /// One datagram, gone when the call returns.
  func received(_ datagram: Span<UInt8>, from peer: SocketAddress)
  /// The network has refused something that was sent before, such as with `ECONNREFUSED`: the
  /// socket goes on.
  func refused(_ error: SocketError)
}

/// What became of a datagram that was to be sent.
package enum DatagramOutcome: Sendable, Hashable {
  case sent
  /// The kernel had no room for it, or the socket is closed; it is counted.
  case dropped
  case failed(SocketError)
}

/// Sends and receives datagrams on the loop of a live cell.
package final class UDPSocket: EventSink {
  /// What a socket has done, in datagrams.
  package struct Books: Sendable, Hashable {
    package var sent: UInt64 = 0
    package var received: UInt64 = 0
    /// Were to be sent, but the kernel had no room.
    package var dropped: UInt64 = 0
    /// Came in, but longer than `datagramSize`, and were left out.
    package var oversized: UInt64 = 0
  }

  private struct State {
    var source: LoopSource?
    var receiver: (any DatagramReceiver)?
    var found: [SocketHandle.Datagram] = []
    var scratch: [UInt8] = []
    var isConnected = false
    var isClosed = false
    var books = Books()
  }

  /// Longest datagram that is received, in bytes: more than the packets of an Ethernet carry.
  package static let datagramSize = 2_048
  /// Calls for datagrams in one event; each brings 32 at most.
  private static let eventCalls = 4

  /// Where it receives; the port is the one that the system gave if none was asked for.
  package let address: SocketAddress
  private let loop: SocketLoop
  private let handle: SocketHandle
  private let state: CellState<State>

  /// Receives from now on.
  package init(
    on loop: SocketLoop,
    at address: SocketAddress = .loopback(),
    _ receiver: any DatagramReceiver
  ) throws(SocketError) {
    self.loop = loop
    do {
      (handle, self.address) = try SocketHandle.datagrams(at: address)
    } catch {
      throw SocketError(.open, error)
    }
    state = CellState(on: loop.cell, State())
    state.value.receiver = receiver
    do {
      state.value.source = try loop.live.watch(handle.descriptor, for: .readable, self)
    } catch {
      throw SocketError(.open, error)
    }
  }

  package var books: Books { state.value.books }

  /// Sends to this peer alone from now on, and receives from no other; then a peer that does not
  /// listen is noticed.
  package func connect(to peer: SocketAddress) throws(SocketError) {
    do {
      try handle.fixPeer(peer)
      state.value.isConnected = true
    } catch {
      throw SocketError(.connect, error)
    }
  }

  /// Sends one datagram to the peer, or to the one that the socket is connected to.
  @discardableResult
  package func send(
    to peer: SocketAddress? = nil,
    _ write: (inout [UInt8]) -> Void
  ) -> DatagramOutcome {
    precondition(peer != nil || state.value.isConnected, "a datagram needs a peer")
    if state.value.isClosed { return .dropped }
    var bytes = state.value.scratch
    state.value.scratch = []
    write(&bytes)
    defer {
      bytes.removeAll(keepingCapacity: true)
      state.value.scratch = bytes
    }
    do {
      try handle.sendDatagram(bytes, to: peer)
      state.value.books.sent += 1
      return .sent
    } catch {
      guard error == .wouldBlock || error.isExhaustion else {
        return .failed(SocketError(.write, error))
      }
      state.value.books.dropped += 1
      return .dropped
    }
  }

  /// Neither sends nor receives any more.
  package func close() {
    state.value.isClosed = true
    state.value.receiver = nil
    let source = state.value.source
    state.value.source = nil
    source?.cancel()
    handle.close()
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    for _ in 0..<Self.eventCalls {
      if state.value.isClosed || !receive() { return }
    }
  }

  /// Takes what one call brings; whether there may be more.
  private func receive() -> Bool {
    var found = state.value.found
    state.value.found = []
    defer { state.value.found = found }
    do {
      try handle.receiveDatagrams(into: loop.buffer, each: Self.datagramSize, &found)
    } catch {
      if error == .wouldBlock { return false }
      state.value.receiver?.refused(SocketError(.read, error))
      return true
    }
    for datagram in found {
      if datagram.isCut {
        state.value.books.oversized += 1
        continue
      }
      state.value.books.received += 1
      loop.buffer.withBytes(from: datagram.start, count: datagram.count) { bytes in
        state.value.receiver?.received(bytes, from: datagram.peer)
      }
    }
    return found.count == SocketHandle.datagramLimit
  }
}
