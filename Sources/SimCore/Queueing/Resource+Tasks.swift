extension Resource {
  /// Takes units, and waits for them if need be.
  ///
  /// - Parameters:
  ///   - amount: units to take together.
  ///   - priority: lower goes first; counts only with a discipline that looks at it.
  ///   - patience: leaves the queue after this time; nil waits for ever.
  ///   - mayPreempt: with the preemptive discipline, whether holders may lose their units to it.
  /// - Returns: what became of the request.
  nonisolated(nonsending)
    package func acquire(
      _ amount: Int = 1,
      priority: Int = 0,
      patience: Duration? = nil,
      mayPreempt: Bool = true
    ) async -> Admission
  {
    let request = ResourceRequest(
      amount: amount,
      rank: priority,
      mayPreempt: mayPreempt,
      owner: WaitOwner(task: cell.taskMark, of: #isolation)
    )
    switch onCell(with: request, { $0.admit($1) }) {
    case .granted(let claim):
      return .granted(claim)
    case .refused:
      return .refused
    case .waiting(let claim):
      let deadline = patience.map { cell.deadline(after: $0) } ?? .distantFuture
      let end = await wait(with: claim, until: deadline)
      return onCell(with: (claim, end)) { $0.resumed($1.0, $1.1) }
    }
  }

  /// Holds the units of a claim for a time, unless they are taken away before.
  nonisolated(nonsending)
    package func hold(_ claim: Claim, for time: Duration) async -> Tenure
  {
    let deadline = cell.deadline(after: time)
    guard onCell(with: (claim, deadline), { $0.beginHold($1.0, until: $1.1) }) else {
      return .preempted(left: max(time, .zero))
    }
    let end = await wait(with: claim, until: deadline)
    return onCell(with: (claim, end)) { $0.endHold($1.0, $1.1) }
  }

  /// Suspends the task of a claim until it is called, the deadline passes or it is cancelled.
  nonisolated(nonsending)
    private func wait(with claim: Claim, until deadline: SimInstant) async -> WaitEnd
  {
    await cell.wait(
      at: self,
      key: UInt32(truncatingIfNeeded: claim.slot),
      until: deadline
    ) { wait in
      onCell(with: (claim, wait)) { $0.suspended($1.0, $1.1) }
    }
  }

  private func suspended(_ claim: Claim, _ wait: WaitID) { claims[claim.slot].wait = wait }

  private func resumed(_ claim: Claim, _ end: WaitEnd) -> Admission {
    let slot = claim.slot
    claims[slot].wait = nil
    switch claims[slot].state {
    case .granted:
      claims[slot].state = .held
      return .granted(claims.claim(slot))
    case .preempted:
      // Granted and taken away at one instant: the task hears of it when it holds or releases.
      defer { claims.remove(slot) }
      return .granted(claims.claim(slot))
    default:
      return giveUp(slot, end)
    }
  }

  /// Ends a request that never had its units; gives its time in the queue.
  private func giveUp(_ slot: Int, _ end: WaitEnd) -> Admission {
    if claims[slot].state == .waiting {
      line.remove(slot)
      leave(slot)
    }
    let waited = Duration.nanoseconds(claims[slot].waited)
    claims.remove(slot)
    serve()
    if end == .overdue {
      book.counts.reneged += 1
      return .reneged(waited: waited)
    }
    book.counts.withdrawn += 1
    return .cancelled(waited: waited)
  }

  private func beginHold(_ claim: Claim, until deadline: SimInstant) -> Bool {
    guard let slot = claims.slot(of: claim.bits) else { return false }
    precondition(
      claims[slot].state == .held && claims[slot].wait == nil && claims[slot].user == nil,
      "a claim is held for a time by the task that acquired it, one time after the other"
    )
    claims[slot].due = deadline.nanoseconds
    return true
  }

  private func endHold(_ claim: Claim, _ end: WaitEnd) -> Tenure {
    let slot = claim.slot
    claims[slot].wait = nil
    if claims[slot].state == .preempted {
      defer { claims.remove(slot) }
      return .preempted(left: .nanoseconds(claims[slot].left ?? 0))
    }
    let left = (claims[slot].due ?? 0) - cell.now.nanoseconds
    claims[slot].due = nil
    return end == .cancelled ? .cancelled(left: .nanoseconds(left)) : .completed
  }
}
