internal import SimCore

/// Takes TCP connections that come in, on the loop of a live cell.
///
/// ```
///  peers --> kernel's queue --(64 for each event)--> accepted(stream)
///                 |
///                 +-- not taken while as many are open as may be, or while the system has no more
///                     descriptors: peers wait in the queue, and the loop does not spin
/// ```
package final class TCPListener: EventSink {
  /// What a listener keeps to.
  package struct Limits: Sendable, Hashable {
    /// Connections that the kernel keeps ready; the system may cut it (`net.core.somaxconn`).
    package var backlog = 1_024
    /// Connections that are open at once.
    package var open = Int.max
    /// Of each stream.
    package var stream = StreamLimits.standard

    package init() {}
  }

  private static let retryCode: UInt32 = 1
  /// Connections of one event, from which on other events come first.
  private static let eventConnections = 64
  /// How long to wait when the system has no descriptor left and none of ours is closed.
  private static let retryPause = Duration.milliseconds(100)

  private struct State {
    var source: LoopSource?
    var isListening = true
    var isExhausted = false
    var isClosed = false
    /// Nil once it is closed: it may hold what holds the streams, and they hold the listener.
    var accepted: (@Sendable (TCPStream) -> Void)?
    var books = Books()
  }

  /// What a listener has done.
  package struct Books: Sendable, Hashable {
    package var accepted: UInt64 = 0
    /// Connections that broke before they were taken.
    package var broken: UInt64 = 0
    /// Times that the system had no descriptor or memory for one more.
    package var exhausted: UInt64 = 0
    /// Connections that are open now.
    package var open = 0
    /// Why no more are taken, if the listener has failed.
    package var failure: SocketError?
  }

  /// Where it listens; the port is the one that the system gave if none was asked for.
  package let address: SocketAddress
  private let loop: SocketLoop
  private let limits: Limits
  private let handle: SocketHandle
  private let state: CellState<State>

  /// Listens from now on; each connection is handed over as an event of the cell.
  package init(
    on loop: SocketLoop,
    at address: SocketAddress = .loopback(),
    limits: Limits = Limits(),
    _ accepted: @escaping @Sendable (TCPStream) -> Void
  ) throws(SocketError) {
    self.loop = loop
    self.limits = limits
    do {
      (handle, self.address) = try SocketHandle.listening(at: address, backlog: limits.backlog)
    } catch {
      throw SocketError(.listen, error)
    }
    state = CellState(on: loop.cell, State())
    state.value.accepted = accepted
    do {
      state.value.source = try loop.live.watch(handle.descriptor, for: .readable, self)
    } catch {
      throw SocketError(.listen, error)
    }
    adjust()
  }

  package var books: Books { state.value.books }

  /// Takes no more connections; those that are open stay.
  package func close() {
    state.value.isClosed = true
    state.value.accepted = nil
    let source = state.value.source
    state.value.source = nil
    source?.cancel()
    handle.close()
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    if code == Self.retryCode {
      state.value.isExhausted = false
      adjust()
      return
    }
    for _ in 0..<Self.eventConnections {
      if !mayAccept { break }
      do {
        let (connection, peer) = try handle.accept()
        take(connection, peer)
      } catch .wouldBlock {
        break
      } catch {
        note(error)
      }
    }
    adjust()
  }

  private var mayAccept: Bool {
    !state.value.isClosed && !state.value.isExhausted && state.value.books.open < limits.open
  }

  private func take(_ connection: SocketHandle, _ peer: SocketAddress) {
    state.value.books.accepted += 1
    state.value.books.open += 1
    let stream = TCPStream(
      connection,
      peer: peer,
      on: loop,
      limits: limits.stream,
      onClose: { self.closed() }
    )
    state.value.accepted?(stream)
  }

  /// A connection that has failed by itself is skipped, as the kernel has dropped it.
  private func note(_ failure: SystemFailure) {
    if failure.isExhaustion {
      state.value.books.exhausted += 1
      state.value.isExhausted = true
      let retry = loop.cell.now.advanced(by: Self.retryPause)
      loop.cell.schedule(at: retry, self, code: Self.retryCode)
    } else if failure.isFatalToListener {
      state.value.books.failure = SocketError(.accept, failure)
      close()
    } else {
      state.value.books.broken += 1
    }
  }

  private func closed() {
    state.value.books.open -= 1
    adjust()
  }

  /// Listens exactly when a connection may be taken.
  private func adjust() {
    let isListening = mayAccept
    guard isListening != state.value.isListening, let source = state.value.source else { return }
    state.value.isListening = isListening
    do {
      try source.listen(for: isListening ? .readable : [])
    } catch {
      state.value.books.failure = SocketError(.accept, error)
      close()
    }
  }
}
