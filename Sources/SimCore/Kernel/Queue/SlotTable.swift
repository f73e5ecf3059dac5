internal import CSimRuntime

/// The receivers of all pending events; a slot knows which queued event is its own.
@safe
struct SlotTable: ~Copyable {
  private var slots: UnsafeMutablePointer<Slot>
  private var capacity = 256
  /// Slots that were ever used; the first is never given, so that 0 can mean none.
  private var used = 1
  private var firstVacant: UInt64 = 0

  init() {
    unsafe slots = Self.allocate(capacity)
    unsafe slots.initialize(to: Slot(nextVacant: 0))
  }

  deinit {
    for index in 1..<used { unsafe slots[index].releaseReceiver() }
    unsafe slots.deallocate()
  }

  @inline(__always)
  subscript(slot: Int) -> Slot {
    get { unsafe slots[slot] }
    nonmutating _modify { yield unsafe &slots[slot] }
  }

  /// Whether the event with this ticket is still wanted.
  @inline(__always)
  func holds(_ ticket: UInt64) -> Bool {
    let slot = QueuedEvent.slot(of: ticket)
    return unsafe slot < used && slots[slot].awaits(ticket)
  }

  /// Takes a free slot.
  @inline(__always)
  mutating func insert(_ slot: Slot) -> Int {
    let index = takeVacant()
    unsafe slots[index] = slot
    return index
  }

  /// Frees a slot.
  @inline(__always)
  mutating func vacate(_ slot: Int) {
    unsafe slots[slot] = Slot(nextVacant: firstVacant)
    firstVacant = UInt64(truncatingIfNeeded: slot)
  }

  /// One more than the last slot; for walks over all of them.
  var limit: Int { used }

  /// So many slots, with what they refer to, stay in a processor's second cache.
  static let cacheLimit = 2_048

  /// How many events before its turn a slot is fetched into the cache, then its receiver, and then
  /// the frame that a task sleeps in.
  static let lookahead = 12
  static let receiverLookahead = 8
  static let frameLookahead = 4
  /// Of a sink: lines of the object, and of each object that its fields point to.
  private static let objectLines: Int32 = 8
  private static let fieldLines: Int32 = 4

  /// Has the processor fetch what a slot refers to; a task's is spread over several lines.
  @inline(__always)
  func prefetchReceiver(_ slot: Int) {
    let slot = unsafe slots[slot]
    let start = unsafe UnsafeRawPointer(bitPattern: UInt(slot.receiver))
    if slot.isTask {
      unsafe simrun_prefetch_task(start)
    } else if slot.kind == Slot.Kind.sink {
      unsafe simrun_prefetch_object(start, Self.objectLines)
    } else {
      unsafe simrun_prefetch(start)
    }
  }

  /// Has the processor fetch where a task goes on, and its actor; of a sink, what it points to.
  @inline(__always)
  func prefetchFrame(_ slot: Int) {
    let slot = unsafe slots[slot]
    if slot.kind == Slot.Kind.sink {
      let object = unsafe UnsafeRawPointer(bitPattern: UInt(slot.receiver))
      unsafe simrun_prefetch_fields(object, Self.fieldLines)
    }
    if slot.isTask, let task = unsafe UnsafeRawPointer(bitPattern: UInt(slot.receiver)) {
      unsafe simrun_prefetch_frame(task)
      unsafe simrun_prefetch(UnsafeRawPointer(bitPattern: UInt(slot.argument & Slot.pointerMask)))
    }
  }

  /// Has the processor fetch a slot that is needed soon.
  @inline(__always)
  func prefetch(_ slot: Int) { unsafe simrun_prefetch(slots + slot) }

  @inline(__always)
  private mutating func takeVacant() -> Int {
    let vacant = firstVacant
    if vacant != 0 {
      let index = Int(truncatingIfNeeded: vacant)
      firstVacant = unsafe slots[index].stamp
      return index
    }
    if used == capacity { grow() }
    defer { used &+= 1 }
    return used
  }

  @inline(never)
  private mutating func grow() {
    KernelFault.unless(
      capacity < QueuedEvent.slotLimit,
      "more than \(QueuedEvent.slotLimit) events are pending in one cell; batch them or use more "
        + "cells"
    )
    let larger = unsafe Self.allocate(capacity * 2)
    unsafe larger.moveInitialize(from: slots, count: used)
    unsafe slots.deallocate()
    unsafe slots = larger
    capacity *= 2
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Slot> {
    // On the boundary of a cache line, so that no slot straddles two.
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Slot>.stride,
      alignment: 64
    )
    return unsafe bytes.bindMemory(to: Slot.self, capacity: count)
  }
}
