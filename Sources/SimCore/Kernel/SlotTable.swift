/// What an event does when it fires.
@safe
enum Wake {
  /// Free; the next free slot follows, or -1.
  case vacant(next: Int32)
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
  /// Woken and not resumed yet. The slot stays taken until the sleeper has removed its cancellation
  /// record, otherwise a late cancellation would hit the next owner of the slot.
  case woken
}

/// The receivers of all pending events; a slot knows which queued event is its own.
@safe
struct SlotTable: ~Copyable {
  private struct Slot {
    /// Ticket of the event that may fire this slot; 0 when none may.
    var ticket: UInt64
    var wake: Wake
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var capacity = 256
  private var used = 0
  private var firstVacant: Int32 = -1

  init() { unsafe slots = .allocate(capacity: capacity) }

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
    let vacant = firstVacant
    if vacant >= 0, case .vacant(let next) = unsafe slots[Int(vacant)].wake {
      firstVacant = next
      let ticket = sequence << QueuedEvent.slotBits | UInt64(UInt32(bitPattern: vacant))
      unsafe (slots + Int(vacant)).initialize(to: Slot(ticket: ticket, wake: wake))
      return ticket
    }
    if used == capacity { grow() }
    let ticket = sequence << QueuedEvent.slotBits | UInt64(truncatingIfNeeded: used)
    unsafe (slots + used).initialize(to: Slot(ticket: ticket, wake: wake))
    used &+= 1
    return ticket
  }

  /// Frees a slot and gives what it held.
  @inline(__always)
  mutating func remove(_ slot: Int) -> Wake {
    let held = unsafe (slots + slot).move()
    unsafe (slots + slot).initialize(to: Slot(ticket: 0, wake: .vacant(next: firstVacant)))
    firstVacant = Int32(truncatingIfNeeded: slot)
    return held.wake
  }

  /// Takes what a slot holds; a sleeper keeps its slot, all others free it.
  @inline(__always)
  mutating func fire(_ slot: Int) -> Wake {
    let held = unsafe (slots + slot).move()
    switch held.wake {
    case .sleeper, .cancelledSleeper:
      unsafe (slots + slot).initialize(to: Slot(ticket: 0, wake: .woken))
    default:
      unsafe (slots + slot).initialize(to: Slot(ticket: 0, wake: .vacant(next: firstVacant)))
      firstVacant = Int32(truncatingIfNeeded: slot)
    }
    return held.wake
  }

  /// What the slot holds, without taking it.
  @inline(__always)
  func wake(_ slot: Int) -> Wake { unsafe slots[slot].wake }

  /// Replaces what a sleeper's slot holds and the event that may fire it.
  @inline(__always)
  mutating func set(_ slot: Int, _ wake: Wake, ticket: UInt64 = 0) {
    unsafe slots[slot].wake = wake
    unsafe slots[slot].ticket = ticket
  }

  /// Slots that were ever used; for walks over all of them.
  var limit: Int { used }

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
