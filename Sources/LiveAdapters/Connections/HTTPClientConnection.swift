package import SimCore

/// The client's end of an HTTP/1.1 connection: one request at a time.
package actor HTTPClientConnection: TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    case headLate
    /// The body may have paused too long.
    case bodyLate
    /// A failure is handed on, in an event of its own.
    case report
    /// The server may have taken too long to close its side.
    case lingerLate
  }

  /// How long the server may take to close a connection that this side has closed.
  static let lingerTime = Duration.seconds(2)

  enum Phase: Sendable, Hashable {
    case idle
    /// A request was sent; the head of its response is awaited.
    case waiting
    case body
    case ended
  }

  package nonisolated let cell: Cell
  nonisolated let stream: any ByteStream
  /// Where the connection goes; nil for one of no pool.
  nonisolated let endpoint: HTTPEndpoint?
  private weak let owner: (any HTTPClientConnectionOwner)?
  private let limits: HTTPLimits
  private var phase = Phase.idle
  private var reader: HTTPResponseReader
  private var receiver: (any HTTPResponseReceiver)?
  private var failure: HTTPClientError?
  private var bodyTime = Duration.zero
  /// Whether a byte of the present response has come.
  private var hasBegun = false
  private var keepsAlive = false
  /// Whether the body ends with the connection.
  private var inputHasEnded = false
  private var isPaused = false
  private var lastHeard: SimInstant
  private var books = ConnectionCounters()
  private var timer: TimerID?
  /// Requests that were sent.
  private var requestCount = 0

  private init(
    over stream: any ByteStream,
    limits: HTTPLimits,
    owner: (any HTTPClientConnectionOwner)?,
    endpoint: HTTPEndpoint?
  ) {
    self.stream = stream
    self.endpoint = endpoint
    self.owner = owner
    self.limits = limits
    cell = stream.cell
    lastHeard = stream.cell.now
    reader = HTTPResponseReader(limits: limits)
  }

  /// Takes a stream that is connected and has no receiver yet.
  package static func start(
    over stream: any ByteStream,
    limits: HTTPLimits = HTTPLimits()
  ) -> HTTPClientConnection {
    start(over: stream, limits: limits, owner: nil, endpoint: nil)
  }

  static func start(
    over stream: any ByteStream,
    limits: HTTPLimits,
    owner: (any HTTPClientConnectionOwner)?,
    endpoint: HTTPEndpoint?
  ) -> HTTPClientConnection {
    let connection = HTTPClientConnection(
      over: stream,
      limits: limits,
      owner: owner,
      endpoint: endpoint
    )
    stream.attach(connection)
    return connection
  }

  /// Whether a request may be sent now.
  package nonisolated var isIdle: Bool { onCell(with: ()) { it, _ in it.phase == .idle } }

  /// What went over the connection so far.
  package nonisolated var counters: ConnectionCounters { onCell(with: ()) { it, _ in it.books } }

  /// Sends a request; the connection must be idle.
  package nonisolated func send(
    _ request: HTTPClientRequest,
    to receiver: any HTTPResponseReceiver
  ) {
    onCell(with: (request, receiver)) { $0.begin($1.0, $1.1) }
  }

  /// Gives the present request up: the stream is broken off at once, and the receiver hears no
  /// more.
  package nonisolated func cancel() {
    onCell(with: ()) { it, _ in
      guard it.phase != .ended else { return }
      it.receiver = nil
      it.books.cancellations += 1
      it.end()
      it.stream.abort()
    }
  }

  /// Closes an idle connection; one that is busy is broken off.
  package nonisolated func close() {
    onCell(with: ()) { it, _ in
      guard it.phase != .ended else { return }
      if it.phase == .idle { return it.leave() }
      it.fail(.shutDown)
      it.stream.abort()
    }
  }

  /// Reads no more of the body before `resumeReading`; what has come in already is still handed on.
  package nonisolated func pauseReading() { onCell(with: ()) { it, _ in it.hold(true) } }

  package nonisolated func resumeReading() { onCell(with: ()) { it, _ in it.hold(false) } }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .headLate:
      if phase == .waiting { timeOut(.headTimedOut) }
    case .bodyLate: checkBody()
    case .report:
      let (receiver, failure) = (receiver, failure)
      self.receiver = nil
      if let failure { receiver?.failed(failure) }
    case .lingerLate: stream.abort()
    }
  }

  private func begin(_ request: HTTPClientRequest, _ receiver: any HTTPResponseReceiver) {
    precondition(phase == .idle, "a connection carries one request at a time: ask isIdle first")
    self.receiver = receiver
    phase = .waiting
    (hasBegun, keepsAlive) = (false, request.head.keepsAlive)
    bodyTime = request.bodyTime
    requestCount += 1
    var output: [UInt8] = []
    do throws(HTTPError) {
      try request.write(to: &output)
    } catch {
      return breakOff(.malformed(error))
    }
    reader.expect(request.head.method)
    arm(.headLate, after: request.headTime)
    let outcome = stream.send { Bytes.append(output.span, to: &$0) }
    books.sent(output.count, outcome)
    switch outcome {
    case .accepted, .backlogged: books.messagesOut += 1
    case .overflowed:
      breakOff(.overflowed)
    // The end of the stream is on its way, in an event of its own.
    case .closed: break
    }
  }

  private func hold(_ isHeld: Bool) {
    guard isPaused != isHeld, phase != .ended else { return }
    isPaused = isHeld
    lastHeard = cell.now
    if isHeld { stream.pauseReading() } else { stream.resumeReading() }
  }

  private func checkBody() {
    guard phase == .body else { return }
    let silence = lastHeard.duration(to: cell.now)
    if silence < bodyTime || isPaused {
      arm(.bodyLate, after: isPaused ? bodyTime : bodyTime - silence)
    } else {
      timeOut(.bodyTimedOut)
    }
  }

  private func timeOut(_ error: HTTPClientError) {
    books.timeouts += 1
    breakOff(error)
  }
}

extension HTTPClientConnection: ByteStreamReceiver {
  package nonisolated func received(_ bytes: Span<UInt8>) { onCell { $0.take(bytes) } }

  package nonisolated func inputEnded() { onCell(with: ()) { it, _ in it.endInput(.finished) } }

  package nonisolated func drained() {}

  package nonisolated func ended(_ ending: StreamEnding) {
    onCell(with: ending) { it, ending in
      if it.phase == .ended { return it.disarm() }
      if ending == .finished { it.endInput(ending) } else { it.cutShort(ending) }
    }
  }

  private func take(_ bytes: Span<UInt8>) {
    guard phase != .ended else { return }
    books.bytesIn &+= bytes.count
    lastHeard = cell.now
    hasBegun = true
    var offset = 0
    while phase != .ended {
      do throws(HTTPError) {
        guard let event = try reader.next(bytes, at: &offset) else { return }
        handle(event, bytes, hasMore: offset < bytes.count)
      } catch {
        books.protocolErrors += 1
        breakOff(.malformed(error))
      }
    }
  }

  private func handle(_ event: HTTPResponseEvent, _ bytes: Span<UInt8>, hasMore: Bool) {
    switch event {
    case .interim: break
    case .switching:
      breakOff(.switchedProtocols)
    case .head(let head):
      keepsAlive = keepsAlive && head.keepsAlive
      phase = .body
      arm(.bodyLate, after: bodyTime)
      receiver?.received(head)
    case .body(let range): receiver?.received(body: bytes.extracting(range))
    case .end(let trailers):
      // Bytes behind the response that nobody asked for: the connection is out of step.
      finish(trailers, keepsAlive: keepsAlive && !hasMore && !inputHasEnded)
    }
  }

  /// The response is whole.
  private func finish(_ trailers: HTTPHeaders, keepsAlive: Bool) {
    let receiver = receiver
    self.receiver = nil
    books.messagesIn += 1
    disarm()
    if isPaused { hold(false) }
    if keepsAlive {
      phase = .idle
      owner?.becameIdle(self)
    } else {
      leave()
    }
    receiver?.ended(trailers: trailers)
  }

  private func endInput(_ ending: StreamEnding) {
    guard phase != .ended else { return }
    inputHasEnded = true
    guard phase != .idle else { return leave() }
    do throws(HTTPError) {
      if case .end(let trailers) = try reader.inputEnded() {
        return finish(trailers, keepsAlive: false)
      }
    } catch {
      // What it was is told below.
    }
    cutShort(ending)
  }

  private func cutShort(_ ending: StreamEnding) {
    guard phase != .ended else { return }
    fail(hasBegun ? .truncated(ending) : .noResponse(ending))
    if ending == .finished { stream.abort() }
  }

  private func breakOff(_ error: HTTPClientError) {
    fail(error)
    stream.abort()
  }

  private func fail(_ error: HTTPClientError) {
    guard phase != .ended else { return }
    failure = error
    end()
    if receiver != nil { schedule(.report, after: .zero) }
  }

  /// Ends the output in order and lets the server do the same.
  private func leave() {
    stream.finish()
    end()
    arm(.lingerLate, after: Self.lingerTime)
  }

  private func end() {
    phase = .ended
    disarm()
    owner?.closed(self)
  }

  private func arm(_ due: Due, after delay: Duration) {
    disarm()
    timer = schedule(due, after: delay)
  }

  private func disarm() {
    if let timer { cell.cancel(timer) }
    timer = nil
  }
}
