/// A door: whoever comes while it is closed waits until it opens.
///
/// Everybody who waited is woken by an event of its own, in order of arrival. Made with a count it
/// is a latch, which opens when it has been counted down to none.
package actor Gate: CellActor {
  package nonisolated let cell: Cell
  /// The name in reports.
  package nonisolated let name: EntityName
  private var isPassable: Bool
  private var left: Int
  private var counts = GateCounts()
  private var waiters: WaitList
  private var registration = PlaceRegistration()

  package init(_ name: EntityName = "gate", cell: Cell, isOpen: Bool = false) {
    self.name = name
    self.cell = cell
    isPassable = isOpen
    left = 0
    waiters = WaitList(at: cell.now)
  }

  /// A latch that opens for good when `countDown` has been called that often.
  package init(_ name: EntityName = "latch", cell: Cell, count: Int) {
    precondition(count >= 0, "a latch counts down to none")
    self.name = name
    self.cell = cell
    isPassable = count == 0
    left = count
    waiters = WaitList(at: cell.now)
  }

  deinit { registration.end(on: cell) }

  package nonisolated var isOpen: Bool { onCell(with: ()) { gate, _ in gate.isPassable } }

  /// Who waits.
  package nonisolated var queueLength: Int { onCell(with: ()) { gate, _ in gate.waiters.count } }

  /// Lets everybody pass from now on.
  package nonisolated func open() { onCell(with: ()) { gate, _ in gate.setPassable(true) } }

  /// Lets nobody pass from now on.
  package nonisolated func close() { onCell(with: ()) { gate, _ in gate.setPassable(false) } }

  /// Lets those pass who wait now, and stays as it is; gives their number.
  @discardableResult
  package nonisolated func pulse() -> Int { onCell(with: ()) { gate, _ in gate.callAll() } }

  /// Counts a latch down by one.
  package nonisolated func countDown() { onCell(with: ()) { gate, _ in gate.countOne() } }

  /// Passes at once, or waits for the gate to open.
  nonisolated(nonsending)
    package func pass(patience: Duration? = nil) async throws(FruitlessWait)
  {
    let owner = WaitOwner(task: cell.taskMark, of: #isolation)
    guard let number = onCell(with: owner, { $0.enter($1) }) else { return }
    let deadline = patience.map { cell.deadline(after: $0) } ?? .distantFuture
    let key = UInt32(truncatingIfNeeded: number)
    let end = await cell.wait(at: self, key: key, until: deadline) { wait in
      onCell(with: (number, wait)) { $0.waiters.suspended($1.0, $1.1) }
    }
    let waited = onCell(with: (number, end)) { $0.leave($1.0, $1.1) }
    if end != .called { throw FruitlessWait(end, waited: waited) }
  }

  /// Whether the gate is open; if it is not, the sink is fired by an event once it opens.
  package nonisolated func pass(
    _ sink: any EventSink,
    code: UInt32 = 0,
    argument: UInt64 = 0
  ) -> Bool {
    onCell(with: (sink, code, argument)) { $0.enter($1.0, $1.1, $1.2) }
  }

  /// What happened since the start or the last reset.
  package nonisolated var statistics: GateStatistics {
    onCell(with: ()) { gate, _ in gate.statistics(at: gate.cell.now) }
  }

  /// Forgets what happened so far, at the end of a warm-up.
  package nonisolated func resetStatistics() { onCell(with: ()) { gate, _ in gate.reset() } }

  private func setPassable(_ isOpen: Bool) {
    isPassable = isOpen
    if isOpen { callAll() }
  }

  private func countOne() {
    precondition(left > 0, "a latch was counted down more often than it counts")
    left -= 1
    if left == 0 { setPassable(true) }
  }

  @discardableResult
  private func callAll() -> Int {
    let called = waiters.callAll(on: cell)
    counts.passed += called
    return called
  }

  /// The number of a new waiter; nil when the gate is open.
  private func enter(_ owner: WaitOwner) -> Int? {
    counts.arrivals += 1
    if isPassable {
      counts.passed += 1
      return nil
    }
    return waiters.join(owner, at: cell.now)
  }

  private func enter(_ sink: any EventSink, _ code: UInt32, _ argument: UInt64) -> Bool {
    counts.arrivals += 1
    if isPassable {
      counts.passed += 1
      return true
    }
    registration.begin(self, on: cell)
    waiters.join(sink, code, argument, at: cell.now)
    return false
  }

  private func leave(_ number: Int, _ end: WaitEnd) -> Duration {
    switch end {
    case .called: break
    case .overdue: counts.reneged += 1
    case .cancelled: counts.withdrawn += 1
    }
    return waiters.end(number, at: cell.now)
  }

  private func reset() {
    counts = GateCounts()
    waiters.restart(at: cell.now)
  }

  private func statistics(at now: SimInstant) -> GateStatistics {
    GateStatistics(
      counts: counts,
      queue: waiters.ledger.level.summary(until: now),
      queueGap: waiters.ledger.gap(at: now)
    )
  }
}

extension Gate: WaitPlace {
  package nonisolated func describeWait(_ key: UInt32) -> WaitDescription {
    onCell(with: Int(key)) { $0.waiters.describe($1, place: "gate \($0.name)") }
  }

  package nonisolated func describeTasklessWaits() -> [WaitDescription] {
    onCell(with: ()) { gate, _ in gate.waiters.describeSinks(place: "gate \(gate.name)") }
  }
}

/// What became of those who came to a gate.
package struct GateCounts: Sendable, Hashable {
  package internal(set) var arrivals = 0
  package internal(set) var passed = 0
  package internal(set) var reneged = 0
  package internal(set) var withdrawn = 0

  package init() {}
}

/// What a gate did since the start of its statistics.
package struct GateStatistics: Sendable, Equatable {
  package let counts: GateCounts
  /// Those who waited.
  package let queue: TimeWeightedSummary
  /// Area under the queue's length less the waits that make it up: 0, by Little's law.
  package let queueGap: Int128
}
