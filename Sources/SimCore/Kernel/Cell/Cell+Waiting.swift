internal import CSimRuntime

/// Something of the model that tasks wait at: a resource, a store, a gate.
package protocol WaitPlace: AnyObject, Sendable {
  /// What one of the place's waiters waits for, for a deadlock report; the key is the place's own.
  func describeWait(_ key: UInt32) -> WaitDescription

  /// The waiters that have no task; a task is found by the cell.
  func describeTasklessWaits() -> [WaitDescription]
}

/// Names one waiting task, so that it can be called.
package struct WaitID: Sendable, Hashable, BitwiseCopyable {
  let ticket: UInt64
}

/// Why a task waits no longer.
package enum WaitEnd: Sendable, Hashable, BitwiseCopyable {
  case called
  case overdue
  case cancelled
}

/// A suspended task and what it waits at; the task's own frame keeps the place alive.
@safe
struct WaitingTask {
  let continuation: UnsafeContinuation<WaitEnd, Never>
  unowned(unsafe) let place: any WaitPlace
  let key: UInt32
}

extension Cell {
  /// Suspends the task until it is called, a deadline passes or it is cancelled.
  ///
  /// It ends by an event of its own in each case. `began` takes the name to call it by.
  nonisolated(nonsending)
    package func wait(
      at place: any WaitPlace,
      key: UInt32,
      until deadline: SimInstant = .distantFuture,
      _ began: (WaitID) -> Void
    ) async -> WaitEnd
  {
    let slot = beginSleep()
    let context = unsafe RuntimeHooks.context(tag: state.pointee.tag, slot: slot)
    let record = unsafe simrun_add_cancellation(context)
    let end = unsafe await withUnsafeContinuation { continuation in
      let task = unsafe WaitingTask(continuation: continuation, place: place, key: key)
      began(suspendWait(slot, task, until: deadline.nanoseconds))
    }
    unsafe simrun_remove_cancellation(record)
    _ = unsafe state.pointee.slots.remove(slot)
    return end
  }

  /// Ends a wait by an event at the present instant; false when it has ended or is cancelled.
  @discardableResult
  package func call(_ wait: WaitID) -> Bool {
    checkOwner()
    guard unsafe state.pointee.slots.holds(wait.ticket) else { return false }
    return unsafe state.pointee.endWait(QueuedEvent.slot(of: wait.ticket), .called)
  }

  private func suspendWait(_ slot: Int, _ task: WaitingTask, until time: Int64) -> WaitID {
    if case .beginningCancelled = unsafe state.pointee.slots.wake(slot) {
      unsafe state.pointee.arm(slot, .endedWait(task.continuation, .cancelled), at: now.nanoseconds)
    } else if time == .max {
      unsafe state.pointee.park(slot, task)
    } else {
      unsafe state.pointee.arm(slot, .waiter(task), at: max(time, now.nanoseconds))
    }
    return unsafe WaitID(ticket: state.pointee.slots.ticket(slot))
  }
}

extension KernelState {
  /// Keeps a task that waits without a deadline: no event is queued for it.
  mutating func park(_ slot: Int, _ task: WaitingTask) {
    let ticket = nextSequence() << QueuedEvent.slotBits | UInt64(truncatingIfNeeded: slot)
    slots.set(slot, .parked(task), ticket: ticket)
  }

  /// Queues the event that ends a wait; false when the slot's task does not wait any more.
  mutating func endWait(_ slot: Int, _ end: WaitEnd) -> Bool {
    switch slots.wake(slot) {
    case .waiter(let task):
      unsafe arm(slot, .endedWait(task.continuation, end), at: now)
      bury()
      return true
    case .parked(let task):
      unsafe arm(slot, .endedWait(task.continuation, end), at: now)
      return true
    default:
      return false
    }
  }
}
