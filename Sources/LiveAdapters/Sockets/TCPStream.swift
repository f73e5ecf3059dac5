package import SimCore

/// A TCP connection on the loop of a live cell.
///
/// ```
///  kernel --(64 KiB at most)--> buffer of the loop --> receiver.received
///  send --> kernel, at once;   what it does not take --> pending --(writable)--> kernel
/// ```
/// Nothing is read before a receiver is attached, or while reading is paused: then the kernel fills
/// up and the peer waits. One event reads and writes 256 KiB at most, so that a fast peer does not
/// keep the others waiting. A stream has to be ended, by both peers or with `abort`; the loop keeps
/// it until then.
package final class TCPStream: ByteStream, EventSink {
  private static let endCode: UInt32 = 1
  /// Bytes of one event in one direction, from which on the others come first.
  private static let eventBytes = 262_144
  /// A stream keeps so much memory for what is to be sent when nothing is, in bytes.
  private static let keptCapacity = 65_536

  private struct State {
    var receiver: (any ByteStreamReceiver)?
    var source: LoopSource?
    var watched: Readiness = []
    var pending: [UInt8] = []
    /// Bytes of `pending` that the kernel has taken.
    var sent = 0
    var isWriting = false
    /// What is sent waits for the end of a `gather`.
    var isGathering = false
    var isPaused = false
    var isInputOver = false
    var isFinishing = false
    var isOutputOver = false
    var isBacklogged = false
    var ending: StreamEnding?

    var isReading: Bool { receiver != nil && !isPaused && !isInputOver && ending == nil }
    var isOutputOpen: Bool { !isFinishing && ending == nil }
    var waiting: Int { pending.count - sent }

    mutating func takePending() -> [UInt8] {
      let bytes = pending
      pending = []
      return bytes
    }
  }

  package let cell: Cell
  /// The other end.
  package let peer: SocketAddress
  private let loop: SocketLoop
  private let limits: StreamLimits
  private let handle: SocketHandle
  private let onClose: (@Sendable () -> Void)?
  private let state: CellState<State>

  /// Takes a connected socket over; `onClose` is called once when the socket is closed.
  init(
    _ handle: SocketHandle,
    peer: SocketAddress,
    on loop: SocketLoop,
    limits: StreamLimits,
    onClose: (@Sendable () -> Void)? = nil
  ) {
    cell = loop.cell
    self.peer = peer
    self.loop = loop
    self.limits = limits
    self.handle = handle
    self.onClose = onClose
    state = CellState(on: loop.cell, State())
  }

  deinit {
    guard let onClose, handle.close() else { return }
    if cell.isCurrent { onClose() } else { cell.inbox.postAnswer(onClose) }
  }

  /// Bytes that wait for the kernel to take them.
  package var waitingBytes: Int { state.value.waiting }

  package func attach(_ receiver: any ByteStreamReceiver) {
    state.value.receiver = receiver
    if state.value.ending == nil { listen() } else { postEnding() }
  }

  package func pauseReading() {
    state.value.isPaused = true
    listen()
  }

  package func resumeReading() {
    state.value.isPaused = false
    listen()
  }

  @discardableResult
  package func send(_ write: (inout [UInt8]) -> Void) -> SendOutcome {
    precondition(!state.value.isWriting, "a stream is written to by one call at a time")
    if !state.value.isOutputOpen { return .closed }
    var bytes = state.value.takePending()
    let before = bytes.count
    state.value.isWriting = true
    write(&bytes)
    state.value.isWriting = false
    precondition(bytes.count >= before, "what was sent before cannot be taken back")
    if !state.value.isOutputOpen {
      keep(bytes)
      return .closed
    }
    if bytes.count - state.value.sent > limits.limit {
      bytes.removeLast(bytes.count - before)
      keep(bytes)
      return .overflowed
    }
    if before == state.value.sent && !state.value.isGathering { push(bytes) }
    keep(bytes)
    return outcome()
  }

  package func gather(_ body: () -> Void) {
    // What waits for the kernel waits on, and what is sent now waits behind it.
    guard state.value.waiting == 0, !state.value.isGathering else { return body() }
    state.value.isGathering = true
    body()
    state.value.isGathering = false
    guard state.value.ending == nil, state.value.waiting > 0 else { return }
    let bytes = state.value.takePending()
    push(bytes)
    keep(bytes)
    _ = outcome()
    if state.value.isFinishing && state.value.ending == nil && state.value.waiting == 0 {
      endOutput()
    }
  }

  package func finish() {
    if !state.value.isOutputOpen { return }
    state.value.isFinishing = true
    if state.value.waiting == 0 { endOutput() }
  }

  package func abort() {
    if state.value.ending == nil { handle.reset() }
    conclude(.aborted)
  }

  package func fire(_ code: UInt32, _ argument: UInt64) {
    if code == Self.endCode {
      deliverEnding()
      return
    }
    let found = Readiness(rawValue: UInt32(truncatingIfNeeded: argument))
    if found.meets(.writable) { flush() }
    guard found.meets(.readable) || found.meets(.closed) else { return }
    if state.value.isReading {
      read()
    } else if found.meets(.closed) {
      examine()
    }
  }
}

/// Output.
extension TCPStream {
  private func outcome() -> SendOutcome {
    if state.value.ending != nil { return .closed }
    if state.value.isGathering { return .accepted }
    if state.value.waiting > 0 { listen() }
    if state.value.waiting > limits.mark { state.value.isBacklogged = true }
    return state.value.isBacklogged ? .backlogged : .accepted
  }

  /// Gives the kernel what it takes of the bytes.
  private func push(_ bytes: [UInt8]) {
    var sent = state.value.sent
    let end = min(bytes.count, sent + Self.eventBytes)
    do throws(SystemFailure) {
      while sent < end { sent += try handle.send(bytes, from: sent) }
    } catch .wouldBlock {
    } catch {
      conclude(.failed(SocketError(.write, error)))
    }
    state.value.sent = sent
  }

  /// Keeps what has not been sent.
  private func keep(_ bytes: consuming [UInt8]) {
    if state.value.ending != nil { return }
    let sent = state.value.sent
    if sent == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptCapacity)
      state.value.sent = 0
    } else if sent > Self.keptCapacity && sent > bytes.count / 2 {
      bytes.removeFirst(sent)
      state.value.sent = 0
    }
    state.value.pending = bytes
  }

  private func flush() {
    if state.value.ending != nil || state.value.waiting == 0 || state.value.isWriting { return }
    let bytes = state.value.takePending()
    push(bytes)
    keep(bytes)
    if state.value.ending != nil || state.value.waiting > 0 { return }
    listen()
    if state.value.isFinishing {
      endOutput()
    } else if state.value.isBacklogged {
      state.value.isBacklogged = false
      state.value.receiver?.drained()
    }
  }

  private func endOutput() {
    do {
      try handle.endOutput()
    } catch {
      // The reason why it is not connected any more says more than that it is not.
      conclude(.failed(SocketError(.write, handle.takeFailure() ?? error)))
      return
    }
    state.value.isOutputOver = true
    if state.value.isInputOver { conclude(.finished) }
  }
}

/// Input.
extension TCPStream {
  private func read() {
    var left = Self.eventBytes
    do throws(SystemFailure) {
      while left > 0, state.value.isReading, let receiver = state.value.receiver {
        let count = try handle.receive(into: loop.buffer)
        if count == 0 { return endInput(receiver) }
        loop.buffer.withBytes(count: count) { receiver.received($0) }
        left -= count
        // There is most likely nothing more; if there is, the loop finds it at once.
        if count < loop.buffer.size { return }
      }
    } catch .wouldBlock {
    } catch {
      conclude(.failed(SocketError(.read, error)))
    }
  }

  private func endInput(_ receiver: any ByteStreamReceiver) {
    state.value.isInputOver = true
    listen()
    receiver.inputEnded()
    if state.value.isOutputOver { conclude(.finished) }
  }

  /// Looks at a connection that has ended or broken while nothing is read.
  private func examine() {
    if state.value.ending != nil { return }
    if let failure = handle.takeFailure() {
      conclude(.failed(SocketError(.read, failure)))
    } else if state.value.waiting == 0 {
      // Nothing more can come but what the kernel holds, and the loop would find that for ever.
      unwatch()
    }
  }
}

/// Watching, and the end.
extension TCPStream {
  private func listen() {
    if state.value.ending != nil { return }
    var wanted: Readiness = []
    if state.value.isReading { wanted.insert(.readable) }
    if state.value.waiting > 0 { wanted.insert(.writable) }
    if wanted == state.value.watched { return }
    do {
      if let source = state.value.source {
        try source.listen(for: wanted)
      } else {
        state.value.source = try loop.live.watch(handle.descriptor, for: wanted, self)
      }
      state.value.watched = wanted
    } catch {
      conclude(.failed(SocketError(.open, error)))
    }
  }

  private func unwatch() {
    let source = state.value.source
    state.value.source = nil
    state.value.watched = []
    source?.cancel()
  }

  private func conclude(_ ending: StreamEnding) {
    if state.value.ending != nil { return }
    state.value.ending = ending
    state.value.pending = []
    state.value.sent = 0
    unwatch()
    handle.close()
    onClose?()
    postEnding()
  }

  private func postEnding() { cell.schedule(at: cell.now, self, code: Self.endCode) }

  private func deliverEnding() {
    guard let ending = state.value.ending, let receiver = state.value.receiver else { return }
    state.value.receiver = nil
    receiver.ended(ending)
  }
}
