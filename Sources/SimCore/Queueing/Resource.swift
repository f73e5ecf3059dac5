/// Units that are held for a time by those who ask first or most urgently.
///
/// ```
///  request ─▶ free units? ──yes──▶ held ──release──▶ next of the queue
///                 │ no              │
///                 ▼                 └─preempted─▶ told what is left
///           queue full? ─yes─▶ refused
///                 │ no
///                 ▼        ┌─units─▶ held
///              waiting ────┼─patience over─▶ reneged
///                          └─cancelled─▶ withdrawn
/// ```
/// A request that finds free units and nobody ahead holds them at once: no event, no suspension.
/// Whoever had to wait is woken by an event of its own, at the instant at which the units became
/// free; they are its own from then on, whatever else happens at that instant. The head of the
/// queue blocks those behind it, also when fewer units would do for them.
///
/// Tasks use `acquire`, `hold` and `release`; a `ResourceUser` uses `request`, `hold` and `release`
/// without a task and, in the steady state, without an allocation.
package actor Resource: CellActor {
  package nonisolated let cell: Cell
  /// The name in reports.
  package nonisolated let name: EntityName
  package nonisolated let discipline: QueueDiscipline
  /// Requests that may wait, one more is refused; nil for no limit.
  package nonisolated let queueLimit: Int?
  var units: Int
  var unitsInUse = 0
  var claims = ClaimTable()
  var line: WaitingLine
  /// Holders, the first to lose its units first; kept only where units may be taken away.
  var holders = UrgencyHeap()
  var book: QueueBook
  private var requests: UInt64 = 0
  var registration = PlaceRegistration()
  /// Hears how many units are in use, whenever that changes.
  private var watcher: (@Sendable (Int) -> Void)?

  package init(
    _ name: EntityName = "resource",
    cell: Cell,
    capacity: Int,
    discipline: QueueDiscipline = .arrival,
    queueLimit: Int? = nil
  ) {
    precondition(capacity >= 0, "a resource cannot have fewer than no units")
    self.name = name
    self.cell = cell
    self.discipline = discipline
    self.queueLimit = queueLimit
    units = capacity
    line = WaitingLine(byRank: discipline != .arrival)
    book = QueueBook(capacity: capacity, at: cell.now)
  }

  deinit { registration.end(on: cell) }

  /// Tells somebody from now on how many units are in use, whenever that changes.
  package func watchUse(_ watcher: @escaping @Sendable (Int) -> Void) { self.watcher = watcher }

  /// Takes a request in: it holds its units, waits, or is refused.
  func admit(_ request: ResourceRequest) -> Entry {
    precondition(request.amount > 0, "a request is for one unit at least")
    book.counts.arrivals += 1
    let fits = unitsInUse + request.amount <= units
    if line.isAheadOfAll(rank: request.rank) && (fits || makeRoom(request.demand)) {
      let slot = insert(request)
      book.counts.served += 1
      take(slot)
      claims[slot].state = .held
      return .granted(claims.claim(slot))
    }
    if let queueLimit, line.count >= queueLimit {
      book.counts.refused += 1
      return .refused
    }
    let slot = insert(request)
    line.insert(slot, rank: request.rank, sequence: requests)
    book.joined(at: cell.now)
    if request.user != nil { waitWithoutTask(slot, patience: request.patience) }
    return .waiting(claims.claim(slot))
  }

  private func insert(_ request: ResourceRequest) -> Int {
    requests += 1
    let slot = claims.insert()
    request.write(to: &claims[slot], sequence: requests, at: cell.now.nanoseconds)
    if discipline == .arrival { claims[slot].rank = 0 }
    return slot
  }

  /// Gives free units to those who wait, in their order.
  func serve() {
    while let slot = line.first {
      if unitsInUse + claims[slot].amount > units && !makeRoom(claims[slot].demand) { return }
      line.remove(slot)
      // A task that is cancelled at this very instant has left; its own event will say so.
      if let wait = claims[slot].wait, !cell.call(wait) {
        leave(slot)
        continue
      }
      let waited = book.left(since: claims[slot].since, isServed: true, at: cell.now)
      claims[slot].waited = waited
      claims[slot].state = .granted
      take(slot)
      if claims[slot].user != nil {
        if let patience = claims[slot].event { cell.cancel(patience) }
        post(.granted, to: slot)
      }
    }
  }

  /// Marks the units of a request as used from now on.
  private func take(_ slot: Int) {
    let amount = claims[slot].amount
    unitsInUse += amount
    if let watcher { watcher(unitsInUse) }
    book.took(amount, at: cell.now)
    claims[slot].since = cell.now.nanoseconds
    if discipline == .preemptive { addHolder(slot) }
  }

  /// Marks the units of a holder as free from now on.
  func giveBack(_ slot: Int) {
    let amount = claims[slot].amount
    unitsInUse -= amount
    if let watcher { watcher(unitsInUse) }
    book.gave(amount, since: claims[slot].since, at: cell.now)
    if discipline == .preemptive { holders.remove(slot) }
  }

  /// Books that a request is out of the queue without units.
  func leave(_ slot: Int) {
    claims[slot].waited = book.left(since: claims[slot].since, isServed: false, at: cell.now)
    claims[slot].state = .gone
  }

  /// Ends a claim: out of the units that it holds, or out of the queue.
  func end(_ claim: Claim) -> Bool {
    guard let slot = claims.slot(of: claim.bits) else { return false }
    switch claims[slot].state {
    case .vacant, .gone, .preempted:
      return false
    case .waiting:
      if claims[slot].user == nil { return false }
      line.remove(slot)
      leave(slot)
      book.counts.withdrawn += 1
      remove(slot)
    case .granted, .held:
      giveBack(slot)
      // Its own task sleeps on the claim, so another one has released it.
      if claims[slot].wait != nil { void(slot) } else { remove(slot) }
    }
    serve()
    return true
  }

  /// Forgets a request and what is queued for it.
  private func remove(_ slot: Int) {
    if let event = claims[slot].event { cell.cancel(event) }
    claims.remove(slot)
  }
}
