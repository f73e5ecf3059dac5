/// How a sleep ended that others may interrupt.
package enum Rest: Sendable, Hashable {
  case completed
  /// Somebody gave this reason, with this much of the time left.
  case interrupted(reason: UInt64, left: Duration)
  case cancelled(left: Duration)
}

/// A sleep that can be interrupted, and after which the sleeper goes on: a machine that breaks
/// down, a speaker who is spoken to.
///
/// Cancelling a task ends it for good; this ends one sleep, with a reason.
package actor InterruptibleSleep: CellActor {
  package nonisolated let cell: Cell
  private let name: EntityName
  private var owner = WaitOwner()
  private var since = SimInstant.zero
  private var wait: WaitID?
  private var reason: UInt64 = 0

  package init(_ name: EntityName = "sleep", cell: Cell) {
    self.name = name
    self.cell = cell
  }

  /// Sleeps for a time, or until it is interrupted; one sleep at a time.
  nonisolated(nonsending)
    package func sleep(for time: Duration) async -> Rest
  {
    let deadline = cell.deadline(after: time)
    let owner = WaitOwner(task: cell.taskMark, of: #isolation)
    let end = await cell.wait(at: self, key: 0, until: deadline) { wait in
      onCell(with: (wait, owner)) { $0.begin($1.0, $1.1) }
    }
    return onCell(with: (end, deadline)) { $0.end($1.0, left: $0.cell.now.duration(to: $1.1)) }
  }

  /// Wakes the sleeper by an event of its own; false when nobody sleeps.
  @discardableResult
  package nonisolated func interrupt(reason: UInt64 = 0) -> Bool {
    onCell(with: reason) { $0.wake($1) }
  }

  private func begin(_ wait: WaitID, _ owner: WaitOwner) {
    precondition(self.wait == nil, "an interruptible sleep is for one sleeper at a time")
    self.wait = wait
    self.owner = owner
    since = cell.now
  }

  private func wake(_ reason: UInt64) -> Bool {
    guard let wait, cell.call(wait) else { return false }
    self.reason = reason
    return true
  }

  private func end(_ end: WaitEnd, left: Duration) -> Rest {
    wait = nil
    return switch end {
    case .called: .interrupted(reason: reason, left: left)
    case .overdue: .completed
    case .cancelled: .cancelled(left: left)
    }
  }
}

extension InterruptibleSleep: WaitPlace {
  package nonisolated func describeWait(_ key: UInt32) -> WaitDescription {
    onCell(with: ()) { sleep, _ in
      WaitDescription(place: "\(sleep.name)", owner: sleep.owner, since: sleep.since, holders: [])
    }
  }

  package nonisolated func describeTasklessWaits() -> [WaitDescription] { [] }
}
