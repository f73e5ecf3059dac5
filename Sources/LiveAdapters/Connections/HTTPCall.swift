package import SimCore

/// One request of a pool, from the queue to the end of its response.
package actor HTTPCall: CellActor {
  package nonisolated let cell: Cell
  nonisolated let endpoint: HTTPEndpoint
  private let request: HTTPClientRequest
  private let pool: HTTPClientPool
  private var receiver: (any HTTPResponseReceiver)?
  private var connection: HTTPClientConnection?
  private var isConnecting = false
  private var cancelConnecting: (@Sendable () -> Void)?
  private var isReused = false
  private var wasRetried = false

  init(
    _ request: HTTPClientRequest,
    to endpoint: HTTPEndpoint,
    of pool: HTTPClientPool,
    receiver: any HTTPResponseReceiver
  ) {
    var request = request
    if request.head.headers["Host"] == nil { request.head.headers["Host"] = endpoint.authority }
    self.request = request
    self.endpoint = endpoint
    self.pool = pool
    self.receiver = receiver
    cell = pool.cell
  }

  /// Gives the request up, wherever it is; its receiver hears no more.
  ///
  /// In the middle of a response the connection is broken off at once.
  package nonisolated func cancel() { onCell(with: ()) { it, _ in it.giveUp() } }

  /// Reads no more of the body before `resumeReading`; what has come in already is still handed on.
  package nonisolated func pauseReading() { connectionNow?.pauseReading() }

  package nonisolated func resumeReading() { connectionNow?.resumeReading() }

  private nonisolated var connectionNow: HTTPClientConnection? {
    onCell(with: ()) { it, _ in it.connection }
  }

  func connecting(_ cancel: @escaping @Sendable () -> Void) {
    // A connector may have replied within its own call.
    if connection == nil && receiver != nil { cancelConnecting = cancel }
  }

  func start(on connection: HTTPClientConnection, isReused: Bool) {
    self.connection = connection
    self.isReused = isReused
    connection.send(request, to: self)
  }

  private func giveUp() {
    guard receiver != nil else { return }
    receiver = nil
    if let connection {
      self.connection = nil
      connection.cancel()
    } else {
      let cancelConnecting = cancelConnecting
      self.cancelConnecting = nil
      cancelConnecting?()
      let wasConnecting = isConnecting
      isConnecting = false
      let call = self
      pool.onCell { $0.abandon(call, wasConnecting: wasConnecting) }
    }
  }

  func beginConnecting() { isConnecting = true }

  /// The attempt is over; whether the call still wants its connection.
  func endConnecting() -> Bool {
    isConnecting = false
    cancelConnecting = nil
    return receiver != nil
  }

  private func fail(_ error: HTTPClientError) {
    guard let receiver else { return }
    let call = self
    connection = nil
    if case .noResponse = error, isReused, request.isReplayable, !wasRetried {
      wasRetried = true
      pool.onCell { $0.retry(call) }
      return
    }
    self.receiver = nil
    receiver.failed(error)
  }

  private func end(_ trailers: HTTPHeaders) {
    let receiver = receiver
    self.receiver = nil
    connection = nil
    receiver?.ended(trailers: trailers)
  }
}

extension HTTPCall: HTTPResponseReceiver {
  package nonisolated func received(_ head: HTTPResponseHead) {
    onCell(with: head) { $0.receiver?.received($1) }
  }

  package nonisolated func received(body: Span<UInt8>) {
    onCell { $0.receiver?.received(body: body) }
  }

  package nonisolated func ended(trailers: HTTPHeaders) { onCell(with: trailers) { $0.end($1) } }

  package nonisolated func failed(_ error: HTTPClientError) { onCell(with: error) { $0.fail($1) } }
}
