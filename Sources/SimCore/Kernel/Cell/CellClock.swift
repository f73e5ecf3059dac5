internal import CSimRuntime

/// The clock of a cell: its time passes only between events.
///
/// Use it by its concrete type. Through `any Clock` or a generic parameter a sleep takes seven
/// jobs instead of one and costs three times as much.
package struct CellClock: Clock {
  /// A point of simulated time.
  package typealias Instant = SimInstant

  /// The cell whose time it shows.
  package let cell: Cell

  package var now: SimInstant { cell.now }

  package var minimumResolution: Duration { .nanoseconds(1) }

  /// Suspends the task for a duration; a negative one counts as zero.
  nonisolated(nonsending)
    package func sleep(for duration: Duration) async throws(CancellationError)
  {
    let deadline = cell.instant(after: max(duration, .zero))
    try await cell.sleep(until: deadline)
  }

  /// Suspends the task until an instant; one that has passed counts as now.
  ///
  /// A sleep always suspends and always ends by an event of its own, also when the task is
  /// cancelled.
  nonisolated(nonsending)
    package func sleep(
      until deadline: SimInstant,
      tolerance: Duration? = nil
    ) async throws(CancellationError)
  {
    try await cell.sleep(until: max(deadline, cell.now).nanoseconds)
  }
}

extension Cell {
  nonisolated(nonsending)
    fileprivate func sleep(until time: Int64) async throws(CancellationError)
  {
    let slot = beginSleep()
    // The runtime's own record: no closure and no second hop, unlike withTaskCancellationHandler.
    let context = unsafe RuntimeHooks.context(tag: state.pointee.tag, slot: slot)
    let record = unsafe simrun_add_cancellation(context)
    let isCancelled = unsafe await withUnsafeContinuation { continuation in
      unsafe suspendSleep(slot, until: time, continuation)
    }
    unsafe simrun_remove_cancellation(record)
    _ = unsafe state.pointee.slots.remove(slot)
    if isCancelled { throw CancellationError() }
  }

  func beginSleep() -> Int {
    KernelFault.unless(
      isCurrent,
      "the clock of cell \(id) was slept on by a task that does not run on the cell; start it "
        + "with cell.spawn"
    )
    return unsafe QueuedEvent.slot(of: state.pointee.slots.insert(.beginning, sequence: 0))
  }

  private func suspendSleep(
    _ slot: Int,
    until time: Int64,
    _ continuation: UnsafeContinuation<Bool, Never>
  ) {
    if case .beginningCancelled = unsafe state.pointee.slots.wake(slot) {
      unsafe state.pointee.arm(slot, .cancelledSleeper(continuation), at: state.pointee.now)
    } else {
      unsafe state.pointee.arm(slot, .sleeper(continuation), at: time)
    }
  }
}
