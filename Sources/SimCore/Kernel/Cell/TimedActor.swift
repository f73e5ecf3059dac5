/// An actor whose timers are the cases of an enumeration: setting one allocates nothing.
///
/// Use `after` for what happens now and then, this for what happens at every turn of every call.
@usableFromInline
package protocol TimedActor: CellActor, EventSink {
  /// What can fall due.
  associatedtype Due: RawRepresentable<UInt32> & Sendable

  /// Called as an event of its own when a timer that was set with `schedule` falls due.
  func fired(_ due: Due, _ argument: UInt64)
}

extension TimedActor {
  /// Sets a timer; the actor is kept alive until it fires or is cancelled.
  @inlinable
  @inline(__always)
  @discardableResult
  package nonisolated func schedule(
    _ due: Due,
    after delay: Duration,
    _ argument: UInt64 = 0
  ) -> TimerID {
    let deadline = cell.now.advanced(by: delay)
    return cell.schedule(at: deadline, self, code: due.rawValue, argument: argument)
  }

  @inlinable
  @inline(__always)
  package nonisolated func fire(_ code: UInt32, _ argument: UInt64) {
    guard let due = Due(rawValue: code) else {
      cell.refuseTimer(code)
    }
    onCell(with: (due, argument)) { $0.fired($1.0, $1.1) }
  }
}

extension Cell {
  @inline(never)
  @usableFromInline
  package func refuseTimer(_ code: UInt32) -> Never {
    KernelFault.stop(
      "an actor of cell \(id) was woken by timer \(code), which its Due does not name; set "
        + "timers with schedule(_:after:) only"
    )
  }
}
