internal import SimCore

/// Where to connect to, and how.
package struct Endpoint: Sendable {
  /// A name or a literal address.
  package var host: String
  package var port: UInt16
  /// How to encrypt; nil is not at all.
  package var security: TLSContext?
  /// The name that the certificate has to bear when it is not the host.
  package var serverName: String?
  package var limits = StreamLimits.standard

  package init(host: String, port: UInt16, security: TLSContext? = nil) {
    self.host = host
    self.port = port
    self.security = security
  }
}

/// Makes connections to hosts that may be reached.
///
/// ```
///  host --allow-list--> look-up --allow-list--> address 1, address 2, ... --> TLS --> stream
///                       (thread)                (in order, each with its share of the time)
/// ```
/// If only one of a name's addresses is not allowed, none is tried: nobody mixes them by chance.
package final class Connector: Sendable {
  /// Gets the stream, whose receiver is not attached yet.
  package typealias Answer = @Sendable (Result<any ByteStream, SocketError>) -> Void

  package let loop: SocketLoop
  package let allowed: AllowList

  package init(on loop: SocketLoop, allowing allowed: AllowList) {
    self.loop = loop
    self.allowed = allowed
  }

  /// Connects within a time; the answer is an event of the cell, and is given once.
  ///
  /// After a `cancel` of the attempt there is no answer any more.
  @discardableResult
  package func connect(
    to endpoint: Endpoint,
    within time: Duration,
    _ answer: @escaping Answer
  ) -> ConnectAttempt {
    let attempt = ConnectAttempt(endpoint, on: self)
    attempt.start(within: time, answer)
    return attempt
  }

  /// The same for a task of the cell; a task that is cancelled gets `cancelled`.
  nonisolated(nonsending)
    package func connect(
      to endpoint: Endpoint,
      within time: Duration
    ) async -> Result<any ByteStream, SocketError>
  {
    let attempt = ConnectAttempt(endpoint, on: self)
    let result = await Reply<Result<any ByteStream, SocketError>>.wait(
      on: loop.cell,
      ifCancelled: .failure(.cancelled)
    ) { reply in
      attempt.start(within: time) { result in
        // A task that was cancelled in between has its answer already.
        if !reply.send(result), case .success(let stream) = result { stream.abort() }
      }
    }
    if result.isCancelled { attempt.cancel() }
    return result
  }
}

extension Result where Success == any ByteStream, Failure == SocketError {
  fileprivate var isCancelled: Bool {
    if case .failure(.cancelled) = self { return true }
    return false
  }
}

/// One connection on its way; used on its cell.
package final class ConnectAttempt: EventSink {
  /// What an event is about.
  private enum Code {
    static let deadline: UInt32 = 0
    static let addressDeadline: UInt32 = 1
    static let decided: UInt32 = 2
    static let answer: UInt32 = 3
  }

  private struct State {
    var answer: Connector.Answer?
    var result: Result<any ByteStream, SocketError>?
    var step = SocketError.Operation.resolve
    var end = SimInstant.zero
    var deadline: TimerID?
    var addressDeadline: TimerID?
    /// Addresses that have not been tried.
    var addresses: ArraySlice<SocketAddress> = []
    var peer: SocketAddress?
    var handle: SocketHandle?
    var source: LoopSource?
    var stream: (any ByteStream)?
  }

  private let endpoint: Endpoint
  private let connector: Connector
  private let cell: Cell
  private let state: CellState<State>

  init(_ endpoint: Endpoint, on connector: Connector) {
    self.endpoint = endpoint
    self.connector = connector
    cell = connector.loop.cell
    state = CellState(on: cell, State())
  }

  /// Gives it up: there will be no answer, unless it was given before.
  package func cancel() {
    let result = state.value.result
    if result != nil && state.value.answer == nil { return }
    state.value.answer = nil
    if case .success(let stream) = result { stream.abort() }
    if result == nil { settle(.failure(.cancelled)) }
  }

  func start(within time: Duration, _ answer: @escaping Connector.Answer) {
    state.value.answer = answer
    state.value.end = cell.now.advanced(by: time)
    let (host, port) = (endpoint.host, endpoint.port)
    guard connector.allowed.allows(host: host, port: port) else {
      settle(.failure(.notAllowed(host: host)))
      return
    }
    state.value.deadline = cell.schedule(at: state.value.end, self, code: Code.deadline)
    if let literal = SocketAddress(literal: host, port: port) {
      resolved(.success([literal]))
    } else if host.utf8.contains(0) {
      settle(.failure(.unresolved(host: host, reason: "it is no name")))
    } else {
      NameLookup.start(host, port: port, for: cell) { self.resolved($0) }
    }
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    switch code {
    case Code.answer:
      let (answer, result) = (state.value.answer, state.value.result)
      guard let answer, let result else { return }
      state.value.answer = nil
      // The stream belongs to whoever has asked for it.
      state.value.result = .failure(.cancelled)
      answer(result)
    case _ where state.value.result != nil: return
    case Code.decided: decided()
    case Code.addressDeadline: failed(.timedOut(.connect))
    default: settle(.failure(.timedOut(state.value.step)))
    }
  }
}

/// Steps.
extension ConnectAttempt {
  private func resolved(_ result: Result<[SocketAddress], SocketError>) {
    if state.value.result != nil { return }
    switch result {
    case .failure(let error): settle(.failure(error))
    case .success(let addresses):
      let foreign = addresses.first { !connector.allowed.allows($0, of: endpoint.host) }
      if let foreign {
        let words = "\(endpoint.host), which is \(foreign.host),"
        settle(.failure(.notAllowed(host: words)))
        return
      }
      state.value.step = .connect
      state.value.addresses = addresses[...]
      connectNext()
    }
  }

  private func connectNext() {
    guard let address = state.value.addresses.popFirst() else { return }
    do {
      let handle = try SocketHandle.connecting(to: address)
      state.value.peer = address
      state.value.handle = handle
      let loop = connector.loop
      state.value.source = try loop.live.watch(
        handle.descriptor,
        for: .writable,
        self,
        code: Code.decided
      )
    } catch let failure as SystemFailure {
      failed(SocketError(.connect, failure))
      return
    } catch {
      failed(.system(operation: .open, errno: (error as? LoopError)?.errno ?? 0))
      return
    }
    let others = state.value.addresses.count
    if others == 0 { return }
    let share = cell.now.duration(to: state.value.end) / (others + 1)
    state.value.addressDeadline = cell.schedule(
      at: cell.now.advanced(by: share),
      self,
      code: Code.addressDeadline
    )
  }

  /// The kernel has made the connection or given it up.
  private func decided() {
    guard let handle = state.value.handle, let peer = state.value.peer else { return }
    if let failure = handle.takeFailure() {
      failed(SocketError(.connect, failure))
      return
    }
    state.value.handle = nil
    leaveAddress()
    let stream = TCPStream(handle, peer: peer, on: connector.loop, limits: endpoint.limits)
    if let security = endpoint.security {
      encrypt(stream, security)
    } else {
      settle(.success(stream))
    }
  }

  /// Goes on with the next address, or ends with the error of the last.
  private func failed(_ error: SocketError) {
    leaveAddress()
    if state.value.addresses.isEmpty { settle(.failure(error)) } else { connectNext() }
  }

  private func leaveAddress() {
    let (source, timer, handle) = (
      state.value.source, state.value.addressDeadline, state.value.handle
    )
    state.value.source = nil
    state.value.addressDeadline = nil
    state.value.handle = nil
    source?.cancel()
    if let timer { cell.cancel(timer) }
    handle?.close()
  }

  private func encrypt(_ stream: TCPStream, _ security: TLSContext) {
    state.value.step = .handshake
    state.value.stream = stream
    do {
      let encrypted = try TLSStream(
        over: stream,
        as: .client(security, serverName: endpoint.serverName ?? endpoint.host),
        on: connector.loop,
        limits: endpoint.limits
      )
      state.value.stream = encrypted
      encrypted.whenReady { result in
        if self.state.value.result != nil { return }
        self.state.value.stream = nil
        self.settle(result.map { encrypted })
      }
    } catch {
      settle(.failure(error))
    }
  }

  /// Ends it with a result, whose answer is an event of its own.
  private func settle(_ result: Result<any ByteStream, SocketError>) {
    if state.value.result != nil { return }
    state.value.result = result
    leaveAddress()
    let (stream, timer) = (state.value.stream, state.value.deadline)
    state.value.stream = nil
    stream?.abort()
    if let timer { cell.cancel(timer) }
    if state.value.answer != nil { cell.schedule(at: cell.now, self, code: Code.answer) }
  }
}
