package import SimCore

/// An encrypted stream over another one.
///
/// ```
///  under --received--> engine --(plain, 16 KiB at most)--> receiver.received
///  send --> waiting --(64 KiB at a time, while `under` takes it)--> engine --> under.send
/// ```
/// The handshake begins at once. What is sent before it is over waits. An input that ends without
/// the peer's close_notify is a failure, for anyone on the way could have cut it. After a failure
/// the peer gets the alert that says so, and a second to read it.
package final class TLSStream: ByteStream, ByteStreamReceiver, EventSink {
  /// Which side of the handshake this is.
  package enum Role: Sendable {
    /// The certificate has to bear the name, which is sent too unless it is an address.
    case client(TLSContext, serverName: String)
    case server(TLSContext)
  }

  private enum Code {
    static let goOn: UInt32 = 0
    static let ended: UInt32 = 1
    static let lingered: UInt32 = 2
  }

  private struct State {
    var receiver: (any ByteStreamReceiver)?
    var whenReady: (@Sendable (Result<Void, SocketError>) -> Void)?
    /// Plain bytes, of which `encrypted` are on their way.
    var waiting: [UInt8] = []
    var encrypted = 0
    var isWriting = false
    var isReady = false
    var isPaused = false
    /// Whether nothing is taken from the stream below.
    var isHolding = false
    var isInputOver = false
    var isUnderOver = false
    var isFinishing = false
    var isOutputOver = false
    /// Whether the stream below has asked to wait.
    var isUnderFull = false
    var isBacklogged = false
    var ending: StreamEnding?
    var isUnderEnded = false
    var linger: TimerID?

    var isOutputOpen: Bool { !isFinishing && ending == nil }
    var left: Int { waiting.count - encrypted }
    var isReading: Bool { receiver != nil && !isPaused && !isInputOver && ending == nil }

    mutating func takeWaiting() -> [UInt8] {
      let bytes = waiting
      waiting = []
      return bytes
    }
  }

  /// How much is encrypted before the stream below is asked whether it takes more, in bytes.
  private static let pieceSize = 65_536
  private static let lingerTime = Duration.seconds(1)

  package let cell: Cell
  private let under: any ByteStream
  private let engine: TLSEngine
  private let loop: SocketLoop
  private let limits: StreamLimits
  private let state: CellState<State>

  /// Takes a stream over, and begins the handshake.
  package init(
    over under: any ByteStream,
    as role: Role,
    on loop: SocketLoop,
    limits: StreamLimits = .standard
  ) throws(SocketError) {
    switch role {
    case .client(let context, let serverName):
      engine = try context.makeClient(serverName: serverName)
    case .server(let context): engine = try context.makeServer()
    }
    cell = under.cell
    self.under = under
    self.loop = loop
    self.limits = limits
    state = CellState(on: under.cell, State())
    under.attach(self)
    shakeHands()
  }

  /// The name that the client asked for (SNI); known once the handshake is over.
  package var nameAskedFor: String? { engine.nameAskedFor }

  /// The protocol that both sides have agreed on (ALPN); known once the handshake is over.
  package var agreedProtocol: String? { engine.agreedProtocol }

  /// Such as `TLSv1.3`.
  package var version: String { engine.version }

  /// Calls a closure once, as an event of the cell, when the handshake is over or has failed.
  package func whenReady(_ body: @escaping @Sendable (Result<Void, SocketError>) -> Void) {
    state.value.whenReady = body
    if state.value.isReady || state.value.ending != nil { post(Code.goOn) }
  }

  package func attach(_ receiver: any ByteStreamReceiver) {
    state.value.receiver = receiver
    if state.value.ending == nil { release() } else { post(Code.ended) }
  }

  package func pauseReading() { state.value.isPaused = true }

  package func resumeReading() {
    state.value.isPaused = false
    release()
  }

  @discardableResult
  package func send(_ write: (inout [UInt8]) -> Void) -> SendOutcome {
    precondition(!state.value.isWriting, "a stream is written to by one call at a time")
    if !state.value.isOutputOpen { return .closed }
    var bytes = state.value.takeWaiting()
    let before = bytes.count
    state.value.isWriting = true
    write(&bytes)
    state.value.isWriting = false
    precondition(bytes.count >= before, "what was sent before cannot be taken back")
    let isOverflow = bytes.count - state.value.encrypted > limits.limit
    if isOverflow { bytes.removeLast(bytes.count - before) }
    if state.value.ending == nil { state.value.waiting = bytes }
    bytes = []
    if !state.value.isOutputOpen { return .closed }
    if isOverflow { return .overflowed }
    encrypt()
    if state.value.ending != nil { return .closed }
    if state.value.isUnderFull || state.value.left > limits.mark { state.value.isBacklogged = true }
    return state.value.isBacklogged ? .backlogged : .accepted
  }

  package func gather(_ body: () -> Void) { under.gather(body) }

  package func finish() {
    if !state.value.isOutputOpen { return }
    state.value.isFinishing = true
    endOutput()
  }

  package func abort() {
    under.abort()
    conclude(.aborted)
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    switch code {
    case Code.goOn:
      if state.value.isReady || state.value.ending != nil { answer() }
      deliver()
    case Code.ended:
      answer()
      guard let ending = state.value.ending, let receiver = state.value.receiver else { return }
      state.value.receiver = nil
      receiver.ended(ending)
    default: under.abort()
    }
  }
}

/// What the stream below brings.
extension TLSStream {
  package func received(_ bytes: Span<UInt8>) {
    // What comes after the end is of no use, and neither is what follows a close_notify.
    if state.value.ending != nil || state.value.isInputOver { return }
    engine.take(bytes)
    if !state.value.isReady { shakeHands() }
    if state.value.isReady { deliver() }
  }

  package func inputEnded() {
    state.value.isUnderOver = true
    if !state.value.isReady {
      fail("the peer ended the connection during the handshake")
    } else if state.value.isReading {
      deliver()
    }
  }

  package func drained() {
    state.value.isUnderFull = false
    encrypt()
    endOutput()
    tellDrained()
  }

  package func ended(_ ending: StreamEnding) {
    state.value.isUnderEnded = true
    if let linger = state.value.linger { cell.cancel(linger) }
    state.value.linger = nil
    let isDone = state.value.isInputOver && state.value.isOutputOver
    switch ending {
    // Both sides have said that all is said: how the connection goes does not matter.
    case _ where isDone: conclude(.finished)
    // What has come in is read first.
    case .finished where state.value.isReady && !state.value.isReading: return
    case .finished: conclude(.failed(.encryption(reason: Self.cutOff)))
    case .aborted, .failed: conclude(ending)
    }
  }

  private static let cutOff =
    "the connection ended without close_notify, so it may have been cut off"
}

/// Steps.
extension TLSStream {
  private func post(_ code: UInt32) { cell.schedule(at: cell.now, self, code: code) }

  private func shakeHands() {
    let step = engine.shakeHands()
    sendOutput()
    switch step {
    case .needsInput: return
    case .failed(let reason): fail(reason)
    case .ended: fail("the peer ended the connection during the handshake")
    case .done:
      state.value.isReady = true
      if state.value.whenReady != nil { post(Code.goOn) }
      encrypt()
      endOutput()
      tellDrained()
    }
  }

  private func tellDrained() {
    let isFull = state.value.isUnderFull || state.value.left > 0
    if isFull || !state.value.isBacklogged || !state.value.isOutputOpen { return }
    state.value.isBacklogged = false
    state.value.receiver?.drained()
  }

  private func answer() {
    guard let body = state.value.whenReady else { return }
    state.value.whenReady = nil
    if case .failed(let error) = state.value.ending, !state.value.isReady {
      body(.failure(error))
    } else if state.value.isReady {
      body(.success(()))
    } else {
      body(.failure(.cancelled))
    }
  }

  /// Decrypts for as long as the receiver reads, and holds the stream below back when it does not.
  private func deliver() {
    if !state.value.isReady { return }
    while state.value.isReading, let receiver = state.value.receiver {
      switch engine.read(into: loop.plain) {
      case .done(let count): loop.plain.withBytes(count: count) { receiver.received($0) }
      case .needsInput:
        sendOutput()
        if state.value.isUnderOver { fail(Self.cutOff) }
        return
      case .ended:
        state.value.isInputOver = true
        receiver.inputEnded()
        if state.value.isUnderEnded && state.value.isOutputOver { conclude(.finished) }
      case .failed(let reason): fail(reason)
      }
    }
    sendOutput()
    if state.value.ending != nil || state.value.isInputOver || state.value.isHolding { return }
    state.value.isHolding = true
    under.pauseReading()
  }

  /// Reads on, as an event of its own.
  private func release() {
    if !state.value.isReading || !state.value.isReady { return }
    if state.value.isHolding { under.resumeReading() }
    state.value.isHolding = false
    post(Code.goOn)
  }

  private func encrypt() {
    if !state.value.isReady || state.value.isWriting || state.value.ending != nil { return }
    let bytes = state.value.takeWaiting()
    var done = state.value.encrypted
    while done < bytes.count && !state.value.isUnderFull && state.value.ending == nil {
      let piece = min(bytes.count - done, Self.pieceSize)
      switch engine.write(bytes, from: done, count: piece) {
      case .done(let count): done += count
      case .failed(let reason): fail(reason)
      case .needsInput, .ended: fail("the library takes no bytes")
      }
      sendOutput()
    }
    keep(bytes, done)
  }

  private func keep(_ bytes: consuming [UInt8], _ done: Int) {
    if state.value.ending != nil { return }
    state.value.encrypted = done
    if done == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity <= Self.pieceSize)
      state.value.encrypted = 0
    } else if done > Self.pieceSize && done > bytes.count / 2 {
      bytes.removeFirst(done)
      state.value.encrypted = 0
    }
    state.value.waiting = bytes
  }

  private func sendOutput() {
    if !engine.hasOutput { return }
    switch under.send({ engine.moveOutput(to: &$0) }) {
    case .accepted, .closed: return
    case .backlogged: state.value.isUnderFull = true
    case .overflowed:
      conclude(.failed(.encryption(reason: "the peer takes no bytes of the protocol itself")))
      under.abort()
    }
  }

  /// Ends the output once everything before its end is on its way.
  private func endOutput() {
    let isDue = state.value.isFinishing && !state.value.isOutputOver && state.value.ending == nil
    if !isDue || !state.value.isReady || state.value.left > 0 { return }
    state.value.isOutputOver = true
    engine.endOutput()
    sendOutput()
    under.finish()
  }

  private func fail(_ reason: String) {
    if state.value.ending != nil { return }
    sendOutput()
    conclude(.failed(.encryption(reason: reason)))
    if state.value.isUnderEnded { return }
    under.finish()
    // What the peer still sends is dropped, so that it comes to its end.
    if state.value.isHolding { under.resumeReading() }
    let end = cell.now.advanced(by: Self.lingerTime)
    state.value.linger = cell.schedule(at: end, self, code: Code.lingered)
  }

  private func conclude(_ ending: StreamEnding) {
    if state.value.ending != nil { return }
    state.value.ending = ending
    state.value.waiting = []
    state.value.encrypted = 0
    post(Code.ended)
  }
}
