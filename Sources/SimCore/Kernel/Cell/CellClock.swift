/// Why a sleep ended before its time.
///
/// Not the standard library's `CancellationError`: its size is not known when a sleep is compiled,
/// so that each sleep of a function would take memory of its task for one.
@frozen
@usableFromInline
package enum SleepError: Error, Hashable {
  /// The task was cancelled; there is nothing to try again.
  case cancelled
}

/// The clock of a cell: its time passes only between events.
///
/// Use it by its concrete type. Through `any Clock` or a generic parameter a sleep takes seven
/// jobs instead of one and costs three times as much.
@frozen
@usableFromInline
package struct CellClock: Clock {
  /// A point of simulated time.
  @usableFromInline package typealias Instant = SimInstant

  /// The cell whose time it shows.
  @usableFromInline package let cell: Cell

  @inlinable
  @inline(__always)
  package init(cell: Cell) { self.cell = cell }

  @inlinable
  package var now: SimInstant { cell.now }

  @usableFromInline package var minimumResolution: Duration { .nanoseconds(1) }

  /// Suspends the task for a duration; a negative one counts as zero.
  @inlinable
  @inline(__always)
  nonisolated(nonsending)
    package func sleep(for duration: Duration) async throws(SleepError)
  {
    // Inlined into the sleeper, so that a sleeping task keeps no frame but its own.
    cell.beginSleep(for: duration, of: #isolation)
    let awakening = await cell.dormitory.wait()
    if awakening.isOfGuest { cell.dismiss(awakening) }
    if awakening.end == .cancelled { throw SleepError.cancelled }
  }

  /// Suspends the task until an instant; one that has passed counts as now.
  ///
  /// A sleep always suspends and always ends by an event of its own, also when the task is
  /// cancelled.
  @inlinable
  @inline(__always)
  nonisolated(nonsending)
    package func sleep(
      until deadline: SimInstant,
      tolerance: Duration? = nil
    ) async throws(SleepError)
  {
    cell.beginSleep(until: deadline, of: #isolation)
    let awakening = await cell.dormitory.wait()
    if awakening.isOfGuest { cell.dismiss(awakening) }
    if awakening.end == .cancelled { throw SleepError.cancelled }
  }
}
