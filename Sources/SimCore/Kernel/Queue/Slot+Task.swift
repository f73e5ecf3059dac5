/// The slot of a task: how its present wait stands.
extension Slot {
  private static let openFlag: UInt64 = 1 << topShift
  private static let armedFlag: UInt64 = 2 << topShift
  private static let cancellableFlag: UInt64 = 4 << topShift
  private static let calledFlag: UInt64 = 8 << topShift
  private static let endedFlag: UInt64 = 16 << topShift
  private static let cancelledFlag: UInt64 = 32 << topShift

  /// The task waits, and no event that would end the wait is queued.
  @inline(__always) var isOpen: Bool { detail & Self.openFlag != 0 }

  /// The task waits for an event that is queued.
  @inline(__always) var isArmed: Bool { detail & Self.armedFlag != 0 }

  /// Cancelling the task ends the present wait.
  @inline(__always) var isCancellable: Bool { detail & Self.cancellableFlag != 0 }

  /// The task has been cancelled; that is never taken back.
  @inline(__always) var isCancelled: Bool { detail & Self.cancelledFlag != 0 }

  /// Why the last wait ended.
  @inline(__always) var end: WaitEnd {
    if detail & Self.endedFlag != 0 { return .cancelled }
    return detail & Self.calledFlag != 0 ? .called : .overdue
  }

  /// The place that the task waits at; `wake` forgets it.
  var place: (words: ReceiverWords, key: UInt32)? {
    if detail & Self.pointerMask == 0 { return nil }
    let object = argument & Self.pointerMask
    let key = (argument >> Self.topShift) << QueuedEvent.slotBits | (stamp & QueuedEvent.slotMask)
    return (
      ReceiverWords(object: object, table: detail & Self.pointerMask),
      UInt32(truncatingIfNeeded: key)
    )
  }

  /// Starts a wait; `near` is what the task will look at first when it wakes, or none.
  @inline(__always)
  mutating func open(isCancellable: Bool, near: UInt64 = 0) {
    argument = near
    detail &= ~(Self.calledFlag | Self.endedFlag)
    detail |= Self.openFlag | (isCancellable ? Self.cancellableFlag : 0)
  }

  /// Notes what the task waits at.
  mutating func note(place: ReceiverWords, key: UInt32) {
    detail |= place.table
    argument = place.object | (UInt64(key) >> QueuedEvent.slotBits) << Self.topShift
    stamp = stamp & ~QueuedEvent.slotMask | (UInt64(key) & QueuedEvent.slotMask)
  }

  /// Gives the wait the number by which an event or a call ends it.
  @inline(__always)
  mutating func number(_ sequence: UInt64) {
    stamp = sequence << QueuedEvent.slotBits | (stamp & QueuedEvent.slotMask)
  }

  /// The wait ends by the event of this number, unless something else ends it first.
  @inline(__always)
  mutating func arm(_ sequence: UInt64) {
    number(sequence)
    detail = detail & ~Self.openFlag | Self.armedFlag
  }

  /// The wait ends by the event of this number, come what may.
  @inline(__always)
  mutating func close(_ sequence: UInt64, _ end: WaitEnd) {
    arm(sequence)
    detail &= ~(Self.cancellableFlag)
    switch end {
    case .called: detail |= Self.calledFlag
    case .cancelled: detail |= Self.endedFlag
    case .overdue: break
    }
  }

  @inline(__always)
  mutating func cancel() { detail |= Self.cancelledFlag }

  /// The event has fired: the task runs.
  @inline(__always)
  mutating func wake() {
    if kind == Kind.newcomer { kind = Kind.root }
    stamp = 0
    detail &= ~(Self.openFlag | Self.armedFlag | Self.cancellableFlag | Self.pointerMask)
  }
}

/// Why a task waits no longer.
@frozen
@usableFromInline
package enum WaitEnd: Sendable, Hashable, BitwiseCopyable {
  case called
  case overdue
  case cancelled
}
