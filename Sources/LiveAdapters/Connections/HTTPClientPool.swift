package import SimCore

/// Where requests go.
package struct HTTPEndpoint: Sendable, Hashable {
  package var host: String
  package var port: Int
  package var isEncrypted: Bool

  package init(host: String, port: Int, isEncrypted: Bool) {
    self.host = host
    self.port = port
    self.isEncrypted = isEncrypted
  }

  /// The value of `Host`: with the port unless it is the scheme's own.
  package var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isEncrypted ? 443 : 80) ? name : "\(name):\(port)"
  }
}

/// Makes a connection for a pool, by the deadline, with one reply in an event of the cell.
///
/// What it returns gives the attempt up; then no reply need come.
package typealias HTTPConnector =
  @Sendable (
    _ endpoint: HTTPEndpoint,
    _ deadline: SimInstant,
    _ reply: @escaping @Sendable (Result<any ByteStream, SocketError>) -> Void
  ) -> @Sendable () -> Void

/// How many connections a pool keeps, and for how long.
package struct HTTPPoolOptions: Sendable, Hashable {
  package var limits: HTTPLimits
  /// Connections to one endpoint, open or being opened.
  package var connectionCountMax: Int
  /// Requests that wait for a connection to one endpoint.
  package var queueCountMax: Int
  package var connectTime: Duration
  /// How long an idle connection is kept.
  ///
  /// Shorter than servers keep theirs, or requests run into
  /// connections that are just being closed.
  package var idleTime: Duration

  package init(
    limits: HTTPLimits = HTTPLimits(),
    connectionCountMax: Int = 64,
    queueCountMax: Int = 1_024,
    connectTime: Duration = .seconds(10),
    idleTime: Duration = .seconds(30)
  ) {
    self.limits = limits
    self.connectionCountMax = connectionCountMax
    self.queueCountMax = queueCountMax
    self.connectTime = connectTime
    self.idleTime = idleTime
  }
}

/// Connections to HTTP servers that are used again.
///
/// ```
///  send --> idle connection? --> request
///       \-> room for another? --> connect --> request
///        \-> queue, first in first out --> the next connection that is free
/// ```
/// A request that meets a kept connection which the server has just closed is sent once more, over
/// a fresh one, if it is replayable and no byte of its response had come.
package actor HTTPClientPool: TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    /// An idle connection has been kept long enough; the argument is its number.
    case idleLate
  }

  private struct Lane {
    var idle: [Resting] = []
    var openCount = 0
    var queue: [HTTPCall] = []
  }

  private struct Resting {
    let connection: HTTPClientConnection
    let number: UInt64
    let timer: TimerID
  }

  package nonisolated let cell: Cell
  private let options: HTTPPoolOptions
  private let connector: HTTPConnector
  private var lanes: [HTTPEndpoint: Lane] = [:]
  private var open: [HTTPClientConnection] = []
  private var restCount: UInt64 = 0
  private var past = ConnectionCounters()
  private var figuresSoFar = Figures()
  private var isShutDown = false

  package init(
    cell: Cell,
    options: HTTPPoolOptions = HTTPPoolOptions(),
    connector: @escaping HTTPConnector
  ) {
    self.cell = cell
    self.options = options
    self.connector = connector
  }

  /// What a pool has done so far.
  package struct Figures: Sendable, Hashable {
    /// Connections that were made, and attempts that failed.
    package var connected = 0
    package var connectFailures = 0
    /// Requests that went over a connection which had carried one before.
    package var reuses = 0
    /// Requests that were sent a second time.
    package var retries = 0
    /// Requests that were refused because the queue was full.
    package var refusals = 0
    package var traffic = ConnectionCounters()
  }

  package nonisolated var figures: Figures {
    onCell(with: ()) { it, _ in
      var figures = it.figuresSoFar
      figures.traffic = it.past
      for connection in it.open { figures.traffic += connection.counters }
      return figures
    }
  }

  /// Sends a request; what becomes of it comes to the receiver, never within this call.
  @discardableResult
  package nonisolated func send(
    _ request: HTTPClientRequest,
    to endpoint: HTTPEndpoint,
    receiver: any HTTPResponseReceiver
  ) -> HTTPCall {
    let call = HTTPCall(request, to: endpoint, of: self, receiver: receiver)
    onCell(with: call) { $0.admit($1) }
    return call
  }

  /// Breaks everything off; requests that are under way or wait fail with `shutDown`.
  package nonisolated func shutDown() { onCell(with: ()) { it, _ in it.end() } }

  package func fired(_ due: Due, _ argument: UInt64) {
    for connection in open {
      guard let endpoint = connection.endpoint,
        let resting = lanes[endpoint]?.idle.first(where: { $0.number == argument })
      else { continue }
      return resting.connection.close()
    }
  }
}

// Which request goes where.
extension HTTPClientPool {
  private func admit(_ call: HTTPCall) {
    if isShutDown { return fail(call, .shutDown) }
    let endpoint = call.endpoint
    if let connection = takeIdle(endpoint) {
      figuresSoFar.reuses += 1
      return call.onCell { $0.start(on: connection, isReused: true) }
    }
    let lane = lanes[endpoint, default: Lane()]
    if lane.openCount < options.connectionCountMax {
      connect(for: call)
    } else if lane.queue.count < options.queueCountMax {
      lanes[endpoint, default: Lane()].queue.append(call)
    } else {
      figuresSoFar.refusals += 1
      fail(call, .queueFull(limit: options.queueCountMax))
    }
  }

  /// Sends a request again, over a connection of its own and before all that wait.
  func retry(_ call: HTTPCall) {
    figuresSoFar.retries += 1
    if isShutDown { return fail(call, .shutDown) }
    let lane = lanes[call.endpoint, default: Lane()]
    if lane.openCount < options.connectionCountMax {
      connect(for: call)
    } else {
      lanes[call.endpoint, default: Lane()].queue.insert(call, at: 0)
    }
  }

  private func fail(_ call: HTTPCall, _ error: HTTPClientError) {
    cell.after(.zero) { call.failed(error) }
  }

  /// The connection that was idle for the shortest time: the others may then grow old and go.
  private func takeIdle(_ endpoint: HTTPEndpoint) -> HTTPClientConnection? {
    guard let resting = lanes[endpoint]?.idle.popLast() else { return nil }
    cell.cancel(resting.timer)
    return resting.connection
  }

  private func connect(for call: HTTPCall) {
    let endpoint = call.endpoint
    lanes[endpoint, default: Lane()].openCount += 1
    let deadline = cell.now.advanced(by: options.connectTime)
    call.onCell { $0.beginConnecting() }
    let cancel = connector(endpoint, deadline) { [self] result in
      onCell { $0.connected(result, for: call) }
    }
    call.onCell { $0.connecting(cancel) }
  }

  private func connected(_ result: Result<any ByteStream, SocketError>, for call: HTTPCall) {
    // A call that was given up has said so already, and its place was freed then.
    guard call.onCell({ $0.endConnecting() }) else {
      if case .success(let stream) = result { stream.abort() }
      return
    }
    switch result {
    case .success(let stream):
      figuresSoFar.connected += 1
      let connection = HTTPClientConnection.start(
        over: stream,
        limits: options.limits,
        owner: self,
        endpoint: call.endpoint
      )
      open.append(connection)
      call.onCell { $0.start(on: connection, isReused: false) }
    case .failure(let error):
      figuresSoFar.connectFailures += 1
      lanes[call.endpoint]?.openCount -= 1
      fail(call, .notConnected(error))
      serveQueue(call.endpoint)
    }
  }

  /// A call that waited for a connection, or for its turn, was given up.
  func abandon(_ call: HTTPCall, wasConnecting: Bool) {
    if wasConnecting {
      lanes[call.endpoint]?.openCount -= 1
      serveQueue(call.endpoint)
    } else {
      lanes[call.endpoint]?.queue.removeAll { $0 === call }
    }
  }

  private func serveQueue(_ endpoint: HTTPEndpoint) {
    while let lane = lanes[endpoint], let call = lane.queue.first {
      if let connection = takeIdle(endpoint) {
        lanes[endpoint]?.queue.removeFirst()
        figuresSoFar.reuses += 1
        call.onCell { $0.start(on: connection, isReused: true) }
      } else if lane.openCount < options.connectionCountMax {
        lanes[endpoint]?.queue.removeFirst()
        connect(for: call)
      } else {
        return
      }
    }
    if lanes[endpoint]?.openCount == 0 { lanes[endpoint] = nil }
  }

  private func end() {
    guard !isShutDown else { return }
    isShutDown = true
    let endpoints = lanes.keys.sorted { ($0.host, $0.port) < ($1.host, $1.port) }
    for endpoint in endpoints {
      let waiting = lanes[endpoint]?.queue ?? []
      lanes[endpoint]?.queue = []
      for call in waiting { fail(call, .shutDown) }
    }
    for connection in open { connection.close() }
  }
}

extension HTTPClientPool: HTTPClientConnectionOwner {
  nonisolated func becameIdle(_ connection: HTTPClientConnection) {
    onCell { $0.rest(connection) }
  }

  nonisolated func closed(_ connection: HTTPClientConnection) { onCell { $0.forget(connection) } }

  private func rest(_ connection: HTTPClientConnection) {
    guard let endpoint = connection.endpoint else { return }
    restCount += 1
    let timer = schedule(.idleLate, after: options.idleTime, restCount)
    lanes[endpoint]?.idle.append(
      Resting(connection: connection, number: restCount, timer: timer)
    )
    serveQueue(endpoint)
  }

  private func forget(_ connection: HTTPClientConnection) {
    guard let endpoint = connection.endpoint,
      let place = open.firstIndex(where: { $0 === connection })
    else { return }
    open.remove(at: place)
    past += connection.counters
    lanes[endpoint]?.openCount -= 1
    if let index = lanes[endpoint]?.idle.firstIndex(where: { $0.connection === connection }),
      let resting = lanes[endpoint]?.idle.remove(at: index)
    {
      cell.cancel(resting.timer)
    }
    serveQueue(endpoint)
  }
}
