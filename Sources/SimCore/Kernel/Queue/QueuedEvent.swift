/// When an event is due, its place among equals, and the slot that keeps its receiver.
struct QueuedEvent: BitwiseCopyable {
  /// Bits of a ticket that name the slot; the others are the sequence number.
  static let slotBits: UInt64 = 24
  static let slotMask: UInt64 = (1 << slotBits) - 1
  /// Largest number of events that may be pending at once.
  static let slotLimit = 1 << Int(slotBits)
  /// Largest sequence number: one more would wrap and break the order of equal times.
  static let sequenceLimit: UInt64 = 1 << (64 - slotBits)

  /// Nanoseconds since the start of the run.
  var time: Int64
  /// Sequence number and slot; never given twice by one cell, so it also tells a dead event.
  var ticket: UInt64

  @inline(__always)
  static func slot(of ticket: UInt64) -> Int { Int(truncatingIfNeeded: ticket & slotMask) }

  @inline(__always) var slot: Int { Self.slot(of: ticket) }

  /// One 128-bit comparison without a branch: in a heap the outcome cannot be predicted.
  @inline(__always)
  static func < (left: QueuedEvent, right: QueuedEvent) -> Bool {
    let borrow = left.ticket.subtractingReportingOverflow(right.ticket).overflow
    return left.time &- right.time &- (borrow ? 1 : 0) < 0
  }
}
