/// Who waits on what in a cell that has nothing left to run.
package struct DeadlockReport: Sendable {
  /// One who waits, and for what.
  package struct Waiter: Sendable, Hashable {
    /// The task's name and the type of its actor, or the type of a user without a task.
    package let name: String
    /// What it waits at; nil for a `Reply` or a sleep without end, which the kernel does not name.
    package let place: String?
    /// When it began to wait there.
    package let since: SimInstant?
    /// Who holds what it waits for.
    package let holders: [String]
  }

  /// The number of the cell.
  package let cell: Int
  /// When nothing was left to run.
  package let instant: SimInstant
  package let waiters: [Waiter]
}

extension DeadlockReport: CustomStringConvertible {
  /// Waiters and holders that the text names.
  private static let namesMax = 20

  package var description: String {
    let count = waiters.count == 1 ? "1 still waits" : "\(waiters.count) still wait"
    let head = "cell \(cell) has nothing left to run at \(Self.text(instant)), and \(count)"
    let lines = waiters.prefix(Self.namesMax).map { "  " + text($0) }
    let rest = waiters.count - lines.count
    return ([head + ":"] + lines + (rest > 0 ? ["  and \(rest) more"] : [])).joined(separator: "\n")
  }

  private func text(_ waiter: Waiter) -> String {
    guard let place = waiter.place else { return "\(waiter.name) waits for a reply" }
    var text = "\(waiter.name) waits for \(place)"
    if let since = waiter.since {
      text += ", since \(Self.text(since)) (\(since.duration(to: instant).shortText))"
    }
    if waiter.holders.isEmpty { return text }
    let names = waiter.holders.prefix(Self.namesMax).joined(separator: ", ")
    let rest = waiter.holders.count - Self.namesMax
    return text + "; held by \(names)" + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func text(_ instant: SimInstant) -> String {
    SimInstant.zero.duration(to: instant).shortText
  }
}

extension Cell {
  /// Who waits on what when nothing is left to run; nil while something is, or if nobody waits.
  ///
  /// Ask between two runs.
  package var deadlock: DeadlockReport? {
    if let next = nextEvent, next < .distantFuture { return nil }
    let waiters = enter { taskWaiters() + tasklessWaiters() }
    if waiters.isEmpty { return nil }
    return DeadlockReport(cell: id, instant: now, waiters: waiters)
  }

  private func taskWaiters() -> [DeadlockReport.Waiter] {
    let tasks = suspendedTasks
    let names = Dictionary(tasks.map { ($0.mark, $0.name.description) }) { first, _ in first }
    return tasks.map { task in
      guard let place = task.place else {
        return DeadlockReport.Waiter(name: "\(task.name)", place: nil, since: nil, holders: [])
      }
      return waiter(place.describeWait(task.key), task: "\(task.name)", names)
    }
  }

  private func tasklessWaiters() -> [DeadlockReport.Waiter] {
    let names = Dictionary(suspendedTasks.map { ($0.mark, $0.name.description) }) { first, _ in
      first
    }
    return waitPlaces.flatMap { $0.describeTasklessWaits() }.map { waiter($0, task: nil, names) }
  }

  private func waiter(
    _ wait: WaitDescription,
    task: String?,
    _ names: [TaskMark: String]
  ) -> DeadlockReport.Waiter {
    DeadlockReport.Waiter(
      name: task.map { "\($0) (\(wait.owner.typeName))" } ?? wait.owner.typeName,
      place: wait.place,
      since: wait.since,
      holders: wait.holders.map { holder in
        let since = SimInstant.zero.duration(to: holder.since).shortText
        return "\(holder.owner.name(names)) since \(since)"
      }
    )
  }
}
