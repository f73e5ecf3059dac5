import LiveAdapters
import SimCore

/// One end of a pair of streams in memory: what is sent arrives in later events of the cell, in
/// pieces, and only while the other end reads.
actor PipedStream: TimedActor, ByteStream {
  enum Due: UInt32, Sendable {
    case deliver
    case drained
    case ended
  }

  /// How a pair behaves.
  struct Shape: Sendable {
    /// From the sender to the receiver.
    var delay = Duration.milliseconds(1)
    /// Bytes of a piece are drawn from 1 to this; nil for all that waits.
    var pieceMax: Int?
    var seed = 1
    /// Bytes that may wait before `backlogged`, and at all.
    var mark = 65_536
    var limit = 4 << 20
  }

  nonisolated let cell: Cell
  private let shape: Shape
  private var chance: Chance
  private var peer: PipedStream?
  private var receiver: (any ByteStreamReceiver)?
  private var waiting: [UInt8] = []
  private var waitingStart = 0
  private var isPaused = false
  private var isBacklogged = false
  private var isDelivering = false
  private var isFinishing = false
  /// Whether the other end has heard of the end of this one's output.
  private var isFinished = false
  private var ending: StreamEnding?
  private(set) var pauseCount = 0

  init(cell: Cell, shape: Shape, seed: Int) {
    self.cell = cell
    self.shape = shape
    chance = Chance(seed: seed)
  }

  static func pair(on cell: Cell, shape: Shape = Shape()) -> (PipedStream, PipedStream) {
    let one = PipedStream(cell: cell, shape: shape, seed: 2 * shape.seed)
    let two = PipedStream(cell: cell, shape: shape, seed: 2 * shape.seed + 1)
    cell.enter {
      one.onCell { $0.peer = two }
      two.onCell { $0.peer = one }
    }
    return (one, two)
  }

  nonisolated func gather(_ body: () -> Void) { body() }

  nonisolated func attach(_ receiver: any ByteStreamReceiver) {
    onCell { it in
      it.receiver = receiver
      it.peer?.onCell { $0.pump() }
      if it.ending != nil { it.schedule(.ended, after: .zero) }
    }
  }

  nonisolated func send(_ write: (inout [UInt8]) -> Void) -> SendOutcome {
    var bytes: [UInt8] = []
    write(&bytes)
    return onCell { $0.accept(bytes) }
  }

  nonisolated func pauseReading() {
    onCell {
      $0.isPaused = true
      $0.pauseCount += 1
    }
  }

  nonisolated func resumeReading() {
    onCell { it in
      it.isPaused = false
      it.peer?.onCell { $0.pump() }
    }
  }

  nonisolated func finish() {
    onCell { it in
      it.isFinishing = true
      it.pump()
    }
  }

  nonisolated func abort() {
    onCell { it in
      guard it.ending == nil else { return }
      it.end(.aborted)
      it.peer?.onCell { $0.end(.failed(.system(operation: .read, errno: 104))) }
    }
  }

  /// How the stream ended, so far as this end knows.
  nonisolated var endingSoFar: StreamEnding? { onCell { $0.ending } }

  nonisolated var pauses: Int { onCell { $0.pauseCount } }

  func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .deliver: deliver()
    case .drained: receiver?.drained()
    case .ended:
      guard let ending, let receiver else { return }
      self.receiver = nil
      receiver.ended(ending)
    }
  }

  private var waitingCount: Int { waiting.count - waitingStart }

  private func accept(_ bytes: [UInt8]) -> SendOutcome {
    if ending != nil || isFinishing { return .closed }
    if waitingCount + bytes.count > shape.limit { return .overflowed }
    waiting += bytes
    pump()
    if waitingCount > shape.mark { isBacklogged = true }
    return isBacklogged ? .backlogged : .accepted
  }

  /// Whether this end takes what the other sends.
  private var takes: Bool { receiver != nil && !isPaused && ending == nil }

  private func pump() {
    let hasWork = waitingCount > 0 || isFinishing && !isFinished
    guard hasWork, !isDelivering, ending == nil, peer?.onCell({ $0.takes }) == true else { return }
    isDelivering = true
    schedule(.deliver, after: shape.delay)
  }

  private func deliver() {
    isDelivering = false
    guard ending == nil, let peer, peer.onCell({ $0.takes }) else { return }
    if waitingCount > 0 {
      let count = shape.pieceMax.map { min(waitingCount, 1 + chance.below($0)) } ?? waitingCount
      let piece = Array(waiting[waitingStart..<(waitingStart + count)])
      waitingStart += count
      if waitingCount == 0 { (waiting, waitingStart) = ([], 0) }
      peer.onCell { $0.receiver }?.received(piece.span)
      if isBacklogged && waitingCount <= shape.mark / 2 {
        isBacklogged = false
        schedule(.drained, after: .zero)
      }
    } else if isFinishing && !isFinished {
      isFinished = true
      peer.onCell { $0.receiver }?.inputEnded()
      if peer.onCell({ $0.isFinished }) {
        end(.finished)
        peer.onCell { $0.end(.finished) }
      }
    }
    pump()
  }

  private func end(_ how: StreamEnding) {
    guard ending == nil else { return }
    ending = how
    (waiting, waitingStart) = ([], 0)
    schedule(.ended, after: .zero)
  }
}

/// The other end of a stream, by hand: it logs bytes and says whatever a test wants.
actor RawPeer: CellActor, ByteStreamReceiver {
  nonisolated let cell: Cell
  nonisolated let stream: PipedStream
  private var heard: [UInt8] = []
  private var log: [String] = []

  init(_ stream: PipedStream) {
    self.stream = stream
    cell = stream.cell
    let peer = self
    cell.enter { stream.attach(peer) }
  }

  nonisolated func received(_ bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    for index in bytes.indices { copy.append(bytes[index]) }
    onCell { $0.heard += copy }
  }
  nonisolated func inputEnded() { onCell { $0.log.append("inputEnded") } }
  nonisolated func drained() { onCell { $0.log.append("drained") } }
  nonisolated func ended(_ ending: StreamEnding) { onCell { $0.log.append("ended:\(ending)") } }

  /// What came in so far, as text.
  nonisolated var text: String { String(decoding: bytes, as: UTF8.self) }

  nonisolated var bytes: [UInt8] { cell.enter { onCell { $0.heard } } }

  nonisolated var lines: [String] { cell.enter { onCell { $0.log } } }

  nonisolated func send(_ text: String) { send(Array(text.utf8)) }

  nonisolated func send(_ bytes: [UInt8]) { cell.enter { _ = stream.send { $0 += bytes } } }

  /// Forgets what came in.
  nonisolated func clear() { cell.enter { onCell { $0.heard = [] } } }
}

extension Cell {
  /// Runs for a while of virtual time.
  func pass(_ time: Duration) { run(until: now.advanced(by: time)) }
}
