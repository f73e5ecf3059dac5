import SimCore

extension WebSocketConnection: ByteStreamReceiver {
  package nonisolated func received(_ bytes: Span<UInt8>) { onCell { $0.take(bytes) } }

  package nonisolated func inputEnded() { onCell(with: ()) { it, _ in it.takeInputEnd() } }

  package nonisolated func drained() { onCell(with: ()) { it, _ in it.takeDrained() } }

  package nonisolated func ended(_ ending: StreamEnding) {
    onCell(with: ending) { $0.takeEnd($1) }
  }
}

// What the stream brings.
extension WebSocketConnection {
  private func take(_ bytes: Span<UInt8>) {
    guard phase != .ended else { return }
    books.bytesIn &+= bytes.count
    lastHeard = cell.now
    awaitsPong = false
    guard pending.isEmpty && hasBegun && !isPaused else {
      if phase != .lingering { Bytes.append(bytes, to: &pending) }
      return
    }
    let used = read(bytes)
    if used < bytes.count { Bytes.append(bytes.extracting(used..<bytes.count), to: &pending) }
  }

  private func takeInputEnd() {
    inputHasEnded = true
    if pending.isEmpty && hasBegun && !isPaused { endInput() }
  }

  /// The peer has ended its output, and all of it was read.
  private func endInput() {
    switch phase {
    case .opening:
      if let opening, let refusal = opening.refusal { return refuse(refusal) }
      linger(.notOpened(.finished), endsOutput: true)
    case .open, .closing: linger(.broken(.finished), endsOutput: true)
    case .lingering: finishOutput()
    case .ended: break
    }
  }

  private func takeDrained() {
    if let stallTimer { cell.cancel(stallTimer) }
    stallTimer = nil
    if phase == .open { receiver?.drained() }
  }

  private func takeEnd(_ streamEnding: StreamEnding) {
    guard phase != .ended else { return }
    if ending == nil {
      if let refusal = opening?.refusal {
        ending = .refused(refusal)
      } else {
        ending = phase == .opening ? .notOpened(streamEnding) : .broken(streamEnding)
      }
    }
    end()
  }

  func pause() {
    guard !isPaused, phase == .open || phase == .opening && side == .server else { return }
    isPaused = true
    stream.pauseReading()
  }

  func resume() {
    guard isPaused else { return }
    isPaused = false
    // The silence was ours.
    lastHeard = cell.now
    if pending.isEmpty && !inputHasEnded {
      stream.resumeReading()
    } else {
      // In an event of its own: the receiver is not called from within its own call.
      schedule(.readOn, after: .zero)
    }
  }

  func readOn() {
    guard !isPaused, phase != .ended else { return }
    readPending()
    if !isPaused && phase != .ended { stream.resumeReading() }
  }

  /// Reads what was held back, unless a call further up the stack is reading anyway.
  func readPending() {
    guard !isReading, !isPaused, hasBegun else { return }
    var held: [UInt8] = []
    swap(&held, &pending)
    let used = held.isEmpty ? 0 : read(held.span)
    if used < held.count && phase != .lingering && phase != .ended {
      held.removeFirst(used)
      pending = held
    }
    if inputHasEnded && pending.isEmpty && !isPaused { endInput() }
  }

  /// Reads until the input ends or the receiver pauses; how far.
  private func read(_ bytes: Span<UInt8>) -> Int {
    isReading = true
    defer { isReading = false }
    var offset = 0
    while !isPaused {
      switch phase {
      case .opening: guard readOpening(bytes, &offset) else { return bytes.count }
      case .open, .closing: guard readMessage(bytes, &offset) else { return bytes.count }
      case .lingering, .ended: return bytes.count
      }
    }
    return offset
  }

  /// Reads up to the next event; whether there was one.
  private func readMessage(_ bytes: Span<UInt8>, _ offset: inout Int) -> Bool {
    do throws(WebSocketError) {
      let event = try session.next(bytes, at: &offset, answering: &answers)
      sendAnswers()
      guard let event else { return false }
      deliver(event)
      return true
    } catch {
      books.protocolErrors += 1
      sendAnswers()
      linger(.violated(error), endsOutput: true)
      return false
    }
  }

  private func sendAnswers() {
    guard !answers.isEmpty else { return }
    var written: [UInt8] = []
    swap(&written, &answers)
    put { output, _ in Bytes.append(written.span, to: &output) }
  }

  private func deliver(_ event: WebSocketEvent) {
    switch event {
    case .text(let bytes):
      books.messagesIn &+= 1
      receiver?.received(text: bytes)
    case .binary(let bytes):
      books.messagesIn &+= 1
      receiver?.received(binary: bytes)
    case .ping, .pong: break
    case .closed(let status):
      linger(.closed(status, byPeer: phase == .open), endsOutput: side == .server)
    }
  }
}

// How the connection opens.
extension WebSocketConnection {
  func startOpening() {
    guard let opening else { return }
    stream.attach(self)
    var request: [UInt8] = []
    do throws(HTTPError) {
      try opening.machine.request.write(to: &request)
    } catch {
      giveUp(.malformedAnswer(error))
      return
    }
    arm(.openingLate, after: options.openingTime)
    put { output, _ in Bytes.append(request.span, to: &output) }
  }

  /// Takes a stream over from the HTTP connection that agreed to the upgrade.
  func takeOver(
    _ rest: Span<UInt8>,
    subprotocol: String?,
    inputHasEnded: Bool,
    onEnd: @escaping @Sendable (WebSocketConnection) -> Void
  ) {
    Bytes.append(rest, to: &pending)
    self.subprotocol = subprotocol
    self.inputHasEnded = inputHasEnded
    self.onEnd = onEnd
    stream.attach(self)
    schedule(.begin, after: .zero)
  }

  /// More bytes that the HTTP connection had read.
  func takeRest(_ rest: Span<UInt8>) { Bytes.append(rest, to: &pending) }

  func begin() {
    guard phase == .opening else { return }
    hasBegun = true
    becomeOpen()
    if let status = closesAtBegin { startClosing(status) }
    readPending()
  }

  private func becomeOpen() {
    phase = .open
    opening = nil
    disarm()
    lastHeard = cell.now
    if let interval = options.pingInterval { askForLife(after: interval) }
    receiver?.opened(subprotocol: subprotocol)
  }

  /// Reads the server's answer; whether there was an event.
  private func readOpening(_ bytes: Span<UInt8>, _ offset: inout Int) -> Bool {
    guard var machine = opening else { return false }
    opening = nil
    let step: ClientOpening.Step
    do throws(HTTPError) {
      step = try machine.next(bytes, at: &offset)
    } catch {
      books.protocolErrors += 1
      giveUp(.malformedAnswer(error))
      return false
    }
    opening = machine
    switch step {
    case .more: return false
    case .again: break
    case .opened(let chosen):
      subprotocol = chosen
      becomeOpen()
    case .refused(let refusal): refuse(refusal)
    }
    return true
  }

  private func refuse(_ refusal: WebSocketRefusal) {
    ending = .refused(refusal)
    giveUp(.refused(refusal))
  }

  func openingIsLate() {
    guard phase == .opening else { return }
    books.timeouts += 1
    // A refusal whose body did not end is a refusal all the same.
    giveUp((opening?.refusal).map { .refused($0) } ?? .openingTimedOut)
  }
}

/// The client's handshake with the reader of its answer.
struct ClientOpening: Sendable {
  enum Step: Sendable {
    /// The input has ended.
    case more
    case again
    case opened(subprotocol: String?)
    case refused(WebSocketRefusal)
  }

  let machine: WebSocketOpening
  /// The answer, as soon as it is known to open nothing.
  private(set) var refusal: WebSocketRefusal?
  private var reader = HTTPResponseReader()

  init(_ request: WebSocketRequest, key: DrawKey) {
    machine = WebSocketOpening(
      host: request.host,
      target: request.target,
      subprotocols: request.subprotocols,
      headers: request.headers,
      key: key
    )
    reader.expect("GET")
  }

  mutating func next(_ bytes: Span<UInt8>, at offset: inout Int) throws(HTTPError) -> Step {
    switch try reader.next(bytes, at: &offset) {
    case nil: return .more
    case .interim: return .again
    case .switching(let head):
      do throws(WebSocketHandshakeError) {
        return .opened(subprotocol: try machine.accepts(head))
      } catch {
        return .refused(WebSocketRefusal(error: error, head: head, body: []))
      }
    case .head(let head):
      let error = WebSocketHandshakeError.refused(status: head.status)
      refusal = WebSocketRefusal(error: error, head: head, body: [])
      return .again
    case .body(let range):
      guard var refusal else { return .again }
      let room = WebSocketRefusal.bodyByteCountMax - refusal.body.count
      let piece = bytes.extracting(range)
      Bytes.append(piece.extracting(first: min(room, piece.count)), to: &refusal.body)
      self.refusal = refusal
      return piece.count >= room ? .refused(refusal) : .again
    case .end: return refusal.map { .refused($0) } ?? .again
    }
  }
}
