package import SimCore

/// The server's end of an HTTP/1.1 connection: one request after another, each answered before the
/// next is read.
///
/// ```
///  idle --first byte--> head --> body --> handling --answer--> idle
///                        |        |          +--> lingering --> ended
///                        +--error-+--answer with its status--^
/// ```
/// While an answer is under way the stream is read on, up to a limit: only so is a client noticed
/// that has left.
package actor HTTPServerConnection: TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    case idleLate
    case headLate
    /// A body may have paused too long.
    case bodyLate
    case lingerLate
    /// The stream has been backlogged too long.
    case stalled
    /// The next of the requests that came one behind another is read.
    case next
  }

  enum Phase: Sendable, Hashable {
    case idle
    case head
    case body
    case handling
    /// The last answer was given; the client is to close.
    case lingering
    /// The stream belongs to another protocol.
    case handedOver
    case ended
  }

  /// The answer in the making.
  struct Exchange: Sendable {
    enum Progress: Sendable, Hashable {
      case waiting
      case streaming
      /// It failed on purpose: nothing more is sent.
      case hanging
    }

    let number: Int
    let request: HTTPRequestHead
    var progress = Progress.waiting
    var writer: HTTPBodyWriter?
    /// Whether the body is counted, but not sent: the answer to a HEAD.
    var isBodyless = false
    var closes = false
    var onCancel: (@Sendable (HTTPCancellation) -> Void)?
    var onDrained: (@Sendable () -> Void)?
  }

  package nonisolated let cell: Cell
  nonisolated let stream: any ByteStream
  let options: HTTPServerOptions
  let handler: any HTTPHandler
  let server: HTTPServer?
  var phase = Phase.idle
  var reader: HTTPRequestReader
  var head: HTTPRequestHead?
  var body: [UInt8] = []
  var exchange: Exchange?
  var exchangeCount = 0
  /// Bytes of requests that came before the last one was answered.
  var pending: [UInt8] = []
  var isReading = false
  var isPaused = false
  var inputHasEnded = false
  var outputHasEnded = false
  var isShuttingDown = false
  var lastHeard: SimInstant
  var webSocket: WebSocketConnection?
  var books = ConnectionCounters()
  var deadlineTimer: TimerID?
  var stallTimer: TimerID?

  init(
    over stream: any ByteStream,
    handler: any HTTPHandler,
    options: HTTPServerOptions,
    server: HTTPServer?
  ) {
    self.stream = stream
    self.options = options
    self.handler = handler
    self.server = server
    cell = stream.cell
    lastHeard = stream.cell.now
    reader = HTTPRequestReader(limits: options.limits)
  }

  /// Serves a stream that is connected and has no receiver yet.
  package static func serve(
    _ stream: any ByteStream,
    with handler: any HTTPHandler,
    options: HTTPServerOptions = HTTPServerOptions()
  ) -> HTTPServerConnection {
    serve(stream, with: handler, options: options, of: nil)
  }

  static func serve(
    _ stream: any ByteStream,
    with handler: any HTTPHandler,
    options: HTTPServerOptions,
    of server: HTTPServer?
  ) -> HTTPServerConnection {
    let connection = HTTPServerConnection(
      over: stream,
      handler: handler,
      options: options,
      server: server
    )
    connection.onCell { it in
      stream.attach(it)
      it.arm(.idleLate, after: options.idleTime)
    }
    return connection
  }

  /// What went over the connection so far; without what a WebSocket carried after an upgrade.
  package nonisolated var counters: ConnectionCounters { onCell(with: ()) { it, _ in it.books } }

  /// Closes: at once between two requests, otherwise behind the answer.
  package nonisolated func shutDown() { onCell(with: ()) { it, _ in it.startShutDown() } }

  /// Breaks the connection off.
  package nonisolated func breakOff() { onCell(with: ()) { it, _ in it.giveUp(.shutDown) } }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .idleLate: if phase == .idle { linger() }
    case .headLate: if phase == .head { timeOut() }
    case .bodyLate: checkBody()
    case .lingerLate: giveUp(.shutDown)
    case .stalled:
      guard stallTimer != nil, phase != .handedOver else { return }
      books.stalls += 1
      giveUp(.stalled)
    case .next: readPending()
    }
  }

  private func checkBody() {
    guard phase == .body else { return }
    let silence = lastHeard.duration(to: cell.now)
    if silence >= options.bodyTime {
      timeOut()
    } else {
      arm(.bodyLate, after: options.bodyTime - silence)
    }
  }

  private func timeOut() {
    books.timeouts += 1
    refuse(HTTPResponseHead(408, headers: ["Connection": "close", "Content-Length": "0"]))
  }

  private func startShutDown() {
    isShuttingDown = true
    switch phase {
    case .idle, .head, .body: linger()
    case .handling: exchange?.closes = true
    case .lingering, .handedOver, .ended: break
    }
  }
}

// What comes in.
extension HTTPServerConnection: ByteStreamReceiver {
  package nonisolated func received(_ bytes: Span<UInt8>) { onCell { $0.take(bytes) } }

  package nonisolated func inputEnded() { onCell(with: ()) { it, _ in it.endInput() } }

  package nonisolated func drained() { onCell(with: ()) { it, _ in it.takeDrained() } }

  package nonisolated func ended(_ ending: StreamEnding) {
    onCell(with: ending) { $0.end(.streamEnded($1)) }
  }

  private func take(_ bytes: Span<UInt8>) {
    books.bytesIn &+= bytes.count
    lastHeard = cell.now
    switch phase {
    case .lingering, .handedOver, .ended: return
    case .idle, .head, .body, .handling: break
    }
    guard pending.isEmpty && phase != .handling else {
      Bytes.append(bytes, to: &pending)
      return holdBack()
    }
    let used = read(bytes)
    keep(bytes.extracting(used..<bytes.count))
  }

  /// Puts aside what was not read: the next requests, or what belongs to the other protocol.
  private func keep(_ rest: Span<UInt8>) {
    guard rest.count > 0 else { return }
    if phase == .handedOver {
      webSocket?.onCell { $0.takeRest(rest) }
    } else if phase != .lingering && phase != .ended {
      Bytes.append(rest, to: &pending)
      holdBack()
    }
  }

  private func holdBack() {
    guard pending.count >= options.readAheadByteCountMax, !isPaused else { return }
    isPaused = true
    stream.pauseReading()
  }

  func readPending() {
    guard !isReading, phase == .idle || phase == .head || phase == .body else { return }
    var held: [UInt8] = []
    swap(&held, &pending)
    let used = held.isEmpty ? 0 : read(held.span)
    keep(held.span.extracting(used..<held.count))
    if isPaused && pending.count < options.readAheadByteCountMax {
      isPaused = false
      if phase != .handedOver && phase != .ended { stream.resumeReading() }
    }
    if inputHasEnded && phase != .handling { endInput() }
  }

  /// Reads until the input ends or a request has to be answered first; how far.
  private func read(_ bytes: Span<UInt8>) -> Int {
    isReading = true
    defer { isReading = false }
    var offset = 0
    while phase == .idle || phase == .head || phase == .body {
      let start = offset
      do throws(HTTPError) {
        guard let event = try reader.next(bytes, at: &offset) else {
          if phase == .idle && bytes.count > start {
            phase = .head
            arm(.headLate, after: options.headTime)
          }
          return bytes.count
        }
        switch event {
        case .head(let head): begin(head, hasMore: offset < bytes.count)
        case .body(let range): Bytes.append(bytes.extracting(range), to: &body)
        case .end: dispatch()
        }
      } catch {
        books.protocolErrors += 1
        refuse(HTTPResponseHead(refusing: error))
      }
    }
    return phase == .lingering || phase == .ended ? bytes.count : offset
  }

  private func begin(_ head: HTTPRequestHead, hasMore: Bool) {
    self.head = head
    phase = .body
    arm(.bodyLate, after: options.bodyTime)
    // A client that sends its body anyway needs no leave (RFC 9110, section 10.1.1).
    let hasBody =
      head.headers["Transfer-Encoding"] != nil || (head.headers["Content-Length"] ?? "0") != "0"
    if head.expectsContinue && hasBody && !hasMore {
      put { Bytes.append("HTTP/1.1 100 Continue\r\n\r\n", to: &$0) }
    }
  }

  private func dispatch() {
    guard let head else { return }
    var whole: [UInt8] = []
    swap(&whole, &body)
    self.head = nil
    exchangeCount += 1
    books.messagesIn += 1
    disarm()
    phase = .handling
    exchange = Exchange(
      number: exchangeCount,
      request: head,
      closes: !head.keepsAlive || isShuttingDown
    )
    handler.handle(
      HTTPRequest(head: head, body: whole),
      HTTPExchange(connection: self, number: exchangeCount)
    )
  }

  private func endInput() {
    inputHasEnded = true
    switch phase {
    case .idle, .head, .body:
      guard pending.isEmpty else { return }
      if phase != .idle { books.protocolErrors += 1 }
      linger()
    case .handling:
      if options.endOfInputCancels || exchange?.progress == .hanging { giveUp(.clientLeft) }
    case .lingering, .handedOver, .ended: break
    }
  }

  private func takeDrained() {
    if let stallTimer { cell.cancel(stallTimer) }
    stallTimer = nil
    exchange?.onDrained?()
  }
}

// How it ends.
extension HTTPServerConnection {
  /// Answers what could not be read, and closes.
  func refuse(_ head: HTTPResponseHead) {
    var output: [UInt8] = []
    do throws(HTTPError) {
      try head.write(to: &output)
      books.messagesOut += 1
      put { Bytes.append(output.span, to: &$0) }
    } catch {
      preconditionFailure("a refusal has a head of its own that is sound: \(error)")
    }
    linger()
  }

  /// Ends the output and waits a while for the client to do the same; what still comes is dropped.
  func linger() {
    guard phase != .ended, phase != .lingering else { return }
    phase = .lingering
    exchange = nil
    (pending, body) = ([], [])
    if !outputHasEnded {
      outputHasEnded = true
      stream.finish()
    }
    if isPaused {
      isPaused = false
      stream.resumeReading()
    }
    arm(.lingerLate, after: options.lingerTime)
  }

  /// Breaks the stream off.
  func giveUp(_ reason: HTTPCancellation) {
    guard phase != .ended, phase != .handedOver else { return }
    end(reason)
    stream.abort()
  }

  func end(_ reason: HTTPCancellation) {
    guard phase != .ended, phase != .handedOver else { return }
    phase = .ended
    (pending, body) = ([], [])
    disarm()
    if let stallTimer { cell.cancel(stallTimer) }
    stallTimer = nil
    if let exchange {
      self.exchange = nil
      books.cancellations += 1
      // In an event of its own: whoever wrote too much is not called from within its own call.
      if let onCancel = exchange.onCancel { cell.after(.zero) { onCancel(reason) } }
    }
    let ended = self
    server?.onCell { $0.forget(ended) }
  }

  func arm(_ due: Due, after delay: Duration) {
    disarm()
    deadlineTimer = schedule(due, after: delay)
  }

  func disarm() {
    if let deadlineTimer { cell.cancel(deadlineTimer) }
    deadlineTimer = nil
  }
}
