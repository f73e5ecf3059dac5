/// How the uses of one lease ended.
package struct CeilingLeaseCounts: Sendable, Hashable {
  /// Uses that began, at once or after waiting.
  package var used = 0
  /// Of these, the ones that had to wait.
  package var waited = 0
  /// Waits that ended by patience or cancellation.
  package var abandoned = 0
  /// Messages to the ceiling.
  package var orders = 0
}

/// One cell's part of a ceiling: tokens that its actors use without asking anybody else.
///
/// A use takes an idle token at once; without one it waits, first come, first served, while more
/// are asked for. At most one order goes to the ceiling per round. It gives back what no use
/// needed during the round, and what was called back.
package actor CeilingLease: MessageActor, TimedActor {
  /// What can fall due.
  package enum Due: UInt32, Sendable {
    case order
    case rested
  }

  package nonisolated let cell: Cell
  private let kind: CeilingKind
  private let ceiling: CellAddress<CeilingOrder>
  private let delay: Duration
  private let round: Duration
  private var own: CellAddress<CeilingNews>?

  /// Tokens received and given back since the beginning.
  private var received = 0
  private var returned = 0
  /// Tokens that could be used now, and the least of them since the last order.
  private var idle = 0
  private var idleMin = 0
  /// What `returned` has to become, because it was called back.
  private var recallMark = 0
  /// When the resting tokens of a rate may be used again, the earliest first.
  private var resting = InstantQueue()
  private var line = CallLine()
  /// What the last order asked for and gave back.
  private var ordered = (asked: 0, returned: 0)
  private var nextOrder = SimInstant.zero
  private var hasOrderTimer = false
  private var hasRestTimer = false
  /// What happened so far.
  package private(set) var counts = CeilingLeaseCounts()

  /// A lease without tokens; messages to the ceiling take `delay`, and there is at most one in a
  /// `round`.
  package init(
    in cell: Cell,
    of ceiling: CellAddress<CeilingOrder>,
    _ kind: CeilingKind,
    delay: Duration,
    round: Duration
  ) {
    self.cell = cell
    self.ceiling = ceiling
    self.kind = kind
    self.delay = delay
    self.round = round
  }

  /// Tokens that could be used now.
  package var idleCount: Int {
    collectRested()
    return idle
  }

  /// Uses a token if there is an idle one and nobody waits; concurrency has to be released.
  package func tryAcquire() -> Bool {
    collectRested()
    guard idle > 0 && line.count == 0 else { return false }
    use()
    setTimers()
    return true
  }

  /// Waits for a token; false when the patience or the task's cancellation came first.
  package func acquire(patience: Duration? = nil) async -> Bool {
    if tryAcquire() { return true }
    let deadline = patience.map { cell.deadline(after: $0) } ?? .distantFuture
    let key = line.nextKey
    let end = await cell.wait(at: self, key: key, until: deadline) { wait in
      line.append(wait, since: cell.now, task: cell.taskMark)
      setTimers()
    }
    if end == .called { return true }
    line.abandon(key)
    counts.abandoned += 1
    setTimers()
    return false
  }

  /// Ends a use of a concurrency; a rate's uses end by themselves.
  package func release() {
    precondition(kind == .concurrency, "a rate's uses end by themselves")
    precondition(received - returned - idle > 0, "a lease was released more often than used")
    gain(1)
    setTimers()
  }

  package func received(_ news: CeilingNews) {
    switch news {
    case .grant(let count):
      received += count
      gain(count)
    case .recall(let mark):
      recallMark = max(recallMark, mark)
      collectRested()
      payBack()
    }
    setTimers()
  }

  package func fired(_ due: Due, _ argument: UInt64) {
    switch due {
    case .order: hasOrderTimer = false
    case .rested: hasRestTimer = false
    }
    collectRested()
    if due == .order && cell.now >= nextOrder { order() }
    setTimers()
  }

  /// One idle token begins a use.
  private func use() {
    idle -= 1
    idleMin = min(idleMin, idle)
    counts.used += 1
    if case .rate(let interval) = kind { resting.append(cell.now.advanced(by: interval)) }
  }

  /// Tokens have become idle: what is owed comes first, then who waits.
  private func gain(_ count: Int) {
    idle += count
    payBack()
    // A wait that has ended at this very instant leaves the line when its task runs.
    while idle > 0 && line.removeFirst({ cell.call($0) }) {
      counts.waited += 1
      use()
    }
  }

  private func payBack() { giveBack(min(max(0, recallMark - returned), idle)) }

  private func giveBack(_ count: Int) {
    idle -= count
    idleMin = min(idleMin, idle)
    returned += count
  }

  private func collectRested() {
    var count = 0
    while resting.removeFirst(until: cell.now) { count += 1 }
    if count > 0 { gain(count) }
  }

  /// Tokens that the ceiling should have given by now.
  private var asked: Int { received + line.count }

  /// Tells the ceiling what is lacking, and gives back what the round did not need.
  private func order() {
    giveBack(idleMin)
    idleMin = idle
    if asked == ordered.asked && returned == ordered.returned { return }
    let address = own ?? openMailbox()
    own = address
    let order = CeilingOrder(lease: address, asked: asked, returned: returned)
    send(order, to: ceiling, after: delay)
    ordered = (asked, returned)
    nextOrder = cell.now.advanced(by: round)
    counts.orders += 1
  }

  /// Whether the ceiling would be told something new.
  private var hasNews: Bool { asked != ordered.asked || returned != ordered.returned }

  private func setTimers() {
    let isUrgent = asked > ordered.asked || returned > ordered.returned
    if isUrgent && cell.now >= nextOrder { order() }
    if !hasOrderTimer && (hasNews || idle > 0 || !resting.isEmpty) {
      hasOrderTimer = true
      schedule(.order, after: hasNews ? max(.zero, cell.now.duration(to: nextOrder)) : round)
    }
    if !hasRestTimer && line.count > 0, let first = resting.first {
      hasRestTimer = true
      schedule(.rested, after: cell.now.duration(to: first))
    }
  }

  fileprivate func describe(_ key: UInt32) -> WaitDescription { line.describe(key) }
}

extension CeilingLease: WaitPlace {
  package nonisolated func describeWait(_ key: UInt32) -> WaitDescription {
    onCell { $0.describe(key) }
  }

  package nonisolated func describeTasklessWaits() -> [WaitDescription] { [] }
}

/// Instants in the order in which they pass.
private struct InstantQueue {
  private var instants: [SimInstant] = []
  private var head = 0

  var isEmpty: Bool { head == instants.count }

  var first: SimInstant? { isEmpty ? nil : instants[head] }

  mutating func append(_ instant: SimInstant) { instants.append(instant) }

  /// Removes the first if it is not after `now`.
  mutating func removeFirst(until now: SimInstant) -> Bool {
    guard let first, first <= now else { return false }
    head += 1
    if head > 64 && head * 2 > instants.count {
      instants.removeFirst(head)
      head = 0
    }
    return true
  }
}

/// Waiting tasks, first come, first served.
private struct CallLine {
  private struct Entry {
    let wait: WaitID
    let since: SimInstant
    let task: TaskMark?
  }

  /// From the first that waits on; those that left in between are empty.
  private var entries: [Entry?] = []
  private var head = 0
  /// Key of the entry at index 0.
  private var firstKey: UInt32 = 0
  /// Tasks that still wait.
  private(set) var count = 0

  /// The key of what is appended next.
  var nextKey: UInt32 { firstKey &+ UInt32(truncatingIfNeeded: entries.count) }

  mutating func append(_ wait: WaitID, since: SimInstant, task: TaskMark?) {
    entries.append(Entry(wait: wait, since: since, task: task))
    count += 1
  }

  /// Takes out the first that `isTaken` says yes to, and passes over others; false without one.
  mutating func removeFirst(_ isTaken: (WaitID) -> Bool) -> Bool {
    for index in head..<entries.count {
      guard let entry = entries[index], isTaken(entry.wait) else { continue }
      remove(index)
      return true
    }
    return false
  }

  mutating func abandon(_ key: UInt32) { remove(Int(key &- firstKey)) }

  func describe(_ key: UInt32) -> WaitDescription {
    let entry = entries[Int(key &- firstKey)]
    return WaitDescription(
      place: "ceiling lease",
      owner: WaitOwner(task: entry?.task, of: nil),
      since: entry?.since ?? .zero,
      holders: []
    )
  }

  private mutating func remove(_ index: Int) {
    entries[index] = nil
    count -= 1
    while head < entries.count && entries[head] == nil { head += 1 }
    if head > 64 && head * 2 > entries.count {
      entries.removeFirst(head)
      firstKey &+= UInt32(head)
      head = 0
    }
  }
}
