/// What an event does when it fires.
@safe
enum Wake {
  case vacant
  case sink(any EventSink, argument: UInt64, code: UInt32)
  case closure(@Sendable () -> Void)
  /// The first job of a spawned task.
  case task(UnownedJob)
  /// A task has announced a sleep and not suspended yet.
  case beginning
  /// The same, and its task has been cancelled meanwhile.
  case beginningCancelled
  case sleeper(UnsafeContinuation<Bool, Never>)
  /// Cancelled while it slept; the event that tells it so is queued.
  case cancelledSleeper(UnsafeContinuation<Bool, Never>)
  /// A task that waits at a place, with its deadline in the queue.
  case waiter(WaitingTask)
  /// The same without a deadline, so without a queued event.
  case parked(WaitingTask)
  /// A task whose wait has ended; the event that tells it so is queued.
  case endedWait(UnsafeContinuation<WaitEnd, Never>, WaitEnd)
  /// Woken and not resumed yet. The slot stays taken until the sleeper has removed its cancellation
  /// record, otherwise a late cancellation would hit the next owner of the slot.
  case woken
}

/// The receivers of all pending events; a slot knows which queued event is its own.
@safe
struct SlotTable: ~Copyable {
  private struct Slot {
    /// Ticket of the event that may fire this slot.
    ///
    /// A number below 2^24 is no event's ticket: in a vacant slot it is the next vacant one, or 0.
    var ticket: UInt64
    var wake: Wake
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var capacity = 256
  /// Slots that were ever used; the first is never given, so that 0 can mean none.
  private var used = 1
  private var firstVacant: UInt64 = 0

  init() {
    unsafe slots = .allocate(capacity: capacity)
    unsafe slots.initialize(to: Slot(ticket: 0, wake: .vacant))
  }

  deinit {
    unsafe slots.deinitialize(count: used)
    unsafe slots.deallocate()
  }

  /// Whether the event with this ticket is still wanted.
  @inline(__always)
  func holds(_ ticket: UInt64) -> Bool {
    let slot = QueuedEvent.slot(of: ticket)
    return unsafe slot < used && slots[slot].ticket == ticket
  }

  /// Takes a free slot, to be fired by the event of the given sequence number; gives the ticket.
  @inline(__always)
  mutating func insert(_ wake: consuming Wake, sequence: UInt64) -> UInt64 {
    let slot = takeVacant()
    let ticket = sequence << QueuedEvent.slotBits | slot
    unsafe (slots + Int(slot)).initialize(to: Slot(ticket: ticket, wake: wake))
    return ticket
  }

  /// Frees a slot and gives what it held.
  @inline(__always)
  mutating func remove(_ slot: Int) -> Wake {
    let held = unsafe (slots + slot).move()
    unsafe (slots + slot).initialize(to: Slot(ticket: firstVacant, wake: .vacant))
    firstVacant = UInt64(truncatingIfNeeded: slot)
    return held.wake
  }

  /// Takes what a slot holds; a sleeper keeps its slot, all others free it.
  @inline(__always)
  mutating func fire(_ slot: Int) -> Wake {
    let held = unsafe (slots + slot).move()
    switch held.wake {
    case .sleeper, .cancelledSleeper, .waiter, .endedWait:
      unsafe (slots + slot).initialize(to: Slot(ticket: 0, wake: .woken))
    default:
      unsafe (slots + slot).initialize(to: Slot(ticket: firstVacant, wake: .vacant))
      firstVacant = UInt64(truncatingIfNeeded: slot)
    }
    return held.wake
  }

  /// What the slot holds, without taking it.
  @inline(__always)
  func wake(_ slot: Int) -> Wake { unsafe slots[slot].wake }

  /// The ticket of the event that may fire the slot.
  @inline(__always)
  func ticket(_ slot: Int) -> UInt64 { unsafe slots[slot].ticket }

  /// Replaces what a sleeper's slot holds and the event that may fire it.
  @inline(__always)
  mutating func set(_ slot: Int, _ wake: Wake, ticket: UInt64 = 0) {
    unsafe slots[slot].wake = wake
    unsafe slots[slot].ticket = ticket
  }

  /// One more than the last slot; for walks over all of them.
  var limit: Int { used }

  @inline(__always)
  private mutating func takeVacant() -> UInt64 {
    let vacant = firstVacant
    if vacant != 0 {
      firstVacant = unsafe slots[Int(vacant)].ticket
      return vacant
    }
    if used == capacity { grow() }
    defer { used &+= 1 }
    return UInt64(truncatingIfNeeded: used)
  }

  @inline(never)
  private mutating func grow() {
    KernelFault.unless(
      capacity < QueuedEvent.slotLimit,
      "more than \(QueuedEvent.slotLimit) events are pending in one cell; batch them or use more "
        + "cells"
    )
    let larger = UnsafeMutablePointer<Slot>.allocate(capacity: capacity * 2)
    unsafe larger.moveInitialize(from: slots, count: used)
    unsafe slots.deallocate()
    unsafe slots = larger
    capacity *= 2
  }
}
