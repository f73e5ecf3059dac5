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

extension Cell {
  /// Suspends the task until it is called, a deadline passes or it is cancelled.
  ///
  /// It ends by an event of its own in each case. `began` takes the name to call it by. The place
  /// must live until the wait has ended.
  @inline(__always)
  nonisolated(nonsending)
    package func wait(
      at place: any WaitPlace,
      key: UInt32,
      until deadline: SimInstant = .distantFuture,
      _ began: (WaitID) -> Void
    ) async -> WaitEnd
  {
    began(lieDown(takeSlot(), at: place, key, until: deadline.nanoseconds))
    let awakening = await dormitory.wait()
    if awakening.isOfGuest { dismiss(awakening) }
    return awakening.end
  }

  /// Ends a wait by an event at the present instant; false when it has ended or is cancelled.
  @discardableResult
  package func call(_ wait: WaitID) -> Bool {
    checkOwner()
    guard unsafe state.pointee.slots.holds(wait.ticket) else { return false }
    return unsafe state.pointee.end(QueuedEvent.slot(of: wait.ticket), .called)
  }

  private func lieDown(
    _ slot: Int,
    at place: any WaitPlace,
    _ key: UInt32,
    until time: Int64
  ) -> WaitID {
    unsafe state.pointee.lieDown(slot, at: ReceiverWords(place: place), key, until: time)
    return unsafe WaitID(
      ticket: state.pointee.slots[slot].sequenceBits | UInt64(truncatingIfNeeded: slot)
    )
  }
}

extension KernelState {
  /// Starts a wait at a place; one without a deadline has a number, but no event.
  fileprivate mutating func lieDown(
    _ slot: Int,
    at place: ReceiverWords,
    _ key: UInt32,
    until time: Int64
  ) {
    if time == .max && !slots[slot].isCancelled {
      drowsy = slots[slot].receiver
      slots[slot].open(isCancellable: true)
      slots[slot].number(nextSequence())
    } else {
      sleep(slot, until: max(time, now))
    }
    slots[slot].note(place: place, key: key)
  }
}

extension ReceiverWords {
  init(place: any WaitPlace) {
    // The cast keeps the two words together: without it the call would open the existential.
    self = unsafe unsafeBitCast(place as any WaitPlace, to: ReceiverWords.self)
  }
}
