extension Resource: EventSink {
  /// What a resource queues events for; the argument is a claim.
  enum Due: UInt32 {
    case granted
    case overdue
    case completed
    case preempted
  }

  /// Takes units without a task; the user hears later if it has to wait.
  ///
  /// The parameters are those of `acquire`; `code` and `argument` come back with all news.
  package nonisolated func request(
    _ amount: Int = 1,
    for user: any ResourceUser,
    code: UInt32 = 0,
    argument: UInt64 = 0,
    priority: Int = 0,
    patience: Duration? = nil,
    mayPreempt: Bool = true
  ) -> Entry {
    let request = ResourceRequest(
      amount: amount,
      rank: priority,
      mayPreempt: mayPreempt,
      patience: patience,
      user: user,
      code: code,
      argument: argument,
      owner: WaitOwner(user: user)
    )
    return onCell(with: request) { $0.admit($1) }
  }

  /// Says `completed` after a time, unless the units are taken away before; the user of the claim
  /// releases it then.
  package nonisolated func beginHold(_ claim: Claim, for time: Duration) {
    onCell(with: (claim, time)) { $0.beginHold($1.0, $1.1) }
  }

  package nonisolated func fire(_ code: UInt32, _ argument: UInt64) {
    onCell(with: (code, argument)) { $0.fired($1.0, $1.1) }
  }

  /// Queues news at the present instant, instead of the event that was queued.
  func post(_ due: Due, to slot: Int) {
    queue(due, for: slot, at: cell.now)
  }

  func waitWithoutTask(_ slot: Int, patience: Duration?) {
    registration.begin(self, on: cell)
    if let patience { queue(.overdue, for: slot, at: cell.deadline(after: patience)) }
  }

  private func beginHold(_ claim: Claim, _ time: Duration) {
    guard let slot = claims.slot(of: claim.bits) else { return }
    switch claims[slot].state {
    case .held:
      precondition(claims[slot].due == nil, "a claim is held for one time after the other")
      let end = cell.deadline(after: time)
      claims[slot].due = end.nanoseconds
      queue(.completed, for: slot, at: end)
    case .preempted:
      claims[slot].left = max(time, .zero).nanoseconds
    case .vacant, .waiting, .gone, .granted:
      preconditionFailure("a claim is held from its grant on")
    }
  }

  private func queue(_ due: Due, for slot: Int, at instant: SimInstant) {
    claims[slot].event = cell.schedule(
      at: instant,
      self,
      code: due.rawValue,
      argument: claims.claim(slot).bits
    )
  }

  private func fired(_ code: UInt32, _ argument: UInt64) {
    guard let due = Due(rawValue: code), let slot = claims.slot(of: argument),
      let user = claims[slot].user
    else { return }
    let (userCode, userArgument) = (claims[slot].code, claims[slot].argument)
    let news = news(due, slot)
    user.heard(news, code: userCode, argument: userArgument)
  }

  private func news(_ due: Due, _ slot: Int) -> ResourceNews {
    let claim = claims.claim(slot)
    switch due {
    case .granted:
      if claims[slot].state == .granted {
        claims[slot].state = .held
        claims[slot].event = nil
      }
      return .granted(claim)
    case .completed:
      claims[slot].due = nil
      claims[slot].event = nil
      return .completed(claim)
    case .preempted:
      let left = claims[slot].left.map { Duration.nanoseconds($0) }
      claims.remove(slot)
      return .preempted(claim, left: left)
    case .overdue:
      line.remove(slot)
      leave(slot)
      book.counts.reneged += 1
      let waited = claims[slot].waited
      claims.remove(slot)
      serve()
      return .reneged(waited: .nanoseconds(waited))
    }
  }
}
