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
    let bed = takeBed()
    unsafe state.pointee.sleep(bed.slot, until: time)
    let end = await dormitory.wait(in: bed.slot)
    leave(bed)
    if end == .cancelled { throw CancellationError() }
  }
}
