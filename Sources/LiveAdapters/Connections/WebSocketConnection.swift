package import SimCore

/// A WebSocket connection over a stream of bytes, on either side.
///
/// ```
///  stream --received--> session --text, binary--> receiver
///  stream <---send----- session <---send, close-- caller      timers: opening, ping, pong, close
/// ```
/// Everything runs on the stream's cell, in the event that brought it. A message is read from the
/// stream's own bytes unless the receiver has paused; one to be sent is written into the stream's
/// own output, masked in place.
package actor WebSocketConnection: TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    /// The server's side takes up what came behind the handshake.
    case begin
    /// What was held back is read.
    case readOn
    case openingLate
    /// Nothing may have been heard for the interval of the pings.
    case ping
    case pongLate
    case closeLate
    /// The stream has been backlogged too long.
    case stalled
    /// The ending is handed on, in an event of its own: whoever caused it is not called back.
    case report
  }

  enum Phase: Sendable, Hashable {
    case opening
    case open
    /// This side's close frame was sent; messages of the peer still come in.
    case closing
    /// Nothing is read or written any more; the end of the stream is awaited.
    case lingering
    case ended
  }

  package nonisolated let cell: Cell
  package nonisolated let side: WebSocketSession.Side
  nonisolated let stream: any ByteStream
  let options: WebSocketOptions
  var phase = Phase.opening
  var session: WebSocketSession
  /// The client's handshake while it lasts.
  var opening: ClientOpening?
  /// The subprotocol agreed upon.
  var subprotocol: String?
  var receiver: (any WebSocketReceiver)?
  var ending: WebSocketEnding?
  /// Bytes of the peer that are not read yet, because the receiver has paused.
  var pending: [UInt8] = []
  /// Pongs and closes that were written while reading.
  var answers: [UInt8] = []
  /// Whether the receiver is in place: a server's is not before `begin`.
  var hasBegun: Bool
  /// What a server's side closes with as soon as it has begun.
  var closesAtBegin: CloseStatus?
  var isReading = false
  var isPaused = false
  var inputHasEnded = false
  var outputHasEnded = false
  var lastHeard: SimInstant
  var awaitsPong = false
  var books = ConnectionCounters()
  var lifeTimer: TimerID?
  var deadlineTimer: TimerID?
  var stallTimer: TimerID?
  /// The server that counts the connection among its own.
  var onEnd: (@Sendable (WebSocketConnection) -> Void)?

  init(
    _ side: WebSocketSession.Side,
    over stream: any ByteStream,
    options: WebSocketOptions,
    key: DrawKey,
    opening: ClientOpening?,
    receiver: any WebSocketReceiver
  ) {
    self.side = side
    self.stream = stream
    self.options = options
    self.opening = opening
    self.receiver = receiver
    cell = stream.cell
    lastHeard = stream.cell.now
    hasBegun = side == .client
    session = WebSocketSession(side, limits: options.limits, masks: key)
  }

  /// Opens a connection as a client, over a stream that is connected and has no receiver yet.
  ///
  /// The handshake's key and all masks are drawn from `key`. Seed it from the system's entropy when
  /// the far end is not this host: no peer may guess it (RFC 6455, section 10.3).
  package static func open(
    over stream: any ByteStream,
    _ request: WebSocketRequest,
    options: WebSocketOptions = WebSocketOptions(),
    key: DrawKey,
    receiver: any WebSocketReceiver
  ) -> WebSocketConnection {
    let opening = ClientOpening(request, key: key.entity("websocket.opening", 0))
    let connection = WebSocketConnection(
      .client,
      over: stream,
      options: options,
      key: key.entity("websocket.masks", 0),
      opening: opening,
      receiver: receiver
    )
    connection.onCell { $0.startOpening() }
    return connection
  }

  /// What went over the connection so far.
  package nonisolated var counters: ConnectionCounters { onCell(with: ()) { it, _ in it.books } }

  /// Whether messages may be sent.
  package nonisolated var isOpen: Bool { onCell(with: ()) { it, _ in it.phase == .open } }

  /// Reads no more before `resumeReading`: then the peer has to wait.
  package nonisolated func pauseReading() { onCell(with: ()) { it, _ in it.pause() } }

  /// Hands on what was held back, and reads on.
  package nonisolated func resumeReading() { onCell(with: ()) { it, _ in it.resume() } }

  /// Starts the closing handshake; `ended` follows.
  package nonisolated func close(_ status: CloseStatus = CloseStatus(.normal)) {
    onCell(with: status) { $0.startClosing($1) }
  }

  /// Closes because this host ends its work.
  package nonisolated func shutDown() { close(CloseStatus(.goingAway)) }

  /// Breaks the connection off without a word; `ended` follows.
  package nonisolated func breakOff() { onCell(with: ()) { it, _ in it.giveUp(.aborted) } }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .begin: begin()
    case .readOn: readOn()
    case .openingLate: openingIsLate()
    case .ping: checkLife()
    case .pongLate: pongIsLate()
    case .closeLate: closeIsLate()
    case .stalled: if stallTimer != nil { stallEnds() }
    case .report: report()
    }
  }
}

// How the connection ends.
extension WebSocketConnection {
  func startClosing(_ status: CloseStatus) {
    switch phase {
    case .opening:
      if side == .server { closesAtBegin = status } else { giveUp(.aborted) }
    case .open:
      // A receiver that has paused would never see the answer.
      phase = .closing
      stopAskingForLife()
      put { output, session in session.close(status, to: &output) }
      if phase == .closing { arm(.closeLate, after: options.closeTime) }
      if isPaused { resume() }
    case .closing, .lingering, .ended: break
    }
  }

  /// The last frame has come or gone; what is left is the end of the stream.
  ///
  /// The server ends it first, so that the client's host does not keep the address busy (RFC 6455,
  /// section 7.1.1).
  func linger(_ ending: WebSocketEnding, endsOutput: Bool) {
    guard phase != .ended else { return }
    self.ending = ending
    phase = .lingering
    stopAskingForLife()
    pending = []
    if endsOutput { finishOutput() }
    arm(.closeLate, after: options.closeTime)
    if isPaused {
      isPaused = false
      stream.resumeReading()
    }
  }

  /// Breaks the stream off and says why.
  func giveUp(_ ending: WebSocketEnding) {
    guard phase != .ended else { return }
    self.ending = self.ending ?? ending
    end()
    stream.abort()
  }

  func end() {
    guard phase != .ended else { return }
    phase = .ended
    pending = []
    opening = nil
    stopAskingForLife()
    disarm()
    if let stallTimer { cell.cancel(stallTimer) }
    stallTimer = nil
    schedule(.report, after: .zero)
  }

  private func report() {
    guard let receiver, let ending else { return }
    self.receiver = nil
    receiver.ended(ending)
    let onEnd = onEnd
    self.onEnd = nil
    onEnd?(self)
  }

  func finishOutput() {
    guard !outputHasEnded else { return }
    outputHasEnded = true
    stream.finish()
  }

  private func closeIsLate() {
    switch phase {
    case .closing:
      books.timeouts += 1
      giveUp(.closeTimedOut)
    case .lingering: giveUp(ending ?? .aborted)
    case .opening, .open, .ended: break
    }
  }

  private func stallEnds() {
    stallTimer = nil
    guard phase != .ended else { return }
    books.stalls += 1
    giveUp(.stalled)
  }

  /// One deadline at a time: for the handshake, then for the close.
  func arm(_ due: Due, after delay: Duration) {
    disarm()
    deadlineTimer = schedule(due, after: delay)
  }

  func disarm() {
    if let deadlineTimer { cell.cancel(deadlineTimer) }
    deadlineTimer = nil
  }
}

// Whether the peer is still there: any byte of it says so, and a ping is sent only in silence.
extension WebSocketConnection {
  func askForLife(after delay: Duration) { lifeTimer = schedule(.ping, after: delay) }

  func stopAskingForLife() {
    if let lifeTimer { cell.cancel(lifeTimer) }
    lifeTimer = nil
  }

  private func checkLife() {
    guard phase == .open, let interval = options.pingInterval else { return }
    let silence = lastHeard.duration(to: cell.now)
    // While reading is paused nothing can be heard, so nothing is asked.
    if silence < interval || isPaused {
      askForLife(after: isPaused ? interval : interval - silence)
      return
    }
    awaitsPong = true
    books.pingsOut += 1
    put { output, session in session.ping(to: &output) }
    if phase == .open { lifeTimer = schedule(.pongLate, after: options.pongTime) }
  }

  private func pongIsLate() {
    guard phase == .open, let interval = options.pingInterval else { return }
    if awaitsPong && !isPaused {
      books.timeouts += 1
      giveUp(.pongTimedOut)
    } else {
      let silence = lastHeard.duration(to: cell.now)
      askForLife(after: silence < interval ? interval - silence : .zero)
    }
  }
}
