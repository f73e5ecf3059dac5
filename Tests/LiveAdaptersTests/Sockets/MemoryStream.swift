import LiveAdapters
import SimCore

/// One end of a stream in memory, for tests of what is built on streams.
///
/// Bytes arrive at the other end as events of the cell, in the pieces in which they were sent. It
/// runs on a simulated cell too.
final class MemoryStream: ByteStream {
  let cell: Cell
  private let limits: StreamLimits
  private let end: End
  private let peer: End

  /// One direction ends here: the bytes that wait for this receiver.
  private actor End: CellActor {
    nonisolated let cell: Cell
    var receiver: (any ByteStreamReceiver)?
    var waiting: [[UInt8]] = []
    var isPaused = false
    /// Whether the other end has ended its output.
    var isOver = false
    var isOverTold = false
    /// Whether the other end waits to send more.
    var isAwaited = false
    var ending: StreamEnding?
    /// Whether this end has ended its own output.
    var isFinished = false

    init(_ cell: Cell) { self.cell = cell }

    var count: Int { waiting.reduce(0) { $0 + $1.count } }
    var isReading: Bool { receiver != nil && !isPaused && ending == nil }
  }

  private init(_ end: End, _ peer: End, _ limits: StreamLimits) {
    cell = end.cell
    self.end = end
    self.peer = peer
    self.limits = limits
  }

  /// Two ends that are connected.
  static func pair(
    on cell: Cell,
    limits: StreamLimits = .standard
  ) -> (MemoryStream, MemoryStream) {
    let (first, second) = (End(cell), End(cell))
    return (MemoryStream(first, second, limits), MemoryStream(second, first, limits))
  }

  func attach(_ receiver: any ByteStreamReceiver) {
    end.onCell { $0.receiver = receiver }
    deliverLater()
  }

  func gather(_ body: () -> Void) { body() }

  func pauseReading() { end.onCell { $0.isPaused = true } }

  func resumeReading() {
    end.onCell { $0.isPaused = false }
    deliverLater()
  }

  @discardableResult
  func send(_ write: (inout [UInt8]) -> Void) -> SendOutcome {
    if end.onCell({ $0.isFinished || $0.ending != nil }) { return .closed }
    var bytes: [UInt8] = []
    write(&bytes)
    let piece = bytes
    let limits = limits
    let outcome = peer.onCell { peer -> SendOutcome in
      if peer.count + piece.count > limits.limit { return .overflowed }
      if !piece.isEmpty { peer.waiting.append(piece) }
      if peer.count > limits.mark { peer.isAwaited = true }
      return peer.isAwaited ? .backlogged : .accepted
    }
    reversed.deliverLater()
    return outcome
  }

  func finish() {
    end.onCell { $0.isFinished = true }
    peer.onCell { $0.isOver = true }
    reversed.deliverLater()
  }

  func abort() {
    end.onCell { if $0.ending == nil { $0.ending = .aborted } }
    let reset = SocketError.system(operation: .read, errno: SystemReason.connectionReset)
    peer.onCell { if $0.ending == nil { $0.ending = .failed(reset) } }
    deliverLater()
    reversed.deliverLater()
  }

  private var reversed: MemoryStream { MemoryStream(peer, end, limits) }

  private func deliverLater() { cell.after(.zero) { self.deliver() } }

  private func deliver() {
    while let (receiver, piece) = end.onCell({ end in
      end.isReading && !end.waiting.isEmpty
        ? end.receiver.map { ($0, end.waiting.removeFirst()) } : nil
    }) {
      receiver.received(piece.span)
    }
    tellSender()
    let over = end.onCell { end -> (any ByteStreamReceiver)? in
      guard end.isOver, !end.isOverTold, end.isReading, end.waiting.isEmpty else { return nil }
      end.isOverTold = true
      return end.receiver
    }
    over?.inputEnded()
    end.onCell {
      if $0.isOverTold && $0.isFinished && $0.ending == nil { $0.ending = .finished }
    }
    let ended = end.onCell { end -> (any ByteStreamReceiver)? in
      defer { if end.ending != nil { end.receiver = nil } }
      return end.ending == nil ? nil : end.receiver
    }
    if let ended, let ending = end.onCell({ $0.ending }) { ended.ended(ending) }
  }

  private func tellSender() {
    let isFree = end.onCell { end -> Bool in
      defer { if end.waiting.isEmpty { end.isAwaited = false } }
      return end.isAwaited && end.waiting.isEmpty
    }
    if !isFree { return }
    let sender = peer.onCell { $0.ending == nil ? $0.receiver : nil }
    sender?.drained()
  }
}
