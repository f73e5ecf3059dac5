extension Resource {
  /// Gives the units back, or takes the request back if it still waits; false when the claim is
  /// void: released before, preempted, reneged.
  ///
  /// A void claim is harmless, so a holder that may be preempted can release in any case.
  @discardableResult
  package nonisolated func release(_ claim: Claim) -> Bool {
    onCell(with: claim) { $0.end($1) }
  }

  /// Units that there are.
  package nonisolated var capacity: Int { onCell(with: ()) { resource, _ in resource.units } }

  /// Units in use; more than there are while a cut of the capacity is pending.
  package nonisolated var inUse: Int { onCell(with: ()) { resource, _ in resource.unitsInUse } }

  /// Requests that wait.
  package nonisolated var queueLength: Int {
    onCell(with: ()) { resource, _ in resource.line.count }
  }

  /// Changes the number of units.
  ///
  /// More units serve the queue at once. A cut takes effect as units come back; with `preempting`
  /// it takes them away from the least urgent holders, the last to come among equals.
  package nonisolated func setCapacity(_ units: Int, preempting: Bool = false) {
    precondition(units >= 0, "a resource cannot have fewer than no units")
    onCell(with: (units, preempting)) { $0.resize(to: $1.0, preempting: $1.1) }
  }

  /// What happened since the start or the last reset.
  package nonisolated var statistics: QueueStatistics {
    onCell(with: ()) { resource, _ in resource.book.statistics(at: resource.cell.now) }
  }

  /// Forgets what happened so far, at the end of a warm-up; who waits or holds goes on to count.
  package nonisolated func resetStatistics() {
    onCell(with: ()) { resource, _ in resource.book.restart(at: resource.cell.now) }
  }

  private func resize(to units: Int, preempting: Bool) {
    self.units = units
    book.setCapacity(units, at: cell.now)
    if preempting { evict() }
    serve()
  }
}

/// A request before it has a slot.
struct ResourceRequest {
  var amount: Int
  var rank: Int
  var mayPreempt: Bool
  var patience: Duration?
  var user: (any ResourceUser)?
  var code: UInt32 = 0
  var argument: UInt64 = 0
  var owner: WaitOwner

  var demand: UnitDemand { UnitDemand(amount: amount, rank: rank, mayPreempt: mayPreempt) }

  func write(to record: inout ClaimRecord, sequence: UInt64, at now: Int64) {
    record.state = .waiting
    record.mayPreempt = mayPreempt
    record.code = code
    record.amount = amount
    record.rank = rank
    record.sequence = sequence
    record.since = now
    record.waited = 0
    record.due = nil
    record.left = nil
    record.argument = argument
    record.event = nil
    record.wait = nil
    record.user = user
    record.owner = owner
  }
}
